// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgetstage.h"

#include "gui/actions.h"
#include "gui/connectiontext.h"
#include "gui/copied.h"
#include "gui/environmentlook.h"
#include "gui/jobtally.h"
#include "gui/repair.h"
#include "gui/widgetmirror.h"
#include "session/mask.h"
#include "session/session.h"
#include "ui_widgetstage.h"
#include "web/widgetview.h"

#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

WidgetStage::WidgetStage(Session *session, Actions *actions, QWidget *parent)
    : QWidget(parent), m_session(session), m_actions(actions), m_ui(std::make_unique<Ui::WidgetStage>()), m_view(new WidgetView)
{
    m_ui->setupUi(this);
    m_view->setObjectName(u"widgetView"_s);
    connect(m_ui->deviceFrame, &DeviceFrame::zoomChanged, m_view, [this](qreal zoom) {
        if (!m_mirror) // else it has the size of the other window's frame
            m_view->setZoom(zoom);
    });
    m_ui->deviceFrame->setContent(m_view);
    m_view->setAccessibleName(tr("The widget"));
    m_view->attach(session->link());
    for (QLabel *title : {m_ui->emptyTitle, m_ui->workingTitle, m_ui->doneTitle, m_ui->errorTitle, m_ui->mfaTitle}) {
        Theme::mark(title, "face", u"title"_s);
        title->setTextFormat(Qt::PlainText);
    }
    for (QLabel *label : {m_ui->emptyText, m_ui->emptyReported, m_ui->emptyBanks, m_ui->doneText, m_ui->doneAccount, m_ui->errorAdvice, m_ui->errorDetails,
                          m_ui->mfaText, m_ui->doneId}) {
        label->setTextFormat(Qt::PlainText);
    }
    Theme::mark(m_ui->doneId, "face", u"fixed"_s);
    Theme::mark(m_ui->errorDetails, "face", u"fixed"_s);
    m_ui->emptyIcon->set(u"bank"_s, Theme::Role::Accent, 40);
    m_ui->workingIcon->set(u"ticket"_s, Theme::Role::Accent, 40);
    m_ui->doneIcon->set(u"check-circle"_s, Theme::Role::Good, 40);
    m_ui->errorIcon->set(u"error"_s, Theme::Role::Bad, 40);
    m_ui->mfaIcon->set(u"question"_s, Theme::Role::Warning, 40);
    wire();
    wireTools();
    refresh();
}

WidgetStage::~WidgetStage() = default;

void WidgetStage::wire()
{
    const auto presses = [this](QPushButton *button, QAction *action) {
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        const auto follow = [button, action] {
            button->setEnabled(action->isEnabled());
            button->setToolTip(action->toolTip());
        };
        connect(m_actions, &Actions::refreshed, button, follow);
        follow();
    };
    presses(m_ui->linkButton, m_actions->link);
    presses(m_ui->doneAgainButton, m_actions->link);
    presses(m_ui->balanceButton, m_actions->balance);
    presses(m_ui->answerButton, m_actions->answer);
    for (QPushButton *button : {m_ui->emptyOptionsButton, m_ui->errorOptionsButton}) {
        presses(button, m_actions->options);
    }
    connect(m_ui->workingCancelButton, &QPushButton::clicked, m_session->link(), &LinkFlow::end);
    connect(m_ui->repairButton, &QPushButton::clicked, this, &WidgetStage::repair);
    connect(m_ui->detailsButton, &QPushButton::toggled, m_ui->errorDetails, &QWidget::setVisible);
    m_ui->doneCopyButton->setIcon(Theme::icon(u"copy"_s));
    connect(m_ui->doneCopyButton, &QToolButton::clicked, this,
            [this] { copyAndSay(m_ui->doneCopyButton, m_session->link()->lastSuccess()); });
    connect(m_ui->mfaCancelButton, &QPushButton::clicked, this, [this] {
        if (const std::optional<Job> job = m_session->jobs()->awaitingPerson()) {
            m_session->jobs()->cancel(job->number);
        }
    });
    connect(m_session, &Session::changed, this, &WidgetStage::refresh);
    connect(m_session->link(), &LinkFlow::changed, this, [this] {
        noteLaunch();
        refresh();
    });
    connect(m_session->link(), &LinkFlow::launchReady, this, &WidgetStage::orderTabs);
    connect(m_session->connections(), &Connections::changed, this, &WidgetStage::refresh);
    whenJobsChange(m_session->jobs(), this, [this] { refresh(); });
    connect(m_actions, &Actions::refreshed, this, &WidgetStage::refreshTools);
}

void WidgetStage::wireTools()
{
    const auto tool = [this](QPushButton *button, QAction *action, const QString &icon) {
        button->setIcon(Theme::icon(icon));
        if (action) {
            connect(button, &QPushButton::clicked, action, &QAction::trigger);
            button->setToolTip(action->toolTip());
        }
    };
    tool(m_ui->themeButton, nullptr, u"moon"_s);
    tool(m_ui->frameButton, nullptr, u"browser"_s);
    tool(m_ui->optionsButton, m_actions->options, u"sliders"_s);
    tool(m_ui->relaunchButton, m_actions->relaunch, u"reload"_s);
    tool(m_ui->closeButton, m_actions->closeWidget, u"close"_s);
    m_ui->themeButton->setToolTip(tr("Light or dark widget. The embedded view follows at once; another open widget is launched again."));
    m_ui->frameButton->setToolTip(tr("A phone or a browser window around the widget"));
    connect(m_ui->themeButton, &QPushButton::clicked, m_actions->widgetTheme, &QAction::trigger);
    connect(m_ui->frameButton, &QPushButton::clicked, m_actions->widgetFrame, &QAction::trigger);
    connect(m_actions->widgetTheme, &QAction::triggered, this, [this] {
        LaunchOptions options = m_session->link()->options();
        options.theme = options.theme == u"dark" ? u"light"_s : u"dark"_s;
        m_session->link()->setOptions(options);
        if (options.type == LaunchType::EmbeddedBankView) {
            m_view->toggleTheme(options.theme);
        } else if (m_session->link()->state() == LinkState::Open) {
            m_actions->relaunch->trigger(); // the SDK takes a theme only at its launch
        }
        refreshTools();
    });
    connect(m_actions->widgetFrame, &QAction::triggered, this, [this] { setPhoneFrame(!phoneFrame()); });
    refreshTools();
}

/// The browser's view is made for each launch; Tab comes to it before the buttons below it.
void WidgetStage::orderTabs()
{
    if (!m_view->view() || m_mirror) {
        return;
    }
    setTabOrder(m_ui->themeButton->previousInFocusChain(), m_view->view());
    setTabOrder(m_view->view(), m_ui->themeButton);
}

WidgetView *WidgetStage::lend()
{
    if (!m_mirror) {
        m_mirror = new WidgetMirror(m_view, m_ui->deviceFrame);
        connect(m_mirror, &WidgetMirror::goRequested, this, &WidgetStage::windowOfWidgetRequested);
        m_ui->deviceFrame->setContent(m_mirror);
    }
    return m_view;
}

void WidgetStage::takeBack()
{
    if (!m_mirror) {
        return;
    }
    delete std::exchange(m_mirror, nullptr);
    m_ui->deviceFrame->setContent(m_view);
    orderTabs();
}

bool WidgetStage::phoneFrame() const
{
    return m_ui->deviceFrame->kind() == DeviceFrame::Kind::Phone;
}

void WidgetStage::setPhoneFrame(bool phone)
{
    m_ui->deviceFrame->setKind(phone ? DeviceFrame::Kind::Phone : DeviceFrame::Kind::Browser);
    refreshTools();
    Q_EMIT frameChanged();
}

QWidget *WidgetStage::faceNow() const
{
    const LinkState state = m_session->link()->state();
    if (state == LinkState::Preparing) {
        return m_ui->workingFace;
    }
    if (state == LinkState::Open) {
        return m_ui->openFace;
    }
    const std::optional<Job> question = m_session->jobs()->awaitingPerson();
    if (question && question->number != m_setAside) {
        return m_ui->mfaFace;
    }
    if (state == LinkState::Failed && m_session->link()->error()) {
        return m_ui->errorFace;
    }
    const bool linked = state == LinkState::Succeeded && m_session->link()->launch() && !m_session->link()->launch()->isMfa();
    if (linked && m_session->connections()->find(m_session->link()->lastSuccess())) {
        return m_ui->doneFace;
    }
    return question ? m_ui->mfaFace : m_ui->emptyFace;
}

void WidgetStage::noteLaunch()
{
    const LinkState state = m_session->link()->state();
    if (state == m_lastState) {
        return;
    }
    m_lastState = state;
    const std::optional<Job> question = m_session->jobs()->awaitingPerson();
    const bool ended = state == LinkState::Failed || state == LinkState::Succeeded;
    m_setAside = ended && question ? question->number : 0;
}

void WidgetStage::refresh()
{
    QWidget *face = faceNow();
    const bool other = m_ui->faces->currentWidget() != face;
    m_ui->faces->setCurrentWidget(face);
    refreshEmpty();
    refreshDone();
    refreshError();
    refreshMfa();
    refreshTools();
    if (other && isVisible()) {
        focusNext();
    }
}

void WidgetStage::focusNext()
{
    const QWidget *face = m_ui->faces->currentWidget();
    if (face == m_ui->openFace) {
        m_view->setFocus(); // what is typed now is meant for the widget
        return;
    }
    QPushButton *next = face == m_ui->doneFace ? m_ui->balanceButton : face == m_ui->errorFace ? m_ui->repairButton
                        : face == m_ui->mfaFace ? m_ui->answerButton : face == m_ui->emptyFace ? m_ui->linkButton : nullptr;
    if (next && next->isEnabled()) {
        next->setFocus(); // the next step is one key away
    }
}

void WidgetStage::refreshEmpty()
{
    const Environment &environment = m_session->environments()->current();
    const bool closed = m_session->link()->state() == LinkState::Closed;
    m_ui->emptyTitle->setText(closed ? tr("The widget was closed") : tr("Link a bank"));
    const std::optional<Error> &reported = m_session->link()->reported();
    m_ui->emptyReported->setVisible(closed && reported.has_value());
    m_ui->emptyReported->setText(closed && reported ? tr("It reported: %1").arg(oneLine(*reported)) : QString());
    const LaunchOptions &options = m_session->link()->options();
    QStringList facts{options.sdkVersion == u"file" ? tr("SDK from a file") : tr("SDK %1").arg(options.sdkVersion), launchTypeName(options.type),
                      tr("%1 theme").arg(options.theme)};
    if (!options.configurationId.isEmpty()) {
        facts.append(tr("configuration %1").arg(shortId(options.configurationId)));
    }
    m_ui->emptyText->setText(facts.join(u" · "_s));
    m_ui->emptyBanks->setText(isSimulated(environment)
                                  ? tr("Test bank: Aerobank NonOAuth. Sign in as “sync” with the password “no_mfa”, or “mfa” for a bank that asks a "
                                       "question (answer “correct”).")
                                  : tr("The page is shown with the origin %1.").arg(originOf(environment.hostOrigin)));
}

void WidgetStage::refreshDone()
{
    const Connection *connection = m_session->connections()->find(m_session->link()->lastSuccess());
    if (!connection) {
        return;
    }
    m_ui->doneTitle->setText(connection->bank.isEmpty() ? tr("Linked") : tr("Linked: %1").arg(connection->bank));
    const bool byHand = connection->isLinkedByHand();
    m_ui->doneText->setText(byHand ? tr("The widget reported success and the connection is in the list. It was linked by account number: it has no balance.")
                                   : tr("The widget reported success and the connection is in the list."));
    Theme::mark(m_ui->balanceButton, "primary", !byHand);
    m_ui->doneId->setText(shortId(connection->connectionId));
    m_ui->doneId->setToolTip(connection->connectionId);
    const QString account = accountSummary(connection->nickname, connection->accountType, connection->numberDisplay);
    m_ui->doneAccount->setText(account.isEmpty() ? tr("details are being fetched…") : account);
}

void WidgetStage::refreshError()
{
    const std::optional<Error> &error = m_session->link()->error();
    if (!error) {
        return;
    }
    m_ui->errorTitle->setText(error->message);
    m_ui->errorAdvice->setText(adviceFor(*error));
    m_ui->repairButton->setText(repairFor(*error, m_session->environments()->isLocked()).text);
    QStringList lines{tr("kind: %1").arg(errorKindName(error->kind))};
    if (!error->where.isEmpty()) {
        lines.append(tr("where: %1").arg(error->where));
    }
    if (!error->code.isEmpty()) {
        lines.append(tr("code: %1").arg(error->code));
    }
    if (error->httpStatus != 0) {
        lines.append(tr("HTTP status: %1").arg(error->httpStatus));
    }
    m_ui->errorDetails->setText(lines.join(u'\n'));
    m_ui->errorDetails->setVisible(m_ui->detailsButton->isChecked());
}

void WidgetStage::refreshMfa()
{
    const std::optional<Job> job = m_session->jobs()->awaitingPerson();
    if (!job) {
        return;
    }
    m_ui->mfaTitle->setText(tr("%1 needs a second factor").arg(bankAndAccount(m_session->connections()->find(job->connectionId))));
    m_ui->mfaText->setText(tr("It gives the %1 after the person has answered. The widget opens for this job; the same job then goes on. "
                              "Job %2, the service says “%3”.")
                               .arg(jobKindName(job->kind), shortId(job->jobId), job->rawStatus));
}

void WidgetStage::refreshTools()
{
    const Environment &environment = m_session->environments()->current();
    m_ui->deviceFrame->setMark(isSimulated(environment) ? tr("SIMULATED") : QString());
    m_ui->deviceFrame->setAddress(originOf(environment.hostOrigin));
    const bool dark = m_session->link()->options().theme == u"dark";
    m_ui->themeButton->setText(dark ? tr("&Dark") : tr("&Light"));
    m_ui->themeButton->setIcon(Theme::icon(dark ? u"moon"_s : u"sun"_s));
    m_ui->frameButton->setText(phoneFrame() ? tr("Ph&one") : tr("Bro&wser"));
    m_ui->frameButton->setIcon(Theme::icon(phoneFrame() ? u"phone"_s : u"browser"_s));
    const Session::Again again = m_session->again();
    m_ui->relaunchButton->setText(again == Session::Again::NextQuestion ? tr("Ne&xt question")
                                  : again == Session::Again::RetryJob   ? tr("T&ry again")
                                                                        : tr("&Relaunch"));
    m_ui->relaunchButton->setToolTip(m_actions->relaunch->toolTip());
    m_ui->relaunchButton->setEnabled(m_actions->relaunch->isEnabled());
}

void WidgetStage::repair()
{
    const std::optional<Error> &error = m_session->link()->error();
    if (!error) {
        return;
    }
    switch (repairFor(*error, m_session->environments()->isLocked()).kind) {
    case RepairKind::Keys:
        Q_EMIT keysRequested();
        return;
    case RepairKind::Unlock:
        m_actions->unlock->trigger();
        return;
    case RepairKind::Options:
        m_actions->options->trigger();
        return;
    case RepairKind::Environments:
        Q_EMIT environmentsRequested();
        return;
    case RepairKind::Retry:
        m_session->relaunch();
        return;
    }
}

} // namespace console

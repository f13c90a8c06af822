// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/userpage.h"

#include "gui/copied.h"
#include "gui/environmentlook.h"
#include "gui/persontext.h"
#include "gui/recentusers.h"
#include "gui/repair.h"
#include "gui/reveal.h"
#include "gui/startpage.h"
#include "session/session.h"
#include "store/settings.h"
#include "ui_userpage.h"


using namespace Qt::StringLiterals;

namespace console {

namespace {

/// As high as its current page, so that what stands below it is close to that.
void fitToCurrent(QStackedWidget *stack)
{
    const auto fit = [stack](int current) {
        for (int i = 0; i < stack->count(); ++i)
            stack->widget(i)->setSizePolicy(QSizePolicy::Preferred, i == current ? QSizePolicy::Preferred : QSizePolicy::Ignored);
        stack->updateGeometry();
    };
    QObject::connect(stack, &QStackedWidget::currentChanged, stack, fit);
    fit(stack->currentIndex());
}

} // namespace

UserPage::UserPage(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::UserPage>()), m_recent(new RecentUsers(session))
{
    m_ui->setupUi(this);
    m_ui->enterFace->layout()->addWidget(m_recent);
    Theme::mark(m_ui->heading, "face", u"title"_s);
    Theme::mark(m_ui->workingText, "face", u"strong"_s);
    Theme::mark(m_ui->codeTitle, "face", u"strong"_s);
    Theme::mark(m_ui->resultTitle, "face", u"title"_s);
    Theme::mark(m_ui->errorTitle, "face", u"strong"_s);
    m_ui->workingIcon->set(u"half"_s, Theme::Role::Accent, 24);
    m_ui->codeIcon->set(u"phone"_s, Theme::Role::Warning, 24);
    m_ui->resultIcon->set(u"check-circle"_s, Theme::Role::Good, 28);
    m_ui->errorIcon->set(u"error"_s, Theme::Role::Bad, 24);
    for (QLabel *label : {m_ui->errorTitle, m_ui->errorAdvice, m_ui->personValue, m_ui->uuidValue, m_ui->idValue}) {
        label->setTextFormat(Qt::PlainText);
    }
    for (QLabel *label : {m_ui->uuidValue, m_ui->idValue}) {
        Theme::mark(label, "face", u"fixed"_s);
    }
    Theme::mark(m_ui->code, "face", u"fixed"_s);
    wireForm();
    wireResult();
    fitToCurrent(m_ui->ways);
    fitToCurrent(m_ui->faces);
    connect(session, &Session::changed, this, &UserPage::refresh);
    connect(session->environments(), &Environments::chosen, this, &UserPage::clearForm); // typed for another environment
    connect(session, &Session::startedOver, this, &UserPage::clearForm);
    connect(session->user(), &UserFlow::changed, this, [this] {
        m_again = m_again && m_session->user()->state() == UserState::Ready;
        refresh();
    });
    refresh();
}

UserPage::~UserPage() = default;

void UserPage::showEvent(QShowEvent *event)
{
    m_recent->reload();
    QWidget::showEvent(event);
}

void UserPage::hideEvent(QHideEvent *event)
{
    m_ui->revealButton->setChecked(false);
    QWidget::hideEvent(event);
}

void UserPage::wireForm()
{
    for (const auto &[tab, way] : {std::pair{m_ui->createTab, m_ui->createWay}, std::pair{m_ui->findTab, m_ui->findWay},
                                   std::pair{m_ui->uuidTab, m_ui->uuidWay}}) {
        connect(tab, &QPushButton::clicked, this, [this, way = way] {
            m_ui->ways->setCurrentWidget(way);
            if (m_tried && m_tried != way)
                m_session->user()->dismissError(); // it was about the other way
            refreshError();
        });
    }
    m_ui->ways->setCurrentWidget(m_ui->createWay);
    connect(m_ui->createButton, &QPushButton::clicked, this, &UserPage::create);
    connect(m_ui->fillSampleButton, &QPushButton::clicked, this, [this] {
        const UserDetails person = samplePerson();
        m_ui->firstName->setText(person.firstName);
        m_ui->lastName->setText(person.lastName);
        m_ui->email->setText(person.email);
        m_ui->phone->setText(person.phone);
    });
    for (QLineEdit *edit : {m_ui->firstName, m_ui->lastName, m_ui->email, m_ui->phone}) {
        connect(edit, &QLineEdit::returnPressed, m_ui->createButton, &QPushButton::click);
    }
    connect(m_ui->findButton, &QPushButton::clicked, this, &UserPage::find);
    connect(m_ui->userId, &QLineEdit::returnPressed, m_ui->findButton, &QPushButton::click);
    connect(m_ui->useButton, &QPushButton::clicked, this, &UserPage::use);
    connect(m_ui->uuid, &QLineEdit::returnPressed, m_ui->useButton, &QPushButton::click);
    connect(m_recent, &RecentUsers::chosen, this, &UserPage::useAgain);
    connect(m_ui->confirmButton, &QPushButton::clicked, this, &UserPage::confirm);
    connect(m_ui->code, &QLineEdit::returnPressed, m_ui->confirmButton, &QPushButton::click);
    connect(m_ui->cancelButton, &QPushButton::clicked, m_session->user(), &UserFlow::cancel);
    connect(m_ui->codeCancelButton, &QPushButton::clicked, m_session->user(), &UserFlow::forget);
}

void UserPage::wireResult()
{
    const auto copyFrom = [this](QToolButton *button, QLabel *label) {
        button->setIcon(Theme::icon(u"copy"_s));
        connect(button, &QToolButton::clicked, this, [button, label] { copyAndSay(button, label->text()); });
    };
    copyFrom(m_ui->copyUuidButton, m_ui->uuidValue);
    copyFrom(m_ui->copyIdButton, m_ui->idValue);
    m_ui->revealButton->setIcon(Theme::icon(u"eye"_s));
    m_reveal.setSingleShot(true);
    connect(&m_reveal, &QTimer::timeout, this, [this] { m_ui->revealButton->setChecked(false); });
    connect(m_ui->revealButton, &QToolButton::toggled, this, [this](bool on) {
        m_ui->revealButton->setIcon(Theme::icon(on ? u"eye-off"_s : u"eye"_s));
        if (on) {
            m_reveal.start(std::chrono::seconds(m_session->settings()->value(Setting::RevealSeconds).toInt()));
            noteReveal(m_session->log(), tr("the user's name"), m_session->settings()->value(Setting::RevealSeconds).toInt());
        }
        refreshResult();
    });
    connect(m_ui->linkButton, &QPushButton::clicked, this, &UserPage::linkRequested);
    connect(m_ui->otherUserButton, &QPushButton::clicked, this, &UserPage::startOver);
    connect(m_ui->repairButton, &QPushButton::clicked, this, [this] {
        const std::optional<Error> &error = m_session->user()->error();
        if (!error) {
            return;
        }
        switch (repairFor(*error, m_session->environments()->isLocked()).kind) {
        case RepairKind::Keys:
            Q_EMIT keysRequested();
            break;
        case RepairKind::Unlock:
            Q_EMIT unlockRequested();
            break;
        default:
            Q_EMIT environmentsRequested();
        }
    });
}

void UserPage::clearForm()
{
    for (const auto &[field, problem] : std::initializer_list<std::pair<QLineEdit *, QLabel *>>{
             {m_ui->firstName, m_ui->firstNameProblem}, {m_ui->lastName, m_ui->lastNameProblem}, {m_ui->email, m_ui->emailProblem},
             {m_ui->phone, m_ui->phoneProblem}, {m_ui->userId, m_ui->userIdProblem}, {m_ui->uuid, m_ui->uuidProblem}}) {
        field->clear();
        showProblem(field, problem, {});
    }
    m_ui->createTab->click();
}

void UserPage::startOver()
{
    m_again = true;
    clearForm();
    m_recent->reload();
    refresh();
    m_ui->firstName->setFocus();
}

void UserPage::showProblem(QLineEdit *field, QLabel *label, const QString &problem)
{
    label->setText(problem);
    label->setVisible(!problem.isEmpty());
    field->setAccessibleDescription(problem.isEmpty() ? field->toolTip() : problem);
    Theme::mark(field, "wrong", !problem.isEmpty());
}

void UserPage::create()
{
    const UserDetails details{m_ui->firstName->text().trimmed(), m_ui->lastName->text().trimmed(), m_ui->email->text().trimmed(),
                              m_ui->phone->text().trimmed()};
    const QMap<QString, QString> problems = problemsOf(details);
    showProblem(m_ui->firstName, m_ui->firstNameProblem, problems.value(u"firstName"_s));
    showProblem(m_ui->lastName, m_ui->lastNameProblem, problems.value(u"lastName"_s));
    showProblem(m_ui->email, m_ui->emailProblem, problems.value(u"email"_s));
    showProblem(m_ui->phone, m_ui->phoneProblem, problems.value(u"phone"_s));
    if (problems.isEmpty()) {
        m_tried = m_ui->ways->currentWidget();
        m_session->user()->create(details);
        return;
    }
    for (QLineEdit *edit : {m_ui->firstName, m_ui->lastName, m_ui->email, m_ui->phone}) {
        if (edit->property("wrong").toBool()) { // the first wrong field is where typing goes on
            edit->setFocus();
            return;
        }
    }
}

void UserPage::find()
{
    const QString id = m_ui->userId->text().trimmed();
    showProblem(m_ui->userId, m_ui->userIdProblem, id.isEmpty() ? tr("Enter the number that Aeropay gave the person.") : QString());
    if (!id.isEmpty()) {
        m_tried = m_ui->ways->currentWidget();
        m_session->user()->fetch(id);
    }
}

void UserPage::use()
{
    const QString uuid = m_ui->uuid->text().trimmed();
    showProblem(m_ui->uuid, m_ui->uuidProblem, uuid.isEmpty() ? tr("Enter the identifier.") : QString());
    if (!uuid.isEmpty()) {
        m_tried = m_ui->ways->currentWidget();
        m_session->user()->use(uuid);
    }
}

void UserPage::useAgain(const QString &uuid)
{
    m_tried = m_ui->ways->currentWidget();
    m_again = false; // also the way back to the one that is in use
    if (uuid != m_session->user()->aeroPassUserUuid())
        m_session->user()->use(uuid);
    else
        refresh();
}

void UserPage::confirm()
{
    const QString code = m_ui->code->text().trimmed();
    showProblem(m_ui->code, m_ui->codeProblem, code.isEmpty() ? tr("Enter the code from the phone.") : QString());
    if (!code.isEmpty()) {
        m_session->user()->confirm(code);
    }
}

void UserPage::refresh()
{
    refreshButtons(); // first: only a button that can be pressed takes the focus
    refreshFace();
    refreshResult();
    refreshError();
}

void UserPage::refreshFace()
{
    QWidget *const before = m_ui->faces->currentWidget();
    switch (m_session->user()->state()) {
    case UserState::None:
        m_ui->faces->setCurrentWidget(m_ui->enterFace);
        break;
    case UserState::Working:
        m_ui->faces->setCurrentWidget(m_ui->workingFace);
        break;
    case UserState::NeedsCode:
        m_ui->faces->setCurrentWidget(m_ui->codeFace);
        if (before != m_ui->codeFace) {
            m_ui->code->clear();
            m_ui->code->setFocus();
        }
        break;
    case UserState::Ready:
        m_ui->faces->setCurrentWidget(m_again ? m_ui->enterFace : m_ui->resultFace);
        if (before != m_ui->resultFace && !m_again && isVisible()) {
            m_ui->linkButton->setFocus();
        }
        break;
    }
}

void UserPage::refreshButtons()
{
    const Session::Can can = m_session->can();
    const bool ready = m_session->user()->state() == UserState::Ready;
    for (QPushButton *button : {m_ui->createButton, m_ui->findButton}) {
        button->setEnabled(can.createUser || ready);
        button->setToolTip(button->isEnabled() ? QString() : can.whyNoUser);
    }
    m_ui->linkButton->setEnabled(can.link);
    m_ui->linkButton->setToolTip(can.link ? tr("Link a bank (Ctrl+L)") : can.whyNot);
    m_ui->fillSampleButton->setVisible(isSimulated(m_session->environments()->current()));
}

void UserPage::refreshResult()
{
    const std::optional<AeropassUser> &user = m_session->user()->user();
    if (!user) {
        m_ui->revealButton->setChecked(false);
        return;
    }
    const bool revealed = m_ui->revealButton->isChecked();
    m_ui->personValue->setText(personName(m_session, revealed));
    m_ui->revealButton->setVisible(personName(m_session, true) != personName(m_session, false)); // an id needs no mask
    m_ui->revealButton->setToolTip(revealed ? tr("Mask it again")
                                            : tr("Reveal the name for %1 s").arg(m_session->settings()->value(Setting::RevealSeconds).toInt()));
    m_ui->revealButton->setAccessibleName(revealed ? tr("Mask the name") : tr("Reveal the name"));
    m_ui->uuidValue->setText(user->aeroPassUserUuid);
    const bool hasId = !user->userId.isEmpty() && user->userId != user->aeroPassUserUuid;
    m_ui->idValue->setText(user->userId);
    for (QWidget *widget : {static_cast<QWidget *>(m_ui->idTitle), static_cast<QWidget *>(m_ui->idValue),
                            static_cast<QWidget *>(m_ui->copyIdButton)}) {
        widget->setVisible(hasId);
    }
    m_ui->kindValue->setText(m_session->user()->isOnlyTyped() ? tr("by its id; the service was not asked")
                             : user->existing                 ? tr("existing person, confirmed")
                                                              : tr("new person"));
}

void UserPage::refreshError()
{
    const std::optional<Error> &error = m_session->user()->error();
    const bool elsewhere = m_ui->faces->currentWidget() == m_ui->enterFace && m_tried && m_tried != m_ui->ways->currentWidget();
    m_ui->errorBox->setVisible(error.has_value() && !elsewhere);
    if (!error) {
        return;
    }
    m_ui->errorTitle->setText(oneLine(*error));
    m_ui->errorAdvice->setText(adviceFor(*error));
    const Repair repair = repairFor(*error, m_session->environments()->isLocked());
    // Trying again is what the form's own button does.
    m_ui->repairButton->setVisible(repair.kind == RepairKind::Keys || repair.kind == RepairKind::Unlock
                                   || repair.kind == RepairKind::Environments);
    m_ui->repairButton->setText(repair.text);
}

} // namespace console

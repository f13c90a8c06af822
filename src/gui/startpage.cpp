// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/startpage.h"

#include "gui/environmentlook.h"
#include "session/session.h"
#include "ui_startpage.h"

using namespace Qt::StringLiterals;

namespace console {

UserDetails samplePerson(int demo)
{
    constexpr int first = 42, invented = 100; // 555-0100 to 555-0199 are nobody's
    const QString number = demo == 0 ? QString() : QString::number(demo + 1);
    return {u"Dana"_s, u"Lee"_s, u"dana.lee%1@example.com"_s.arg(number), u"+131255501%1"_s.arg((first + demo) % invented, 2, 10, QChar(u'0'))};
}

StartPage::StartPage(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::StartPage>())
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->heading, "face", u"large"_s);
    const QString icons[3] = {u"user"_s, u"bank"_s, u"data"_s};
    IconLabel *labels[3] = {m_ui->icon1, m_ui->icon2, m_ui->icon3};
    QLabel *titles[3] = {m_ui->title1, m_ui->title2, m_ui->title3};
    for (int i = 0; i < 3; ++i) {
        labels[i]->set(icons[i], Theme::Role::Accent, 28);
        Theme::mark(titles[i], "face", u"strong"_s);
    }
    m_ui->personIcon->set(u"user"_s, Theme::Role::Muted, 24);
    Theme::mark(m_ui->personName, "face", u"title"_s);
    m_ui->personName->setTextFormat(Qt::PlainText);
    m_ui->problem->setTextFormat(Qt::PlainText);
    Theme::asTag(m_ui->sampleTag, u"simulator"_s);
    connect(m_ui->sampleButton, &QPushButton::clicked, this, &StartPage::create);
    connect(m_ui->otherButton, &QPushButton::clicked, this, &StartPage::formRequested);
    connect(m_ui->manualButton, &QPushButton::clicked, this, &StartPage::manualRequested);
    connect(m_ui->environmentButton, &QPushButton::clicked, this, &StartPage::environmentsRequested);
    connect(session, &Session::startedOver, this, [this] { ++m_demo; });
    connect(session, &Session::changed, this, &StartPage::refresh);
    connect(session->user(), &UserFlow::changed, this, &StartPage::refresh);
    connect(session->environments(), &Environments::changed, this, &StartPage::refresh);
    refresh();
}

StartPage::~StartPage() = default;

void StartPage::create()
{
    if (isSimulated(m_session->environments()->current())) {
        m_session->user()->create(samplePerson(m_demo));
    } else {
        Q_EMIT formRequested();
    }
}

void StartPage::refresh()
{
    const bool simulated = isSimulated(m_session->environments()->current());
    const bool real = m_session->environments()->current().reach == Reach::Production;
    m_ui->text2->setText(real ? tr("The person signs in to the bank inside the real widget. The connectionId appears here by itself.")
                              : tr("The person signs in to a test bank inside the real widget. The connectionId appears here by itself."));
    const bool ready = m_session->environments()->isReady();
    const Session::Can can = m_session->can();
    const bool working = m_session->user()->state() == UserState::Working;
    const UserDetails person = samplePerson(m_demo);
    m_ui->sampleTag->setVisible(simulated);
    m_ui->otherButton->setVisible(simulated);
    m_ui->environmentButton->setVisible(simulated);
    m_ui->personName->setText(simulated ? person.firstName + u' ' + person.lastName : tr("The person who links a bank"));
    m_ui->personText->setText(simulated ? tr("%1 · %2 · an invented person, made for trying things out").arg(person.email, person.phone)
                                        : tr("Name, e-mail and mobile number. The service may send a code to the phone."));
    m_ui->intro->setText(simulated ? tr("Three steps. You are in the built-in simulator: nothing leaves this computer.")
                                   : tr("Three steps, against %1.").arg(m_session->environments()->current().name));
    m_ui->sampleButton->setText(simulated ? tr("&Create a user") : tr("En&ter a user…"));
    m_ui->sampleButton->setEnabled(simulated ? can.createUser && !working : !working);
    const QString waiting = simulated && !ready ? tr("The simulator is starting…") : QString();
    m_ui->sampleButton->setToolTip(m_ui->sampleButton->isEnabled() ? QString() : (can.whyNoUser.isEmpty() ? waiting : can.whyNoUser));
    if (m_ui->sampleButton->isEnabled() && isVisible() && !focusWidget()) {
        m_ui->sampleButton->setFocus(); // Enter takes the first step
    }
    m_ui->progress->setVisible(working || !waiting.isEmpty());
    const std::optional<Error> &error = m_session->user()->error();
    m_ui->problem->setVisible(error.has_value());
    if (error) {
        m_ui->problem->setText(oneLine(*error) + u'\n' + adviceFor(*error));
    }
}

} // namespace console

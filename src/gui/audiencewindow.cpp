// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/audiencewindow.h"

#include "gui/audiencefact.h"
#include "gui/audiencejob.h"
#include "gui/audiencelook.h"
#include "gui/audiencepillar.h"
#include "ui_audiencewindow.h"

#include <QCloseEvent>
#include <QShortcut>

#include <type_traits>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qreal largestZoom = 2.5;
constexpr int browserPercent = 49; // of the window's width: the story must have room beside it
constexpr int screenWidth = 375, screenHeight = 720, phoneEdge = 48; // px, as in DeviceFrame

} // namespace

AudienceWindow::AudienceWindow(QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::AudienceWindow>())
{
    m_ui->setupUi(this);
    setWindowIcon(QIcon(u":/icons/aerosync-console.svg"_s));
    m_ui->audienceFrame->setLargest(largestZoom);
    m_ui->audienceFrame->setContent(m_ui->audienceScreen);
    m_pillars[0] = new AudiencePillar(u"audienceUser"_s, u"user"_s, tr("User"), m_ui->audiencePillars);
    m_pillars[1] = new AudiencePillar(u"audienceBank"_s, u"bank"_s, tr("Bank link"), m_ui->audiencePillars);
    m_pillars[2] = new AudiencePillar(u"audienceData"_s, u"data"_s, tr("Data"), m_ui->audiencePillars);
    for (int i = 0; i < 3; ++i) {
        m_ui->pillarLayout->addWidget(m_pillars[i], 1);
        m_jobs[i] = new AudienceJob(JobKind(i), m_ui->audienceJobs);
        m_ui->jobLayout->addWidget(m_jobs[i]);
        m_facts[i] = new AudienceFact(u"audienceFact%1"_s.arg(i + 1), m_ui->audienceFacts);
        m_ui->factLayout->addWidget(m_facts[i], i == 0 ? 3 : 2); // an amount is the longest of them
    }
    m_ui->audienceTitle->tell(tr("Link a bank with Aerosync"));
    for (QLabel *label : {m_ui->audiencePlace, m_ui->idleTitle, m_ui->idleText})
        label->setTextFormat(Qt::PlainText);
    makeKeys();
    scale();
    refresh();
}

AudienceWindow::~AudienceWindow() = default;

void AudienceWindow::makeKeys()
{
    auto *leave = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(leave, &QShortcut::activated, this, &QWidget::close);
    auto *full = new QShortcut(QKeySequence(Qt::Key_F11), this);
    connect(full, &QShortcut::activated, this, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
}

void AudienceWindow::tell(const AudienceStory &story)
{
    if (story == m_story)
        return;
    const bool otherFrame = story.isPhone != m_story.isPhone;
    m_story = story;
    if (otherFrame)
        scale();
    refresh();
}

void AudienceWindow::place(QWidget *live)
{
    m_live = live;
    m_ui->audienceScreen->addWidget(live);
    connect(live, &QObject::destroyed, this, [this] { m_live = nullptr; });
    refreshScreen();
}

void AudienceWindow::focusWidgetView()
{
    if (m_live && m_story.isWidgetOpen)
        m_live->setFocus();
}

void AudienceWindow::refresh()
{
    refreshHead();
    refreshPillars();
    refreshFacts();
    refreshScreen();
}

void AudienceWindow::refreshHead()
{
    using Place = AudienceStory::Place;
    m_ui->audiencePlace->setText(m_story.isSimulated() ? tr("SIMULATED") : audienceWord(m_story.place));
    Theme::mark(m_ui->audiencePlace, "env", m_story.place == Place::Simulator  ? u"simulator"_s
                                            : m_story.place == Place::Sandbox  ? u"sandbox"_s
                                            : m_story.place == Place::Own      ? u"custom"_s
                                                                               : u"production"_s);
    m_ui->audienceFrame->setMark(m_story.isSimulated() ? tr("SIMULATED") : QString());
    m_ui->audienceFrame->setAddress(tr("Your website")); // the real one may be anybody's
    m_ui->audienceFrame->setKind(m_story.isPhone ? DeviceFrame::Kind::Phone : DeviceFrame::Kind::Browser);
}

void AudienceWindow::refreshPillars()
{
    m_pillars[0]->tell(m_story.user, {m_story.person});
    m_pillars[1]->tell(m_story.bank, {m_story.bankName, m_story.account}, m_story.accountType);
    m_pillars[2]->tell(m_story.data);
    for (AudienceJob *row : m_jobs)
        row->hide();
    for (const AudienceStory::JobLine &line : m_story.jobs) {
        m_jobs[int(line.kind)]->tell(line);
        m_jobs[int(line.kind)]->show();
    }
    m_ui->audienceJobs->setVisible(!m_story.jobs.isEmpty());
}

void AudienceWindow::refreshFacts()
{
    m_facts[0]->setVisible(!m_story.available.isEmpty() || !m_story.current.isEmpty());
    if (!m_story.available.isEmpty())
        m_facts[0]->tell(m_story.available, tr("available"));
    else if (!m_story.current.isEmpty())
        m_facts[0]->tell(m_story.current, tr("balance"));
    m_facts[1]->setVisible(m_story.transactions.has_value());
    if (m_story.transactions)
        m_facts[1]->tell(*m_story.transactions, *m_story.transactions == 1 ? tr("transaction") : tr("transactions"));
    m_facts[2]->setVisible(m_story.hasIdentity);
    if (m_story.hasIdentity)
        m_facts[2]->tellThere(tr("identity"));
}

/// The frame's screen: the widget while it can be used, else where the story is.
void AudienceWindow::refreshScreen()
{
    const bool shown = m_live && m_story.isWidgetOpen && m_ui->audienceScreen->isAncestorOf(m_live);
    m_ui->audienceScreen->setCurrentWidget(shown ? m_live : m_ui->audienceIdle);
    const bool asks = m_story.data.state == AudienceState::NeedsPerson;
    const bool quiet = m_story.bank.state == AudienceState::Waiting;
    const AudienceStory::Pillar now = asks ? m_story.data : m_story.bank;
    const AudienceLook look = audienceLook(now.state);
    m_ui->idleIcon->set(quiet ? u"bank"_s : look.icon, look.role, audienceUnit(size(), m_story.isPhone) * 3);
    m_ui->idleTitle->setText(quiet ? tr("The bank link opens here") : audienceSentence(now.said));
    const bool linked = now.said == AudienceSaid::BankLinked;
    m_ui->idleText->setText(linked ? QString(m_story.bankName.text() + u'\n' + m_story.account.text()).trimmed() : QString());
    m_ui->idleText->setVisible(!m_ui->idleText->text().isEmpty());
}

/// Type and spacing follow the window's size.
void AudienceWindow::scale()
{
    const int unit = audienceUnit(size(), m_story.isPhone);
    const QMargins edges(unit * 5 / 4, unit, unit * 5 / 4, unit);
    m_ui->outerLayout->setContentsMargins(edges);
    m_ui->outerLayout->setSpacing(unit * 5 / 4);
    m_ui->storyLayout->setSpacing(unit * 4 / 5);
    m_ui->pillarLayout->setSpacing(unit * 4 / 5);
    m_ui->pillarLayout->setDirection(m_story.isPhone ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_ui->jobLayout->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    m_ui->jobLayout->setSpacing(unit / 2);
    m_ui->factLayout->setSpacing(unit * 4 / 5);
    m_ui->audienceTitle->setSize(unit * 3 / 2, unit);
    m_ui->audiencePlace->setFont(audienceFont(unit, true));
    m_ui->audiencePlace->setMargin(unit / 3);
    m_ui->idleTitle->setFont(audienceFont(unit * 5 / 4, true));
    m_ui->idleText->setFont(audienceFont(unit, false));
    for (int i = 0; i < 3; ++i) {
        m_pillars[i]->setUnit(unit, m_story.isPhone);
        m_jobs[i]->setUnit(unit);
        m_facts[i]->setUnit(unit);
    }
    const int high = height() - edges.top() - edges.bottom();
    const int phone = qRound(qMin(largestZoom, qreal(high - phoneEdge - 8) / screenHeight) * screenWidth) + 24;
    m_ui->audienceFrame->setFixedWidth(m_story.isPhone ? qMin(phone, width() / 2) : width() * browserPercent / 100);
    refreshScreen();
}

void AudienceWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    scale();
}

void AudienceWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // Another theme is another style sheet, which takes the fonts away. Fonts set here cause such an event again.
    if (event->type() == QEvent::StyleChange && !m_isScaling && m_ui->outerLayout) {
        m_isScaling = true;
        scale();
        m_isScaling = false;
    }
}

void AudienceWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT closed();
}

// The wall: none of these may become known here, not even through the header of a header.
class Connections;
class DataDesk;
class EventLog;
class JobBoard;
class LinkFlow;
class Session;
class TokenSource;
class UserFlow;

namespace {

template <typename T, typename = void> struct Known : std::false_type {};
template <typename T> struct Known<T, std::void_t<decltype(sizeof(T))>> : std::true_type {};
static_assert(!(Known<Connections>::value || Known<DataDesk>::value || Known<EventLog>::value || Known<JobBoard>::value || Known<LinkFlow>::value
                || Known<Session>::value || Known<TokenSource>::value || Known<UserFlow>::value));

} // namespace

} // namespace console

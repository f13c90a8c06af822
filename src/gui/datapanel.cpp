// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/datapanel.h"

#include "gui/accountview.h"
#include "gui/balanceview.h"
#include "gui/dataframe.h"
#include "gui/identityview.h"
#include "gui/jobtext.h"
#include "gui/noticebar.h"
#include "gui/stateface.h"
#include "gui/storedview.h"
#include "gui/transactiontable.h"
#include "ui_datapanel.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::array<JobKind, 3> kinds{JobKind::Balance, JobKind::Transactions, JobKind::Identity};

std::size_t placeOf(JobKind kind)
{
    return static_cast<std::size_t>(kind);
}

} // namespace

DataPanel::DataPanel(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::DataPanel>())
{
    m_ui->setupUi(this);
    addTabs();
    addCommands();
    watchSession();
    connect(m_ui->nothingLinked, &StateFace::acted, m_session->link(), &LinkFlow::start);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &DataPanel::tick);
    m_tick.start();
    refresh();
}

DataPanel::~DataPanel() = default;

void DataPanel::addTabs()
{
    Settings *settings = m_session->settings();
    m_accountFrame = addTab(tr("Account"), u"account"_s, tr("Get account details again"));
    m_account = new AccountView(settings, m_accountFrame->reveal());
    m_accountFrame->setReadable(m_account, true);
    DataFrame *balance = addTab(tr("Balance"), u"balance"_s, tr("Get balance"));
    m_balance = new BalanceView(settings, balance->reveal());
    balance->setReadable(m_balance, true);
    DataFrame *transactions = addTab(tr("Transactions"), u"transactions"_s, tr("Get transactions"));
    m_transactions = new TransactionTable(transactions->reveal());
    transactions->setReadable(m_transactions, false);
    DataFrame *identity = addTab(tr("Identity"), u"identity"_s, tr("Get identity"));
    m_identity = new IdentityView(settings, identity->reveal());
    identity->setReadable(m_identity, true);
    m_storedFrame = addTab(tr("Stored"), u"data"_s, tr("Read stored transactions again"));
    m_stored = new StoredView(m_storedFrame->reveal(), m_session->clock());
    m_storedFrame->setReadable(m_stored, false);
    m_jobFrames = {balance, transactions, identity};
    for (const JobKind kind : kinds)
        connectJobFrame(frameOf(kind), kind);
}

DataFrame *DataPanel::addTab(const QString &name, const QString &icon, const QString &again)
{
    auto *frame = new DataFrame(m_session->settings(), again);
    frame->setObjectName(icon + u"Frame"_s);
    frame->setAccessibleName(name);
    m_ui->tabs->addNamed(frame, icon, name);
    frame->reveal()->setRedactor([log = m_session->log()] { return log->redactor(); });
    connect(frame->reveal(), &Reveal::began, this, [this, name](const QString &field, int seconds) {
        noteReveal(m_session->log(), field.isEmpty() ? name : tr("%1, %2").arg(name, field), seconds);
    });
    return frame;
}

/// What can be done here, for the command palette: it finds the actions below the window that have this property.
QAction *DataPanel::addCommand(const QString &id, const QString &icon, const QString &text, std::function<void()> run)
{
    auto *command = new QAction(Theme::icon(icon), text, this);
    command->setObjectName(u"action-"_s + id);
    command->setProperty("palette", text);
    addAction(command);
    connect(command, &QAction::triggered, this, [this, run = std::move(run)] {
        Q_EMIT lookRequested();
        run();
    });
    return command;
}

void DataPanel::addCommands()
{
    m_revealCommand = addCommand(u"reveal"_s, u"eye"_s, tr("Reveal or mask personal data"), [this] {
        if (auto *frame = qobject_cast<DataFrame *>(m_ui->tabs->currentWidget()))
            frame->reveal()->toggle();
    });
    m_csvCommand = addCommand(u"copyCsv"_s, u"copy-table"_s, tr("Copy transactions as CSV"), [this] {
        showKind(JobKind::Transactions);
        m_transactions->copyCsv();
    });
    m_cachedCommand = addCommand(u"cachedBalance"_s, u"balance"_s, tr("Get cached balance"), [this] {
        showKind(JobKind::Balance);
        m_session->data()->fetchCachedBalance(connectionId());
    });
    m_storedCommand = addCommand(u"readStored"_s, u"data"_s, tr("Read stored transactions"), [this] {
        m_ui->tabs->setCurrentWidget(m_storedFrame);
        m_stored->read();
    });
}

void DataPanel::refreshCommands()
{
    const Session::Can can = m_session->can();
    const auto allow = [](QAction *command, bool possible, const QString &whyNot) {
        command->setEnabled(possible);
        command->setProperty("whyNot", possible ? QString() : whyNot);
    };
    const bool selected = !connectionId().isEmpty();
    const QString first = tr("Link a bank or select a connection first.");
    allow(m_revealCommand, selected, first);
    allow(m_csvCommand, selected && lastDone(JobKind::Transactions), selected ? tr("Get transactions first.") : first);
    for (QAction *command : {m_cachedCommand, m_storedCommand})
        allow(command, can.fetchData, selected ? can.whyNot : first);
}

DataFrame *DataPanel::frameOf(JobKind kind) const
{
    return m_jobFrames[placeOf(kind)];
}

void DataPanel::connectJobFrame(DataFrame *frame, JobKind kind)
{
    connect(frame, &DataFrame::againAsked, this, [this, kind] { Q_EMIT jobRequested(kind); });
    connect(frame->face(), &StateFace::acted, this, [this, kind] { answerOrStart(kind); });
    connect(frame->notice(), &NoticeBar::acted, this, [this, kind] { answerOrStart(kind); });
    const auto cancel = [this, kind] {
        if (const auto job = latest(kind))
            m_session->jobs()->cancel(job->number);
    };
    connect(frame->face(), &StateFace::cancelled, this, cancel);
    connect(frame->notice(), &NoticeBar::secondActed, this, cancel);
}

void DataPanel::watchSession()
{
    connect(m_accountFrame, &DataFrame::againAsked, this, [this] { m_session->data()->fetchAccount(connectionId()); });
    connect(m_accountFrame->face(), &StateFace::acted, this, [this] { m_session->data()->fetchAccount(connectionId()); });
    connect(m_accountFrame->notice(), &NoticeBar::acted, this, [this] { m_session->data()->fetchAccount(connectionId()); });
    const auto askCached = [this] { m_session->data()->fetchCachedBalance(connectionId()); };
    connect(m_balance, &BalanceView::cachedAsked, this, askCached);
    connect(frameOf(JobKind::Balance)->face(), &StateFace::secondActed, this, askCached);
    connect(m_stored, &StoredView::readAsked, this, [this](const DateRange &range) { m_session->data()->fetchStored(connectionId(), range); });
    connect(m_storedFrame, &DataFrame::againAsked, this, [this] {
        m_session->data()->fetchStored(connectionId(), m_session->data()->data(connectionId()).storedRange);
    });
    connect(m_stored, &StoredView::moreAsked, this, [this] { m_session->data()->fetchMoreStored(connectionId()); });
    connect(m_stored, &StoredView::deleteAsked, this, [this] { m_session->data()->deleteStored(connectionId()); });

    connect(m_session, &Session::changed, this, &DataPanel::refresh);
    connect(m_session->connections(), &Connections::selectionChanged, this, &DataPanel::switchConnection);
    connect(m_session->connections(), &Connections::changed, this, &DataPanel::refresh);
    connect(m_session->jobs(), &JobBoard::changed, this, [this](const Job &job) {
        if (job.connectionId != connectionId())
            return;
        refreshJob(job.kind);
        refreshCommands();
    });
    connect(m_session->jobs(), &JobBoard::cleared, this, &DataPanel::refresh);
    connect(m_session->data(), &DataDesk::changed, this, [this](const QString &id) {
        if (id == connectionId())
            refresh();
    });
}

QString DataPanel::connectionId() const
{
    return m_session->connections()->selected();
}

std::optional<Job> DataPanel::latest(JobKind kind) const
{
    return m_session->jobs()->latest(connectionId(), kind);
}

std::optional<Job> DataPanel::lastDone(JobKind kind) const
{
    const QList<Job> jobs = m_session->jobs()->jobsOf(connectionId());
    for (auto job = jobs.crbegin(); job != jobs.crend(); ++job) {
        if (job->kind == kind && job->state == JobState::Done)
            return *job;
    }
    return {};
}

void DataPanel::showKind(JobKind kind)
{
    m_ui->tabs->setCurrentWidget(frameOf(kind));
}

void DataPanel::mask()
{
    for (DataFrame *frame : {m_accountFrame, m_storedFrame, m_jobFrames[0], m_jobFrames[1], m_jobFrames[2]})
        frame->mask();
}

void DataPanel::switchConnection()
{
    mask();
    m_stored->forgetQuestion();
    refresh();
}

void DataPanel::answerOrStart(JobKind kind)
{
    const std::optional<Job> job = latest(kind);
    if (job && job->state == JobState::AwaitingPerson)
        m_session->answerMfa(job->number);
    else
        Q_EMIT jobRequested(kind);
}

void DataPanel::refresh()
{
    const Session::Can can = m_session->can();
    refreshCommands();
    if (connectionId().isEmpty()) {
        m_ui->nothingLinked->showEmpty(u"bank"_s, tr("No data yet"), tr("Link a bank. What it returns appears here."), tr("Link a bank"),
                              can.link ? QString() : can.whyNot);
        m_ui->stack->setCurrentWidget(m_ui->nothingLinked);
        return;
    }
    m_ui->stack->setCurrentWidget(m_ui->content);
    refreshAccount();
    for (const JobKind kind : kinds)
        refreshJob(kind);
    refreshStored();
}

void DataPanel::refreshAccount()
{
    const Fetched<Account> account = m_session->data()->data(connectionId()).account;
    const Session::Can can = m_session->can();
    const QDateTime now = m_session->clock()();
    if (account.working != m_accountSince.isValid())
        m_accountSince = account.working ? now : QDateTime();
    m_accountFrame->setRaw(account.raw);
    m_accountFrame->setAge(account.at, now);
    m_accountFrame->setAgainEnabled(can.fetchData && !account.working, can.whyNot);
    if (!account.value) {
        if (account.working)
            m_accountFrame->face()->showWorking({.title = tr("Getting account details"), .text = {}, .since = m_accountSince}, now);
        else if (account.error)
            m_accountFrame->face()->showError(tr("No account details"), *account.error, tr("Try again"));
        else
            m_accountFrame->face()->showEmpty(u"account"_s, tr("Account details"), tr("Bank, account type and numbers of this link."),
                                              tr("Get account details"), can.fetchData ? QString() : can.whyNot);
        m_accountFrame->showFace();
        return;
    }
    const Shown shown{0, account.at, connectionId()};
    if (shown != m_accountShown) {
        m_accountShown = shown;
        m_account->showAccount(*account.value, connectionId(), now);
    }
    m_accountFrame->showContent();
    if (account.working)
        m_accountFrame->notice()->say(NoticeBar::Tone::Info, tr("Getting account details again…"));
    else if (account.error)
        m_accountFrame->notice()->sayError(tr("These are the details from before."), *account.error, tr("Try again"));
    else
        m_accountFrame->notice()->hide();
}

void DataPanel::refreshJob(JobKind kind)
{
    DataFrame *frame = frameOf(kind);
    const std::optional<Job> last = latest(kind);
    const std::optional<Job> done = lastDone(kind);
    const Fetched<Balance> cached = m_session->data()->data(connectionId()).cachedBalance;
    const bool cachedShown = kind == JobKind::Balance && (cached.value || cached.working || cached.error || cached.unavailable);
    const QDateTime now = m_session->clock()();
    const bool running = last && !isEnded(last->state);
    frame->setAgainEnabled(m_session->can().startJob && !running, m_session->can().whyNot);
    frame->setAge(done ? done->endedAt : QDateTime(), now);
    if (done || (cachedShown && !running)) {
        fill(kind, done);
        if (done && done->result.index() == 0) { // memory was made; the history may still have it
            m_shown[placeOf(kind)] = {};
            m_session->jobs()->recall(done->number);
        }
        frame->setRaw(done ? done->raw : cached.raw);
        frame->showContent();
        showJobNotice(frame, kind, last);
    } else {
        frame->setRaw(last ? last->raw : QByteArray());
        showJobFace(frame, kind, last);
        frame->showFace();
    }
}

void DataPanel::fill(JobKind kind, const std::optional<Job> &done)
{
    if (kind == JobKind::Balance) { // few widgets, and it has a second source: always filled
        const Balance *balance = done ? std::get_if<Balance>(&done->result) : nullptr;
        m_balance->showBalance(balance ? std::optional(*balance) : std::nullopt, m_session->data()->data(connectionId()).cachedBalance,
                               m_session->clock()());
        return;
    }
    const Shown shown{done->number, done->endedAt, connectionId()};
    if (shown == m_shown[placeOf(kind)])
        return;
    m_shown[placeOf(kind)] = shown;
    if (const auto *page = std::get_if<TransactionPage>(&done->result))
        m_transactions->setTransactions(page->transactions);
    else if (const auto *identity = std::get_if<Identity>(&done->result))
        m_identity->showIdentity(*identity);
}

void DataPanel::showJobFace(DataFrame *frame, JobKind kind, const std::optional<Job> &latest)
{
    const Session::Can can = m_session->can();
    const QString whyNot = can.startJob ? QString() : can.whyNot;
    StateFace *face = frame->face();
    const QString none = tr("No %1 yet").arg(jobTitle(kind).toLower());
    const Connection *connection = m_session->connections()->find(connectionId());
    if ((!latest || latest->state == JobState::Cancelled) && connection && connection->isLinkedByHand()) {
        face->showCalm(u"minus"_s, none, tr("Linked by account number: such a link has no %1. A job would end as “not available”.").arg(jobTitle(kind).toLower()),
                       tr("Ask all the same"));
        return;
    }
    if (!latest || latest->state == JobState::Cancelled) {
        face->showEmpty(jobIcon(kind), none, tr("A job asks the bank. It takes some seconds."), jobGetVerb(kind), whyNot,
                        kind == JobKind::Balance ? tr("Get cached balance") : QString());
        return;
    }
    const QDateTime now = m_session->clock()();
    const JobFace job = jobFace(latest->state);
    if (!isEnded(latest->state)) {
        const bool person = latest->state == JobState::AwaitingPerson;
        face->showWorking({.title = person ? tr("%1 needs a second factor").arg(jobTitle(kind)) : tr("Getting %1").arg(jobTitle(kind).toLower()),
                           .text = latest->cause.isEmpty() ? job.word : latest->cause,
                           .since = latest->startedAt,
                           .lastTook = tookTime(m_session->jobs()->lastDone(kind, latest->number)),
                           .cancelText = tr("Cancel"),
                           .actionText = person ? tr("Answer in the widget") : QString(),
                           .icon = job.icon,
                           .isMoving = isMoving(latest->state)},
                          now);
    } else if (latest->state == JobState::Unavailable) {
        const QString why = latest->error && !latest->error->code.isEmpty() ? tr(" (%1)").arg(latest->error->code) : QString();
        face->showCalm(u"minus"_s, tr("Not available"),
                       (latest->cause.isEmpty() ? tr("Not available for a manually linked account.") : latest->cause) + why, tr("Try again"));
    } else {
        const Error error = latest->error.value_or(Error{.kind = Error::Kind::Timeout, .message = latest->cause});
        const bool late = latest->state == JobState::TimedOut;
        face->showError((late ? tr("%1 timed out") : tr("%1 failed")).arg(jobTitle(kind)), error, tr("Try again"));
    }
}

void DataPanel::showJobNotice(DataFrame *frame, JobKind kind, const std::optional<Job> &latest)
{
    NoticeBar *notice = frame->notice();
    if (!latest) {
        notice->say(NoticeBar::Tone::Info, tr("This is what the service has stored. A job asks the bank."), jobGetVerb(kind));
    } else if (latest->state == JobState::AwaitingPerson) {
        notice->say(NoticeBar::Tone::Warning, tr("Getting it again needs a second factor."), tr("Answer in the widget"), tr("Cancel"));
    } else if (!isEnded(latest->state)) {
        notice->say(NoticeBar::Tone::Info, tr("Getting it again: %1").arg(jobFace(latest->state).word), {}, tr("Cancel"));
    } else if (latest->state == JobState::Failed || latest->state == JobState::TimedOut) {
        const Error error = latest->error.value_or(Error{.kind = Error::Kind::Timeout, .message = latest->cause});
        notice->sayError(tr("The last attempt failed; this is from before."), error, tr("Try again"));
    } else if (latest->state == JobState::Unavailable) {
        notice->say(NoticeBar::Tone::Info, tr("Not available any more: %1").arg(latest->cause), tr("Try again"));
    } else {
        notice->hide();
    }
}

void DataPanel::refreshStored()
{
    const ConnectionData known = m_session->data()->data(connectionId());
    const Session::Can can = m_session->can();
    m_storedFrame->setRaw(known.stored.raw);
    m_storedFrame->setAge(known.stored.at, m_session->clock()());
    m_storedFrame->setAgainEnabled(can.fetchData && !known.stored.working && known.stored.at.isValid(), can.whyNot);
    m_stored->showStored(known, can.fetchData, can.whyNot);
    m_storedFrame->showContent();
}

void DataPanel::tick()
{
    if (!isVisible() || connectionId().isEmpty())
        return;
    const QDateTime now = m_session->clock()();
    m_accountFrame->face()->tick(now);
    for (const JobKind kind : kinds) {
        frameOf(kind)->face()->tick(now);
        if (const auto done = lastDone(kind))
            frameOf(kind)->setAge(done->endedAt, now);
    }
}

} // namespace console

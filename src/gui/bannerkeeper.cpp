// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bannerkeeper.h"

#include "gui/actions.h"
#include "gui/bannerbar.h"
#include "gui/connectiontext.h"
#include "gui/jobtally.h"
#include "session/session.h"
#include "store/history.h"

using namespace Qt::StringLiterals;

namespace console {

BannerKeeper::BannerKeeper(Session *session, Actions *actions, const JobTally *tally, BannerBar *window, BannerBar *stage, QObject *parent)
    : QObject(parent), m_session(session), m_actions(actions), m_tally(tally), m_window(window), m_stage(stage)
{
    connect(session, &Session::changed, this, &BannerKeeper::refresh);
    connect(session->environments(), &Environments::changed, this, &BannerKeeper::refresh);
    connect(session->environments(), &Environments::lockChanged, this, &BannerKeeper::refresh);
    connect(session->keys(), &CredentialKeeper::changed, this, &BannerKeeper::refresh);
    connect(session->jobs(), &JobBoard::heldChanged, this, &BannerKeeper::refreshHeld);
    connect(tally, &JobTally::changed, this, &BannerKeeper::refreshQuestion);
    connect(session->link(), &LinkFlow::changed, this, &BannerKeeper::refreshQuestion);
    connect(session->link(), &LinkFlow::changed, this, &BannerKeeper::refreshWidget);
    connect(session->connections(), &Connections::changed, this, &BannerKeeper::refreshQuestion);
    connect(session->connections(), &Connections::selectionChanged, this, &BannerKeeper::refreshQuestion);
    connect(session->log(), &EventLog::added, this, &BannerKeeper::logged);
    connect(session->environments(), &Environments::chosen, this, [this] { m_window->hide(u"network"_s); });
    connect(window, &BannerBar::closed, this, [this](const QString &id) {
        m_keychainClosed = m_keychainClosed || id == u"keychain";
        if (const History *history = m_session->history(); history && history->problem() && id == u"history")
            m_historyClosed = history->problem()->message;
    });
    if (session->history()) {
        connect(session->history(), &History::problemChanged, this, &BannerKeeper::refreshHistory);
        refreshHistory();
    }
    refresh();
}

void BannerKeeper::setSimulatorProblem(const std::optional<Error> &error)
{
    m_simulatorProblem = error;
    refresh();
}

void BannerKeeper::setJobsShown(bool shown)
{
    m_jobsShown = shown;
    refreshQuestion();
}

void BannerKeeper::refresh()
{
    refreshProduction();
    refreshKeys();
    refreshHeld();
    refreshQuestion();
    const bool simulator = m_session->environments()->current().reach == Reach::LoopbackOnly;
    if (m_simulatorProblem && simulator) {
        m_window->show({u"simulator"_s, u"bad"_s, u"error"_s, tr("The simulator could not start."),
                        m_simulatorProblem->message + u' ' + adviceFor(*m_simulatorProblem), tr("Start it a&gain"),
                        [this] { Q_EMIT simulatorRetryRequested(); }});
    } else {
        m_window->hide(u"simulator"_s);
    }
}

void BannerKeeper::refreshProduction()
{
    const Environments *environments = m_session->environments();
    const bool production = environments->current().reach == Reach::Production;
    if (production && environments->productionUnlocked()) {
        m_window->show({u"production"_s, u"production"_s, u"unlock"_s,
                        tr("PRODUCTION IS UNLOCKED — real people, real bank accounts"), {}, tr("Loc&k"),
                        [this] { m_actions->lock->trigger(); }});
    } else {
        m_window->hide(u"production"_s);
    }
    if (production && environments->isLocked()) {
        m_window->show({u"locked"_s, u"bad"_s, u"lock"_s, tr("%1 is locked.").arg(environments->current().name),
                        tr("Nothing is sent until you unlock it by typing its name."), tr("Unloc&k…"),
                        [this] { m_actions->unlock->trigger(); }});
    } else {
        m_window->hide(u"locked"_s);
    }
}

void BannerKeeper::refreshKeys()
{
    const CredentialKeeper *keys = m_session->keys();
    const Environment &environment = m_session->environments()->current();
    const bool wantsKeys = environment.reach != Reach::LoopbackOnly; // the simulator makes its own
    if (keys->keychainProblem() && wantsKeys && !m_keychainClosed) {
        m_window->show({u"keychain"_s, u"warning"_s, u"key"_s, tr("No keychain: keys stay in memory until you quit."),
                        tr("Settings say why."), {}, {}, true});
    } else {
        m_window->hide(u"keychain"_s);
    }
    const Credentials &known = keys->credentials();
    const bool missing = wantsKeys && !keys->isLoading() && !m_session->environments()->isLocked() && !(known.hasAerosync() && known.hasAeropass());
    if (missing) {
        const QString which = known.hasAerosync()   ? tr("The Aeropay keys or the merchant ID are missing.")
                              : known.hasAeropass() ? tr("The Aerosync keys are missing.")
                                                    : tr("No keys are set.");
        m_window->show({u"keys"_s, u"warning"_s, u"key"_s, tr("%1 needs keys.").arg(environment.name), which, tr("Enter ke&ys…"),
                        [this] { m_actions->keys->trigger(); }});
    } else {
        m_window->hide(u"keys"_s);
    }
}

/// One message for all jobs that stand still, not one for each.
void BannerKeeper::refreshHeld()
{
    const std::optional<Error> held = m_session->jobs()->held();
    if (!held) {
        m_window->hide(u"held"_s);
        return;
    }
    m_window->show({.id = u"held"_s, .tone = u"bad"_s, .icon = u"key"_s, .text = tr("The keys are refused: all jobs stand still."),
                    .detail = held->message, .buttonText = tr("Enter keys…"), .pressed = [this] { m_actions->keys->trigger(); },
                    .secondText = tr("Try again"), .secondPressed = [this] { m_session->jobs()->release(); }});
}

/// Some problems stay until the program ends: who has read one may close it; another one shows again.
void BannerKeeper::refreshHistory()
{
    const std::optional<Error> &problem = m_session->history()->problem();
    if (!problem || problem->message != m_historyClosed)
        m_historyClosed.clear();
    if (!problem) {
        m_window->hide(u"history"_s);
    } else if (m_historyClosed.isEmpty()) {
        m_window->show({.id = u"history"_s, .tone = u"warning"_s, .icon = u"warning"_s, .text = problem->message, .detail = adviceFor(*problem),
                        .buttonText = tr("History…"), .pressed = [this] { Q_EMIT historySettingsRequested(); }, .closable = true});
    }
}

void BannerKeeper::refreshQuestion()
{
    // One has its own words; several are a list, not a pile.
    const QList<int> waiting = m_tally->awaiting();
    const LinkState link = m_session->link()->state();
    const bool answering = m_tally->count(JobGroup::NeedsYou) > waiting.size() && (link == LinkState::Preparing || link == LinkState::Open);
    if (waiting.isEmpty()) {
        m_stage->hide(u"question"_s);
    } else if (answering) {
        const QString text = waiting.size() == 1 ? tr("Another job needs a second factor. It waits until this one is answered.")
                                                 : tr("%1 more jobs need a second factor. They wait until this one is answered.").arg(waiting.size());
        m_stage->show({u"question"_s, u"info"_s, u"question"_s, text, {}, tr("Show all"), [this] { Q_EMIT questionListRequested(); }});
    } else if (waiting.size() == 1) {
        showQuestion(waiting.constFirst());
    } else {
        showQuestions(waiting.size());
    }
}

void BannerKeeper::showQuestions(qsizetype count)
{
    m_stage->show({.id = u"question"_s, .tone = u"warning"_s, .icon = u"question"_s, .text = tr("%1 jobs need a second factor.").arg(count),
                   .detail = tr("They can wait."), .buttonText = tr("Answer first"), .pressed = [this] { Q_EMIT questionAnswerRequested(); },
                   .secondText = tr("Show all"), .secondPressed = [this] { Q_EMIT questionListRequested(); }});
}

void BannerKeeper::showQuestion(int number)
{
    const std::optional<Job> job = m_session->jobs()->job(number);
    if (!job || (m_jobsShown && job->connectionId == m_session->connections()->selected())) {
        m_stage->hide(u"question"_s);
        return;
    }
    const QString bank = bankAndAccount(m_session->connections()->find(job->connectionId));
    const QString what = job->kind == JobKind::Balance        ? tr("%1 needs a second factor before it gives the balance.").arg(bank)
                         : job->kind == JobKind::Transactions ? tr("%1 needs a second factor before it gives the transactions.").arg(bank)
                                                              : tr("%1 needs a second factor before it gives the identity.").arg(bank);
    m_stage->show({u"question"_s, u"warning"_s, u"question"_s, what, {},
                   tr("A&nswer in the widget"), [this] { Q_EMIT questionAnswerRequested(); }});
}

/// The open widget is in trouble but stays: above it what and what to do.
void BannerKeeper::refreshWidget()
{
    const std::optional<Error> &trouble = m_session->link()->trouble();
    if (trouble && m_session->link()->state() == LinkState::Open) {
        m_stage->show({u"widget"_s, u"warning"_s, u"warning"_s, trouble->message, trouble->advice, tr("Launch aga&in"),
                       [this] { m_actions->relaunch->trigger(); }});
    } else {
        m_stage->hide(u"widget"_s);
    }
}

void BannerKeeper::logged(const LogEntry &entry)
{
    // A call without any answer: this machine is offline, or the host is not there. The next answer takes it away.
    if (entry.kind == LogEntry::Kind::Http) {
        if (entry.status == 0 && entry.level == LogEntry::Level::Bad) {
            m_window->show({u"network"_s, u"bad"_s, u"offline"_s, tr("No answer from %1.").arg(entry.url.host()),
                            tr("Check the network and the environment's addresses, then try again."), {}, {}, true});
        } else if (entry.status > 0) {
            m_window->hide(u"network"_s);
        }
    }
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/jobsrun.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool needsPerson(JobState state)
{
    return state == JobState::AwaitingPerson || state == JobState::Answering;
}

bool isGood(JobState state)
{
    return state == JobState::Done || state == JobState::Unavailable;
}

} // namespace

JobsRun::JobsRun(Session *session, const Order &order, std::function<void(const QString &line)> say, QObject *parent)
    : QObject(parent), m_session(session), m_order(order), m_say(std::move(say)), m_left(order.users)
{
}

void JobsRun::begin()
{
    connect(m_session->jobs(), &JobBoard::changed, this, &JobsRun::told);
    connect(m_session, &Session::jobsTakenUp, this, [this](int count) {
        m_takenUp = true;
        m_unknownLeft = false;
        if (count > 0)
            m_say(tr("Unfinished jobs of an earlier run: %1").arg(count));
        goOn();
    });
    connect(m_session, &Session::jobsNotTakenUp, this, [this](const Error &why) {
        m_takenUp = m_unknownLeft = true;
        m_say(tr("What an earlier run left unfinished is not known: %1").arg(oneLine(why)));
        goOn();
    });
    connect(m_session->data(), &DataDesk::changed, this, [this](const QString &connectionId) {
        if (connectionId.isEmpty())
            listCame();
    });
    // Not at once: it is told of a job's end before we are, and that end would count as one that has not come.
    connect(m_session, &Session::changed, this, &JobsRun::goOn, Qt::QueuedConnection);
    QMetaObject::invokeMethod(this, &JobsRun::goOn, Qt::QueuedConnection);
}

void JobsRun::goOn()
{
    if (m_over || m_asking)
        return;
    if (m_session->environments()->isReady() && !m_session->keys()->isLoading() && !m_session->keys()->credentials().hasAerosync()) {
        m_over = true;
        Q_EMIT refused(Error{.kind = Error::Kind::Credentials, .message = tr("This environment has no keys."),
                             .where = m_session->environments()->current().name, .advice = tr("Set AEROSYNC_API_KEY and AEROSYNC_API_SECRET.")});
        return;
    }
    if (!m_takenUp)
        return;
    if (m_left.isEmpty())
        finishIfDone();
    else
        nextUser();
}

void JobsRun::nextUser()
{
    m_asking = true;
    m_switching = true; // what is told meanwhile is of the user before
    m_session->user()->use(m_left.takeFirst());
    m_switching = false;
    m_session->data()->fetchConnections();
}

void JobsRun::listCame()
{
    const auto &list = m_session->data()->connectionList();
    if (!m_asking || m_switching || list.working)
        return;
    m_asking = false;
    if (list.error)
        m_say(tr("The connections of %1 could not be asked for: %2").arg(m_session->user()->aeroPassUserUuid(), oneLine(*list.error)));
    else if (list.value) {
        for (const ConnectionSummary &each : *list.value) {
            for (const JobKind kind : m_order.kinds)
                m_session->jobs()->start(each.connectionId, kind);
        }
    }
    goOn();
}

void JobsRun::told(const Job &job)
{
    const auto before = m_last.constFind(job.number);
    if (before != m_last.cend() && *before == job.state)
        return;
    m_last.insert(job.number, job.state);
    m_say(u"%1 %2 %3 %4  %5"_s.arg(job.connectionId, jobKindName(job.kind), job.jobId.isEmpty() ? u"-"_s : job.jobId, jobStateName(job.state), job.cause));
    // queued: the board has not let the next one of this connection start yet
    if (isEnded(job.state) || needsPerson(job.state))
        QMetaObject::invokeMethod(this, &JobsRun::goOn, Qt::QueuedConnection);
}

void JobsRun::finishIfDone()
{
    const JobBoard::Counts counts = m_session->jobs()->counts();
    int queuedBehindPerson = 0; // these cannot start before a person has come
    for (const Job &job : m_session->jobs()->allAwaitingPerson()) {
        for (const Job &other : m_session->jobs()->jobsOf(job.connectionId))
            queuedBehindPerson += other.state == JobState::Queued ? 1 : 0;
    }
    if (counts.running > 0 || counts.queued > queuedBehindPerson)
        return;
    int good = 0;
    for (const JobState state : std::as_const(m_last))
        good += isGood(state) ? 1 : 0;
    m_over = true;
    Q_EMIT finished(good, int(m_last.size()) - good + (m_unknownLeft ? 1 : 0));
}

} // namespace console

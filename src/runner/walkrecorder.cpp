// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walkrecorder.h"

#include "session/session.h"
#include "web/personinput.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

WalkRecorder::WalkRecorder(Session *session, WidgetView *view, QObject *parent)
    : QObject(parent), m_session(session), m_input(new PersonInput(view, this))
{
    wireInput();
    wireSession();
}

WalkRecorder::~WalkRecorder() = default;

void WalkRecorder::wireInput()
{
    connect(m_input, &PersonInput::clicked, this, [this](const Target &target) {
        m_walk.click(target);
        Q_EMIT changed();
    });
    connect(m_input, &PersonInput::typed, this, &WalkRecorder::typed);
    connect(m_input, &PersonInput::pressed, this, [this](const QString &key) {
        m_walk.press(key);
        Q_EMIT changed();
    });
    connect(m_input, &PersonInput::popupClosed, this, [this] {
        m_walk.close(u"popup"_s);
        Q_EMIT changed();
    });
}

void WalkRecorder::wireSession()
{
    connect(m_session->user(), &UserFlow::changed, this, [this] {
        if (m_isOn)
            userChanged();
    });
    connect(m_session->link(), &LinkFlow::launchReady, this, [this](const WidgetLaunch &launch) {
        if (m_isOn)
            launched(launch);
    });
    connect(m_session->link(), &LinkFlow::changed, this, [this] {
        if (m_isOn)
            linkChanged();
    });
    connect(m_session->link(), &LinkFlow::linked, this, [this] {
        if (!m_isOn)
            return;
        m_walk.expect({{u"connection"_s, Json::text(u"new"_s)}});
        Q_EMIT changed();
    });
    connect(m_session->log(), &EventLog::added, this, [this](const LogEntry &entry) {
        if (m_isOn && entry.kind == LogEntry::Kind::Callback)
            heard(entry);
    });
    connect(m_session->jobs(), &JobBoard::changed, this, [this](const Job &job) {
        if (m_isOn)
            jobChanged(job);
    });
    connect(m_session->environments(), &Environments::chosen, this, &WalkRecorder::stop);
}

void WalkRecorder::start(const WalkBook &book)
{
    m_walk = RecordedWalk(book);
    m_jobs.clear();
    m_since = m_session->clock()();
    m_isOn = true;
    m_input->setOn(true);
    startFromWhatIsThere();
    Q_EMIT changed();
}

/// A walk begins with nobody and nothing.
void WalkRecorder::startFromWhatIsThere()
{
    m_user = m_session->user()->aeroPassUserUuid();
    m_launch.clear();
    if (!m_user.isEmpty())
        m_walk.user();
    const LinkFlow *link = m_session->link();
    if (link->state() == LinkState::Open && link->launch() && !link->launch()->isMfa()) {
        launched(*link->launch());
        m_walk.note(tr("The widget was open already when the recording began: the first clicks may be missing."));
    }
    if (!m_session->connections()->all().isEmpty())
        m_walk.note(tr("There were connections already when the recording began: the walk has to link one before it starts a job."));
}

void WalkRecorder::stop()
{
    if (!m_isOn)
        return;
    m_input->setOn(false); // tells what was being typed
    m_isOn = false;
    Q_EMIT changed();
}

void WalkRecorder::typed(const Target &target, const QString &text)
{
    if (!m_isOn)
        return;
    m_walk.type(target, text);
    Q_EMIT changed();
}

void WalkRecorder::userChanged()
{
    const UserFlow *user = m_session->user();
    if (user->state() != UserState::Ready || user->aeroPassUserUuid() == m_user)
        return;
    m_user = user->aeroPassUserUuid();
    m_walk.user();
    if (user->user() && user->user()->existing)
        m_walk.note(tr("The person was known already; in the walk it is somebody new."));
    Q_EMIT changed();
}

void WalkRecorder::launched(const WidgetLaunch &launch)
{
    m_launch = launch.id;
    m_hasEnded = false;
    const std::optional<Job> job = launch.isMfa() ? m_session->jobs()->job(m_session->jobs()->numberOf(launch.options.jobId)) : std::nullopt;
    LaunchOptions options = launch.options;
    if (options.sdkEnvironment == launch.environment.sdkEnvironment) // nobody chose it
        options.sdkEnvironment.clear();
    if (job)
        m_walk.answer(jobKindName(job->kind));
    else
        m_walk.open(options);
    Q_EMIT changed();
}

/// It ended, and the widget did not say so: somebody closed it from outside.
void WalkRecorder::linkChanged()
{
    if (m_session->link()->state() != LinkState::Closed || m_hasEnded || m_launch.isEmpty())
        return;
    m_hasEnded = true;
    m_input->setOn(true); // nobody types there any more
    m_walk.close(u"widget"_s);
    Q_EMIT changed();
}

void WalkRecorder::heard(const LogEntry &entry)
{
    if (entry.launchId != m_launch)
        return;
    if (entry.title == "onError"_L1) {
        static const QRegularExpression code(u"\\b[A-Z]{2}-?\\d{3}\\b"_s);
        QList<Json::Field> what{{u"event"_s, Json::text(entry.title)}};
        const QRegularExpressionMatch found = code.match(entry.detail);
        if (found.hasMatch())
            what.append({u"contains"_s, Json::text(found.captured())});
        m_walk.expect(what);
    } else if (entry.title == "onSuccess"_L1 || (entry.title == "onClose"_L1 && !m_hasEnded)) { // a close behind a success is the widget going away
        m_hasEnded = true;
        m_walk.expect({{u"event"_s, Json::text(entry.title)}});
    } else {
        return;
    }
    Q_EMIT changed();
}

void WalkRecorder::jobChanged(const Job &job)
{
    if (!m_jobs.contains(job.number)) {
        if (job.createdAt < m_since)
            return;
        m_jobs.insert(job.number, JobState::Queued);
        m_walk.job(jobKindName(job.kind));
        Q_EMIT changed();
    }
    if (std::exchange(m_jobs[job.number], job.state) == job.state)
        return;
    if (job.state == JobState::AwaitingPerson) {
        const bool isFirst = std::none_of(job.history.begin(), job.history.end(), [](const Job::Change &change) { return change.state == JobState::Answering; });
        if (isFirst) { // after an answer it waits for the service's next word
            m_walk.expect({{u"job"_s, Json::text(jobKindName(job.kind))}, {u"state"_s, Json::text(jobStateName(job.state))}});
            Q_EMIT changed();
        }
    } else if (isEnded(job.state)) {
        jobEnded(job);
    }
}

void WalkRecorder::jobEnded(const Job &job)
{
    if (job.state == JobState::Cancelled) {
        m_walk.note(tr("A job was cancelled by hand; a walk has no word for that."));
        return;
    }
    QList<Json::Field> what{{u"job"_s, Json::text(jobKindName(job.kind))}, {u"state"_s, Json::text(jobStateName(job.state))}};
    if (job.error && !job.error->code.isEmpty())
        what.append({u"code"_s, Json::text(job.error->code)});
    m_walk.expect(what);
    Q_EMIT changed();
}

} // namespace console

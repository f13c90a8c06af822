// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walksteps.h"

#include "session/session.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace console {

namespace {

Error stepError(const QString &message, const QString &where)
{
    return Error{.kind = Error::Kind::Web, .message = message, .where = where};
}

} // namespace

WalkSteps::WalkSteps(Session *session, WidgetDriver *driver, QObject *parent)
    : QObject(parent), m_session(session), m_driver(driver)
{
}

void WalkSteps::until(Test test, StepDone done)
{
    // A small object per wait: it listens to everything that a condition can depend on and dies when it holds.
    auto *waiter = new QObject(this);
    auto again = [waiter, test = std::move(test), done = std::move(done), settled = std::make_shared<bool>(false)] {
        if (*settled)
            return;
        if (const std::optional<Result<void>> result = test()) {
            *settled = true;
            waiter->deleteLater();
            done(*result);
        }
    };
    connect(m_session, &Session::changed, waiter, again);
    connect(m_session->environments(), &Environments::changed, waiter, again);
    connect(m_session->user(), &UserFlow::changed, waiter, again);
    connect(m_session->link(), &LinkFlow::changed, waiter, again);
    connect(m_session->connections(), &Connections::changed, waiter, again);
    connect(m_session->jobs(), &JobBoard::changed, waiter, again);
    connect(m_session->data(), &DataDesk::changed, waiter, again);
    QMetaObject::invokeMethod(waiter, again, Qt::QueuedConnection);
}

Step WalkSteps::waitForEnvironment()
{
    return {.name = tr("The environment answers"), .start = [this](StepDone done) {
        until([this]() -> std::optional<Result<void>> {
            const CredentialKeeper *keys = m_session->keys();
            if (!m_session->environments()->isReady() || keys->isLoading())
                return std::nullopt;
            if (!keys->credentials().hasAerosync() || !keys->credentials().hasAeropass()) {
                return Result<void>(fail(Error{.kind = Error::Kind::Credentials,
                    .message = tr("This environment has no keys"),
                    .where = m_session->environments()->current().name,
                    .advice = tr("Set AEROSYNC_API_KEY, AEROSYNC_API_SECRET, AEROPAY_API_KEY, AEROPAY_API_SECRET and "
                                 "AEROPAY_MERCHANT_ID.")}));
            }
            return Result<void>();
        }, [this, done](const Result<void> &ready) {
            if (!ready) {
                done(ready);
                return;
            }
            // queued: this is heard in the middle of the change, and what follows it takes waiting questions back
            QMetaObject::invokeMethod(this, [this, done] {
                m_session->tokens()->withBearer(this, [done](const Result<ApiClient::Bearer> &bearer) {
                    done(bearer ? Result<void>() : Result<void>(fail(bearer.error())));
                });
            }, Qt::QueuedConnection);
        });
    }};
}

Step WalkSteps::createUser(const UserDetails &details)
{
    return {.name = tr("Create a user"), .start = [this, details](StepDone done) {
        m_session->user()->create(details);
        until([this]() -> std::optional<Result<void>> {
            const UserFlow *user = m_session->user();
            if (user->state() == UserState::Ready)
                return Result<void>();
            if (user->state() == UserState::Working)
                return std::nullopt;
            return Result<void>(fail(user->error().value_or(stepError(tr("The service wants a code for this person"), tr("user")))));
        }, std::move(done));
    }};
}

Step WalkSteps::openWidget(const QString &name, std::function<void()> start)
{
    return {.name = name, .start = [this, start = std::move(start)](StepDone done) {
        m_connectionsBefore = m_session->connections()->all().size();
        start();
        until([this]() -> std::optional<Result<void>> {
            const LinkFlow *link = m_session->link();
            if (link->state() == LinkState::Failed)
                return Result<void>(fail(link->error().value_or(stepError(tr("The widget did not open"), tr("widget")))));
            if (link->state() == LinkState::Open && link->receivedUrl().isValid())
                return Result<void>();
            return std::nullopt;
        }, std::move(done));
    }};
}

Step WalkSteps::link()
{
    return openWidget(tr("Open the widget"), [this] { m_session->link()->start(); });
}

/// A step that waits for a control of a page that has died would only say, much later, that the control is missing.
void WalkSteps::orWidgetBreaks(const StepDone &done)
{
    until([this]() -> std::optional<Result<void>> {
        const LinkFlow *link = m_session->link();
        if (link->state() != LinkState::Failed)
            return std::nullopt;
        return Result<void>(fail(link->error().value_or(stepError(tr("The widget broke"), tr("widget")))));
    }, done);
}

Step WalkSteps::click(const QString &name, const QString &role, const QStringList &texts, bool picture)
{
    return {.name = name, .start = [this, role, texts](StepDone done) {
        orWidgetBreaks(done);
        m_driver->click({.role = role, .names = texts}, this, std::move(done));
    }, .picture = picture};
}

Step WalkSteps::type(const QString &name, const QString &field, const QString &text)
{
    return {.name = name, .start = [this, field, text](StepDone done) {
        orWidgetBreaks(done);
        m_driver->type({.field = field}, text, this, std::move(done));
    }};
}

Step WalkSteps::waitForConnection()
{
    return {.name = tr("The connectionId appears"), .start = [this](StepDone done) {
        until([this]() -> std::optional<Result<void>> {
            const LinkFlow *link = m_session->link();
            if (m_session->connections()->all().size() > m_connectionsBefore && link->state() == LinkState::Succeeded)
                return Result<void>();
            if (link->state() == LinkState::Closed || link->state() == LinkState::Failed)
                return Result<void>(fail(link->error().value_or(stepError(tr("The widget ended without a connectionId"), tr("widget")))));
            return std::nullopt;
        }, std::move(done));
    }};
}

std::optional<Job> WalkSteps::latest(JobKind kind) const
{
    return m_session->jobs()->latest(m_session->connections()->selected(), kind);
}

Step WalkSteps::startJob(JobKind kind)
{
    return {.name = tr("Start the %1 job").arg(jobKindName(kind)), .start = [this, kind](StepDone done) {
        m_session->jobs()->start(m_session->connections()->selected(), kind);
        until([this, kind]() -> std::optional<Result<void>> {
            const std::optional<Job> job = latest(kind);
            if (!job || job->state == JobState::Queued || job->state == JobState::Starting)
                return std::nullopt;
            // that another job runs, or that there is no such data, is an answer too
            if (job->state == JobState::Failed && job->jobId.isEmpty())
                return Result<void>(fail(job->error.value_or(stepError(job->cause, jobKindName(kind)))));
            return Result<void>();
        }, std::move(done));
    }};
}

Step WalkSteps::waitForJob(JobKind kind, JobState state)
{
    return {.name = tr("The %1 job: %2").arg(jobKindName(kind), jobStateName(state)), .start = [this, kind, state](StepDone done) {
        until([this, kind, state]() -> std::optional<Result<void>> {
            const std::optional<Job> job = latest(kind);
            if (!job)
                return Result<void>(fail(stepError(tr("There is no such job"), jobKindName(kind))));
            if (job->state == state)
                return Result<void>();
            const bool stuck = job->state == JobState::AwaitingPerson && state != JobState::AwaitingPerson
                && m_session->link()->state() != LinkState::Open && m_session->link()->state() != LinkState::Succeeded;
            if (isEnded(job->state) || stuck) {
                return Result<void>(fail(job->error.value_or(stepError(
                    tr("The job is “%1” instead: %2").arg(jobStateName(job->state), job->cause), jobKindName(kind)))));
            }
            return std::nullopt;
        }, std::move(done));
    }};
}

Step WalkSteps::answerInWidget(JobKind kind)
{
    return openWidget(tr("Relaunch the widget for the %1 job").arg(jobKindName(kind)), [this, kind] {
        if (const std::optional<Job> job = latest(kind))
            m_session->answerMfa(job->number);
    });
}

Step WalkSteps::check(const QString &name, std::function<Result<void>()> what)
{
    return {.name = name, .start = [what = std::move(what)](StepDone done) { done(what()); }};
}

} // namespace console

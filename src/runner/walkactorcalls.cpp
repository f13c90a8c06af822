// SPDX-License-Identifier: GPL-3.0-or-later
// What a walk asks of the service and of the simulator. (walkactor.cpp: what it does in the widget.)
#include "runner/walkactor.h"

#include "api/call.h"
#include "runner/condition.h"
#include "session/session.h"
#include "walk/fieldmatch.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace console {

namespace {

std::optional<JobKind> kindFrom(const QString &word)
{
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
        if (jobKindName(kind) == word)
            return kind;
    }
    return std::nullopt;
}

QString textOf(const Json &object, QStringView name)
{
    const Json *value = object.find(name);
    return value ? value->scalar() : QString();
}

/// The next thing that is expected of this job is that it does not go well.
bool mayFail(const QString &kind, const QList<WalkStep> &next)
{
    for (const WalkStep &step : next) {
        if (step.verb == WalkStep::Verb::Expect && textOf(step.args, u"job") == kind)
            return textOf(step.args, u"state") != "done"_L1;
        if (step.verb == WalkStep::Verb::Job)
            return false;
    }
    return false;
}

} // namespace

std::optional<Job> WalkActor::latest(const QString &kind) const
{
    const std::optional<JobKind> known = kindFrom(kind);
    return known ? m_t.session->jobs()->latest(m_t.session->connections()->selected(), *known) : std::nullopt;
}

void WalkActor::job(const WalkStep &step, const QList<WalkStep> &next, const Settle &done)
{
    const std::optional<JobKind> kind = kindFrom(step.text);
    const QString connection = m_t.session->connections()->selected();
    if (!kind || connection.isEmpty()) {
        done(fail(Error{.kind = Error::Kind::Input, .message = !kind ? tr("There is no kind of job “%1”.").arg(step.text) : tr("There is no connection to start a job on."),
                        .where = u"job"_s}));
        return;
    }
    const int number = m_t.session->jobs()->start(connection, *kind);
    until([this, number, isFailureFine = mayFail(step.text, next)]() -> std::optional<Result<void>> {
        const std::optional<Job> job = m_t.session->jobs()->job(number);
        if (!job || job->state == JobState::Queued || job->state == JobState::Starting)
            return std::nullopt;
        if (job->state == JobState::Failed && job->jobId.isEmpty() && !isFailureFine)
            return Result<void>(fail(job->error.value_or(Error{.kind = Error::Kind::Service, .message = job->cause, .where = jobKindName(job->kind)})));
        return Result<void>();
    }, done);
}

void WalkActor::answer(const WalkStep &step, const Settle &done)
{
    const std::optional<Job> job = latest(step.text);
    if (!job || job->state != JobState::AwaitingPerson) {
        done(fail(Error{.kind = Error::Kind::Input, .message = tr("No %1 job waits for a second factor.").arg(step.text), .where = u"answer"_s}));
        return;
    }
    m_t.session->link()->setPane({.name = u"walk-%1"_s.arg(m_t.lane)});
    m_t.session->answerMfa(job->number);
    awaitOpen(done);
}

void WalkActor::send(const Request &request, std::function<void(const Result<Json> &, int)> then)
{
    HttpCall *call = m_t.session->api()->send(request);
    connect(call, &HttpCall::settled, m_scope.get(), [request, then = std::move(then)](const Result<Answer> &answer) {
        if (!answer)
            then(fail(answer.error()), 0);
        else
            then(judged(*answer, request), answer->status);
    });
}

/// A call of the walk's own, with the keys and a token of the session.
void WalkActor::call(const WalkStep &step, const Settle &done)
{
    const bool isAeropass = textOf(step.args, u"api") == "aeropass"_L1;
    const Environment &environment = m_t.session->environments()->current();
    Request request{.verb = textOf(step.args, u"method").isEmpty() ? "GET"_ba : textOf(step.args, u"method").toUtf8()};
    request.url = isAeropass ? environment.aeropassApi : environment.aerosyncApi;
    request.url.setPath(request.url.path() + textOf(step.args, u"path"));
    if (const Json *query = step.args.find(u"query")) {
        QUrlQuery all;
        for (const Json::Field &field : query->fields())
            all.addQueryItem(field.first, QString::fromUtf8(QUrl::toPercentEncoding(field.second.scalar())));
        request.url.setQuery(all);
    }
    if (const Json *body = step.args.find(u"body")) {
        request.body = body->compact().toUtf8();
        request.headers += Headers{{"Content-Type", "application/json"}};
    }
    request.name = step.name;
    auto go = [this, request, args = step.args, done](const Headers &headers) mutable {
        request.headers += headers;
        send(request, [this, args, done](const Result<Json> &body, int status) { done(callHolds(args, body, status)); });
    };
    if (isAeropass) {
        m_t.session->tokens()->withAeropassToken(m_scope.get(), [go, done](const Result<Secret> &token) mutable {
            if (token)
                go(Headers{{"authorization", "Bearer " + token->reveal()}});
            else
                done(fail(token.error()));
        });
        return;
    }
    m_t.session->tokens()->withBearer(m_scope.get(), [go, done](const Result<ApiClient::Bearer> &bearer) mutable {
        if (bearer)
            go(Headers{{"Authorization", "Bearer " + bearer->token.reveal()}, {"x-api-key", bearer->apiKey.reveal()}});
        else
            done(fail(bearer.error()));
    });
}

/// Is the answer as the step says? What it wants saved is a variable then.
Result<void> WalkActor::callHolds(const Json &args, const Result<Json> &body, int status)
{
    const QString wanted = textOf(args, u"status");
    if (wanted.isEmpty() ? status == 0 || status >= 400 : QString::number(status) != wanted) {
        if (!body)
            return fail(body.error());
        return fail(Error{.kind = Error::Kind::Http, .message = tr("The status is %1, not %2.").arg(status).arg(wanted.isEmpty() ? u"below 400"_s : wanted), .where = textOf(args, u"path"), .httpStatus = status});
    }
    if (!body) // the status was wanted, and is no success
        return args.find(u"fields") || args.find(u"save") ? Result<void>(fail(body.error())) : Result<void>();
    if (const Json *fields = args.find(u"fields")) {
        if (const Result<void> hold = fieldsHold(*body, *fields); !hold)
            return hold;
    }
    if (const Json *save = args.find(u"save")) {
        for (const Json::Field &field : save->fields()) {
            const Json *value = valueAt(*body, field.second.scalar());
            if (!value || value->scalar().isEmpty())
                return fail(Error{.kind = Error::Kind::Decode, .message = tr("The answer has no %1.").arg(field.second.scalar()), .where = field.second.scalar()});
            m_variables.insert(field.first, value->scalar());
        }
    }
    return {};
}

void WalkActor::order(const QString &method, const QString &path, const Json &body, const Settle &done)
{
    const Environment &environment = m_t.session->environments()->current();
    if (environment.reach != Reach::LoopbackOnly) {
        done(fail(Error{.kind = Error::Kind::Input, .message = tr("Only the simulator takes this order."), .where = path}));
        return;
    }
    m_orderedAnything = true;
    Request request{.verb = method.toUtf8(), .url = environment.aerosyncApi, .headers = {{"Content-Type", "application/json"}}, .name = tr("order to the simulator")};
    request.url.setPath(path);
    if (method != "GET"_L1 && method != "DELETE"_L1)
        request.body = body.compact().toUtf8();
    send(request, [done, path](const Result<Json> &answer, int status) {
        if (answer || (status >= 200 && status < 300)) {
            done({});
            return;
        }
        Error error = answer.error();
        error.kind = Error::Kind::Input; // the walk asked for something that the simulator does not do
        error.where = path;
        done(fail(error));
    });
}

void WalkActor::fault(const WalkStep &step, const Settle &done)
{
    m_orderedFaults = true;
    if (step.args.fields().isEmpty())
        order(u"DELETE"_s, u"/simulator/faults"_s, {}, done);
    else
        order(u"POST"_s, u"/simulator/faults"_s, step.args, done);
}

void WalkActor::tidyUp(std::function<void()> then)
{
    abandon();
    if (!m_orderedAnything) {
        then();
        return;
    }
    order(u"DELETE"_s, u"/simulator/faults"_s, {}, [this, then](const Result<void> &) {
        order(u"POST"_s, u"/simulator/layout"_s, Json::object({{u"name"_s, Json::text(QString())}}), [then](const Result<void> &) { then(); });
    });
}

} // namespace console

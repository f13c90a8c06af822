// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/handsight.h"

#include "session/session.h"
#include "walk/fieldmatch.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Seen = HandSight::Seen;
using Verb = WalkStep::Verb;

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::HandSight)
};

HandSight holdsIf(bool holds)
{
    return {holds ? Seen::Holds : Seen::NotYet};
}

QString textIn(const Json &args, QStringView name)
{
    const Json *value = args.find(name);
    return value ? value->scalar() : QString();
}

std::optional<JobKind> kindOf(const QString &name)
{
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
        if (jobKindName(kind) == name)
            return kind;
    }
    return {};
}

std::optional<Job> latestOf(const Session *session, const QString &kindName)
{
    const std::optional<JobKind> kind = kindOf(kindName);
    return kind ? session->jobs()->latest(session->connections()->selected(), *kind) : std::nullopt;
}

/// `fields` of an expectation, where it has any.
HandSight withFields(const Json &args, const Json &body)
{
    const Json *rules = args.find(u"fields");
    const Result<void> held = rules ? fieldsHold(body, *rules) : Result<void>();
    return held ? HandSight{Seen::Holds} : HandSight{Seen::Differs, held.error().message};
}

HandSight eventSight(const Json &args, const HandSnapshot &since, const Session *session)
{
    const QString name = textIn(args, u"event"), part = textIn(args, u"contains");
    const QString launch = session->link()->launch() ? session->link()->launch()->id : QString();
    int count = 0;
    HandSight last;
    for (const LogEntry &entry : session->log()->entries()) {
        const bool isEvent = entry.kind == LogEntry::Kind::Callback || entry.kind == LogEntry::Kind::Widget || entry.kind == LogEntry::Kind::Navigation;
        if (entry.id <= since.lastEntry || !isEvent || entry.title != name || entry.launchId != launch)
            continue;
        ++count;
        if (!part.isEmpty() && !entry.answerBody.contains(part.toUtf8()) && !entry.detail.contains(part)) {
            last = {Seen::Differs, Say::tr("%1 came without “%2”").arg(name, part)};
            continue;
        }
        const Result<Json> body = Json::parse(entry.answerBody);
        last = withFields(args, body ? *body : Json());
    }
    const Json *times = args.find(u"times");
    if (!times || last.seen != Seen::Holds || count == times->scalar().toInt())
        return last;
    return count < times->scalar().toInt() ? HandSight{} : HandSight{Seen::Differs, Say::tr("%1 came %2 times").arg(name).arg(count)};
}

HandSight widgetSight(const Json &args, const HandSnapshot &since, const Session *session)
{
    static const QMap<QString, LinkState> states{{u"open"_s, LinkState::Open}, {u"succeeded"_s, LinkState::Succeeded},
                                                 {u"closed"_s, LinkState::Closed}, {u"failed"_s, LinkState::Failed}};
    const LinkFlow *link = session->link();
    const LinkState wanted = states.value(textIn(args, u"widget"), LinkState::Idle);
    const QString launch = link->launch() ? link->launch()->id : QString();
    const bool isNew = launch != since.launchId || since.link != wanted;
    if (!isNew || link->state() == LinkState::Preparing)
        return {};
    if (link->state() != wanted) {
        const bool hasEnded = link->state() != since.link && link->state() != LinkState::Open;
        return hasEnded ? HandSight{Seen::Differs, Say::tr("The widget has ended otherwise")} : HandSight{};
    }
    const QString part = textIn(args, u"contains"), code = textIn(args, u"code");
    const Error error = link->error().value_or(link->reported().value_or(Error()));
    if ((!code.isEmpty() && error.code != code) || (!part.isEmpty() && !oneLine(error).contains(part)))
        return {Seen::Differs, oneLine(error)};
    return {Seen::Holds};
}

HandSight connectionSight(const Json &args, const HandSnapshot &since, const Session *session)
{
    const QList<Connection> &all = session->connections()->all();
    if (all.isEmpty() || (textIn(args, u"connection") == "new"_L1 && !(all.first().linkedAt >= since.at)))
        return {};
    const Connection &newest = all.first();
    return withFields(args, Json::object({{u"connectionId"_s, Json::text(newest.connectionId)}, {u"bank"_s, Json::text(newest.bank)},
                                          {u"accountType"_s, Json::text(newest.accountType)}, {u"status"_s, Json::text(newest.status)}}));
}

/// A job that passed through the state counts, too: some last for a moment only.
HandSight jobSight(const Json &args, const HandSnapshot &since, const Session *session)
{
    const std::optional<Job> job = latestOf(session, textIn(args, u"job"));
    const std::optional<JobState> wanted = jobStateFrom(textIn(args, u"state"));
    if (!job || !wanted)
        return {};
    const bool wasThere = std::any_of(job->history.begin(), job->history.end(), [&](const Job::Change &change) { return change.state == *wanted && change.at >= since.at; });
    if (!wasThere) {
        const bool hasEnded = isEnded(job->state) && job->endedAt >= since.at;
        return hasEnded ? HandSight{Seen::Differs, Say::tr("The job is: %1").arg(jobStateText(job->state))} : HandSight{};
    }
    const QString code = textIn(args, u"code");
    if (!code.isEmpty() && (!job->error || job->error->code != code))
        return {Seen::Differs, job->error ? oneLine(*job->error) : Say::tr("The job has no error code")};
    return {Seen::Holds};
}

HandSight expectSight(const Json &args, const HandSnapshot &since, const Session *session)
{
    if (args.find(u"event"))
        return eventSight(args, since, session);
    if (args.find(u"widget"))
        return widgetSight(args, since, session);
    if (args.find(u"connection"))
        return connectionSight(args, since, session);
    if (args.find(u"job"))
        return args.find(u"atMost") ? HandSight{Seen::OnlyByPerson} : jobSight(args, since, session);
    if (args.find(u"data")) {
        const std::optional<Job> job = latestOf(session, textIn(args, u"data"));
        const Result<Json> body = job && job->state == JobState::Done ? Json::parse(job->raw) : Result<Json>(fail(Error()));
        return body ? withFields(args, *body) : HandSight{};
    }
    if (args.find(u"error")) {
        const std::optional<Error> &error = session->user()->error();
        return holdsIf(error && (textIn(args, u"code").isEmpty() || error->code == textIn(args, u"code")));
    }
    return {Seen::OnlyByPerson};
}

HandSight actSight(const WalkStep &step, const HandSnapshot &since, const Session *session)
{
    const LinkFlow *link = session->link();
    const bool isLaunched = link->launch() && link->launch()->id != since.launchId && link->state() == LinkState::Open;
    switch (step.verb) {
    case Verb::User: return holdsIf(session->user()->state() == UserState::Ready && session->user()->aeroPassUserUuid() != since.user);
    case Verb::Open: return holdsIf(isLaunched && !link->launch()->isMfa());
    case Verb::Answer: {
        const std::optional<Job> job = session->jobs()->job(session->jobs()->numberOf(link->jobOfLaunch()));
        return holdsIf(isLaunched && link->launch()->isMfa() && job && jobKindName(job->kind) == step.text);
    }
    default: {
        const std::optional<Job> job = latestOf(session, step.text);
        return holdsIf(job && job->createdAt >= since.at);
    }
    }
}

} // namespace

HandSnapshot HandSnapshot::of(const Session *session)
{
    const auto &entries = session->log()->entries();
    const LinkFlow *link = session->link();
    return {session->clock()(), entries.empty() ? 0 : entries.back().id, link->launch() ? link->launch()->id : QString(), session->user()->aeroPassUserUuid(), link->state()};
}

bool isSeenAct(Verb verb)
{
    return verb == Verb::User || verb == Verb::Open || verb == Verb::Job || verb == Verb::Answer;
}

bool isAct(Verb verb)
{
    return verb == Verb::Click || verb == Verb::Type || verb == Verb::Press || verb == Verb::Close || verb == Verb::Call || verb == Verb::Fault || verb == Verb::Simulator
           || verb == Verb::Set || isSeenAct(verb);
}

bool isOfPage(Verb verb)
{
    return verb == Verb::See || verb == Verb::Gone;
}

HandSight sightOf(const WalkStep &step, const HandSnapshot &since, const Session *session)
{
    if (isSeenAct(step.verb))
        return actSight(step, since, session);
    return step.verb == Verb::Expect ? expectSight(step.args, since, session) : HandSight{Seen::OnlyByPerson};
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walkexpectation.h"

#include "session/session.h"
#include "walk/fieldmatch.h"
#include "web/widgetview.h"

#include <QRegularExpression>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("console::WalkExpectation", text);
}

/// "20 s", "500 ms", "2 min".
std::optional<std::chrono::milliseconds> durationFrom(const QString &text)
{
    static const QRegularExpression shape(u"^\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s|min)?\\s*$"_s);
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const double unit = match.captured(2) == "ms"_L1 ? 1 : match.captured(2) == "min"_L1 ? 60000 : 1000;
    return std::chrono::milliseconds(qRound64(match.captured(1).toDouble() * unit));
}

} // namespace

void WalkExpectation::start(WalkActor *actor, const WalkStep &step, const WalkActor::Settle &done)
{
    const auto expectation = std::make_shared<WalkExpectation>(WalkExpectation(actor, step.args));
    actor->until([expectation] { return expectation->judge(); }, done);
    // Callbacks change nothing in the session, and some are heard by nobody else.
    QObject::connect(actor->m_t.watch, &WalkWatch::changed, actor->m_scope.get(), [expectation, done] {
        if (const Verdict verdict = expectation->judge())
            done(*verdict);
    }, Qt::QueuedConnection);
}

Result<void> WalkExpectation::failed(Error::Kind kind, const QString &message, const QString &where)
{
    return fail(Error{.kind = kind, .message = message, .where = where});
}

QString WalkExpectation::text(QStringView name) const
{
    const Json *value = m_args.find(name);
    return value ? value->scalar() : QString();
}

bool WalkExpectation::isOver() const
{
    const LinkState state = m_a->m_t.session->link()->state();
    return !m_a->m_t.view->isOpen() && state != LinkState::Preparing && state != LinkState::Open;
}

WalkExpectation::Verdict WalkExpectation::judge() const
{
    if (const QString name = text(u"event"); !name.isEmpty())
        return event(name);
    if (const QString word = text(u"widget"); !word.isEmpty())
        return widget(word);
    if (const QString word = text(u"connection"); !word.isEmpty())
        return connection(word);
    if (const QString kind = text(u"job"); !kind.isEmpty())
        return job(kind);
    if (const QString kind = text(u"data"); !kind.isEmpty())
        return data(kind);
    if (text(u"error") == "user"_L1)
        return userError();
    if (text(u"launch") == "received"_L1)
        return launch();
    return Result<void>(fail(Error{.kind = Error::Kind::Input, .message = tr("This expects nothing that is known."), .where = u"expect"_s}));
}

Result<void> WalkExpectation::bodyHolds(const Json &body) const
{
    if (const QString part = text(u"contains"); !part.isEmpty()) {
        const QString whole = body.isText() ? body.scalar() : body.compact();
        if (!whole.contains(part, Qt::CaseInsensitive))
            return failed(Error::Kind::Decode, tr("It does not contain “%1”.").arg(part), text(u"event"));
    }
    const Json *fields = m_args.find(u"fields");
    return fields ? fieldsHold(body, *fields) : Result<void>();
}

/// What the widget really received, by the names in its address.
WalkExpectation::Verdict WalkExpectation::launch() const
{
    const QUrl url = m_a->m_t.session->link()->receivedUrl();
    if (!url.isValid())
        return failed(Error::Kind::Input, tr("No widget was opened."), u"launch"_s);
    QList<Json::Field> fields;
    const QList<std::pair<QString, QString>> items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        fields.append({name, Json::text(value)});
    return bodyHolds(Json::object(fields));
}

/// `times` is exact as soon as the widget has ended; while it is open, more may come, and fewer may be enough.
WalkExpectation::Verdict WalkExpectation::event(const QString &name) const
{
    int seen = 0;
    std::optional<Result<void>> mismatch;
    for (const WalkWatch::Event &each : m_a->m_t.watch->events()) {
        if (each.name != name)
            continue;
        const Result<void> holds = bodyHolds(each.body);
        if (holds) {
            ++seen;
            m_a->m_t.watch->excuse(each);
        }
        else
            mismatch = holds;
    }
    const bool hasTimes = !text(u"times").isEmpty();
    const int times = hasTimes ? text(u"times").toInt() : 1;
    if (times == 0 && seen == 0)
        return Result<void>(); // so far
    if (hasTimes && seen > times)
        return failed(Error::Kind::Decode, tr("%1 came %2 times, not %3.").arg(name).arg(seen).arg(times), name);
    const bool isEnd = name == "onSuccess"_L1 || name == "onClose"_L1;
    if (seen >= times && (!hasTimes || isOver() || (!isEnd && times > 0)))
        return Result<void>();
    if (!isOver())
        return std::nullopt;
    if (mismatch) {
        Error error = mismatch->error();
        error.kind = Error::Kind::Decode;
        error.message = tr("%1 came, but not as it should: %2").arg(name, error.message);
        error.where = name;
        return Result<void>(fail(error));
    }
    if (seen == 0)
        return failed(Error::Kind::Timeout, tr("%1 never came.").arg(name), name);
    return failed(Error::Kind::Decode, tr("%1 came %2 times, not %3.").arg(name).arg(seen).arg(times), name);
}

WalkExpectation::Verdict WalkExpectation::errorHolds(const std::optional<Error> &error, const QStringList &texts, const QString &where) const
{
    QStringList all = texts;
    if (error)
        all << error->message << error->code;
    const QString code = text(u"code"), part = text(u"contains");
    const bool hasCode = code.isEmpty() || (error && error->code == code) || std::any_of(texts.begin(), texts.end(), [&](const QString &each) { return each.contains(code); });
    const bool hasPart = part.isEmpty() || all.join(u'\n').contains(part, Qt::CaseInsensitive);
    if (hasCode && hasPart)
        return Result<void>();
    Error other = error.value_or(Error{.kind = Error::Kind::Web});
    other.message = tr("It ended with another error than %1: %2").arg(code.isEmpty() ? part : code, error ? oneLine(*error) : tr("none was told"));
    other.where = where;
    return Result<void>(fail(other));
}

WalkExpectation::Verdict WalkExpectation::widget(const QString &word) const
{
    static const QHash<QString, LinkState> words{{u"open"_s, LinkState::Open}, {u"succeeded"_s, LinkState::Succeeded}, {u"closed"_s, LinkState::Closed}, {u"failed"_s, LinkState::Failed}};
    const LinkFlow *link = m_a->m_t.session->link();
    if (link->state() == LinkState::Preparing || (word != "open"_L1 && link->state() == LinkState::Open))
        return std::nullopt;
    if (word != "open"_L1 && !isOver())
        return std::nullopt; // its callbacks are still heard
    if (words.value(word) == link->state())
        return errorHolds(link->error() ? link->error() : link->reported(), m_a->m_t.watch->widgetErrors(), tr("widget"));
    if (link->state() == LinkState::Failed && link->error())
        return Result<void>(fail(*link->error()));
    return failed(Error::Kind::Web, tr("The widget is not “%1”: %2.").arg(word, words.key(link->state(), u"idle"_s)), tr("widget"));
}

WalkExpectation::Verdict WalkExpectation::connection(const QString &word) const
{
    const Session *session = m_a->m_t.session;
    const QList<Connection> &all = session->connections()->all();
    const bool isThere = word == "new"_L1 ? all.size() > m_a->m_connectionsBefore : !all.isEmpty();
    if (!isThere) {
        if (!isOver())
            return std::nullopt;
        const LinkFlow *link = session->link();
        if (link->error())
            return Result<void>(fail(*link->error()));
        return failed(Error::Kind::Timeout, tr("The widget ended without a new connectionId."), u"connectionId"_s);
    }
    const Json *fields = m_args.find(u"fields");
    if (word == "new"_L1 && !isOver())
        return std::nullopt;
    const Connection &newest = all.first();
    const Fetched<Account> account = session->data()->data(newest.connectionId).account;
    if (account.working || (!account.value && !account.error && !account.unavailable && word == "new"_L1))
        return std::nullopt;
    if (account.error)
        return Result<void>(fail(*account.error));
    if (!fields)
        return Result<void>();
    const Json body = Json::object({{u"connectionId"_s, Json::text(newest.connectionId)}, {u"bank"_s, Json::text(newest.bank)}, {u"nickname"_s, Json::text(newest.nickname)},
                                    {u"accountType"_s, Json::text(newest.accountType)}, {u"accountNumber"_s, Json::text(newest.numberDisplay)}, {u"status"_s, Json::text(newest.status)}});
    return fieldsHold(body, *fields);
}

WalkExpectation::Verdict WalkExpectation::tooSlow(const Job &job) const
{
    const std::optional<std::chrono::milliseconds> most = durationFrom(text(u"atMost"));
    if (text(u"atMost").isEmpty() || !most || !job.acceptedAt.isValid() || !job.endedAt.isValid())
        return Result<void>();
    const std::chrono::milliseconds took(job.acceptedAt.msecsTo(job.endedAt));
    if (took <= *most)
        return Result<void>();
    return Result<void>(fail(Error{.kind = Error::Kind::Timeout, .message = tr("The %1 job took %2 s, not at most %3 s.").arg(jobKindName(job.kind)).arg(double(took.count()) / 1000).arg(double(most->count()) / 1000),
                                   .where = jobKindName(job.kind)}));
}

WalkExpectation::Verdict WalkExpectation::job(const QString &kind) const
{
    const std::optional<Job> job = m_a->latest(kind);
    if (!job)
        return Result<void>(fail(Error{.kind = Error::Kind::Input, .message = tr("No %1 job was started.").arg(kind), .where = u"job"_s}));
    const std::optional<JobState> wanted = jobStateFrom(text(u"state").isEmpty() ? u"done"_s : text(u"state"));
    if (wanted && job->state == *wanted) {
        if (!text(u"code").isEmpty()) {
            if (const Verdict code = errorHolds(job->error, {job->cause}, kind); !*code)
                return code;
        }
        return tooSlow(*job);
    }
    const LinkState link = m_a->m_t.session->link()->state();
    const bool isStuck = job->state == JobState::AwaitingPerson && link != LinkState::Open && link != LinkState::Preparing && link != LinkState::Succeeded;
    if (!isEnded(job->state) && !isStuck)
        return std::nullopt;
    if (job->error)
        return Result<void>(fail(*job->error));
    return Result<void>(fail(Error{.kind = job->state == JobState::TimedOut ? Error::Kind::Timeout : Error::Kind::Service,
                                   .message = tr("The %1 job is “%2” instead: %3").arg(kind, jobStateName(job->state), job->cause), .where = kind}));
}

WalkExpectation::Verdict WalkExpectation::data(const QString &kind) const
{
    const std::optional<Job> job = m_a->latest(kind);
    if (!job || !isEnded(job->state))
        return job ? std::nullopt : std::optional(failed(Error::Kind::Input, tr("No %1 job was started.").arg(kind), kind));
    const Result<Json> body = Json::parse(job->raw);
    if (!body)
        return Result<void>(fail(job->error.value_or(body.error())));
    return bodyHolds(*body);
}

WalkExpectation::Verdict WalkExpectation::userError() const
{
    const UserFlow *user = m_a->m_t.session->user();
    if (user->state() == UserState::Working)
        return std::nullopt;
    if (!user->error())
        return failed(Error::Kind::Decode, tr("The user was created, although an error was expected."), tr("user"));
    return errorHolds(user->error(), {}, tr("user"));
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walkactor.h"

#include "runner/condition.h"
#include "runner/walkexpectation.h"
#include "session/session.h"
#include "session/somebody.h"
#include "web/popupwindow.h"
#include "web/widgetdriver.h"
#include "web/widgetview.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::chrono::milliseconds detourPoll{400}, choicePoll{50};

Error scriptError(const QString &message, const QString &where)
{
    return Error{.kind = Error::Kind::Input, .message = message, .where = where};
}

Error webError(const QString &message)
{
    return Error{.kind = Error::Kind::Web, .message = message, .where = WalkActor::tr("widget")};
}

QString textOf(const Json &object, QStringView name)
{
    const Json *value = object.find(name);
    return value ? value->scalar() : QString();
}

/// The launch options that a step names, in the words of their stored form.
LaunchOptions optionsFrom(const Json &args, const QString &folder)
{
    static const QHash<QString, LaunchType> types{{u"iframe"_s, LaunchType::Iframe}, {u"embedded"_s, LaunchType::EmbeddedBankView}, {u"browser"_s, LaunchType::SystemBrowser}};
    QJsonObject object;
    for (const Json::Field &field : args.fields()) {
        const QString text = field.second.scalar();
        if (field.first == "sdkFile"_L1) {
            object.insert(field.first, QDir(folder).absoluteFilePath(text));
        } else if (field.first == "sdk"_L1) {
            object.insert(u"sdkVersion"_s, text);
        } else if (field.second.type() == Json::Type::Bool || text == "true"_L1 || text == "false"_L1) {
            object.insert(field.first, text == "true"_L1);
        } else {
            object.insert(field.first, text);
        }
    }
    LaunchOptions options = optionsFromJson(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    options.type = types.value(textOf(args, u"type"), LaunchType::Iframe);
    return options;
}

/// The step behind it says so: then what goes wrong is judged there.
bool expectsTrouble(const QList<WalkStep> &next, QStringView subject, const QString &value)
{
    return !next.isEmpty() && next.first().verb == WalkStep::Verb::Expect && textOf(next.first().args, subject) == value;
}

} // namespace

WalkActor::WalkActor(const Tools &tools, QObject *parent) : QObject(parent), m_t(tools), m_scope(std::make_unique<QObject>()) {}

void WalkActor::begin(const WalkCase &walk, int run)
{
    m_detours = walk.detours;
    m_variables = walk.variables;
    m_variables.insert(u"run.number"_s, QString::number(run));
    m_variables.insert(u"environment"_s, m_t.session->environments()->current().name);
    m_connectionsBefore = 0;
    m_orderedFaults = m_orderedAnything = false;
    m_t.walkFolder = walk.file.startsWith(u':') ? QString() : QFileInfo(walk.file).absolutePath();
}

Result<WalkStep> WalkActor::filled(const WalkStep &step) const
{
    WalkStep full = step;
    const auto fill = [this](QString *text) -> Result<void> {
        const Result<QString> done = filledIn(*text, m_variables);
        if (!done)
            return fail(done.error());
        *text = *done;
        return {};
    };
    QList<QString *> texts{&full.text, &full.target.field, &full.unless.field};
    for (QString &name : full.target.names)
        texts.append(&name);
    for (QString &name : full.unless.names)
        texts.append(&name);
    for (QString *text : std::as_const(texts)) {
        if (const Result<void> done = fill(text); !done)
            return fail(done.error());
    }
    full.name = filledAsFarAsKnown(full.name, m_variables);
    const Result<Json> args = filledIn(full.args, m_variables);
    if (!args)
        return fail(args.error());
    full.args = *args;
    return full;
}

/// A click of this step has left; it may have ended the widget.
bool WalkActor::isClicked() const
{
    return m_clicksBefore && m_t.driver->clicks() > *m_clicksBefore;
}

void WalkActor::abandon()
{
    m_scope = std::make_unique<QObject>();
}

/// What ids later steps may name.
void WalkActor::learn()
{
    const auto keep = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_variables.insert(name, value);
    };
    keep(u"connectionId"_s, m_t.session->connections()->selected());
    keep(u"aeroPassUserUuid"_s, m_t.session->user()->aeroPassUserUuid());
    if (const QList<Job> jobs = m_t.session->jobs()->jobs(); !jobs.isEmpty())
        keep(u"jobId"_s, jobs.last().jobId);
    if (m_t.session->link()->launch())
        keep(u"launchId"_s, m_t.session->link()->launch()->id);
}

/// The first word counts; what else was waited for ends with it.
WalkActor::Settle WalkActor::settle(Done done)
{
    return [this, done = std::move(done), scope = QPointer<QObject>(m_scope.get())](const Result<void> &result) {
        if (!scope || scope != m_scope.get())
            return;
        QObject *old = m_scope.release();
        old->deleteLater(); // we may be called by what it receives
        m_scope = std::make_unique<QObject>();
        learn();
        done(result ? Result<End>(End::Held) : Result<End>(fail(result.error())));
    };
}

void WalkActor::until(const Test &test, const Settle &done)
{
    whenHolds(m_t.session, m_scope.get(), test, done);
}

/// A step that waits for a control of a page that has died would only say, much later, that the control is missing.
void WalkActor::unlessBroken(const Settle &done)
{
    until([this]() -> std::optional<Result<void>> {
        const LinkFlow *link = m_t.session->link();
        if (link->state() == LinkState::Failed)
            return Result<void>(fail(link->error().value_or(webError(tr("The widget broke.")))));
        const bool isOver = (link->state() == LinkState::Succeeded || link->state() == LinkState::Closed) && !m_t.view->isOpen();
        if (isOver && isClicked())
            return Result<void>(); // by this click: nobody is there any more to confirm it
        if (isOver || link->state() == LinkState::Idle)
            return Result<void>(fail(webError(link->state() == LinkState::Idle ? tr("No widget is open.") : tr("The widget has ended."))));
        return std::nullopt;
    }, done);
}

void WalkActor::start(const WalkStep &step, const QList<WalkStep> &next, std::chrono::milliseconds limit, Done done)
{
    using Verb = WalkStep::Verb;
    m_limit = limit;
    m_clicksBefore = step.verb == WalkStep::Verb::Click ? std::optional(m_t.driver->clicks()) : std::nullopt;
    // The watchdog of the lane ends the step; the driver's own end comes before it, for it knows more.
    m_t.driver->setLimit(limit);
    const Settle settled = settle(done);
    switch (step.verb) {
    case Verb::User: user(step, next, settled); return;
    case Verb::Open: open(step, next, settled); return;
    case Verb::See: see(step, settled); return;
    case Verb::Gone: gone(step, settled); return;
    case Verb::Click:
    case Verb::Type: act(step, next, std::move(done)); return;
    case Verb::Press: press(step, settled); return;
    case Verb::Close: close(step, settled); return;
    case Verb::Job: job(step, next, settled); return;
    case Verb::Answer: answer(step, settled); return;
    case Verb::Expect: WalkExpectation::start(this, step, settled); return;
    case Verb::Call: call(step, settled); return;
    case Verb::Fault: fault(step, settled); return;
    case Verb::Simulator:
        order(textOf(step.args, u"method").isEmpty() ? u"POST"_s : textOf(step.args, u"method"), textOf(step.args, u"path"),
              step.args.find(u"body") ? *step.args.find(u"body") : Json::object({}), settled);
        return;
    case Verb::Set:
        for (const Json::Field &field : step.args.fields())
            m_variables.insert(field.first, field.second.scalar());
        settled({});
        return;
    case Verb::Picture: settled({}); return;
    case Verb::Check: done(End::ForPerson); return;
    }
}

void WalkActor::user(const WalkStep &step, const QList<WalkStep> &next, const Settle &done)
{
    UserDetails person = somebody(u"Walk"_s, u"Person"_s);
    const auto take = [&](QStringView name, QString *field) {
        if (const QString text = textOf(step.args, name); !text.isEmpty())
            *field = text;
    };
    take(u"firstName", &person.firstName);
    take(u"lastName", &person.lastName);
    take(u"email", &person.email);
    take(u"phone", &person.phone);
    m_t.session->user()->create(person);
    until([this, isTroubleFine = expectsTrouble(next, u"error", u"user"_s)]() -> std::optional<Result<void>> {
        const UserFlow *user = m_t.session->user();
        if (user->state() == UserState::Working)
            return std::nullopt;
        if (user->state() == UserState::Ready || isTroubleFine)
            return Result<void>();
        return Result<void>(fail(user->error().value_or(Error{.kind = Error::Kind::Service, .message = tr("The service wants a code for this person."), .where = tr("user")})));
    }, done);
}

void WalkActor::open(const WalkStep &step, const QList<WalkStep> &next, const Settle &done)
{
    LinkFlow *link = m_t.session->link();
    m_connectionsBefore = m_t.session->connections()->all().size();
    link->setPane({.name = u"walk-%1"_s.arg(m_t.lane), .locale = textOf(step.args, u"locale")});
    link->setOptions(optionsFrom(step.args, m_t.walkFolder));
    link->start();
    if (expectsTrouble(next, u"widget", u"failed"_s))
        done({});
    else
        awaitOpen(done);
}

void WalkActor::awaitOpen(const Settle &done)
{
    until([this]() -> std::optional<Result<void>> {
        const LinkFlow *link = m_t.session->link();
        if (link->state() == LinkState::Failed)
            return Result<void>(fail(link->error().value_or(webError(tr("The widget did not open.")))));
        if (link->trouble())
            return Result<void>(fail(*link->trouble()));
        if (link->state() == LinkState::Open && link->receivedUrl().isValid()) {
            const QStringList lost = m_t.watch->lostOptions();
            return lost.isEmpty() ? Result<void>()
                                  : Result<void>(fail(Error{.kind = Error::Kind::Decode, .message = tr("What was set did not reach the widget: %1.").arg(lost.join(u", "_s)), .where = tr("launch")}));
        }
        return std::nullopt;
    }, done);
}

void WalkActor::see(const WalkStep &step, const Settle &done)
{
    unlessBroken(done);
    watchDetours();
    m_t.driver->find(step.target, m_scope.get(), [done](const Result<Found> &found) { done(found ? Result<void>() : Result<void>(fail(found.error()))); });
}

void WalkActor::gone(const WalkStep &step, const Settle &done)
{
    m_t.driver->probe(step.target, m_scope.get(), [this, step, done](const std::optional<Found> &found) {
        if (!found)
            done({});
        else
            QTimer::singleShot(choicePoll, m_scope.get(), [this, step, done] { gone(step, done); });
    });
}

/// Whichever is there first: what is to be used, or what tells that it is not needed.
void WalkActor::act(const WalkStep &step, const QList<WalkStep> &next, Done done)
{
    WalkStep now = step;
    if (step.isOptional && step.unless.isEmpty()) {
        for (const WalkStep &later : next) {
            if (!later.isOptional && !later.target.isEmpty() && later.verb != WalkStep::Verb::Gone) {
                now.unless = later.target;
                break;
            }
        }
    }
    if (now.unless.isEmpty() && !now.isOptional) {
        clickOrType(now, settle(std::move(done)));
        return;
    }
    const Settle settled = settle(done);
    const auto skip = [this, done] {
        m_scope.release()->deleteLater();
        m_scope = std::make_unique<QObject>();
        done(End::Skipped);
    };
    unlessBroken([this, now, settled, skip](const Result<void> &result) {
        // What ended before an optional step could come needs it no more.
        if (now.isOptional && !isClicked() && m_t.session->link()->state() != LinkState::Failed)
            skip();
        else
            settled(result);
    });
    watchDetours();
    const auto look = std::make_shared<std::function<void()>>();
    const QDeadlineTimer end(m_limit);
    const Target first = step.unless.isEmpty() ? now.target : now.unless, second = step.unless.isEmpty() ? now.unless : now.target;
    const auto choose = [this, now, settled, skip](bool isTarget) {
        if (isTarget)
            clickOrType(now, settled);
        else
            skip();
    };
    *look = [this, now, first, second, choose, end, isFirstTarget = step.unless.isEmpty(), again = std::weak_ptr(look)] {
        m_t.driver->probe(first, m_scope.get(), [this, now, second, choose, end, isFirstTarget, again](const std::optional<Found> &found) {
            if (found || (second.isEmpty() && now.isOptional)) {
                choose(found ? isFirstTarget : false);
                return;
            }
            m_t.driver->probe(second, m_scope.get(), [this, now, choose, end, isFirstTarget, again](const std::optional<Found> &other) {
                if (other)
                    choose(!isFirstTarget);
                else if (end.hasExpired()) // what is missing is told by the action itself
                    choose(!now.isOptional);
                else if (const auto lookAgain = again.lock())
                    QTimer::singleShot(choicePoll, m_scope.get(), [lookAgain] { (*lookAgain)(); });
            });
        });
    };
    // It lives as long as the step.
    connect(m_scope.get(), &QObject::destroyed, m_scope.get(), [look] {});
    (*look)();
}

void WalkActor::clickOrType(const WalkStep &step, const Settle &done)
{
    unlessBroken(done);
    watchDetours();
    if (step.verb == WalkStep::Verb::Click)
        m_t.driver->click(step.target, m_scope.get(), done);
    else
        m_t.driver->type(step.target, step.text, m_scope.get(), done);
}

/// What may stand in the way of any step, and how a person goes on from it.
void WalkActor::watchDetours()
{
    if (m_detours.isEmpty() || m_scope->property("detours").toBool())
        return;
    m_scope->setProperty("detours", true);
    QTimer::singleShot(detourPoll, m_scope.get(), [this] { probeDetour(0); });
}

void WalkActor::probeDetour(qsizetype index)
{
    if (index >= m_detours.size()) {
        QTimer::singleShot(detourPoll, m_scope.get(), [this] { probeDetour(0); });
        return;
    }
    const WalkDetour detour = m_detours.at(index);
    m_t.driver->probe(detour.see, m_scope.get(), [this, index, detour](const std::optional<Found> &found) {
        if (!found) {
            probeDetour(index + 1);
            return;
        }
        m_t.session->log()->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, tr("detour"), tr("%1 stood in the way: %2 was clicked.").arg(found->name, detour.click.describe()));
        m_t.driver->click(detour.click, m_scope.get(), [this](const Result<void> &) { QTimer::singleShot(detourPoll, m_scope.get(), [this] { probeDetour(0); }); });
    });
}

void WalkActor::press(const WalkStep &step, const Settle &done)
{
    static const QHash<QString, Qt::Key> keys{{u"enter"_s, Qt::Key_Return}, {u"escape"_s, Qt::Key_Escape}, {u"tab"_s, Qt::Key_Tab}, {u"space"_s, Qt::Key_Space},
                                              {u"up"_s, Qt::Key_Up}, {u"down"_s, Qt::Key_Down}, {u"left"_s, Qt::Key_Left}, {u"right"_s, Qt::Key_Right}};
    const auto key = keys.constFind(step.text.toLower());
    if (key == keys.constEnd()) {
        done(fail(scriptError(tr("There is no key “%1”.").arg(step.text), u"press"_s)));
        return;
    }
    m_t.driver->press(*key, Qt::NoModifier, !m_t.view->popups().isEmpty());
    done({});
}

void WalkActor::close(const WalkStep &step, const Settle &done)
{
    if (step.text == "popup"_L1) {
        if (m_t.view->popups().isEmpty()) {
            done(fail(webError(tr("No pop-up is open."))));
            return;
        }
        m_t.view->popups().last()->close();
        done({});
        return;
    }
    m_t.session->link()->end();
    until([this]() -> std::optional<Result<void>> { return m_t.view->isOpen() ? std::nullopt : std::optional(Result<void>()); }, done);
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walklane.h"

#include "runner/condition.h"
#include "runner/walkactor.h"
#include "session/sidesession.h"
#include "web/widgetdriver.h"
#include "web/widgetview.h"

#include <QElapsedTimer>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::chrono::milliseconds grace{2000}; // the step's own waits end first, and know more of why
constexpr QSize widgetSize{420, 760};

PollRule rulesFor(const Session *session, double speed)
{
    PollRule rule = session->jobs()->rule();
    if (session->environments()->current().reach != Reach::LoopbackOnly || speed <= 1)
        return rule;
    // The simulator's jobs are over so much sooner by our clock; nobody is disturbed by questions.
    const auto faster = [speed](std::chrono::milliseconds wait) { return std::max(std::chrono::milliseconds(40), std::chrono::milliseconds(qint64(double(wait.count()) / speed))); };
    rule.interval = faster(rule.interval);
    rule.awaitingPerson = faster(rule.awaitingPerson);
    rule.conflict = faster(rule.conflict);
    rule.plan = [first = faster(std::chrono::milliseconds(1000))](JobKind, const QString &) { return PollPlan::fixed(first, first); };
    return rule;
}

} // namespace

class WalkLane::Private : public QObject
{
public:
    Private(WalkLane *lane, Session *main, const Order &order);
    ~Private() override { view->close(); }
    void begin(const WalkCase &next);
    void nextStep();
    void startStep();
    void ended(quint64 ticket, const Result<WalkActor::End> &end);
    void failed(const Error &error);
    void conclude(Verdict verdict, const QString &why);
    void finish();
    void takePicture();
    Redactor firstRedactor() const;
    StepResult &current() { return result.steps[at]; }

    WalkLane *q;
    Order order;
    SideSession side;
    std::unique_ptr<WidgetView> view = std::make_unique<WidgetView>();
    WidgetDriver driver{view.get()};
    WalkWatch watch{side.session(), view.get()};
    WalkActor actor;
    Redactor redactor = firstRedactor(); ///< knows the keys, and nobody yet
    WalkCase walk;
    CaseResult result;
    qsizetype at = -1;
    int runs = 0;
    bool running = false, concluded = false, paused = false, waiting = false; ///< waiting: paused before step `at`
    quint64 ticket = 0;        // a step that settles after its watchdog is not heard
    bool isPictured = false;   // this step has its picture: taken before a click
    QTimer watchdog;
    QElapsedTimer stepClock, clock;
    std::unique_ptr<QObject> scope = std::make_unique<QObject>();
};

WalkLane::Private::Private(WalkLane *lane, Session *main, const Order &theOrder)
    : q(lane), order(theOrder), side(main), actor({.session = side.session(), .view = view.get(), .driver = &driver, .watch = &watch, .lane = theOrder.number})
{
    view->setObjectName(u"walkLane%1"_s.arg(order.number));
    view->setAccessibleName(WalkLane::tr("Widget of lane %1").arg(order.number));
    view->resize(widgetSize);
    view->attach(side.session()->link());
    side.session()->jobs()->setRule(rulesFor(side.session(), order.speed));
    driver.setBeforeClick([this] {
        takePicture(); // a person who is about to click sees this
    });
    watchdog.setSingleShot(true);
    connect(&watchdog, &QTimer::timeout, this, [this] {
        actor.abandon();
        ended(ticket, fail(Error{.kind = Error::Kind::Timeout, .message = WalkLane::tr("It did not come within %1 s.").arg((watchdog.intervalAsDuration() - grace).count() / 1000),
                                 .where = current().name}));
    });
}

Redactor WalkLane::Private::firstRedactor() const
{
    Redactor first = side.session()->log()->redactor();
    const Credentials &keys = side.session()->keys()->credentials();
    for (const Secret &key : {keys.apiKey, keys.apiSecret, keys.aeropayApiKey, keys.aeropayApiSecret})
        first.learn(key);
    return first;
}

void WalkLane::Private::begin(const WalkCase &next)
{
    walk = next;
    side.session()->startOver();
    // The tokens and people of earlier walks are void; knowing all of them for ever would take more and more memory.
    side.session()->log()->redactor() = redactor;
    watch.begin();
    actor.begin(walk, ++runs);
    result = CaseResult{.id = walk.id, .name = walk.name, .file = walk.file, .tags = walk.tags, .startedAt = QDateTime::currentDateTimeUtc()};
    for (const WalkStep &step : std::as_const(walk.steps))
        result.steps.append({.name = step.name, .line = step.line});
    at = -1;
    running = true;
    concluded = false;
    clock.start();
    whenReady(side.session(), scope.get(), [this](const Result<void> &ready) {
        if (ready) {
            nextStep();
            return;
        }
        const Judgement judgement = judge(watch.evidence({.verb = WalkStep::Verb::Open}, ready.error(), {}));
        result.evidence = judgement.evidence;
        result.advice = judgement.advice;
        conclude(judgement.verdict, judgement.why);
    });
}

void WalkLane::Private::nextStep()
{
    ++at;
    if (at >= walk.steps.size()) {
        conclude(Verdict::Passed, {});
        return;
    }
    if (paused) {
        waiting = true;
        Q_EMIT q->pausedAt(int(at));
        return;
    }
    startStep();
}

void WalkLane::Private::startStep()
{
    waiting = false;
    isPictured = false;
    const Result<WalkStep> step = actor.filled(walk.steps.at(at));
    stepClock.start();
    watch.stepBegins();
    const quint64 mine = ++ticket;
    if (!step) {
        ended(mine, fail(step.error()));
        return;
    }
    current().name = step->name;
    Q_EMIT q->stepStarted(int(at), *step);
    const std::chrono::milliseconds limit = step->limit.value_or(order.limit);
    watchdog.start(limit + grace);
    actor.start(*step, walk.steps.mid(at + 1, 8), limit, [this, mine](const Result<WalkActor::End> &end) {
        // queued: a step that settles at once must not nest the next one inside itself
        QMetaObject::invokeMethod(scope.get(), [this, mine, end] { ended(mine, end); }, Qt::QueuedConnection);
    });
}

void WalkLane::Private::takePicture()
{
    if (!order.pictures || isPictured || !view->isOpen() || at < 0 || at >= result.steps.size())
        return;
    isPictured = true;
    const QImage picture = driver.picture();
    const bool isSmall = order.pictureWidth > 0 && current().outcome != StepResult::Outcome::Failed && picture.width() > order.pictureWidth;
    current().picture = isSmall ? picture.scaledToWidth(order.pictureWidth, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB16) : picture;
}

void WalkLane::Private::ended(quint64 mine, const Result<WalkActor::End> &end)
{
    if (mine != ticket || !running)
        return;
    ++ticket;
    watchdog.stop();
    StepResult &step = current();
    step.took = std::chrono::milliseconds(stepClock.elapsed());
    if (!end) {
        failed(end.error());
        return;
    }
    using Verb = WalkStep::Verb;
    const Verb verb = walk.steps.at(at).verb;
    if (verb == Verb::See || verb == Verb::Type || verb == Verb::Press || verb == Verb::Picture || verb == Verb::Open || verb == Verb::Answer)
        takePicture();
    step.outcome = *end == WalkActor::End::Held ? StepResult::Outcome::Passed : *end == WalkActor::End::Skipped ? StepResult::Outcome::Skipped : StepResult::Outcome::Open;
    if (*end == WalkActor::End::Skipped)
        step.note = WalkLane::tr("It was not needed.");
    Q_EMIT q->stepEnded(int(at), step);
    nextStep();
}

void WalkLane::Private::failed(const Error &error)
{
    StepResult &step = current();
    step.outcome = StepResult::Outcome::Failed;
    step.error = side.session()->log()->redactor().error(error);
    isPictured = false;
    takePicture();
    Q_EMIT q->stepEnded(int(at), step);
    driver.evidence(scope.get(), [this, error = *step.error](const PageEvidence &page) {
        const Result<WalkStep> asked = actor.filled(walk.steps.at(at));
        const Judgement judgement = judge(watch.evidence(asked.value_or(walk.steps.at(at)), error, page));
        result.evidence = judgement.evidence;
        result.nearest = judgement.nearest;
        result.advice = judgement.advice;
        conclude(judgement.verdict, judgement.why);
    });
}

void WalkLane::Private::conclude(Verdict verdict, const QString &why)
{
    concluded = true;
    result.verdict = verdict;
    result.why = why;
    result.took = std::chrono::milliseconds(clock.elapsed());
    result.timeLine = watch.timeLine();
    side.session()->link()->end();
    actor.tidyUp([this] { QMetaObject::invokeMethod(scope.get(), [this] { finish(); }, Qt::QueuedConnection); });
}

void WalkLane::Private::finish()
{
    running = false;
    scope = std::make_unique<QObject>();
    const CaseResult ended = std::exchange(result, {});
    Q_EMIT q->finished(ended);
}

WalkLane::WalkLane(Session *main, const Order &order, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, main, order)) {}

WalkLane::~WalkLane() = default;

QWidget *WalkLane::view() const
{
    return d->view.get();
}

Session *WalkLane::session() const
{
    return d->side.session();
}

bool WalkLane::isRunning() const
{
    return d->running;
}

void WalkLane::run(const WalkCase &walk)
{
    if (!d->running)
        d->begin(walk);
}

void WalkLane::pause()
{
    d->paused = true;
}

void WalkLane::resume()
{
    d->paused = false;
    if (d->running && d->waiting)
        d->startStep();
}

void WalkLane::stepOnce()
{
    if (d->running && d->waiting)
        d->startStep();
}

bool WalkLane::isPaused() const
{
    return d->paused;
}

void WalkLane::stop()
{
    if (!d->running || d->concluded)
        return;
    d->scope = std::make_unique<QObject>();
    ++d->ticket;
    d->watchdog.stop();
    d->waiting = false;
    d->conclude(Verdict::NotRun, tr("It was stopped."));
}

} // namespace console

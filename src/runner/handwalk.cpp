// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/handwalk.h"

#include "session/session.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Mark = HandStep::Mark;
using Verb = WalkStep::Verb;

constexpr int betweenLooks = 400; // ms, at the page
constexpr qsizetype lookedAhead = 4; // targets of one look

/// Acts and what is expected after them belong together: where does the group of this step begin?
int groupOf(const QList<WalkStep> &steps, int index)
{
    while (index > 0 && !(isAct(steps.at(index).verb) && !isAct(steps.at(index - 1).verb)))
        --index;
    return index;
}

StepResult::Outcome outcomeOf(Mark mark)
{
    switch (mark) {
    case Mark::Passed: return StepResult::Outcome::Passed;
    case Mark::Failed:
    case Mark::Blocked: return StepResult::Outcome::Failed;
    case Mark::Skipped: return StepResult::Outcome::Skipped;
    case Mark::Open: break;
    }
    return StepResult::Outcome::NeverReached;
}

const QMap<Mark, QString> &names()
{
    static const QMap<Mark, QString> all{{Mark::Open, u"open"_s}, {Mark::Passed, u"passed"_s}, {Mark::Failed, u"failed"_s}, {Mark::Blocked, u"blocked"_s}, {Mark::Skipped, u"skipped"_s}};
    return all;
}

} // namespace

QString handMarkName(Mark mark)
{
    return names().value(mark);
}

Mark handMarkFrom(const QString &name)
{
    return names().key(name, Mark::Open);
}

HandWalk::HandWalk(const WalkCase &walk, Session *session, Look look, QObject *parent)
    : QObject(parent), m_walk(walk), m_session(session), m_look(std::move(look)), m_steps(walk.steps.size()), m_startedAt(session->clock()())
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    m_page.setSingleShot(true);
    m_page.setInterval(betweenLooks);
    connect(&m_soon, &QTimer::timeout, this, &HandWalk::look);
    connect(&m_page, &QTimer::timeout, this, &HandWalk::look);
    const auto soon = [this] {
        if (m_isOn && !m_soon.isActive())
            m_soon.start();
    };
    connect(session->log(), &EventLog::added, this, soon);
    connect(session->link(), &LinkFlow::changed, this, soon);
    connect(session->jobs(), &JobBoard::changed, this, soon);
    connect(session->connections(), &Connections::changed, this, soon);
    connect(session->user(), &UserFlow::changed, this, soon);
    for (qsizetype at = 0; at < m_steps.size(); ++at) {
        if (m_walk.steps.at(at).verb == Verb::Set) // nobody has anything to do for it
            m_steps[at].mark = Mark::Skipped;
    }
}

int HandWalk::next() const
{
    for (int at = 0; at < m_steps.size(); ++at) {
        if (m_steps.at(at).mark == Mark::Open)
            return at;
    }
    return -1;
}

WalkStep HandWalk::filled(int index) const
{
    WalkStep step = m_walk.steps.at(index);
    const auto fill = [this](QString &text) { text = filledAsFarAsKnown(text, m_walk.variables); };
    for (Target *target : {&step.target, &step.unless}) {
        fill(target->field);
        for (QString &name : target->names)
            fill(name);
    }
    fill(step.text);
    fill(step.name);
    fill(step.byHand);
    step.args = filledAsFarAsKnown(step.args, m_walk.variables);
    return step;
}

QString HandWalk::wordsOf(int index) const
{
    const WalkStep step = filled(index);
    if (!step.byHand.isEmpty())
        return step.byHand;
    if (step.verb == Verb::Type && !step.text.isEmpty() && !step.name.contains(step.text))
        return tr("%1: %2").arg(step.name, step.text);
    return step.name;
}

void HandWalk::mark(int index, Mark mark, const QString &note, Verdict verdict)
{
    m_steps[index].note = note;
    m_steps[index].verdict = verdict;
    settle(index, mark, false);
}

void HandWalk::settle(int index, Mark mark, bool bySelf)
{
    HandStep &step = m_steps[index];
    step.mark = mark;
    step.bySelf = bySelf;
    step.hint.clear();
    step.at = mark == Mark::Open ? QDateTime() : m_session->clock()();
    Q_EMIT marked(index);
    came();
    Q_EMIT changed();
}

void HandWalk::setNote(int index, const QString &note)
{
    if (m_steps.at(index).note == note)
        return;
    m_steps[index].note = note;
    Q_EMIT marked(index);
    Q_EMIT changed();
}

void HandWalk::setPicture(int index, const QImage &picture)
{
    m_steps[index].picture = picture;
    if (m_walk.steps.at(index).verb == Verb::Picture && m_steps.at(index).mark == Mark::Open && !picture.isNull()) {
        settle(index, Mark::Passed, true);
        return;
    }
    Q_EMIT marked(index);
    Q_EMIT changed();
}

void HandWalk::restore(const QList<HandStep> &steps, const QDateTime &startedAt)
{
    m_startedAt = startedAt;
    for (qsizetype at = 0; at < std::min(steps.size(), m_steps.size()); ++at)
        m_steps[at] = steps.at(at);
    Q_EMIT changed();
}

void HandWalk::resume()
{
    m_isOn = true;
    m_group = -1;
    came();
}

void HandWalk::pause()
{
    m_isOn = false;
    m_soon.stop();
    m_page.stop();
}

/// The person has come to the next step; at the beginning of a group that is what everything in it is newer than.
void HandWalk::came()
{
    const int at = next();
    m_awaited.clear();
    if (!m_isOn || at < 0) {
        m_page.stop();
        return;
    }
    if (const int group = groupOf(m_walk.steps, at); group != m_group) {
        m_group = group;
        m_since = HandSnapshot::of(m_session);
    }
    m_soon.start();
}

/// Which step can be judged now: the next one, or what follows from acts that only show in what follows. Looks at the
/// page are not waited for: a person is often faster. -1: a person has to say.
int HandWalk::judged() const
{
    for (int at = std::max(0, next()); at < m_steps.size(); ++at) {
        const Verb verb = m_walk.steps.at(at).verb;
        if (m_steps.at(at).mark != Mark::Open)
            continue;
        if (verb == Verb::Expect || isSeenAct(verb))
            return at;
        if (!isAct(verb) && !isOfPage(verb))
            return -1;
    }
    return -1;
}

void HandWalk::look()
{
    const int at = judged(), first = next();
    if (!m_isOn || first < 0)
        return;
    if (at >= 0) {
        const HandSight sight = sightOf(filled(at), m_since, m_session);
        if (sight.seen == HandSight::Seen::Holds) {
            hold(at);
            return;
        }
        setHint(at, sight.text);
    }
    if (m_look && !m_isLooking)
        lookAtPage();
}

/// The targets that a person may see now or next, from the next step on.
QList<int> HandWalk::pageSteps() const
{
    QList<int> steps;
    for (int at = std::max(0, next()); at < m_steps.size() && steps.size() < lookedAhead; ++at) {
        const Verb verb = m_walk.steps.at(at).verb;
        if (!isAct(verb) && !isOfPage(verb))
            break;
        if (m_steps.at(at).mark == Mark::Open && !m_walk.steps.at(at).target.isEmpty())
            steps << at;
    }
    return steps;
}

/// They were done, or what follows would not be so.
void HandWalk::holdActsBefore(int index)
{
    for (int at = next(); at >= 0 && at < index; ++at) {
        if (m_steps.at(at).mark == Mark::Open && isAct(m_walk.steps.at(at).verb) && !isSeenAct(m_walk.steps.at(at).verb)) {
            m_steps[at].mark = Mark::Passed;
            m_steps[at].bySelf = true;
            m_steps[at].at = m_session->clock()();
            Q_EMIT marked(at);
        }
    }
}

void HandWalk::hold(int index)
{
    holdActsBefore(index);
    settle(index, Mark::Passed, true);
}

void HandWalk::setHint(int index, const QString &hint)
{
    if (std::exchange(m_steps[index].hint, hint) != hint)
        Q_EMIT changed();
}

/// One target after the other; then what they say together is judged.
void HandWalk::lookAtPage()
{
    const QList<int> steps = pageSteps();
    if (steps.isEmpty() || m_session->link()->state() != LinkState::Open) {
        m_page.start();
        return;
    }
    m_isLooking = true;
    lookAt(steps, {});
}

void HandWalk::lookAt(const QList<int> &steps, const QList<bool> &soFar)
{
    if (soFar.size() == steps.size()) {
        m_isLooking = false;
        if (m_isOn && steps.first() == next())
            judgePage(steps, soFar);
        if (m_isOn)
            m_page.start();
        return;
    }
    m_look(filled(steps.at(soFar.size())).target, this, [this, steps, soFar](bool isVisible) { lookAt(steps, soFar + QList<bool>{isVisible}); });
}

/// What was not there while a step before it could still be done, and is there now, tells that they were done.
void HandWalk::judgePage(const QList<int> &steps, const QList<bool> &visible)
{
    for (qsizetype at = 0; at < steps.size(); ++at) {
        const int index = steps.at(at);
        const bool isPage = isOfPage(m_walk.steps.at(index).verb), isSo = visible.at(at) == (m_walk.steps.at(index).verb != Verb::Gone);
        if (!isSo) {
            if (at > 0 && visible.first(at).contains(true))
                m_awaited.insert(index);
        } else if (isPage && (at == 0 || m_awaited.contains(index))) {
            hold(index);
            return;
        } else if (m_awaited.contains(index)) {
            holdActsBefore(index);
            came();
            Q_EMIT changed();
            return;
        }
    }
}

StepResult HandWalk::resultOf(int index, const QDateTime &before) const
{
    const HandStep &step = m_steps.at(index);
    StepResult result;
    result.name = filled(index).name;
    result.outcome = step.mark == Mark::Open && m_walk.steps.at(index).verb == Verb::Check ? StepResult::Outcome::Open : outcomeOf(step.mark);
    result.note = step.note;
    result.picture = step.picture;
    result.line = m_walk.steps.at(index).line;
    if (step.at.isValid())
        result.took = std::chrono::milliseconds(std::max<qint64>(0, before.msecsTo(step.at)));
    if (result.outcome == StepResult::Outcome::Failed) {
        const QString message = !step.note.isEmpty() ? step.note : step.mark == Mark::Blocked ? tr("The tester could not do it") : tr("The tester says that it failed");
        result.error = Error{.kind = Error::Kind::Input, .message = message, .where = result.name, .advice = tr("See the tester's note and picture.")};
    }
    return result;
}

/// As the machine's: the first step that failed says whose fault it was.
CaseResult HandWalk::result() const
{
    CaseResult result;
    result.id = m_walk.id;
    result.name = m_walk.name;
    result.file = m_walk.file;
    result.tags = m_walk.tags;
    result.startedAt = m_startedAt;
    result.verdict = isWhole() ? Verdict::Passed : Verdict::NotRun;
    QDateTime before = m_startedAt;
    for (int at = 0; at < m_steps.size(); ++at) {
        const HandStep &step = m_steps.at(at);
        result.steps << resultOf(at, before);
        const bool isBad = step.mark == Mark::Failed || step.mark == Mark::Blocked;
        if (isBad && result.why.isEmpty()) {
            result.verdict = step.mark == Mark::Failed ? step.verdict : Verdict::Environment;
            result.why = tr("%1: %2").arg(result.steps.last().name, result.steps.last().error->message);
        }
        if (step.at > before)
            before = step.at;
    }
    if (result.verdict == Verdict::NotRun)
        result.why = tr("It was not walked to its end.");
    if (m_startedAt.isValid())
        result.took = std::chrono::milliseconds(std::max<qint64>(0, m_startedAt.msecsTo(before)));
    return result;
}

} // namespace console

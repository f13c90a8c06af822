// SPDX-License-Identifier: GPL-3.0-or-later
// The rules, the most certain first: the first one that has something to say is the judgement.
#include "walk/verdict.h"

#include "walk/evidencefacts.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Kind = Error::Kind;
using Verb = WalkStep::Verb;
using Ruling = std::optional<Judgement>;

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::Verdict)
};

constexpr qsizetype mostFacts = 8;

/// The fact that decided it comes first.
QStringList factsOf(const Evidence &evidence, const QString &decisive)
{
    QStringList facts{decisive};
    if (const auto call = culpritOf(evidence))
        facts << callLine(*call);
    if (!evidence.widgetErrors.isEmpty())
        facts << Say::tr("the widget reported: %1").arg(evidence.widgetErrors.last());
    if (evidence.launchError)
        facts << oneLine(*evidence.launchError);
    for (const QString &call : pendingCalls(evidence))
        facts << Say::tr("never ended: %1").arg(call);
    if (!evidence.jobState.isEmpty())
        facts << (evidence.jobCause.isEmpty() ? Say::tr("the job is “%1”").arg(evidence.jobState) : Say::tr("the job is “%1”: %2").arg(evidence.jobState, evidence.jobCause));
    facts << evidence.refused << oneLine(evidence.error);
    facts.removeAll(QString());
    facts.removeDuplicates();
    return facts.mid(0, mostFacts);
}

Judgement ruled(Verdict verdict, const Evidence &evidence, const QString &why, const QString &advice, const QString &decisive = {})
{
    return {.verdict = verdict, .why = why, .advice = advice, .evidence = factsOf(evidence, decisive), .nearest = {}};
}

QString placeOf(const SeenCall &call)
{
    return call.host.isEmpty() ? Say::tr("the service") : call.host;
}

bool isOrder(const Evidence &evidence)
{
    return evidence.step.verb == Verb::Fault || evidence.step.verb == Verb::Simulator || evidence.error.where.contains("/simulator/"_L1);
}

Ruling scriptIsWrong(const Evidence &evidence)
{
    const QString advice = Say::tr("Correct the walk at the line that is named, then run it again.");
    if (evidence.step.verb == Verb::Check)
        return ruled(Verdict::Script, evidence, Say::tr("The walk asks a question that only a person can answer."), Say::tr("Follow this walk by hand, or take the step out."));
    if (evidence.error.kind == Kind::Input)
        return ruled(Verdict::Script, evidence, Say::tr("The walk asks for something that cannot be: %1").arg(evidence.error.message), advice);
    if (isOrder(evidence) && evidence.error.httpStatus >= 400)
        return ruled(Verdict::Script, evidence, Say::tr("The simulator does not know what the walk orders: %1").arg(evidence.error.message), advice);
    if (evidence.jobState == "cancelled"_L1 && isJobStep(evidence.step))
        return ruled(Verdict::Script, evidence, Say::tr("The job was cancelled before the walk had what it waits for."), advice);
    return {};
}

/// What this program or this machine says before anybody else is asked.
Ruling environmentIsWrong(const Evidence &evidence)
{
    const Error &error = evidence.error;
    const auto say = [&](const QString &why, const Error &from) { return ruled(Verdict::Environment, evidence, why, adviceFor(from), oneLine(from)); };
    const bool isLocal = error.kind == Kind::Refused || error.kind == Kind::Keychain || error.kind == Kind::Storage;
    if (isLocal || (error.kind == Kind::Credentials && error.httpStatus == 0 && error.code.isEmpty()))
        return say(Say::tr("The environment is not ready for this: %1").arg(error.message), error);
    for (const Error &each : {error, evidence.launchError.value_or(Error{.kind = Kind::Cancelled})}) {
        const bool isPolicy = each.code == "frame-ancestors"_L1 || each.code == "X-Frame-Options"_L1 || each.code == "mixed-content"_L1;
        if (each.kind == Kind::Refused || (each.kind == Kind::Web && isPolicy))
            return say(Say::tr("The widget may not be shown here: %1").arg(each.message), each);
    }
    return {};
}

Ruling launchLostAParameter(const Evidence &evidence)
{
    const auto widget = standingError(evidence);
    const bool isNamed = widget && namesLostParameter(*widget);
    if (evidence.lostOptions.isEmpty() && !isNamed)
        return {};
    const QString lost = evidence.lostOptions.isEmpty() ? widget->text : evidence.lostOptions.join(u", "_s);
    return ruled(Verdict::IntegrationBroke, evidence, Say::tr("The widget was launched without a parameter that it needs: %1").arg(lost),
                 Say::tr("See that the page hands every launch option to the SDK under the name that its version knows."), lost);
}

Ruling pageWasToldWrong(const Evidence &evidence)
{
    const std::optional<QString> fault = callbackFault(evidence);
    if (!fault)
        return {};
    return ruled(Verdict::IntegrationBroke, evidence, *fault,
                 Say::tr("The widget did its part. Look at the page's SDK version and at the functions that are given to it."), *fault);
}

Ruling pageDied(const Evidence &evidence)
{
    if (!isPageDead(evidence) || (evidence.launchError->unreachable && !hasAnswered(evidence, {})))
        return {};
    return ruled(Verdict::ServiceDown, evidence, Say::tr("The widget's page did not load or is gone: %1").arg(evidence.launchError->message),
                 adviceFor(*evidence.launchError), oneLine(*evidence.launchError));
}

Ruling nobodyIsThere(const Evidence &evidence)
{
    const auto call = culpritOf(evidence);
    const bool isUnreachable = evidence.error.unreachable || (evidence.launchError && evidence.launchError->unreachable) || (call && call->error && call->error->unreachable);
    // Who has answered a moment ago was reachable, so it is he who went away.
    if (!isUnreachable || hasAnswered(evidence, call ? call->host : QString()))
        return {};
    const Error &error = call && call->error ? *call->error : evidence.launchError.value_or(evidence.error);
    return ruled(Verdict::Environment, evidence, Say::tr("Nobody could be reached: %1").arg(error.message), adviceFor(error), call ? callLine(*call) : oneLine(error));
}

Judgement serviceFailed(const Evidence &evidence, const SeenCall &call)
{
    const QString place = placeOf(call), label = call.label.isEmpty() ? Say::tr("a call") : call.label;
    const bool isOdd = call.error && call.error->kind == Kind::Decode;
    QString why = call.status >= 400 ? Say::tr("%1 answered %2 with HTTP %3.").arg(place, label, QString::number(call.status))
        : isOdd                      ? Say::tr("%1 answered %2 with something else than it promises.").arg(place, label)
        : call.status && call.error && call.code.isEmpty() ? Say::tr("%1 answered %2 otherwise than the walk expects: %3").arg(place, label, call.error->message)
        : call.status                ? Say::tr("%1 answered %2 with an error of its own.").arg(place, label)
                                     : Say::tr("%1 did not answer %2.").arg(place, label);
    return ruled(Verdict::ServiceDown, evidence, why, Say::tr("Run it again in a few minutes. If it stays so, report the call and its time to Aeropay."), callLine(call));
}

Judgement judgedCall(Blame blame, const Evidence &evidence, const SeenCall &call)
{
    const QString line = callLine(call), said = call.error ? call.error->message : line;
    switch (blame) {
    case Blame::Ours:
        return ruled(Verdict::IntegrationBroke, evidence, Say::tr("The service refuses what was sent to it: %1").arg(said),
                     Say::tr("Compare this call with the contract: its path, its fields, their names and forms. The time line has it as it was sent."), line);
    case Blame::Bank:
        return ruled(Verdict::BankSaidNo, evidence, Say::tr("The bank or the account has a reason to say no: %1").arg(said),
                     call.error ? adviceFor(*call.error) : Say::tr("Try another test bank or another account."), line);
    case Blame::Person:
        return ruled(Verdict::Script, evidence, Say::tr("The service does not take the walk's person: %1").arg(said),
                     Say::tr("Give the walk's user another name, phone number or e-mail address."), line);
    case Blame::Keys:
        return ruled(Verdict::Environment, evidence, Say::tr("The keys of this environment were refused: %1").arg(said),
                     Say::tr("Check the keys and the merchant id of this environment."), line);
    case Blame::Address:
        return ruled(Verdict::Environment, evidence, Say::tr("The service points elsewhere: %1").arg(said), Say::tr("Check the environment's addresses: the service may have moved."), line);
    case Blame::Service:
    case Blame::None: break;
    }
    return serviceFailed(evidence, call);
}

/// What is waited for in the widget makes no call of ours; what fails beside it, or failed before, speaks against the service at most.
Ruling callFailed(const Evidence &evidence)
{
    const auto call = culpritOf(evidence);
    if (!call)
        return {};
    const bool isOwn = call->error && *call->error == evidence.error;
    const bool isBeside = isWidgetStep(evidence.step) || isEventStep(evidence.step);
    const Blame blame = blameOf(*call, evidence);
    if (!isOwn && isBeside && blame != Blame::Service)
        return {};
    return judgedCall(blame, evidence, *call);
}

Ruling widgetReportsAnError(const Evidence &evidence)
{
    const auto error = standingError(evidence);
    if (!error)
        return {};
    const QString words = error->message.isEmpty() ? error->text : error->message;
    if (blameOf(*error) == Blame::Bank)
        return ruled(Verdict::BankSaidNo, evidence, Say::tr("The bank said no in the widget: %1").arg(words),
                     Say::tr("Check the user, the password and the answer of the walk's test bank, or choose another bank."), error->text);
    return ruled(Verdict::ServiceDown, evidence, Say::tr("The widget reports an error of its service: %1").arg(words),
                 Say::tr("Run it again in a few minutes. If it stays so, report the error's code to Aeropay."), error->text);
}

Ruling jobEndedOtherwise(const Evidence &evidence)
{
    if (!isJobStep(evidence.step) || evidence.jobState.isEmpty())
        return {};
    const QString cause = evidence.jobCause.isEmpty() ? evidence.error.message : evidence.jobCause;
    if (evidence.jobState == "failed"_L1)
        return ruled(Verdict::BankSaidNo, evidence, Say::tr("The service ended the job as failed: %1").arg(cause), Say::tr("Link the bank again, or try another account."));
    if (evidence.jobState == "unavailable"_L1)
        return ruled(Verdict::BankSaidNo, evidence, Say::tr("This account has no such data: %1").arg(cause),
                     Say::tr("Link an account by signing in; one that was linked by its numbers has less data."));
    if (evidence.jobState == "awaiting-person"_L1 || evidence.jobState == "answering"_L1)
        return ruled(Verdict::BankSaidNo, evidence, Say::tr("The bank asks for a second factor (MFA), and the walk does not wait for one."),
                     Say::tr("Let the walk answer it, or use a test login without MFA."));
    if (evidence.jobState == "done"_L1)
        return ruled(Verdict::ServiceDown, evidence, Say::tr("The service carried the job out, but not as the walk expects: %1").arg(evidence.error.message),
                     Say::tr("Compare the answer in the time line with what the contract promises."));
    return ruled(Verdict::ServiceDown, evidence, Say::tr("The service did not finish the job in time; it is “%1”.").arg(evidence.jobState),
                 Say::tr("Run it again. If it stays so, report the jobId to Aeropay."));
}

Ruling pageNeverGotReady(const Evidence &evidence)
{
    if (evidence.error.kind != Kind::Timeout && evidence.error.kind != Kind::Web)
        return {};
    const QStringList pending = pendingCalls(evidence);
    const QString advice = Say::tr("Run it again. If it stays so, the service behind the widget is slow or down.");
    if (!pending.isEmpty())
        return ruled(Verdict::ServiceDown, evidence, Say::tr("A request was never answered while the walk waited: %1").arg(pending.first()), advice);
    if (evidence.isBusy)
        return ruled(Verdict::ServiceDown, evidence, Say::tr("The widget still shows that it is waiting for its service."), advice, Say::tr("the page shows that it is busy"));
    return {};
}

Ruling thisProgramRefused(const Evidence &evidence)
{
    // Dialogs, downloads and messages that were refused stand in nobody's way.
    static const QRegularExpression needed(u"^(request|frame|connection|pop-up|OAuth page|certificate|client certificate) refused"_s);
    for (const QString &each : evidence.refused) {
        if (!each.contains(needed))
            continue;
        return ruled(Verdict::Environment, evidence, Say::tr("This program did not let the widget do something: %1").arg(each),
                     Say::tr("Correct the addresses of this environment, or allow the place in its settings."), each);
    }
    return {};
}

bool isErrorScreen(const QStringList &visible)
{
    static const QRegularExpression words(u"heading .*(went wrong|try again later|server error|service unavailable|temporarily|could not be loaded)"_s, QRegularExpression::CaseInsensitiveOption);
    return std::any_of(visible.begin(), visible.end(), [](const QString &each) { return each.contains(words); });
}

Ruling widgetShowsNothing(const Evidence &evidence)
{
    if (!isWidgetStep(evidence.step) || !evidence.widgetOpen || evidence.step.verb == Verb::Gone)
        return {};
    if (evidence.visible.isEmpty())
        return ruled(Verdict::ServiceDown, evidence, Say::tr("The widget shows nothing at all."), Say::tr("Run it again. If it stays so, the widget's page is broken."),
                     Say::tr("no control and no heading is visible"));
    if (isErrorScreen(evidence.visible))
        return ruled(Verdict::ServiceDown, evidence, Say::tr("The widget shows an error screen: %1").arg(evidence.visible.first()),
                     Say::tr("Run it again in a few minutes."), evidence.visible.join(u", "_s));
    return {};
}

Ruling widgetIsAnother(const Evidence &evidence)
{
    if (!isWidgetStep(evidence.step) || evidence.step.target.isEmpty() || !evidence.widgetOpen)
        return {};
    const bool isGone = evidence.step.verb == Verb::Gone;
    const QString what = evidence.step.target.describe();
    Judgement judgement = ruled(Verdict::WidgetChanged, evidence, isGone ? Say::tr("The widget still shows %1.").arg(what) : Say::tr("The widget has no %1 that could be used.").arg(what),
                                Say::tr("Look at the picture. If the widget is right, name what is there now in the walk; if not, tell Aeropay."));
    if (!isGone)
        judgement.nearest = nearestTo(evidence.step.target, evidence.visible).mid(0, 5);
    return judgement;
}

Ruling widgetEndedEarly(const Evidence &evidence)
{
    if (!isWidgetStep(evidence.step) || evidence.widgetOpen)
        return {};
    if (evidence.events.isEmpty() && !evidence.launchError)
        return ruled(Verdict::Script, evidence, Say::tr("There is no widget in which the walk could do this."), Say::tr("Let an “open” step come before it."));
    return ruled(Verdict::WidgetChanged, evidence, Say::tr("The widget has closed before the walk was through."),
                 Say::tr("Look at its last picture: it ends earlier than the walk expects."), evidence.events.isEmpty() ? QString() : evidence.events.last().name);
}

Ruling widgetSaidOtherwise(const Evidence &evidence)
{
    if (!isEventStep(evidence.step))
        return {};
    const QString why = evidence.error.kind == Kind::Decode ? Say::tr("The widget itself sent it so: %1") : Say::tr("The widget did not say what the walk waits for: %1");
    Judgement judgement = ruled(Verdict::WidgetChanged, evidence, why.arg(evidence.error.message),
                                Say::tr("Look at the picture and the events: the widget goes another way than the walk expects."));
    judgement.nearest = evidence.visible.mid(0, 5);
    return judgement;
}

Ruling personIsKnown(const Evidence &evidence)
{
    if (evidence.step.verb != Verb::User || evidence.error.kind != Kind::Web)
        return {};
    return ruled(Verdict::Script, evidence, Say::tr("The walk's person exists already: %1").arg(evidence.error.message),
                 Say::tr("Let the walk make a new person, or answer the code in it."));
}

Judgement otherwise(const Evidence &evidence)
{
    const Kind kind = evidence.error.kind;
    if (kind == Kind::Cancelled)
        return ruled(Verdict::Script, evidence, Say::tr("The step was ended before it was through: %1").arg(evidence.error.message), adviceFor(evidence.error));
    return ruled(Verdict::ServiceDown, evidence, Say::tr("What was promised did not come: %1").arg(evidence.error.message), adviceFor(evidence.error));
}

using Rule = Ruling (*)(const Evidence &);
constexpr std::array<Rule, 16> rules{
    scriptIsWrong, environmentIsWrong,                          // said before anybody was asked
    launchLostAParameter, pageWasToldWrong,                     // seen from both sides: ours
    nobodyIsThere, pageDied, personIsKnown,                     // nothing could work
    callFailed, widgetReportsAnError, jobEndedOtherwise,        // somebody gave a reason
    pageNeverGotReady, thisProgramRefused, widgetShowsNothing,  // nobody did, but it can be seen
    widgetIsAnother, widgetEndedEarly, widgetSaidOtherwise};    // nothing else explains it

} // namespace

Judgement judge(const Evidence &all)
{
    Evidence evidence = all;
    if (!isAboutTheWidget(evidence.step)) // a launch that failed before, and was meant to
        evidence.launchError.reset();
    for (const Rule rule : rules) {
        if (const Ruling ruling = rule(evidence))
            return *ruling;
    }
    return otherwise(evidence);
}

} // namespace console

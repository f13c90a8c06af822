// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/stepchecks.h"

#include "walk/fieldmatch.h"
#include "walk/nearestword.h"
#include "walk/walkwords.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool hasVariable(const WalkNode &node)
{
    return node.json().isText() && node.json().scalar().contains("${"_L1);
}

void checkWhole(const WalkNode &node, qint64 least, qint64 most)
{
    bool isWhole = false;
    const qint64 number = node.json().scalar().toLongLong(&isWhole);
    if (!node.json().isNumber() || !isWhole || number < least || number > most)
        node.problem(Error::tr("A whole number from %1 to %2 belongs here.").arg(least).arg(most));
}

void checkTexts(const WalkNode &object)
{
    if (!object.isObject())
        return;
    for (const WalkNode::Named &each : object.fields())
        each.value.scalar();
}

/// Paths of an answer and what is expected there.
void checkFields(const WalkNode &rules)
{
    if (!rules.isObject())
        return;
    if (rules.json().fields().isEmpty())
        rules.problem(Error::tr("It expects nothing: name at least one field, as in {\"account.currency\": \"USD\"}."));
    for (const WalkNode::Named &each : rules.fields()) {
        if (each.name.isEmpty())
            each.value.problem(Error::tr("The path of the field is empty."));
        const QString rule = each.value.anyText();
        if (!each.value.json().isText() || rule.contains("${"_L1))
            continue;
        if (const Result<FieldMatch> match = FieldMatch::parse(rule); !match)
            each.value.problem(match.error().message);
    }
}

void checkUser(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"user"_s))
        return;
    for (const WalkNode::Named &each : args.fields())
        each.value.anyText();
}

void checkOpen(const WalkNode &args)
{
    static const QStringList flags{u"handleOAuthManually"_s, u"manualLinkOnly"_s, u"handleMFA"_s};
    static const QMap<QString, QString> choices{{u"theme"_s, u"theme"_s}, {u"sdk"_s, u"sdk"_s}, {u"type"_s, u"launchType"_s}};
    if (!args.isObject())
        return;
    const QStringList &known = walkKeys()[u"open"_s];
    for (const auto &[name, value] : args.fields()) {
        if (!known.contains(name))
            value.problem(Error::tr("“%1” is no launch option.").arg(name) + meantWord(name, known));
        else if (flags.contains(name) && !hasVariable(value))
            value.boolean();
        else if (choices.contains(name))
            value.choice(choices[name]);
        else
            value.anyText();
    }
    if (args.textOf(u"sdk") == "file"_L1 && args.textOf(u"sdkFile").isEmpty())
        args.problem(Error::tr("“sdkFile” is missing: which file is the SDK?"));
}

void checkEvent(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"expectEvent"_s))
        return;
    args.find(u"event")->choice(u"event"_s);
    if (const auto times = args.find(u"times"))
        checkWhole(*times, 0, 1000);
    if (const auto fields = args.find(u"fields"))
        checkFields(*fields);
    if (const auto contains = args.find(u"contains"))
        contains->text();
}

void checkWidget(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"expectWidget"_s))
        return;
    const QString state = args.find(u"widget")->choice(u"widgetState"_s);
    for (const QStringView name : {u"contains", u"code"}) {
        const auto detail = args.find(name);
        if (!detail)
            continue;
        detail->text();
        if (state != "failed"_L1 && !state.isEmpty() && !state.contains("${"_L1))
            detail->problem(Error::tr("“%1” is about an error, so it goes with \"widget\": \"failed\".").arg(name));
    }
}

void checkConnection(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"expectConnection"_s))
        return;
    args.find(u"connection")->choice(u"connectionIs"_s);
    if (const auto fields = args.find(u"fields"))
        checkFields(*fields);
}

void checkJob(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"expectJob"_s))
        return;
    args.find(u"job")->choice(u"jobKind"_s);
    if (const auto state = args.find(u"state"))
        state->choice(u"jobState"_s);
    else
        args.problem(Error::tr("“state” is missing: what becomes of the job, \"done\" or another?"));
    if (const auto code = args.find(u"code"))
        code->text();
    if (const auto atMost = args.find(u"atMost"))
        durationOf(*atMost);
}

void checkData(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"expectData"_s))
        return;
    args.find(u"data")->choice(u"jobKind"_s);
    if (const auto fields = args.find(u"fields"))
        checkFields(*fields);
    else
        args.problem(Error::tr("“fields” is missing: what is expected of the data, as in {\"account.currency\": \"USD\"}?"));
}

void checkError(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"expectError"_s))
        return;
    args.find(u"error")->choice(u"failedThing"_s);
    args.requiredTextOf(u"code", Error::tr("which code does the service answer, as in \"AP115\""));
}

void checkLaunch(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"expectLaunch"_s))
        return;
    args.find(u"launch")->choice(u"launchIs"_s);
    if (const auto fields = args.find(u"fields"))
        checkFields(*fields);
    else
        args.problem(Error::tr("“fields” is missing: what should the widget have received, as in {\"configurationId\": \"*\"}?"));
}

void checkExpect(const WalkNode &args)
{
    struct Subject { QString key; void (*check)(const WalkNode &); };
    static const QList<Subject> subjects{{u"event"_s, checkEvent}, {u"widget"_s, checkWidget}, {u"connection"_s, checkConnection},
                                         {u"job"_s, checkJob}, {u"data"_s, checkData}, {u"error"_s, checkError}, {u"launch"_s, checkLaunch}};
    if (!args.isObject())
        return;
    QStringList known, found;
    const Subject *chosen = nullptr;
    for (const Subject &each : subjects) {
        known << each.key;
        if (args.find(each.key)) {
            found << each.key;
            chosen = &each;
        }
    }
    if (found.size() == 1) {
        chosen->check(args);
        return;
    }
    const QString first = args.json().fields().isEmpty() ? QString() : args.json().fields().first().first;
    const QString meant = nearestWord(first, known);
    if (found.isEmpty())
        args.problem(Error::tr("Nothing is expected: name one of %1.").arg(listedWords(known)) + (meant.isEmpty() ? QString() : meantWord(first, known)));
    else
        args.problem(Error::tr("One step expects one thing, not %1.").arg(found.join(" + "_L1)));
}

void checkPath(const WalkNode &object, const QString &begins, const QString &example)
{
    const QString path = object.requiredTextOf(u"path", Error::tr("as in \"%1\"").arg(example));
    if (!path.isEmpty() && !path.startsWith(begins) && !path.startsWith("${"_L1))
        object.find(u"path")->problem(Error::tr("A path begins with “%1”, as in “%2”.").arg(begins, example));
}

void checkSave(const WalkNode &save)
{
    if (!save.isObject())
        return;
    for (const WalkNode::Named &each : save.fields()) {
        if (!isVariableName(each.name))
            each.value.problem(Error::tr("“%1” is no name for a variable.").arg(each.name));
        else if (runVariables().contains(each.name))
            each.value.problem(Error::tr("“%1” is set by the run itself; choose another name.").arg(each.name));
        else
            each.value.text();
    }
}

void checkCall(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"call"_s))
        return;
    if (const auto api = args.find(u"api"))
        api->choice(u"api"_s);
    else
        args.problem(Error::tr("“api” is missing: “aerosync” or “aeropass”."));
    if (const auto method = args.find(u"method"))
        method->choice(u"method"_s);
    checkPath(args, u"/"_s, u"/v2/accounts/${connectionId}"_s);
    if (const auto query = args.find(u"query"))
        checkTexts(*query);
    if (const auto body = args.find(u"body"))
        body->isObject();
    if (const auto status = args.find(u"status"))
        checkWhole(*status, 100, 599);
    if (const auto fields = args.find(u"fields"))
        checkFields(*fields);
    if (const auto save = args.find(u"save"))
        checkSave(*save);
}

void checkMatch(const WalkNode &match)
{
    if (!match.hasOnlyKeysOf(u"match"_s))
        return;
    if (const auto method = match.find(u"method"))
        method->choice(u"method"_s);
    if (const auto path = match.find(u"path"))
        path->text();
}

void checkFault(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"fault"_s) || args.json().fields().isEmpty()) // {}: all are taken back
        return;
    if (const auto name = args.find(u"name"))
        name->choice(u"faultName"_s);
    else
        args.problem(Error::tr("“name” is missing: which fault? Only {} stands alone, it takes all faults back."));
    if (const auto match = args.find(u"match"))
        checkMatch(*match);
    if (const auto times = args.find(u"times"); times && times->json().scalar() != "forever"_L1)
        checkWhole(*times, 1, 1'000'000);
    if (const auto skip = args.find(u"skip"))
        checkWhole(*skip, 0, 1'000'000);
    if (const auto more = args.find(u"args"))
        more->isObject();
}

void checkSimulator(const WalkNode &args)
{
    if (!args.hasOnlyKeysOf(u"simulator"_s))
        return;
    checkPath(args, u"/simulator/"_s, u"/simulator/clock"_s);
    if (const auto method = args.find(u"method"))
        method->choice(u"method"_s);
    if (const auto body = args.find(u"body"))
        body->isObject();
}

void checkSet(const WalkNode &args)
{
    if (!args.isObject())
        return;
    if (args.json().fields().isEmpty())
        args.problem(Error::tr("Nothing is set: write {\"name\": \"text\"}."));
    args.variables();
    for (const WalkNode::Named &each : args.fields()) {
        if (runVariables().contains(each.name))
            each.value.problem(Error::tr("“%1” is set by the run itself; choose another name.").arg(each.name));
    }
}

} // namespace

std::optional<std::chrono::milliseconds> durationOf(const WalkNode &node)
{
    static const QRegularExpression rule(u"^(\\d+(?:\\.\\d+)?) ?(ms|s|min|h)$"_s);
    static const QMap<QString, double> units{{u"ms"_s, 1}, {u"s"_s, 1000}, {u"min"_s, 60'000}, {u"h"_s, 3'600'000}};
    constexpr double longest = 24 * 3'600'000.0;
    const QRegularExpressionMatch match = rule.match(node.json().scalar());
    const double length = match.hasMatch() ? match.captured(1).toDouble() * units[match.captured(2)] : 0;
    if (node.json().isText() && length >= 1 && length <= longest)
        return std::chrono::milliseconds(qint64(length));
    node.problem(Error::tr("This is no duration: write “15 s”, “500 ms” or “2 min”, up to “24 h”."));
    return {};
}

Target targetOf(const WalkNode &node)
{
    Target target;
    if (node.json().isText()) {
        target.names = {node.text()};
        return target;
    }
    if (!node.json().isObject()) {
        node.problem(Error::tr("A target is a text, or an object like {\"role\": \"button\", \"text\": \"Continue\"}, not %1.").arg(Json::typeName(node.json().type())));
        return target;
    }
    const auto fixed = [&node](QStringView name, const QString &kind) {
        const auto found = node.find(name);
        if (found && hasVariable(*found))
            found->problem(Error::tr("No variable can stand here, only %1.").arg(listedWords(walkChoices()[kind])));
        return found ? found->choice(kind) : QString();
    };
    if (!node.hasOnlyKeysOf(u"target"_s))
        return target;
    target.role = fixed(u"role", u"role"_s);
    const QString place = fixed(u"in", u"place"_s);
    target.where = place == "widget"_L1 ? Target::Where::Widget : place == "popup"_L1 ? Target::Where::Popup : Target::Where::Anywhere;
    if (const auto field = node.find(u"field"))
        target.field = field->text();
    if (const auto text = node.find(u"text"))
        target.names = text->json().isArray() ? text->texts() : QStringList{text->text()};
    if (const auto text = node.find(u"text"); text && target.names.isEmpty())
        text->problem(Error::tr("The list is empty: name at least one text."));
    if (!node.find(u"role") && !node.find(u"text") && !node.find(u"field"))
        node.problem(Error::tr("What is meant? A target has at least one of “text”, “field” and “role”."));
    return target;
}

WalkDetour detourOf(const WalkNode &node)
{
    if (!node.hasOnlyKeysOf(u"detour"_s))
        return {};
    const auto see = node.find(u"see"), click = node.find(u"click");
    if (!see || !click)
        node.problem(Error::tr("A detour needs both: “see”, what stands in the way, and “click”, how to go on."));
    return {.see = see ? targetOf(*see) : Target(), .click = click ? targetOf(*click) : Target()};
}

void checkArgs(WalkStep::Verb verb, const WalkNode &args)
{
    switch (verb) {
    case WalkStep::Verb::User: checkUser(args); return;
    case WalkStep::Verb::Open: checkOpen(args); return;
    case WalkStep::Verb::Expect: checkExpect(args); return;
    case WalkStep::Verb::Call: checkCall(args); return;
    case WalkStep::Verb::Fault: checkFault(args); return;
    case WalkStep::Verb::Simulator: checkSimulator(args); return;
    case WalkStep::Verb::Set: checkSet(args); return;
    default: return;
    }
}

QStringList namesSetBy(const WalkStep &step)
{
    const Json *made = nullptr;
    if (step.verb == WalkStep::Verb::Set)
        made = &step.args;
    else if (step.verb == WalkStep::Verb::Call)
        made = step.args.find(u"save");
    QStringList names;
    if (made) {
        for (const Json::Field &each : made->fields())
            names << each.first;
    }
    return names;
}

} // namespace console

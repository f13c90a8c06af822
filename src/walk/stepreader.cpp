// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/stepreader.h"

#include "walk/nearestword.h"
#include "walk/stepchecks.h"
#include "walk/walkwords.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

const QStringList commonKeys{u"name"_s, u"hand"_s, u"limit"_s, u"when"_s, u"picture"_s};

/// What else a verb takes.
QStringList extrasOf(const QString &verb)
{
    if (verb == "click"_L1)
        return {u"unless"_s, u"optional"_s};
    if (verb == "type"_L1)
        return {u"value"_s, u"unless"_s, u"optional"_s};
    return verb == "do"_L1 ? QStringList{u"with"_s} : QStringList();
}

/// "picture" is a verb with a text, and true/false beside another verb.
bool isVerb(const WalkNode::Named &field)
{
    return stepVerbs().contains(field.name) && (field.name != "picture"_L1 || field.value.json().type() != Json::Type::Bool);
}

/// The one verb; nothing: the node says so.
std::optional<WalkNode::Named> verbOf(const WalkNode &node)
{
    QList<WalkNode::Named> found;
    for (const WalkNode::Named &each : node.fields()) {
        if (isVerb(each))
            found << each;
    }
    if (found.size() == 1)
        return found.first();
    if (found.size() > 1) {
        QStringList names;
        for (const WalkNode::Named &each : found)
            names << each.name;
        const QString hint = names.contains(u"picture"_s) ? u' ' + Error::tr("Beside another verb, “picture” is true or false.") : QString();
        node.problem(Error::tr("One step does one thing, not %1.").arg(names.join(" + "_L1)) + hint);
        return {};
    }
    for (const WalkNode::Named &each : node.fields()) {
        if (walkKeys()[u"step"_s].contains(each.name))
            continue;
        each.value.problem(Error::tr("“%1” is no verb.").arg(each.name) + meantWord(each.name, stepVerbs()));
        return {};
    }
    node.problem(Error::tr("This step does nothing: it needs a verb, one of %1.").arg(stepVerbs().join(", "_L1)));
    return {};
}

void checkKeys(const WalkNode &node, const QString &verb)
{
    const QStringList common = verb == "do"_L1 ? QStringList{u"when"_s} : commonKeys;
    const QStringList known = QStringList{verb} + common + extrasOf(verb);
    for (const WalkNode::Named &each : node.fields()) {
        if (known.contains(each.name))
            continue;
        if (verb == "do"_L1 && commonKeys.contains(each.name))
            each.value.problem(Error::tr("“do” is replaced by the steps of its block: “%1” belongs to one of those.").arg(each.name));
        else if (walkKeys()[u"step"_s].contains(each.name))
            each.value.problem(Error::tr("“%1” does not go with “%2”.").arg(each.name, verb));
        else
            each.value.problem(Error::tr("“%1” is not known here.").arg(each.name) + meantWord(each.name, known));
    }
}

void readText(const WalkNode::Named &verb, WalkStep &step)
{
    switch (step.verb) {
    case WalkStep::Verb::Press: step.text = verb.value.choice(u"key"_s); return;
    case WalkStep::Verb::Close: step.text = verb.value.choice(u"closing"_s); return;
    case WalkStep::Verb::Job:
    case WalkStep::Verb::Answer: step.text = verb.value.choice(u"jobKind"_s); return;
    case WalkStep::Verb::Picture:
    case WalkStep::Verb::Check: step.text = verb.value.text(); return;
    default: break;
    }
    step.args = verb.value.json();
    checkArgs(step.verb, verb.value);
}

void readTargeted(const WalkNode &node, const WalkNode::Named &verb, WalkStep &step)
{
    step.target = targetOf(verb.value);
    if (const auto unless = node.find(u"unless"))
        step.unless = targetOf(*unless);
    step.isOptional = node.booleanOf(u"optional");
    if (step.verb != WalkStep::Verb::Type)
        return;
    if (const auto value = node.find(u"value"))
        step.text = value->anyText();
    else
        node.problem(Error::tr("“value” is missing: what is typed?"));
}

void checkWhen(const WalkNode &when)
{
    if (when.json().isText())
        return;
    if (!when.json().isObject()) {
        when.problem(Error::tr("“when” is a text like \"${theme}\", or an object like {\"theme\": \"dark\"}, not %1.").arg(Json::typeName(when.json().type())));
        return;
    }
    when.variables();
}

void readCommon(const WalkNode &node, WalkStep &step)
{
    if (const auto name = node.find(u"name"))
        step.name = name->text();
    if (const auto hand = node.find(u"hand"))
        step.byHand = hand->text();
    if (const auto limit = node.find(u"limit"))
        step.limit = durationOf(*limit);
    if (step.verb != WalkStep::Verb::Picture)
        step.picture = node.booleanOf(u"picture");
}

bool hasTarget(WalkStep::Verb verb)
{
    return verb == WalkStep::Verb::See || verb == WalkStep::Verb::Gone || verb == WalkStep::Verb::Click || verb == WalkStep::Verb::Type;
}

} // namespace

std::optional<ReadStep> readStep(const WalkNode &node)
{
    if (!node.isObject())
        return {};
    const std::optional<WalkNode::Named> verb = verbOf(node);
    if (!verb)
        return {};
    checkKeys(node, verb->name);
    ReadStep read{.step = {.file = node.file(), .line = node.line()}, .with = node.find(u"with"), .when = node.find(u"when")};
    if (read.when)
        checkWhen(*read.when);
    if (verb->name == "do"_L1) {
        read.block = verb->value.text();
        if (read.with)
            read.with->variables();
        return read.isDo() ? std::optional(read) : std::nullopt;
    }
    read.with.reset();
    read.step.verb = *verbFrom(verb->name);
    if (hasTarget(read.step.verb))
        readTargeted(node, *verb, read.step);
    else
        readText(*verb, read.step);
    readCommon(node, read.step);
    return read;
}

} // namespace console

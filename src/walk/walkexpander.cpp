// SPDX-License-Identifier: GPL-3.0-or-later
// The part of WalkExpander that puts steps together. Rows and cases: walkcases.cpp.
#include "walk/walkexpander.h"

#include "walk/nearestword.h"
#include "walk/stepchecks.h"
#include "walk/stepnames.h"
#include "walk/walkwords.h"

using namespace Qt::StringLiterals;

namespace console {

WalkExpander::WalkExpander(WalkDocument *document, const QList<WalkDocument *> &scope, const WalkVariables &given, WalkBudget *budget)
    : m_document(document), m_budget(budget), m_given(given)
{
    for (const WalkDocument *each : scope) {
        m_fileVariables.insert(each->variables());
        m_detours = each->detours() + m_detours;
        for (auto block = each->blocks().cbegin(); block != each->blocks().cend(); ++block)
            m_blocks.insert(block.key(), block.value());
    }
}

void WalkExpander::check()
{
    for (auto block = m_document->blocks().cbegin(); block != m_document->blocks().cend(); ++block)
        checkBlock(block.value(), block.key());
    for (const WalkNode &walk : m_document->walks()) {
        if (const auto steps = walk.find(u"steps"); steps && steps->json().isArray())
            checkSteps(*steps);
    }
}

void WalkExpander::checkSteps(const WalkNode &list)
{
    for (const WalkNode &node : list.items()) {
        const std::optional<ReadStep> read = readStep(node);
        if (read && read->isDo() && !read->block.contains("${"_L1))
            checkBlock(*node.find(u"do"), read->block);
    }
}

/// `asked`: where its name stands, to say there what is wrong.
void WalkExpander::checkBlock(const WalkNode &asked, const QString &name)
{
    const auto block = m_blocks.constFind(name);
    if (block == m_blocks.cend()) {
        asked.problem(Error::tr("There is no block “%1”.").arg(name) + meantWord(name, m_blocks.keys()));
        return;
    }
    if (m_stack.contains(name)) {
        asked.problem(Error::tr("The block “%1” does itself: %2.").arg(name, (m_stack.mid(m_stack.indexOf(name)) + QStringList{name}).join(u" → "_s)));
        return;
    }
    if (m_checked.contains(name))
        return;
    m_checked.insert(name);
    m_stack.append(name);
    checkSteps(block.value());
    m_stack.removeLast();
}

bool WalkExpander::hasVariables(const WalkNode &node)
{
    const auto known = m_changing.constFind(node.place());
    if (known != m_changing.cend())
        return *known;
    bool has = false;
    node.forEachText([&has](const WalkNode &text) { has = has || text.json().scalar().contains("${"_L1); });
    m_changing.insert(node.place(), has);
    return has;
}

const ReadStep *WalkExpander::plain(const WalkNode &node)
{
    auto known = m_plain.constFind(node.place());
    if (known == m_plain.cend())
        known = m_plain.insert(node.place(), readStep(node));
    return known->has_value() ? &known->value() : nullptr;
}

void WalkExpander::expand(const WalkNode &steps, const WalkVariables &with)
{
    for (const WalkNode &node : steps.items()) {
        if (m_left < 0)
            return;
        expandStep(node, with);
    }
}

void WalkExpander::expandStep(const WalkNode &node, const WalkVariables &with)
{
    if (hasVariables(node)) {
        expandChanging(node, with);
        return;
    }
    const ReadStep *read = plain(node);
    if (!read || (read->when && !applies(*read->when, with)))
        return;
    if (read->isDo()) {
        const ReadStep copy = *read; // more are read meanwhile
        expandBlock(node, copy.block, copy.with, with);
    } else {
        add(read->step);
    }
}

void WalkExpander::expandChanging(const WalkNode &node, const WalkVariables &with)
{
    // What a block was given is put in now; the walk's own variables are, when the step begins: it may set them.
    const Json given = filledAsFarAsKnown(node.json(), with);
    const WalkNode own = node.with(&given);
    if (const auto when = own.find(u"when"); when && !applies(*when, with))
        return;
    checkVariables(own);
    const Json all = filledAsFarAsKnown(given, m_static);
    const std::optional<ReadStep> read = readStep(own), shown = readStep(node.with(&all));
    if (!read || !shown)
        return;
    if (read->isDo()) {
        expandBlock(node, shown->block, read->with, with);
        return;
    }
    WalkStep step = read->step;
    step.name = shown->step.name.isEmpty() ? defaultStepName(shown->step) : shown->step.name;
    step.byHand = shown->step.byHand;
    add(step);
}

void WalkExpander::expandBlock(const WalkNode &node, const QString &name, const std::optional<WalkNode> &own, const WalkVariables &with)
{
    if (--m_left < 0)
        return;
    const auto block = m_blocks.constFind(name);
    const WalkNode asked = node.find(u"do").value_or(node);
    if (block == m_blocks.cend()) {
        asked.problem(Error::tr("There is no block “%1”.").arg(name) + meantWord(name, m_blocks.keys()));
        return;
    }
    if (m_stack.contains(name)) {
        asked.problem(Error::tr("The block “%1” does itself.").arg(name));
        return;
    }
    WalkVariables inner = with;
    if (own)
        inner.insert(own->variables());
    m_stack.append(name);
    expand(block.value(), inner);
    m_stack.removeLast();
}

void WalkExpander::add(WalkStep step)
{
    if (--m_left < 0)
        return;
    if (step.name.isEmpty())
        step.name = defaultStepName(step);
    for (const QString &name : namesSetBy(step))
        m_set.insert(name);
    if (step.verb == WalkStep::Verb::Fault || step.verb == WalkStep::Verb::Simulator)
        m_case.simulatorOnly = true;
    m_case.steps.append(step);
}

bool WalkExpander::isKnown(const QString &name) const
{
    return m_static.contains(name) || m_set.contains(name) || m_told.contains(name) || runVariables().contains(name);
}

void WalkExpander::checkVariables(const WalkNode &step)
{
    const bool isDo = step.find(u"do").has_value();
    step.forEachText([this, isDo](const WalkNode &text) {
        for (const VariablePlace &place : variablesIn(text.json().scalar())) {
            if (place.isEscape || isKnown(place.name))
                continue;
            text.problem(Error::tr("Nobody sets the variable “%1”.").arg(place.name)
                         + meantWord(place.name, m_static.keys() + m_set.values() + runVariables()));
            if (isDo)
                m_told.insert(place.name); // it is put into the block, and would be told there again
        }
    });
}

bool WalkExpander::applies(const WalkNode &when, const WalkVariables &with)
{
    const auto known = [&](const QString &name, const WalkNode &place) -> QString {
        if (const auto given = with.constFind(name); given != with.cend())
            return filledAsFarAsKnown(*given, m_static);
        if (!m_static.contains(name)) {
            place.problem(runVariables().contains(name) || m_set.contains(name)
                              ? Error::tr("“when” is decided before the walk runs, and “%1” is only known then.").arg(name)
                              : Error::tr("Nobody sets the variable “%1”.").arg(name) + meantWord(name, m_static.keys()));
        }
        return m_static.value(name);
    };
    const auto filled = [&](const WalkNode &text) {
        for (const VariablePlace &place : variablesIn(text.json().scalar())) {
            if (!place.isEscape)
                known(place.name, text);
        }
        return filledAsFarAsKnown(filledAsFarAsKnown(text.json().scalar(), with), m_static);
    };
    if (when.json().isText()) {
        const QString answer = filled(when).trimmed().toLower();
        return !answer.isEmpty() && answer != "false"_L1 && answer != "no"_L1;
    }
    bool all = true;
    for (const WalkNode::Named &each : when.fields())
        all = known(each.name, each.value) == filled(each.value) && all;
    return all;
}

} // namespace console

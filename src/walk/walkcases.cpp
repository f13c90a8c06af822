// SPDX-License-Identifier: GPL-3.0-or-later
// The part of WalkExpander that makes rows and cases.
#include "walk/walkexpander.h"

#include "walk/stepchecks.h"
#include "walk/walkwords.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString labelOf(const QString &name, const QString &value)
{
    return name + u'=' + value;
}

/// The columns in the order in which they come, those first that differ from row to row.
QStringList varyingColumns(const QList<QMap<QString, QString>> &rows, const QStringList &order)
{
    QStringList varying;
    for (const QString &name : order) {
        QSet<QString> values;
        for (const auto &row : rows)
            values.insert(row.value(name));
        if (values.size() > 1)
            varying << name;
    }
    return varying;
}

} // namespace

QList<WalkCase> WalkExpander::cases()
{
    QList<WalkCase> all;
    for (const WalkNode &walk : m_document->walks())
        all << casesOf(walk);
    return all;
}

WalkCase WalkExpander::headOf(const WalkNode &walk) const
{
    static const QRegularExpression rule(u"^[A-Za-z0-9][A-Za-z0-9._-]*$"_s);
    WalkCase head{.file = walk.file(), .line = walk.line()};
    head.id = walk.requiredTextOf(u"id", Error::tr("a short word that stays the same from run to run, as in \"link-no-mfa\""));
    if (!head.id.isEmpty() && !rule.match(head.id).hasMatch())
        walk.find(u"id")->problem(Error::tr("An id has letters, digits, “-”, “_” and “.” only."));
    head.name = walk.textOf(u"name");
    head.purpose = walk.textOf(u"purpose");
    head.simulatorOnly = walk.booleanOf(u"simulatorOnly");
    if (const auto tags = walk.find(u"tags"))
        head.tags = tags->texts();
    if (const auto detours = walk.find(u"detours"); detours && detours->isList()) {
        for (const WalkNode &each : detours->items())
            head.detours << detourOf(each);
    }
    head.detours << m_detours; // its own are looked for first
    return head;
}

QList<WalkCase> WalkExpander::casesOf(const WalkNode &walk)
{
    QList<WalkCase> all;
    if (!walk.isObject())
        return all;
    walk.hasOnlyKeysOf(u"walk"_s);
    const WalkCase head = headOf(walk);
    const auto steps = walk.find(u"steps");
    if (!steps)
        walk.problem(Error::tr("“steps” is missing: what is done?"));
    else if (steps->isList() && steps->json().items().isEmpty())
        steps->problem(Error::tr("A walk needs a step."));
    const QList<Row> rows = rowsOf(walk);
    if (head.id.isEmpty() || !steps || steps->json().items().isEmpty())
        return all;
    for (const Row &row : rows) {
        if (m_budget->cases-- <= 0) {
            walk.problem(Error::tr("With this walk there are more than %1 cases.").arg(WalkBudget::mostCases));
            break;
        }
        const std::optional<WalkCase> made = caseOf(walk, head, row);
        if (!made)
            break; // the next row would say the same
        all << *made;
    }
    return all;
}

QList<WalkExpander::Row> WalkExpander::rowsOf(const WalkNode &walk)
{
    QList<Row> rows{Row{}};
    if (const auto list = walk.find(u"rows"); list && list->isList()) {
        rows = listedRows(*list);
        if (rows.isEmpty())
            list->problem(Error::tr("The list is empty: this walk would never run."));
    }
    if (const auto table = walk.find(u"table"); table && table->isObject())
        rows = combined(rows, *table);
    return rows;
}

QList<WalkExpander::Row> WalkExpander::listedRows(const WalkNode &list) const
{
    QList<QMap<QString, QString>> values;
    QStringList order;
    QList<Row> rows;
    for (const WalkNode &item : list.items()) {
        values.append(item.variables());
        Row row;
        for (const Json::Field &each : item.json().fields()) {
            row.cells.append({each.first, values.last().value(each.first)});
            if (!order.contains(each.first))
                order << each.first;
        }
        rows.append(row);
    }
    const QStringList varying = order.contains(u"row"_s) ? QStringList{u"row"_s} : varyingColumns(values, order);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        for (const QString &name : varying)
            rows[i].label << labelOf(name, values.at(i).value(name));
    }
    return rows;
}

QList<WalkExpander::Row> WalkExpander::combined(const QList<Row> &rows, const WalkNode &table)
{
    QList<Row> all = rows;
    for (const auto &[name, column] : table.fields()) {
        if (!isVariableName(name))
            column.problem(Error::tr("“%1” is no name for a variable.").arg(name));
        if (!column.isList())
            continue;
        const QList<WalkNode> values = column.items();
        if (values.isEmpty())
            column.problem(Error::tr("The list is empty: this walk would never run."));
        if (all.size() * values.size() > WalkBudget::mostCases) {
            column.problem(Error::tr("With this column the table has more than %1 rows.").arg(WalkBudget::mostCases));
            return {};
        }
        QList<Row> more;
        for (const Row &row : std::as_const(all)) {
            for (const WalkNode &value : values) {
                Row next = row;
                next.cells.append({name, value.scalar()});
                if (values.size() > 1)
                    next.label << labelOf(name, value.json().scalar());
                more.append(next);
            }
        }
        all = more;
    }
    return all;
}

/// Variables that are made of others are put together here; what only the run knows stays in them.
bool WalkExpander::resolve(const WalkNode &walk, const WalkVariables &own, const Row &row)
{
    constexpr int deepest = 16;
    m_static = m_fileVariables;
    m_static.insert(own);
    m_static.insert(m_given);
    for (const auto &[name, value] : row.cells)
        m_static.insert(name, value);
    bool isChanged = true;
    for (int pass = 0; pass < deepest && isChanged; ++pass) {
        isChanged = false;
        WalkVariables next;
        for (auto each = m_static.cbegin(); each != m_static.cend(); ++each) {
            const QString value = filledAsFarAsKnown(each.value(), m_static);
            isChanged = isChanged || value != each.value();
            next.insert(each.key(), value);
        }
        m_static = next;
    }
    for (auto each = m_static.cbegin(); each != m_static.cend(); ++each) {
        for (const VariablePlace &place : variablesIn(each.value())) {
            if (place.isEscape || !m_static.contains(place.name))
                continue;
            walk.problem(Error::tr("The variable “%1” is made of itself, or gets too long.").arg(each.key()));
            return false;
        }
    }
    return true;
}

std::optional<WalkCase> WalkExpander::caseOf(const WalkNode &walk, const WalkCase &head, const Row &row)
{
    const auto variables = walk.find(u"variables");
    if (!resolve(walk, variables ? variables->variables() : WalkVariables(), row))
        return {};
    m_case = head;
    m_set.clear();
    m_told.clear();
    m_stack.clear();
    m_left = WalkBudget::mostSteps;
    expand(*walk.find(u"steps"), {});
    m_budget->steps -= m_case.steps.size();
    if (m_left < 0 || m_budget->steps < 0) {
        walk.problem(m_left < 0 ? Error::tr("With its blocks the walk has more than %1 steps.").arg(WalkBudget::mostSteps)
                                : Error::tr("With this walk there are too many steps in all."));
        return {};
    }
    const QString label = row.label.join(u", "_s);
    m_case.id = u"%1/%2"_s.arg(QFileInfo(walk.file()).completeBaseName(), head.id);
    if (!row.label.isEmpty())
        m_case.id += u'[' + row.label.join(u',') + u']';
    m_case.fileName = m_document->name();
    m_case.name = filledAsFarAsKnown(head.name.isEmpty() ? head.id : head.name, m_static);
    if (!row.label.isEmpty() && !head.name.contains("${"_L1))
        m_case.name += u" ("_s + label + u')';
    m_case.purpose = filledAsFarAsKnown(head.purpose, m_static);
    for (QString &tag : m_case.tags)
        tag = filledAsFarAsKnown(tag, m_static);
    m_case.variables = m_static;
    return m_case;
}

} // namespace console

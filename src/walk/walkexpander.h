// SPDX-License-Identifier: GPL-3.0-or-later
// WalkExpander: makes the cases of one file: each walk with each row of its table, blocks put in, `when` decided.
#pragma once

#include "walk/stepreader.h"
#include "walk/walkdocument.h"

#include <QHash>

namespace console {

/// Of one reading, all files together.
struct WalkBudget {
    static constexpr qint64 mostCases = 20'000, mostSteps = 5'000; ///< steps: of one case
    qint64 cases = mostCases;
    qint64 steps = 1'000'000;  ///< of all cases
};

class WalkExpander
{
public:
    /// `scope`: what the document sees, itself last; what comes later is stronger.
    WalkExpander(WalkDocument *document, const QList<WalkDocument *> &scope, const WalkVariables &given, WalkBudget *budget);
    /// Everything about steps that can be said without running through the rows.
    void check();
    QList<WalkCase> cases();

private:
    struct Row { QList<QPair<QString, QString>> cells; QStringList label; };
    void checkSteps(const WalkNode &list);
    void checkBlock(const WalkNode &asked, const QString &name);

    QList<WalkCase> casesOf(const WalkNode &walk);
    WalkCase headOf(const WalkNode &walk) const;
    QList<Row> rowsOf(const WalkNode &walk);
    QList<Row> listedRows(const WalkNode &rows) const;
    QList<Row> combined(const QList<Row> &rows, const WalkNode &table);
    std::optional<WalkCase> caseOf(const WalkNode &walk, const WalkCase &head, const Row &row);
    bool resolve(const WalkNode &walk, const WalkVariables &own, const Row &row);

    void expand(const WalkNode &steps, const WalkVariables &with);
    void expandStep(const WalkNode &node, const WalkVariables &with);
    void expandChanging(const WalkNode &node, const WalkVariables &with);
    void expandBlock(const WalkNode &node, const QString &name, const std::optional<WalkNode> &own, const WalkVariables &with);
    void add(WalkStep step);
    bool applies(const WalkNode &when, const WalkVariables &with);
    void checkVariables(const WalkNode &step);
    bool isKnown(const QString &name) const;
    /// Read once, whatever the row: it has no variable in it. nullptr: it cannot be used.
    const ReadStep *plain(const WalkNode &node);
    bool hasVariables(const WalkNode &node);

    WalkDocument *m_document;
    WalkBudget *m_budget;
    WalkVariables m_given, m_fileVariables;
    QMap<QString, WalkNode> m_blocks;
    QList<WalkDetour> m_detours;
    QHash<const JsonPlace *, std::optional<ReadStep>> m_plain;
    QHash<const JsonPlace *, bool> m_changing;
    QSet<QString> m_checked;           // blocks
    // of the case that is being made
    WalkCase m_case;
    WalkVariables m_static;
    QSet<QString> m_set, m_told;
    QStringList m_stack;
    qint64 m_left = 0;
};

} // namespace console

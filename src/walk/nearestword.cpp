// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/nearestword.h"

#include "base/error.h"

#include <algorithm>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype longest = 60; ///< a text is no mistyped word
constexpr qsizetype mostTold = 25;

/// Levenshtein's, with one row.
int distance(const QString &from, const QString &to)
{
    std::vector<int> row(size_t(to.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        int diagonal = std::exchange(row[0], int(i) + 1);
        for (qsizetype j = 0; j < to.size(); ++j) {
            const size_t at = size_t(j) + 1;
            const int changed = diagonal + (from.at(i) == to.at(j) ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({changed, row[at] + 1, row[at - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QString nearestWord(const QString &word, const QStringList &known)
{
    const QString small = word.trimmed().toLower();
    QString best;
    int least = 1 + (small.size() < 3 ? 1 : std::max(2, int(small.size()) / 3)); // two letters that changed places are two
    for (const QString &each : known) {
        if (each.size() > longest || small.size() > longest)
            continue;
        const int far = distance(small, each.toLower());
        if (far < least) {
            least = far;
            best = each;
        }
    }
    return best;
}

QString meantWord(const QString &word, const QStringList &known)
{
    if (known.isEmpty())
        return {};
    if (const QString near = nearestWord(word, known); !near.isEmpty())
        return u' ' + Error::tr("Did you mean “%1”?").arg(near);
    const QString list = QStringList(known.first(std::min(known.size(), mostTold))).join(", "_L1);
    return u' ' + (known.size() > mostTold ? Error::tr("Known are: %1 …").arg(list) : Error::tr("Known are: %1.").arg(list));
}

} // namespace console

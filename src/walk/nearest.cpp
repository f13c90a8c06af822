// SPDX-License-Identifier: GPL-3.0-or-later
// nearestTo(): what a person would have taken for the thing that was looked for.
#include "walk/verdict.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QHash<QString, int> pairsOf(const QString &text)
{
    const QString words = u' ' + text.toCaseFolded().simplified() + u' ';
    QHash<QString, int> pairs;
    for (qsizetype i = 0; i + 1 < words.size(); ++i)
        ++pairs[words.mid(i, 2)];
    return pairs;
}

/// 0 … 1: how many pairs of letters two texts share (Dice).
double likeness(const QString &one, const QString &other)
{
    const QHash<QString, int> a = pairsOf(one), b = pairsOf(other);
    int shared = 0, all = 0;
    for (auto it = a.begin(); it != a.end(); ++it) {
        shared += std::min(it.value(), b.value(it.key()));
        all += it.value();
    }
    for (const int count : b)
        all += count;
    return all ? 2.0 * shared / all : 0;
}

struct Seen { QString text, role, name; double score = 0; };

/// button “Continue”
Seen seenFrom(const QString &text)
{
    const qsizetype open = text.indexOf(u'“'), close = text.lastIndexOf(u'”');
    if (open < 0 || close < open)
        return {.text = text, .role = {}, .name = text};
    return {.text = text, .role = text.left(open).trimmed(), .name = text.mid(open + 1, close - open - 1)};
}

} // namespace

QStringList nearestTo(const Target &target, const QStringList &visible)
{
    const QStringList wanted = target.names.isEmpty() ? QStringList{target.field} : target.names;
    QList<Seen> list;
    for (const QString &text : visible) {
        Seen seen = seenFrom(text);
        for (const QString &name : wanted)
            seen.score = std::max(seen.score, likeness(name, seen.name));
        if (!target.role.isEmpty() && seen.role == target.role)
            seen.score += 0.2; // among equals, and what is a little less alike
        list << seen;
    }
    std::stable_sort(list.begin(), list.end(), [](const Seen &a, const Seen &b) { return a.score > b.score; });
    QStringList nearest;
    for (const Seen &seen : list) {
        if (!nearest.contains(seen.text))
            nearest << seen.text;
    }
    return nearest;
}

} // namespace console

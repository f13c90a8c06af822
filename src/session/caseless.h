// SPDX-License-Identifier: GPL-3.0-or-later
// Finds a word in bytes whatever the case of its ASCII letters, about as fast as one that must fit exactly. Pure.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace console {

class CaselessFinder
{
public:
    explicit CaselessFinder(const QByteArray &utf8);
    qsizetype size() const { return m_word.size(); }

    /// One text, from its beginning to its end: nothing of it is looked at twice.
    class Scan
    {
    public:
        Scan(const CaselessFinder &finder, QByteArrayView in);
        /// The word's next place at or after `from`, which never falls; -1: none. An empty word is nowhere.
        qsizetype next(qsizetype from);

    private:
        const CaselessFinder &m_finder;
        const char *m_begin, *m_end;        // of where the anchor may be
        const char *m_lower, *m_upper;      // the next anchor in each case
    };

private:
    bool fits(const char *at) const;
    QByteArray m_word;        // in small letters
    qsizetype m_anchor = 0;   // which of its letters is the rarest in what we look through
    char m_small = 0, m_capital = 0;
};

} // namespace console

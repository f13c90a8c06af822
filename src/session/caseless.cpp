// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/caseless.h"

#include <algorithm>
#include <cstring>

namespace console {

namespace {

char small(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// How often a letter comes in JSON, URLs and headers: the later in this list, the more often; others are rare.
int commonness(char c)
{
    static const QByteArray rising = "zqxjk'&+@vwybf%gp;=h_9876543m/u,dcl.2nrsi1ota0- e:\"";
    return int(rising.indexOf(small(c)));
}

/// The next `wanted` at or after `from`, before `end`; `end`: none.
const char *nextOf(const char *from, const char *end, char wanted)
{
    const void *hit = from < end ? std::memchr(from, wanted, std::size_t(end - from)) : nullptr;
    return hit ? static_cast<const char *>(hit) : end;
}

} // namespace

CaselessFinder::CaselessFinder(const QByteArray &utf8) : m_word(utf8)
{
    std::transform(m_word.begin(), m_word.end(), m_word.begin(), small);
    for (qsizetype i = 1; i < m_word.size(); ++i) {
        if (commonness(m_word[i]) < commonness(m_word[m_anchor]))
            m_anchor = i;
    }
    if (m_word.isEmpty())
        return;
    m_small = m_word[m_anchor];
    m_capital = m_small >= 'a' && m_small <= 'z' ? char(m_small - 'a' + 'A') : m_small;
}

bool CaselessFinder::fits(const char *at) const
{
    for (qsizetype i = 0; i < m_word.size(); ++i) {
        if (small(at[i]) != m_word[i])
            return false;
    }
    return true;
}

CaselessFinder::Scan::Scan(const CaselessFinder &finder, QByteArrayView in)
    : m_finder(finder), m_begin(in.data() + finder.m_anchor), m_end(m_begin)
{
    if (!finder.m_word.isEmpty() && in.size() >= finder.m_word.size())
        m_end = in.data() + in.size() - (finder.m_word.size() - 1 - finder.m_anchor);
    m_lower = nextOf(m_begin, m_end, finder.m_small);
    m_upper = finder.m_capital == finder.m_small ? m_end : nextOf(m_begin, m_end, finder.m_capital);
}

qsizetype CaselessFinder::Scan::next(qsizetype from)
{
    const char *least = m_end - m_begin > from ? m_begin + from : m_end;
    while (true) {
        if (m_lower < least)
            m_lower = nextOf(least, m_end, m_finder.m_small);
        if (m_upper < least)
            m_upper = nextOf(least, m_end, m_finder.m_capital);
        const char *hit = std::min(m_lower, m_upper);
        if (hit == m_end)
            return -1;
        if (m_finder.fits(hit - m_finder.m_anchor))
            return hit - m_begin;
        least = hit + 1;
    }
}

} // namespace console

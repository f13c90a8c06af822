// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/movededge.h"

#include <algorithm>
#include <cstdlib>

namespace console {

namespace {

int channel(QRgb colour, int shift)
{
    return int(colour >> shift & 0xff);
}

struct Range {
    int low = 255, high = 0;
    void add(int value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool holds(int value, int slack) const { return value >= low - slack && value <= high + slack; }
};

} // namespace

MovedEdge::MovedEdge(const QImage &before, const QImage &after, QSize common)
    : m_before(before.constBits()), m_after(after.constBits()), m_beforeStride(before.bytesPerLine()), m_afterStride(after.bytesPerLine()),
      m_right(common.width() - 1), m_bottom(common.height() - 1)
{
}

bool MovedEdge::explains(int x, int y) const
{
    // More than half of the greatest contrast that there is. Green first: it says most about how light a pixel is.
    const QRgb one = before(y)[x], two = after(y)[x];
    if (std::abs(qGreen(one) - qGreen(two)) > 127 || std::abs(qRed(one) - qRed(two)) > 127 || std::abs(qBlue(one) - qBlue(two)) > 127)
        return false;
    return !isFlat(x, y) && explains(x, y, 8) && explains(x, y, 16) && explains(x, y, 0);
}

/// Most changed pixels are inside of something: quickly seen.
bool MovedEdge::isFlat(int x, int y) const
{
    const int left = std::max(0, x - 1), right = std::min(m_right, x + 1), up = std::max(0, y - 1), down = std::min(m_bottom, y + 1);
    const QRgb one = before(y)[x], two = after(y)[x];
    for (const int row : {up, y, down}) {
        const QRgb *a = before(row), *b = after(row);
        if (a[left] != one || a[x] != one || a[right] != one || b[left] != two || b[x] != two || b[right] != two)
            return false;
    }
    return true;
}

bool MovedEdge::explains(int x, int y, int shift) const
{
    const int left = std::max(0, x - 1), right = std::min(m_right, x + 1), up = std::max(0, y - 1), down = std::min(m_bottom, y + 1);
    const int one = channel(before(y)[x], shift), two = channel(after(y)[x], shift);
    constexpr int noise = 2; // steps, of a channel that has no part in the edge
    const int change = std::abs(one - two);
    if (change <= noise)
        return true;
    Range a, b;
    for (const int row : {up, y, down}) {
        for (const int column : {left, x, right}) {
            a.add(channel(before(row)[column], shift));
            b.add(channel(after(row)[column], shift));
        }
    }
    const int contrast = std::max(a.high, b.high) - std::min(a.low, b.low);
    if (2 * change > contrast)
        return false;
    return (a.holds(two, noise) && b.holds(one, noise)) || isBalanced(x, y, shift);
}

/// In the 5 × 5 pixels around: do gains and losses cancel each other by at least half?
bool MovedEdge::isBalanced(int x, int y, int shift) const
{
    int sum = 0, all = 0;
    for (int row = std::max(0, y - 2); row <= std::min(m_bottom, y + 2); ++row) {
        for (int column = std::max(0, x - 2); column <= std::min(m_right, x + 2); ++column) {
            const int change = channel(after(row)[column], shift) - channel(before(row)[column], shift);
            sum += change;
            all += std::abs(change);
        }
    }
    return 4 * std::abs(sum) <= 3 * all;
}

} // namespace console

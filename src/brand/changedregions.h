// SPDX-License-Identifier: GPL-3.0-or-later
// ChangedRegions: collects changed pixels and answers the few rectangles that hold them.
#pragma once

#include <QList>
#include <QRect>
#include <QSize>

#include <algorithm>
#include <vector>

namespace console {

/// Pixels are kept by cells of 8 × 8, of which only the box of the changed ones is known; cells that touch are one region.
class ChangedRegions
{
public:
    explicit ChangedRegions(QSize canvas);

    /// A pixel of the canvas.
    void add(int x, int y)
    {
        Box &box = m_cells[std::size_t(y / cell) * std::size_t(m_columns) + std::size_t(x / cell)];
        box.left = std::min(box.left, x);
        box.right = std::max(box.right, x);
        box.top = std::min(box.top, y);
        box.bottom = std::max(box.bottom, y);
    }
    /// At most `limit` (≥ 1) rectangles, a margin around each, inside the canvas, none overlapping, from top to bottom.
    QList<QRect> regions(int limit) const;

private:
    static constexpr int cell = 8, margin = 4; // pixels
    struct Box {
        int left = 1 << 30, top = 1 << 30, right = -1, bottom = -1;
        bool isEmpty() const { return right < 0; }
        void add(const Box &other);
    };
    struct Grid {
        std::vector<Box> boxes;
        int columns = 0, rows = 0;
    };
    static Grid halved(const Grid &grid);
    static QList<QRect> connected(Grid grid);
    static Box takeComponent(Grid &grid, int first);

    QSize m_canvas;
    int m_columns, m_rows;
    std::vector<Box> m_cells;
};

} // namespace console

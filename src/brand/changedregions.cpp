// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/changedregions.h"

#include <utility>

namespace console {

ChangedRegions::ChangedRegions(QSize canvas)
    : m_canvas(canvas), m_columns((canvas.width() + cell - 1) / cell), m_rows((canvas.height() + cell - 1) / cell),
      m_cells(std::size_t(m_columns) * std::size_t(m_rows))
{
}

void ChangedRegions::Box::add(const Box &other)
{
    left = std::min(left, other.left);
    top = std::min(top, other.top);
    right = std::max(right, other.right);
    bottom = std::max(bottom, other.bottom);
}

/// Four cells become one.
ChangedRegions::Grid ChangedRegions::halved(const Grid &grid)
{
    Grid result{{}, (grid.columns + 1) / 2, (grid.rows + 1) / 2};
    result.boxes.resize(std::size_t(result.columns) * std::size_t(result.rows));
    for (int row = 0; row < grid.rows; ++row) {
        for (int column = 0; column < grid.columns; ++column)
            result.boxes[std::size_t(row / 2 * result.columns + column / 2)].add(grid.boxes[std::size_t(row * grid.columns + column)]);
    }
    return result;
}

/// The box of all cells that touch this one, directly or by others; they are empty afterwards.
ChangedRegions::Box ChangedRegions::takeComponent(Grid &grid, int first)
{
    Box all;
    std::vector<int> todo{first};
    while (!todo.empty()) {
        const int index = todo.back();
        todo.pop_back();
        Box &box = grid.boxes[std::size_t(index)];
        if (box.isEmpty())
            continue;
        all.add(std::exchange(box, Box()));
        const int row = index / grid.columns, column = index % grid.columns;
        for (int y = std::max(0, row - 1); y <= std::min(grid.rows - 1, row + 1); ++y) {
            for (int x = std::max(0, column - 1); x <= std::min(grid.columns - 1, column + 1); ++x)
                todo.push_back(y * grid.columns + x);
        }
    }
    return all;
}

QList<QRect> ChangedRegions::connected(Grid grid)
{
    QList<QRect> result;
    for (int i = 0; i < int(grid.boxes.size()); ++i) {
        if (!grid.boxes[std::size_t(i)].isEmpty()) {
            const Box box = takeComponent(grid, i);
            result.append(QRect(QPoint(box.left, box.top), QPoint(box.right, box.bottom)));
        }
    }
    return result;
}

QList<QRect> ChangedRegions::regions(int limit) const
{
    Grid grid{m_cells, m_columns, m_rows};
    QList<QRect> result = connected(grid);
    while (result.size() > std::max(1, limit)) {
        grid = halved(grid);
        result = connected(grid);
    }
    for (QRect &region : result)
        region = region.adjusted(-margin, -margin, margin, margin).intersected(QRect(QPoint(0, 0), m_canvas));
    // What overlaps is joined, until nothing does: a joined one may reach another.
    for (qsizetype i = 0; i < result.size();) {
        const auto other = std::find_if(result.cbegin() + i + 1, result.cend(), [&](const QRect &rect) { return rect.intersects(result.at(i)); });
        if (other == result.cend()) {
            ++i;
            continue;
        }
        result[i] |= *other;
        result.erase(other);
        i = 0;
    }
    std::sort(result.begin(), result.end(), [](const QRect &a, const QRect &b) { return std::pair(a.top(), a.left()) < std::pair(b.top(), b.left()); });
    return result;
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventpicture.h"

#include "gui/celldelegate.h"
#include "gui/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace console {

namespace {

constexpr int footHeight = 4 * Theme::grid; // px

/// A table of its own, as high as all its rows: the one that is seen keeps its place and its selection.
void setUpLike(QTableView *table, const QTableView *like)
{
    table->setModel(like->model());
    table->setItemDelegate(new CellDelegate(table));
    table->setIconSize(like->iconSize());
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(like->verticalHeader()->defaultSectionSize());
    table->horizontalHeader()->setDefaultAlignment(like->horizontalHeader()->defaultAlignment());
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setFixedHeight(like->horizontalHeader()->height());
    for (int column = 0; column < like->model()->columnCount(); ++column) {
        table->setColumnWidth(column, like->columnWidth(column));
        table->setColumnHidden(column, like->isColumnHidden(column));
    }
}

} // namespace

QImage eventsPicture(const QTableView *like, const QString &foot, const QString &label)
{
    const int rows = qMin(like->model()->rowCount(), mostPicturedRows);
    QTableView table;
    setUpLike(&table, like);
    table.resize(like->width(), like->horizontalHeader()->height() + rows * like->verticalHeader()->defaultSectionSize() + 1);
    table.setAttribute(Qt::WA_DontShowOnScreen);
    table.show(); // only what was shown is laid out
    table.scrollToBottom();
    const QPixmap seen = table.grab();
    const qreal ratio = seen.devicePixelRatio();
    const QSize size = seen.deviceIndependentSize().toSize() + QSize(0, footHeight);
    QImage picture(size * ratio, QImage::Format_RGB32);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Theme::color(Theme::Role::Surface));
    QPainter painter(&picture);
    painter.drawPixmap(0, 0, seen);
    const QRect line(Theme::grid, size.height() - footHeight, size.width() - 2 * Theme::grid, footHeight);
    painter.setPen(Theme::color(Theme::Role::Line));
    painter.drawLine(0, line.top(), size.width(), line.top());
    painter.setFont(like->font());
    painter.setPen(Theme::color(Theme::Role::Muted));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, foot);
    painter.setFont(Theme::strong());
    painter.setPen(Theme::color(Theme::Role::Simulator));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, label);
    return picture;
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// PairDelegate: paints one picture pair of a list: screen and pane, below them the verdict as icon and words.
#pragma once

#include <QStyledItemDelegate>

namespace console {

class PairDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace console

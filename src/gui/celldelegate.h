// SPDX-License-Identifier: GPL-3.0-or-later
// CellDelegate: cells whose text stands under the text of their header.
#pragma once

#include <QStyledItemDelegate>

namespace console {

class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// Amounts: tabular figures; money in is coloured as well as unsigned. The currency is left out where the header has it.
class AmountDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace console

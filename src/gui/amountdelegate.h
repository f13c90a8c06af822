// SPDX-License-Identifier: GPL-3.0-or-later
// AmountDelegate: amounts in tabular figures; money in is coloured as well as unsigned.
#pragma once

#include <QStyledItemDelegate>

namespace console {

class AmountDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace console

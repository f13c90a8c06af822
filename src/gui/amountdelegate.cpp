// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/amountdelegate.h"

#include "gui/theme.h"

namespace console {

void AmountDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->font = Theme::figures();
    const bool out = option->text.startsWith(QChar(0x2212));
    option->palette.setColor(QPalette::Text, Theme::color(out ? Theme::Role::Text : Theme::Role::Good));
}

} // namespace console

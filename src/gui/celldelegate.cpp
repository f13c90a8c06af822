// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/celldelegate.h"

#include "gui/theme.h"
#include "gui/transactioncolumns.h"

#include <QApplication>

namespace console {

namespace {

constexpr int padding = 5; // px, beside the style's own

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    ground.icon = QIcon();
    ground.features = QStyleOptionViewItem::None;
    // A style sheet that names items does not draw the model's background.
    if (ground.backgroundBrush.style() != Qt::NoBrush && !ground.state.testFlag(QStyle::State_Selected))
        painter->fillRect(ground.rect, ground.backgroundBrush);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    QStyleOptionViewItem inner = option;
    inner.rect.adjust(padding, 0, -padding, 0);
    QStyledItemDelegate::paint(painter, inner, index);
}

void AmountDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CellDelegate::initStyleOption(option, index);
    option->font = Theme::figures();
    const bool out = option->text.startsWith(QChar(0x2212));
    option->palette.setColor(QPalette::Text, Theme::color(out ? Theme::Role::Text : Theme::Role::Good));
    const QString currency = index.model()->headerData(index.column(), Qt::Horizontal, CommonCurrencyRole).toString();
    if (!currency.isEmpty() && option->text.endsWith(currency))
        option->text = option->text.chopped(currency.size()).trimmed();
}

} // namespace console

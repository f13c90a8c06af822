// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pairdelegate.h"

#include "gui/pairmodel.h"
#include "gui/theme.h"

#include <QPainter>

namespace console {

namespace {

constexpr int pad = 12, iconSize = 14; // px

void drawBack(QPainter *painter, const QStyleOptionViewItem &option)
{
    const QRectF card = QRectF(option.rect).adjusted(2, 1, -2, -1);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? Theme::tint(Theme::Role::Accent) : Theme::color(Theme::Role::Window));
        painter->drawRoundedRect(card, 6, 6);
    }
    if (isSelected) { // not by colour alone
        painter->setBrush(Theme::color(Theme::Role::Accent));
        painter->drawRoundedRect(QRectF(card.left(), card.top() + 8, 3, card.height() - 16), 1.5, 1.5);
    }
}

void drawText(QPainter *painter, const QRect &place, const QString &text, const QFont &font, Theme::Role role)
{
    painter->setFont(font);
    painter->setPen(Theme::color(role));
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
}

} // namespace

QSize PairDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = index.data(PairModel::PaneRole).toString().isEmpty() ? 2 : 3;
    return {160, lines * (QFontMetrics(option.font).height() + 3) + 16};
}

void PairDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawBack(painter, option);
    const QString pane = index.data(PairModel::PaneRole).toString();
    const QRect inner = option.rect.adjusted(pad, 8, -pad, -8);
    const int lines = pane.isEmpty() ? 2 : 3;
    const auto line = [&](int number) { return QRect(inner.left(), inner.top() + number * inner.height() / lines, inner.width(), inner.height() / lines); };
    drawText(painter, line(0), index.data(Qt::DisplayRole).toString(), Theme::strong(), Theme::Role::Text);
    if (!pane.isEmpty())
        drawText(painter, line(1), pane, option.font, Theme::Role::Muted);
    const QRect last = line(lines - 1);
    const Theme::Role role = roleOf(InkLabel::Tone(index.data(PairModel::ToneRole).toInt()));
    const QPixmap icon = Theme::pixmap(index.data(PairModel::IconRole).toString(), role, iconSize, painter->device()->devicePixelRatioF());
    painter->drawPixmap(last.left(), last.center().y() + 1 - iconSize / 2, icon);
    drawText(painter, last.adjusted(iconSize + 6, 0, 0, 0), index.data(PairModel::VerdictRole).toString(), option.font, role);
    painter->restore();
}

} // namespace console

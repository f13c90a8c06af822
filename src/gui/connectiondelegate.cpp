// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connectiondelegate.h"

#include "gui/connectionsmodel.h"
#include "gui/connectiontext.h"
#include "session/mask.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int pad = 12;             // px
constexpr int widthForTwoLines = 280; // px: narrower, the status gets a line of its own and the id goes to the tool-tip

/// Where each part of a row stands.
struct Places {
    bool isNarrow = false;
    QRect bank, account, status, id; ///< id is empty when narrow
};

Places placesIn(const QStyleOptionViewItem &option, const QModelIndex &index, const QString &status, const QString &id)
{
    Places places;
    places.isNarrow = option.rect.width() < widthForTwoLines;
    const QRect inner = option.rect.adjusted(pad, 8, -pad, -8);
    const int lines = places.isNarrow ? 3 : 2;
    const auto line = [&](int number) {
        return QRect(inner.left(), inner.top() + number * inner.height() / lines, inner.width(), inner.height() / lines);
    };
    places.bank = line(0);
    places.account = line(1);
    if (places.isNarrow) {
        places.status = line(index.data(AccountLineRole).toString().isEmpty() ? 1 : 2);
        return places;
    }
    const int statusWidth = QFontMetrics(option.font).horizontalAdvance(status) + 22;
    const int idWidth = QFontMetrics(Theme::fixed()).horizontalAdvance(id) + 22;
    places.status = places.bank;
    places.status.setLeft(inner.right() - statusWidth);
    places.bank.setRight(places.status.left() - 8);
    places.id = places.account;
    places.id.setLeft(inner.right() - idWidth);
    places.account.setRight(places.id.left() - 8);
    return places;
}

void drawBack(QPainter *painter, const QStyleOptionViewItem &option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF card = QRectF(option.rect).adjusted(2, 2, -2, -2);
    painter->setPen(Qt::NoPen);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setBrush(selected ? Theme::tint(Theme::Role::Accent) : Theme::color(Theme::Role::Window));
        painter->drawRoundedRect(card, 6, 6);
    }
    if (selected) { // not by colour alone: a bar at the edge
        painter->setBrush(Theme::color(Theme::Role::Accent));
        painter->drawRoundedRect(QRectF(card.left(), card.top() + 8, 3, card.height() - 16), 1.5, 1.5);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.widget && option.widget->hasFocus()) {
        painter->setPen(QPen(Theme::color(Theme::Role::Focus), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(card, 6, 6);
    }
}

void drawText(QPainter *painter, const QRect &place, const QString &text, const QFont &font, Theme::Role role)
{
    painter->setFont(font);
    painter->setPen(Theme::color(role));
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
}

void drawIcon(QPainter *painter, const QPoint &centreLeft, const QString &name, Theme::Role role, int side)
{
    painter->drawPixmap(centreLeft.x(), centreLeft.y() - side / 2, Theme::pixmap(name, role, side, painter->device()->devicePixelRatioF()));
}

} // namespace

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int width = option.widget ? option.widget->width() : widthForTwoLines;
    const int lines = width - 16 < widthForTwoLines ? 3 : 2;
    return {120, lines * qMax(22, QFontMetrics(option.font).height() + 4) + 16};
}

void ConnectionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawBack(painter, option);
    const StatusText status = connectionStatusText(index.data(StatusRole).toString());
    const QString id = index.data(ConnectionIdRole).toString();
    const Places places = placesIn(option, index, status.word, shortId(id));
    drawText(painter, places.bank, index.data(BankRole).toString(), Theme::strong(), Theme::Role::Text);
    drawText(painter, places.account, index.data(AccountLineRole).toString(), Theme::figures(), Theme::Role::Muted);
    drawIcon(painter, {places.status.left(), places.status.center().y() + 1}, status.icon, roleOf(status.tone), 16);
    drawText(painter, places.status.adjusted(22, 0, 2, 0), status.word, option.font, roleOf(status.tone));
    if (!places.isNarrow) {
        drawText(painter, places.id.adjusted(0, 0, -20, 0), shortId(id), Theme::fixed(), Theme::Role::Muted);
        drawIcon(painter, {places.id.right() - 14, places.id.center().y() + 1}, u"copy"_s, Theme::Role::Muted, 14);
    }
    painter->restore();
}

bool ConnectionDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const QString id = index.data(ConnectionIdRole).toString();
    if (mouse->button() != Qt::LeftButton || !placesIn(option, index, connectionStatusText(index.data(StatusRole).toString()).word, shortId(id)).id.contains(mouse->position().toPoint()))
        return false;
    Q_EMIT copyAsked(id);
    return true;
}

} // namespace console

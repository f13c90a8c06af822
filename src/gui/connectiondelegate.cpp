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

constexpr int pad = 12; // px

/// Where the id stands; a click there copies it.
QRect idRect(const QStyleOptionViewItem &option, const QString &text)
{
    const int width = QFontMetrics(Theme::fixed()).horizontalAdvance(text) + 24;
    const int line = option.rect.height() / 2;
    return {option.rect.right() - pad - width, option.rect.top() + line, width, line - 4};
}

} // namespace

void ConnectionDelegate::setCopied(const QString &connectionId)
{
    m_copied = connectionId;
}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, qMax(64, 2 * QFontMetrics(option.font).height() + 3 * Theme::grid)};
}

void ConnectionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF card = QRectF(option.rect).adjusted(2, 2, -2, -2);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
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

    const StatusText status = connectionStatusText(index.data(StatusRole).toString());
    const QString id = index.data(ConnectionIdRole).toString();
    const bool copied = !id.isEmpty() && id == m_copied;
    const QRect inner = option.rect.adjusted(pad, 8, -pad, -8);
    const int line = inner.height() / 2;

    // first line: bank, then status at the right
    QFont font = option.font;
    const int statusWidth = QFontMetrics(font).horizontalAdvance(status.word);
    painter->setFont(font);
    painter->setPen(Theme::color(roleOf(status.tone)));
    painter->drawText(QRect(inner.right() - statusWidth, inner.top(), statusWidth + 1, line), Qt::AlignVCenter | Qt::AlignRight, status.word);
    const qreal scale = painter->device()->devicePixelRatioF();
    const QPoint iconAt(inner.right() - statusWidth - 20, inner.top() + (line - 16) / 2);
    painter->drawPixmap(iconAt, Theme::pixmap(status.icon, roleOf(status.tone), 16, scale));
    painter->setFont(Theme::strong());
    painter->setPen(Theme::color(Theme::Role::Text));
    const int bankWidth = iconAt.x() - inner.left() - 8;
    painter->drawText(QRect(inner.left(), inner.top(), bankWidth, line), Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(painter->font()).elidedText(index.data(BankRole).toString(), Qt::ElideRight, bankWidth));

    // second line: account, then id at the right
    const QString idText = copied ? tr("copied") : shortId(id);
    const QRect idAt = idRect(option, idText);
    painter->setFont(Theme::fixed());
    painter->setPen(Theme::color(Theme::Role::Muted));
    painter->drawText(idAt.adjusted(0, 0, -24, 0), Qt::AlignVCenter | Qt::AlignLeft, idText);
    painter->drawPixmap(idAt.right() - 15, idAt.top() + (idAt.height() - 14) / 2,
                        Theme::pixmap(copied ? u"check"_s : u"copy"_s, copied ? Theme::Role::Good : Theme::Role::Muted, 14, scale));
    painter->setFont(Theme::figures());
    const int accountWidth = idAt.left() - inner.left() - 8;
    painter->drawText(QRect(inner.left(), idAt.top(), accountWidth, idAt.height()), Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(painter->font()).elidedText(index.data(AccountLineRole).toString(), Qt::ElideRight, accountWidth));
    painter->restore();
}

bool ConnectionDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const QString id = index.data(ConnectionIdRole).toString();
    if (mouse->button() != Qt::LeftButton || !idRect(option, shortId(id)).contains(mouse->position().toPoint()))
        return false;
    Q_EMIT copyAsked(id);
    return true;
}

} // namespace console

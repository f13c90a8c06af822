// SPDX-License-Identifier: GPL-3.0-or-later
// ConnectionDelegate: paints one bank link: bank, masked account, status, and its id with a place to copy it.
#pragma once

#include <QStyledItemDelegate>

namespace console {

class ConnectionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    void copyAsked(const QString &connectionId);

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;
};

} // namespace console

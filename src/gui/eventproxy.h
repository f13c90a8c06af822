// SPDX-License-Identifier: GPL-3.0-or-later
// EventProxy: the time line as it is shown: filtered by kind and text, with icons and colours.
#pragma once

#include "session/eventlog.h"

#include <QSet>
#include <QSortFilterProxyModel>

namespace console {

class EventProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit EventProxy(QObject *parent = nullptr);
    void setText(const QString &text);                     ///< any case; empty: all
    void setKindShown(LogEntry::Kind kind, bool isShown);  ///< all are at first
    void setOnlyTrouble(bool only);                        ///< warnings and worse
    bool isFiltering() const;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    static QString kindIcon(LogEntry::Kind kind);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QString m_text;
    QSet<int> m_hidden;
    bool m_onlyTrouble = false;
};

} // namespace console

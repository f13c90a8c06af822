// SPDX-License-Identifier: GPL-3.0-or-later
// EventProxy: the time line as it is shown: what is typed and ticked becomes the model's query; icons and colours.
#pragma once

#include "session/eventquery.h"

#include <QIdentityProxyModel>
#include <QSet>

namespace console {

class EventModel;

class EventProxy : public QIdentityProxyModel
{
    Q_OBJECT
public:
    explicit EventProxy(EventModel *model, QObject *parent = nullptr);
    void setText(const QString &text);                     ///< EventQuery::parse()
    void setKindShown(LogEntry::Kind kind, bool isShown);  ///< all are at first
    void setOnlyTrouble(bool only);                        ///< warnings and worse
    bool isFiltering() const;
    /// What of the text makes no sense, in sentences.
    QStringList problems() const { return m_typed.problems; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    static QString kindIcon(LogEntry::Kind kind);

private:
    void ask();
    EventModel *m_model;
    EventQuery m_typed;
    QSet<int> m_hidden;
    bool m_onlyTrouble = false;
};

} // namespace console

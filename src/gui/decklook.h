// SPDX-License-Identifier: GPL-3.0-or-later
// DeckLook: the flight deck's table as it is shown: icons, colours, fonts, tool-tips; names of banks.
#pragma once

#include <QIdentityProxyModel>

#include <functional>

namespace console {

class DeckModel;

class DeckLook : public QIdentityProxyModel
{
    Q_OBJECT
public:
    /// `bankOf`: a connection's bank, for jobs that do not know it; empty: it is not known either.
    DeckLook(DeckModel *model, std::function<QString(const QString &connectionId)> bankOf, QObject *parent = nullptr);
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString toolTip(const QModelIndex &index) const;
    DeckModel *m_model;
    std::function<QString(const QString &)> m_bankOf;
};

} // namespace console

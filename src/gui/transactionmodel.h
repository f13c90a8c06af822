// SPDX-License-Identifier: GPL-3.0-or-later
// TransactionModel: transactions as a table, filtered and sorted in another thread when there are many.
#pragma once

#include "gui/transactionquery.h"

#include <QAbstractTableModel>
#include <QFutureWatcher>

namespace console {

class TransactionModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit TransactionModel(QObject *parent = nullptr);
    ~TransactionModel() override;

    void setTransactions(const QList<Transaction> &transactions);
    const QList<Transaction> &transactions() const { return m_all; }
    void setFilter(const QString &text);
    void setRevealed(bool revealed); ///< long numbers in descriptions are masked until then
    bool isRevealed() const { return m_revealed; }
    void setRedactor(const RedactorNow &redactor) { m_redactor = redactor; } ///< of what else is masked in them
    const TransactionQuery &query() const { return m_query; }
    bool isArranging() const { return m_stop != nullptr; }
    QString commonCurrency() const; ///< of the rows shown; empty: none, or several
    const TransactionOrder &shown() const { return m_shown; }
    /// The transaction of a row; nullptr for a row that is not there.
    const Transaction *at(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    static constexpr qsizetype inThreadLimit = 2000; ///< rows that are arranged at once, in the caller's thread

Q_SIGNALS:
    void arranging(); ///< another thread is at it
    void arrangedAnew(); ///< rows, order and totals are those of the query

private:
    QString shown(const QString &words) const;
    void arrange();
    void take(TransactionOrder order);
    QVariant cell(const Transaction &one, TransactionColumn column) const;
    QString toolTip(const Transaction &one) const;
    QList<Transaction> m_all;
    TransactionQuery m_query;
    TransactionOrder m_shown;
    StopFlag m_stop; // of the arrangement that is under way
    QFutureWatcher<TransactionOrder> m_watcher;
    bool m_revealed = false;
    RedactorNow m_redactor;
};

} // namespace console

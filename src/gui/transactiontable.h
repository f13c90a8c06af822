// SPDX-License-Identifier: GPL-3.0-or-later
// TransactionTable: transactions with their exact totals, a filter, and a copy as CSV.
#pragma once

#include "api/types.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class TransactionTable;
}

namespace console {

class Reveal;
class TransactionModel;

class TransactionTable : public QWidget
{
    Q_OBJECT
public:
    explicit TransactionTable(Reveal *reveal, QWidget *parent = nullptr);
    ~TransactionTable() override;
    void setTransactions(const QList<Transaction> &transactions);
    TransactionModel *model() const { return m_model; }
    void copyCsv(); ///< what is shown, in its order

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpTable();
    void measure();
    void fitColumns();
    void refreshTotals();
    void refreshSelected();
    void copySelected(); ///< the selected rows, as CSV
    std::unique_ptr<Ui::TransactionTable> m_ui;
    Reveal *m_reveal;
    TransactionModel *m_model;
    int m_amount = 0, m_description = 0, m_category = 0; // px that the widest of each needs
    QTimer m_typing; // a filter of many rows waits until the typing pauses
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/transactionmodel.h"

#include "gui/reveal.h"
#include "gui/timetext.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

TransactionModel::TransactionModel(QObject *parent) : QAbstractTableModel(parent)
{
    connect(&m_watcher, &QFutureWatcher<TransactionOrder>::finished, this, [this] {
        // A stopped arrangement is replaced by a newer future, so only the last one arrives here; none is waited for
        // when few rows were arranged at once.
        if (!m_stop)
            return;
        m_stop.reset();
        take(m_watcher.future().takeResult());
    });
}

TransactionModel::~TransactionModel()
{
    if (m_stop)
        m_stop->store(true);
}

void TransactionModel::setTransactions(const QList<Transaction> &transactions)
{
    // The rows on screen point into the list, so they go with it.
    beginResetModel();
    m_all = transactions;
    m_shown = {};
    endResetModel();
    arrange();
}

void TransactionModel::setFilter(const QString &text)
{
    if (text == m_query.text)
        return;
    m_query.text = text;
    arrange();
}

void TransactionModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= transactionColumns)
        return;
    m_query.sortBy = static_cast<TransactionColumn>(column);
    m_query.order = order;
    arrange();
}

void TransactionModel::setRevealed(bool revealed)
{
    if (revealed == m_revealed)
        return;
    m_revealed = revealed;
    const int column = static_cast<int>(TransactionColumn::Description);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

void TransactionModel::arrange()
{
    if (m_stop)
        m_stop->store(true);
    m_stop.reset();
    if (m_all.size() <= inThreadLimit) {
        m_watcher.setFuture({});
        take(arranged(m_all, m_query));
        return;
    }
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_watcher.setFuture(QtConcurrent::run([all = m_all, query = m_query, stop = m_stop] { return arranged(all, query, stop); }));
    Q_EMIT arranging();
}

void TransactionModel::take(TransactionOrder order)
{
    beginResetModel();
    m_shown = std::move(order);
    endResetModel();
    Q_EMIT arrangedAnew();
}

const Transaction *TransactionModel::at(int row) const
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_shown.rows.size())
        return nullptr;
    return &m_all.at(m_shown.rows[static_cast<std::size_t>(row)]);
}

QString TransactionModel::commonCurrency() const
{
    QString common;
    for (const QList<Money> &sums : {m_shown.totals.in, m_shown.totals.out}) {
        for (const Money &sum : sums) {
            if (!common.isEmpty() && sum.currency() != common)
                return {};
            common = sum.currency();
        }
    }
    return common;
}

int TransactionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.rows.size());
}

int TransactionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : transactionColumns;
}

QVariant TransactionModel::data(const QModelIndex &index, int role) const
{
    const Transaction *one = index.isValid() ? at(index.row()) : nullptr;
    if (!one)
        return {};
    const auto column = static_cast<TransactionColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole: return cell(*one, column);
    case Qt::ToolTipRole: return toolTip(*one);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column == TransactionColumn::Amount ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant TransactionModel::cell(const Transaction &one, TransactionColumn column) const
{
    switch (column) {
    case TransactionColumn::Date: return one.date.isValid() ? one.date.toUTC().date().toString(Qt::ISODate) : tr("not given");
    case TransactionColumn::Description: return shown(one.description);
    case TransactionColumn::Category: return one.category;
    case TransactionColumn::Amount: return one.signedAmount().display();
    }
    return {};
}

QString TransactionModel::shown(const QString &words) const
{
    return m_revealed ? words : maskedWords(words, m_redactor);
}

QString TransactionModel::toolTip(const Transaction &one) const
{
    QStringList lines{shown(one.description), exactTime(one.date)};
    if (!one.category.isEmpty())
        lines << (one.subcategory.isEmpty() ? one.category : tr("%1, %2").arg(one.category, one.subcategory));
    lines << tr("%1 %2").arg(one.type, one.amount.exactText());
    return u"<p style='white-space:pre'>%1</p>"_s.arg(lines.join(u'\n').toHtmlEscaped()); // the bank's words are never markup
}

QVariant TransactionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= transactionColumns)
        return {};
    const auto column = static_cast<TransactionColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(column == TransactionColumn::Amount ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == CommonCurrencyRole)
        return commonCurrency();
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case TransactionColumn::Date: return tr("Date");
    case TransactionColumn::Description: return tr("Description");
    case TransactionColumn::Category: return tr("Category");
    case TransactionColumn::Amount: return commonCurrency().isEmpty() ? tr("Amount") : tr("Amount, %1").arg(commonCurrency());
    }
    return {};
}

} // namespace console

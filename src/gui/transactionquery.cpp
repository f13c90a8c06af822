// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/transactionquery.h"

#include "base/csv.h"
#include "gui/reveal.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::size_t askEvery = 4096; // rows between two looks at the stop flag

bool stopped(const StopFlag &stop)
{
    return stop && stop->load(std::memory_order_relaxed);
}

bool matches(const Transaction &one, const QString &text)
{
    return one.description.contains(text, Qt::CaseInsensitive) || one.category.contains(text, Qt::CaseInsensitive)
        || one.subcategory.contains(text, Qt::CaseInsensitive) || one.date.toUTC().date().toString(Qt::ISODate).contains(text)
        || one.signedAmount().plainText().contains(text) || one.id.compare(text, Qt::CaseInsensitive) == 0;
}

/// Adds to the sum of that currency, or begins one.
void addTo(QList<Money> &sums, const Money &amount, bool &tooLarge)
{
    for (Money &sum : sums) {
        if (sum.currency() == amount.currency()) {
            const Result<Money> more = sum.plus(amount);
            tooLarge = tooLarge || !more;
            sum = more.value_or(sum);
            return;
        }
    }
    sums << amount;
}

/// Sorts by a key that is computed once per row; `less` compares two keys.
template <typename Key, typename Less>
void sortRows(std::vector<quint32> &rows, qsizetype count, Qt::SortOrder order, const Key &keyOf, Less less)
{
    using Value = decltype(keyOf(0U));
    std::vector<Value> keys(static_cast<std::size_t>(count));
    for (const quint32 row : rows)
        keys[row] = keyOf(row);
    std::stable_sort(rows.begin(), rows.end(), [&](quint32 a, quint32 b) {
        return order == Qt::AscendingOrder ? less(keys[a], keys[b]) : less(keys[b], keys[a]);
    });
}

void sortBy(std::vector<quint32> &rows, const QList<Transaction> &all, const TransactionQuery &query)
{
    const auto textLess = [](const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) < 0; };
    switch (query.sortBy) {
    case TransactionColumn::Date:
        sortRows(rows, all.size(), query.order, [&](quint32 row) { return all.at(row).date.isValid() ? all.at(row).date.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min(); }, std::less<>());
        return;
    case TransactionColumn::Description:
        sortRows(rows, all.size(), query.order, [&](quint32 row) { return all.at(row).description; }, textLess);
        return;
    case TransactionColumn::Category:
        sortRows(rows, all.size(), query.order, [&](quint32 row) { return all.at(row).category + u'\n' + all.at(row).subcategory; }, textLess);
        return;
    case TransactionColumn::Amount:
        sortRows(rows, all.size(), query.order, [&](quint32 row) { return all.at(row).signedAmount(); }, amountLess);
        return;
    }
}

} // namespace

bool amountLess(const Money &left, const Money &right)
{
    if (left.currency() != right.currency())
        return left.currency() < right.currency();
    return (left <=> right) == std::partial_ordering::less;
}

TransactionOrder arranged(const QList<Transaction> &all, const TransactionQuery &query, const StopFlag &stop)
{
    TransactionOrder result;
    result.rows.reserve(static_cast<std::size_t>(all.size()));
    const QString text = query.text.trimmed();
    for (qsizetype row = 0; row < all.size(); ++row) {
        if (static_cast<std::size_t>(row) % askEvery == 0 && stopped(stop))
            return result;
        const Transaction &one = all.at(row);
        if (!text.isEmpty() && !matches(one, text))
            continue;
        result.rows.push_back(static_cast<quint32>(row));
        addTo(one.credit ? result.totals.in : result.totals.out, one.signedAmount(), result.totals.tooLarge);
    }
    if (!stopped(stop))
        sortBy(result.rows, all, query);
    return result;
}

QString transactionsCsv(const QList<Transaction> &all, const std::vector<quint32> &rows, bool mask, const RedactorNow &redactor)
{
    QString csv = u"date,description,category,subcategory,type,amount,currency,id\r\n"_s;
    for (const quint32 row : rows) {
        const Transaction &one = all.at(row);
        const QStringList cells{
            one.date.isValid() ? one.date.toUTC().date().toString(Qt::ISODate) : QString(),
            csvCell(mask ? maskedWords(one.description, redactor) : one.description),
            csvCell(one.category),
            csvCell(one.subcategory),
            csvCell(one.type),
            one.signedAmount().plainText(),
            csvCell(one.amount.currency()),
            csvCell(one.id),
        };
        csv += cells.join(u',') + u"\r\n"_s;
    }
    return csv;
}

} // namespace console

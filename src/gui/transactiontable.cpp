// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/transactiontable.h"

#include "gui/buttons.h"
#include "gui/celldelegate.h"
#include "gui/copied.h"
#include "gui/copykey.h"
#include "gui/reveal.h"
#include "gui/theme.h"
#include "gui/timetext.h"
#include "gui/transactionmodel.h"
#include "session/mask.h"
#include "ui_transactiontable.h"

#include <QAction>
#include <QClipboard>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QLocale>
#include <QScrollBar>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int rowHeight = 32;        // px
constexpr int widthForCategory = 520;// px: below it the category is only in the tool-tip and below the table

QString totalText(const QList<Money> &sums)
{
    QStringList texts;
    for (const Money &sum : sums)
        texts << sum.display();
    return texts.isEmpty() ? TransactionTable::tr("none") : texts.join(u'\n');
}

} // namespace

TransactionTable::TransactionTable(Reveal *reveal, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::TransactionTable>()), m_reveal(reveal), m_model(new TransactionModel(this))
{
    m_ui->setupUi(this);
    setUpTable();
    for (QLabel *label : {m_ui->inTotal, m_ui->outTotal, m_ui->count}) {
        QFont font = Theme::figures();
        font.setWeight(QFont::DemiBold);
        label->setFont(font);
    }
    m_ui->noMatch->hide();
    asIcon(m_ui->csvButton, u"copy-table"_s, tr("Copy as CSV"));
    m_typing.setSingleShot(true);
    connect(&m_typing, &QTimer::timeout, this, [this] { m_model->setFilter(m_ui->filter->text()); });
    connect(m_ui->filter, &QLineEdit::textChanged, this, [this] {
        m_typing.start(m_model->transactions().size() > TransactionModel::inThreadLimit ? 150 : 0);
    });
    connect(m_ui->csvButton, &QToolButton::clicked, this, &TransactionTable::copyCsv);
    connect(m_model, &TransactionModel::arranging, this, [this] { m_ui->count->setText(tr("…")); });
    connect(m_model, &TransactionModel::arrangedAnew, this, [this] {
        refreshTotals();
        measure();
        fitColumns();
    });
    connect(m_reveal, &Reveal::changed, this, [this] {
        m_model->setRevealed(m_reveal->isOn());
        refreshSelected();
    });
    refreshTotals();
    refreshSelected();
}

TransactionTable::~TransactionTable() = default;

void TransactionTable::setUpTable()
{
    QTableView *table = m_ui->table;
    table->setModel(m_model);
    table->setItemDelegate(new CellDelegate(table));
    table->setItemDelegateForColumn(static_cast<int>(TransactionColumn::Amount), new AmountDelegate(table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->horizontalHeader()->setSectionResizeMode(static_cast<int>(TransactionColumn::Description), QHeaderView::Stretch);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setMinimumHeight(4 * rowHeight);
    new CopyKey(table, [this] { copySelected(); });
    table->setSortingEnabled(true);
    table->sortByColumn(static_cast<int>(TransactionColumn::Date), Qt::DescendingOrder);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TransactionTable::refreshSelected);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TransactionTable::refreshSelected);
}

void TransactionTable::setTransactions(const QList<Transaction> &transactions)
{
    m_model->setRedactor(m_reveal->redactor());
    m_model->setTransactions(transactions);
}

/// What the columns need, judged by a sample: looking at half a million rows would be felt.
void TransactionTable::measure()
{
    const QFontMetrics figures(Theme::figures());
    const QFontMetrics plain(font());
    const int pad = 3 * Theme::grid;
    const qsizetype currency = m_model->commonCurrency().size(); // it stands in the header
    const QString amountTitle = m_model->headerData(static_cast<int>(TransactionColumn::Amount), Qt::Horizontal).toString();
    m_amount = plain.horizontalAdvance(amountTitle);
    m_description = m_category = 0;
    const QList<Transaction> &all = m_model->transactions();
    const qsizetype step = qMax<qsizetype>(1, all.size() / 400);
    for (qsizetype i = 0; i < all.size(); i += step) {
        m_amount = qMax(m_amount, figures.horizontalAdvance(all.at(i).signedAmount().display().chopped(currency)));
        m_description = qMax(m_description, plain.horizontalAdvance(all.at(i).description));
        m_category = qMax(m_category, plain.horizontalAdvance(all.at(i).category));
    }
    m_amount += pad;
    m_description += pad;
    m_category += pad;
}

void TransactionTable::fitColumns()
{
    const auto set = [this](TransactionColumn column, int pixels) { m_ui->table->setColumnWidth(static_cast<int>(column), pixels); };
    const int date = QFontMetrics(font()).horizontalAdvance(u"2026-00-00"_s) + 3 * Theme::grid;
    const int rest = m_ui->table->viewport()->width() - date - m_amount; // for description and category
    const int least = 96;
    set(TransactionColumn::Date, date);
    set(TransactionColumn::Amount, m_amount);
    // The description gets what it needs, and the category the rest; both too long: six parts and four.
    set(TransactionColumn::Category, qBound(least, qMax(rest - m_description, rest * 4 / 10), qMax(least, m_category)));
    m_ui->table->setColumnHidden(static_cast<int>(TransactionColumn::Category), width() < widthForCategory);
}

void TransactionTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void TransactionTable::refreshTotals()
{
    const TransactionOrder &shown = m_model->shown();
    m_ui->inTotal->setText(shown.totals.tooLarge ? tr("too large to add") : totalText(shown.totals.in));
    m_ui->outTotal->setText(shown.totals.tooLarge ? tr("too large to add") : totalText(shown.totals.out));
    const auto number = [](qint64 value) { return QLocale(QLocale::English).toString(value); };
    const qint64 rows = static_cast<qint64>(shown.rows.size());
    const qint64 all = m_model->transactions().size();
    m_ui->count->setText(rows == all ? number(all) : tr("%1 of %2").arg(number(rows), number(all)));
    m_ui->csvButton->setEnabled(rows > 0);
    m_ui->noMatch->setVisible(rows == 0 && all > 0 && !m_model->isArranging());
}

void TransactionTable::refreshSelected()
{
    const Transaction *one = m_model->at(m_ui->table->currentIndex().row());
    m_ui->selected->setVisible(one);
    m_ui->selectedId->setId(one ? one->id : QString(), tr("transaction id"));
    if (!one)
        return;
    QStringList parts{m_reveal->shown(one->description)};
    if (!one->category.isEmpty())
        parts << (one->subcategory.isEmpty() ? one->category : u"%1 › %2"_s.arg(one->category, one->subcategory));
    parts << exactTime(one->date);
    for (const Json::Field &field : one->unknown)
        parts << u"%1: %2"_s.arg(field.first, maskedWords(field.second.compact(), m_reveal->redactor()).left(80)); // cut when it is clean
    m_ui->selected->setText(parts.join(u" · "_s));
}

void TransactionTable::copySelected()
{
    std::vector<quint32> rows;
    for (const QModelIndex &index : m_ui->table->selectionModel()->selectedRows())
        rows.push_back(m_model->shown().rows[static_cast<std::size_t>(index.row())]);
    if (!rows.empty())
        QGuiApplication::clipboard()->setText(transactionsCsv(m_model->transactions(), rows, !m_reveal->isOn(), m_reveal->redactor()));
}

void TransactionTable::copyCsv()
{
    m_ui->csvButton->setEnabled(false);
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcher<QString>::finished, this, [this, watcher] {
        QGuiApplication::clipboard()->setText(watcher->result());
        watcher->deleteLater();
        m_ui->csvButton->setEnabled(true);
        sayCopied(m_ui->csvButton);
    });
    // What is known now: the worker must not ask for it.
    const RedactorNow known = m_reveal->redactor() ? RedactorNow([redactor = m_reveal->redactor()()] { return redactor; }) : RedactorNow();
    watcher->setFuture(QtConcurrent::run(transactionsCsv, m_model->transactions(), m_model->shown().rows, !m_reveal->isOn(), known));
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// The models of the panels: held to the rules of QAbstractItemModel, exact, bounded, and quick with much data.
#include "gui/panels_fixture.h"

#include "gui/connectionsmodel.h"
#include "gui/eventmodel.h"
#include "gui/eventproxy.h"
#include "gui/transactionmodel.h"
#include "gui/transactiontable.h"
#include "gui/reveal.h"
#include "session/mask.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QTableView>
#include <QtTest>

#include <algorithm>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

namespace {

Transaction transaction(const QString &description, const char *amount, bool credit, int daysAgo = 0, const QString &currency = u"USD"_s)
{
    Transaction one;
    one.id = u"TRN-"_s + description;
    one.description = description;
    one.credit = credit;
    one.type = credit ? u"CREDIT"_s : u"DEBIT"_s;
    one.amount = *Money::parse(QString::fromLatin1(amount), currency);
    one.date = QDateTime(QDate(2026, 5, 17).addDays(-daysAgo), QTime(12, 0), Qt::UTC);
    one.category = u"Category %1"_s.arg(daysAgo % 3);
    return one;
}

QList<Transaction> many(int count)
{
    QList<Transaction> all;
    all.reserve(count);
    QRandomGenerator random(7);
    for (int i = 0; i < count; ++i)
        all << transaction(u"Shop %1 street"_s.arg(random.bounded(100000)), QByteArray::number(random.bounded(100000) / 100.0, 'f', 2).constData(),
                           i % 5 == 0, i % 90);
    return all;
}

QStringList column(const TransactionModel &model, TransactionColumn which)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, static_cast<int>(which)).data().toString();
    return texts;
}

/// The longest time between two turns of the event loop while it lives.
class Stall : public QObject
{
public:
    Stall()
    {
        m_clock.start();
        startTimer(0);
    }
    qint64 longest() const { return m_longest; }

protected:
    void timerEvent(QTimerEvent *) override { m_longest = std::max(m_longest, m_clock.restart()); }

private:
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

} // namespace

class PanelsModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void transactionsAreExact();
    void amountsSortByValue();
    void differentCurrenciesKeepApart();
    void aSumThatDoesNotFitIsSaid();
    void longNumbersAreMasked();
    void csvIsSafeAndExact();
    void manyAreArrangedElsewhere();
    void filteringManyNeverBlocks();
    void connectionsComeToTheFront();
    void eventsComeInBatches();
    void oldEventsAreStillThere();
    void eventsAreFiltered();
};

void PanelsModels::transactionsAreExact()
{
    TransactionModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTransactions({transaction(u"a"_s, "0.1", true), transaction(u"b"_s, "0.2", true, 1), transaction(u"c"_s, "10.005", false, 2)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(column(model, TransactionColumn::Date), (QStringList{u"2026-05-17"_s, u"2026-05-16"_s, u"2026-05-15"_s}));
    QCOMPARE(column(model, TransactionColumn::Amount).last(), u"−10.005 USD"_s);
    QCOMPARE(model.shown().totals.in.first().exactText(), u"0.3"_s); // a binary float would say 0.30000000000000004
    QCOMPARE(model.shown().totals.out.first().exactText(), u"-10.005"_s);
    model.setFilter(u"CATEGORY 1"_s);
    QCOMPARE(column(model, TransactionColumn::Description), QStringList{u"b"_s});
    QCOMPARE(model.shown().totals.in.first().exactText(), u"0.2"_s);
    QVERIFY(model.shown().totals.out.isEmpty());
    model.setFilter(u"nothing has this"_s);
    QCOMPARE(model.rowCount(), 0);
    model.setTransactions({});
    model.setFilter({});
    QCOMPARE(model.rowCount(), 0);
}

void PanelsModels::amountsSortByValue()
{
    TransactionModel model;
    model.setTransactions({transaction(u"nine"_s, "9", true), transaction(u"ten"_s, "10", true), transaction(u"minus hundred"_s, "100", false),
                           transaction(u"nine fifty"_s, "9.50", true), transaction(u"nine again"_s, "9.00", true)});
    model.sort(static_cast<int>(TransactionColumn::Amount), Qt::AscendingOrder);
    QCOMPARE(column(model, TransactionColumn::Description),
             (QStringList{u"minus hundred"_s, u"nine"_s, u"nine again"_s, u"nine fifty"_s, u"ten"_s}));
    model.sort(static_cast<int>(TransactionColumn::Amount), Qt::DescendingOrder);
    QCOMPARE(column(model, TransactionColumn::Description).first(), u"ten"_s);
    QCOMPARE(column(model, TransactionColumn::Description).last(), u"minus hundred"_s);
}

void PanelsModels::differentCurrenciesKeepApart()
{
    const TransactionOrder order = arranged({transaction(u"a"_s, "5", true), transaction(u"b"_s, "7", true, 0, u"EUR"_s), transaction(u"c"_s, "1", true)},
                                            {.text = {}, .sortBy = TransactionColumn::Amount, .order = Qt::AscendingOrder});
    QCOMPARE(order.totals.in.size(), 2);
    QCOMPARE(order.totals.in.at(0).display(), u"6.00 USD"_s);
    QCOMPARE(order.totals.in.at(1).display(), u"7.00 EUR"_s);
    QCOMPARE(order.rows, (std::vector<quint32>{1, 2, 0})); // EUR before USD, then by value
}

void PanelsModels::aSumThatDoesNotFitIsSaid()
{
    QList<Transaction> large;
    for (int i = 0; i < 12; ++i)
        large << transaction(u"x"_s, "999999999999999999", true);
    const TransactionTotals totals = arranged(large, {}).totals;
    QVERIFY(totals.tooLarge);
    QVERIFY(!arranged(large.first(1), {}).totals.tooLarge);
}

void PanelsModels::longNumbersAreMasked()
{
    QCOMPARE(maskedWords(u"Transfer to 4111222233334444"_s), u"Transfer to ••••4444"_s);
    QCOMPARE(maskedWords(u"Card 4111-2222-3333-4444 at shop"_s), u"Card ••••4444 at shop"_s);
    QCOMPARE(maskedWords(u"Store 1234, gate 7"_s), u"Store 1234, gate 7"_s);
    TransactionModel model;
    model.setTransactions({transaction(u"Transfer to 4111222233334444"_s, "1", false)});
    const QModelIndex cell = model.index(0, static_cast<int>(TransactionColumn::Description));
    QVERIFY(!cell.data().toString().contains(u"4111222233334444"_s));
    QVERIFY(!cell.data(Qt::ToolTipRole).toString().contains(u"4111222233334444"_s));
    model.setRevealed(true);
    QCOMPARE(cell.data().toString(), u"Transfer to 4111222233334444"_s);
}

void PanelsModels::csvIsSafeAndExact()
{
    QList<Transaction> all{transaction(u"Shop, \"Corner\""_s, "0.415", true), transaction(u"=HYPERLINK(1)"_s, "12", false),
                           transaction(u"To 4111222233334444"_s, "3.5", false)};
    const QStringList lines = transactionsCsv(all, {2, 0, 1}, true).split(u"\r\n"_s);
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines.at(0), u"date,description,category,subcategory,type,amount,currency,id"_s);
    QVERIFY(lines.at(1).startsWith(u"2026-05-17,To ••••4444,"_s));
    QVERIFY(lines.at(1).contains(u",-3.50,USD,"_s));
    QVERIFY(lines.at(2).contains(u"\"Shop, \"\"Corner\"\"\""_s));
    QVERIFY(lines.at(2).contains(u",0.415,"_s));
    QVERIFY(lines.at(3).contains(u",'=HYPERLINK(1),"_s));
    QVERIFY(transactionsCsv(all, {2}, false).contains(u"4111222233334444"_s));
}

void PanelsModels::manyAreArrangedElsewhere()
{
    TransactionModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy done(&model, &TransactionModel::arrangedAnew);
    const QList<Transaction> all = many(5000);
    model.setTransactions(all);
    QVERIFY(model.isArranging());
    QVERIFY(done.wait(20000));
    QCOMPARE(model.rowCount(), 5000);
    // Three changes in a row: only the last one counts, whatever finishes first.
    model.setFilter(u"1"_s);
    model.setFilter(u"12"_s);
    model.sort(static_cast<int>(TransactionColumn::Amount), Qt::AscendingOrder);
    done.clear();
    QTRY_VERIFY_WITH_TIMEOUT(!model.isArranging(), 20000);
    QCOMPARE(done.size(), 1);
    const TransactionOrder expected = arranged(all, model.query());
    QCOMPARE(model.query().text, u"12"_s);
    QCOMPARE(model.shown().rows, expected.rows);
    QVERIFY(model.rowCount() > 0 && model.rowCount() < 5000);
}

void PanelsModels::filteringManyNeverBlocks()
{
    QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    Reveal reveal(&settings);
    TransactionTable table(&reveal);
    table.resize(420, 600);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    const QList<Transaction> all = many(100000);
    Stall stall;
    table.setTransactions(all);
    QTRY_COMPARE_WITH_TIMEOUT(table.model()->rowCount(), 100000, 60000);
    auto *filter = table.findChild<QLineEdit *>(u"filter"_s);
    for (const QString &text : {u"shop 1"_s, u"shop 12"_s, u"shop 123"_s, QString()}) {
        filter->setText(text);
        QTRY_VERIFY_WITH_TIMEOUT(table.model()->query().text == text && !table.model()->isArranging(), 60000);
    }
    table.model()->sort(static_cast<int>(TransactionColumn::Amount), Qt::AscendingOrder);
    QTRY_VERIFY_WITH_TIMEOUT(!table.model()->isArranging(), 60000);
    // What one turn may take, against the same work done in this thread: a busy machine slows both.
    QElapsedTimer here;
    here.start();
    (void)arranged(all, {.text = u"shop 1"_s, .sortBy = TransactionColumn::Amount, .order = Qt::AscendingOrder});
    qInfo("longest turn %lld ms; the same work in this thread %lld ms", stall.longest(), here.elapsed());
    QVERIFY2(stall.longest() < std::max<qint64>(50, here.elapsed() / 2), qPrintable(u"%1 ms"_s.arg(stall.longest())));
}

void PanelsModels::connectionsComeToTheFront()
{
    PanelWorld world;
    ConnectionsModel model(world.session.connections());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QString first = world.link(u"First"_s, u"1111111111111111"_s);
    const QPersistentModelIndex kept = model.indexOf(first);
    world.link(u"Second"_s, u"2222222222222222"_s);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(reset.size(), 0);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data(ConnectionIdRole).toString(), first);
    QCOMPARE(model.index(0).data(BankRole).toString(), u"Second"_s);
    QCOMPARE(model.index(0).data(AccountLineRole).toString(), u"checking ••••6789"_s);
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(u"Connected"_s));
    world.session.connections()->clear();
    QCOMPARE(model.rowCount(), 0);
}

void PanelsModels::eventsComeInBatches()
{
    EventLog log;
    EventModel model(&log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 1000; ++i)
        log.addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"event %1"_s.arg(i));
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 1000);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.index(999, static_cast<int>(EventColumn::Title)).data().toString(), u"event 999"_s);
    log.addNote(LogEntry::Kind::Job, LogEntry::Level::Info, u"late"_s);
    log.clear();
    QCOMPARE(model.rowCount(), 0);
    log.addNote(LogEntry::Kind::Job, LogEntry::Level::Info, u"after"_s);
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.entry(0)->title, u"after"_s);
}

void PanelsModels::oldEventsAreStillThere() // beyond what the log keeps in memory
{
    EventLog log(nullptr, 100);
    EventModel model(&log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 60; ++i)
        log.addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"event %1"_s.arg(i));
    QTRY_COMPARE(model.rowCount(), 60);
    for (int i = 60; i < 460; ++i) // more than fits arrives within one turn
        log.addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"event %1"_s.arg(i));
    QTRY_COMPARE(model.rowCount(), 460);
    for (int row = 0; row < 460; ++row) {
        QCOMPARE(model.entry(row)->id, quint64(row + 1));
        QCOMPARE(model.entry(row)->title, u"event %1"_s.arg(row));
        QCOMPARE(model.index(row, static_cast<int>(EventColumn::Title)).data().toString(), u"event %1"_s.arg(row));
    }
    QCOMPARE(log.entries().size(), 100u);
}

void PanelsModels::eventsAreFiltered()
{
    EventLog log;
    EventModel model(&log);
    EventProxy proxy(&model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    log.addNote(LogEntry::Kind::Http, LogEntry::Level::Good, u"GET /v2/accounts"_s);
    log.addNote(LogEntry::Kind::Rejected, LogEntry::Level::Bad, u"message"_s, u"wrong origin"_s);
    log.addNote(LogEntry::Kind::Job, LogEntry::Level::Warning, u"balance"_s, u"Accounts are busy"_s);
    QTRY_COMPARE(proxy.rowCount(), 3);
    proxy.setText(u"ACCOUNTS"_s);
    QCOMPARE(proxy.rowCount(), 2);
    proxy.setKindShown(LogEntry::Kind::Http, false);
    QCOMPARE(proxy.rowCount(), 1);
    proxy.setText({});
    QCOMPARE(proxy.rowCount(), 2);
    proxy.setKindShown(LogEntry::Kind::Http, true);
    proxy.setOnlyTrouble(true);
    QCOMPARE(proxy.rowCount(), 2);
    // Rejected is a word, an icon and a ground, never a colour alone.
    const QModelIndex rejected = proxy.index(0, static_cast<int>(EventColumn::Kind));
    QCOMPARE(rejected.data().toString(), u"Rejected"_s);
    QVERIFY(!rejected.data(Qt::DecorationRole).value<QIcon>().isNull());
    QVERIFY(rejected.data(Qt::BackgroundRole).isValid());
    proxy.setOnlyTrouble(false);
    log.addNote(LogEntry::Kind::Token, LogEntry::Level::Info, u"new"_s);
    QTRY_COMPARE(proxy.rowCount(), 4);
}

QTEST_MAIN(PanelsModels)
#include "panels_models.moc"

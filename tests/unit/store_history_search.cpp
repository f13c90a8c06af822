// SPDX-License-Identifier: GPL-3.0-or-later
// History: filters against the same question asked of a plain list, pages, purge.
#include "store_history_fixture.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace history_test;

Q_DECLARE_METATYPE(console::HistoryFilter)

namespace {

bool contains(const HistoryJob &job, const QString &text)
{
    const QStringList texts{job.bank, job.connectionId, job.jobId, job.user, job.cause, job.error};
    return std::any_of(texts.cbegin(), texts.cend(), [&](const QString &one) { return one.contains(text, Qt::CaseInsensitive); });
}

bool matches(const HistoryJob &job, const HistoryFilter &filter)
{
    return (filter.environment.isEmpty() || job.environment == filter.environment) && (filter.states.isEmpty() || filter.states.contains(job.state))
        && (filter.kinds.isEmpty() || filter.kinds.contains(job.kind)) && (!filter.ended || job.ended == *filter.ended)
        && (filter.connectionId.isEmpty() || job.connectionId == filter.connectionId) && (filter.text.isEmpty() || contains(job, filter.text))
        && (!filter.from.isValid() || job.createdAt >= filter.from) && (!filter.to.isValid() || job.createdAt <= filter.to);
}

} // namespace

class StoreHistorySearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_history = std::make_unique<History>(m_folder.filePath(u"history.sqlite"_s));
        QRandomGenerator random(20260102);
        const auto oneOf = [&random](const QStringList &words) { return words.at(random.bounded(int(words.size()))); };
        for (int i = 1; i <= 600; ++i) {
            HistoryJob made = job(i * 10);
            made.environment = oneOf({u"sandbox"_s, u"simulator"_s});
            made.state = oneOf({u"queued"_s, u"polling"_s, u"completed"_s, u"failed"_s, u"cancelled"_s});
            made.ended = made.state != u"queued"_s && made.state != u"polling"_s;
            made.kind = oneOf({u"balance"_s, u"transactions"_s, u"identity"_s});
            made.bank = oneOf({u"First Bank"_s, u"SPARKASSE KÖLN"_s, u"Crédit 100%"_s, u"under_score"_s, u"back\\slash"_s});
            made.error = oneOf({{}, {}, u"AC-112"_s, u"Zeitüberschreitung"_s});
            made.createdAt = at(i * 60);
            m_all.prepend(made);
            m_history->put(made);
        }
        QCOMPARE(kept(*m_history), true);
    }
    void cleanupTestCase() { m_history.reset(); }

    void filtersFindWhatAListFinds_data()
    {
        QTest::addColumn<HistoryFilter>("filter");
        QTest::newRow("nothing asked") << HistoryFilter{};
        QTest::newRow("environment") << HistoryFilter{.environment = u"sandbox"_s};
        QTest::newRow("no such environment") << HistoryFilter{.environment = u"production"_s};
        QTest::newRow("one state") << HistoryFilter{.environment = u"sandbox"_s, .states = {u"failed"_s}};
        QTest::newRow("states") << HistoryFilter{.environment = u"sandbox"_s, .states = {u"failed"_s, u"queued"_s, u"none"_s}};
        QTest::newRow("states anywhere") << HistoryFilter{.states = {u"failed"_s, u"queued"_s}};
        QTest::newRow("a state twice") << HistoryFilter{.environment = u"sandbox"_s, .states = {u"failed"_s, u"failed"_s}};
        QTest::newRow("kinds") << HistoryFilter{.kinds = {u"balance"_s, u"identity"_s}};
        QTest::newRow("not ended") << HistoryFilter{.environment = u"sandbox"_s, .ended = false};
        QTest::newRow("not ended anywhere") << HistoryFilter{.ended = false};
        QTest::newRow("ended") << HistoryFilter{.environment = u"simulator"_s, .ended = true};
        QTest::newRow("connection") << HistoryFilter{.environment = u"sandbox"_s, .connectionId = u"connection-3"_s};
        QTest::newRow("connection, not ended") << HistoryFilter{.ended = false, .connectionId = u"connection-3"_s};
        QTest::newRow("text in any case") << HistoryFilter{.text = u"fIRST"_s};
        QTest::newRow("text with umlauts in any case") << HistoryFilter{.text = u"köln"_s};
        QTest::newRow("ASCII text beside umlauts") << HistoryFilter{.text = u"sparkasse"_s};
        QTest::newRow("umlauts in another column") << HistoryFilter{.text = u"ITÜBER"_s};
        QTest::newRow("percent is a letter") << HistoryFilter{.text = u"0%"_s};
        QTest::newRow("underscore is a letter") << HistoryFilter{.text = u"r_s"_s};
        QTest::newRow("underscore and umlaut") << HistoryFilter{.text = u"é_"_s};
        QTest::newRow("backslash is a letter") << HistoryFilter{.text = u"k\\s"_s};
        QTest::newRow("quote") << HistoryFilter{.text = u"' OR 1 --"_s};
        QTest::newRow("time") << HistoryFilter{.from = at(6000), .to = at(12000)};
        QTest::newRow("everything") << HistoryFilter{.environment = u"sandbox"_s, .states = {u"failed"_s, u"completed"_s}, .kinds = {u"balance"_s, u"identity"_s},
                                                     .ended = true, .text = u"bank"_s, .from = at(60), .to = at(30000)};
        QTest::newRow("everything of a connection") << HistoryFilter{.environment = u"sandbox"_s, .states = {u"polling"_s, u"queued"_s}, .kinds = {u"balance"_s},
                                                                     .ended = false, .connectionId = u"connection-1"_s, .text = u"because"_s, .from = at(60)};
    }
    void filtersFindWhatAListFinds()
    {
        QFETCH(HistoryFilter, filter);
        QList<qint64> expected;
        for (const HistoryJob &one : m_all) {
            if (matches(one, filter))
                expected << one.id;
        }
        QCOMPARE(ids(jobs(*m_history, filter)), expected);
        QCOMPARE(count(*m_history, filter), expected.size());
        QList<qint64> paged;
        for (;;) { // page by page
            const QList<qint64> page = ids(jobs(*m_history, filter, paged.isEmpty() ? 0 : paged.last(), 17));
            paged += page;
            if (page.size() < 17)
                break;
        }
        QCOMPARE(paged, expected);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<History> m_history;
    QList<HistoryJob> m_all; ///< newest first
};

QTEST_GUILESS_MAIN(StoreHistorySearch)
#include "store_history_search.moc"

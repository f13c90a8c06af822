// SPDX-License-Identifier: GPL-3.0-or-later
// EventQuery: what is typed into the filter, as a table.
#include "session/eventquery.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QString told(const EventQuery &query)
{
    QStringList parts;
    for (const LogEntry::Kind kind : query.kinds)
        parts << u"kind="_s + logKindName(kind);
    if (query.worst != LogEntry::Level::Info)
        parts << u"level=%1"_s.arg(int(query.worst));
    for (const auto &[from, to] : query.statuses)
        parts << u"status=%1-%2"_s.arg(from).arg(to);
    const auto all = [&parts](const QString &key, const QStringList &values) {
        for (const QString &value : values)
            parts << key + u'=' + value;
    };
    all(u"host"_s, query.hosts);
    all(u"job"_s, query.jobs);
    all(u"connection"_s, query.connections);
    all(u"launch"_s, query.launches);
    if (query.onlyPinned)
        parts << u"pinned"_s;
    if (query.onlyNoted)
        parts << u"noted"_s;
    all(u"word"_s, query.words);
    all(u"without"_s, query.without);
    if (!query.problems.isEmpty())
        parts << u"problems=%1"_s.arg(query.problems.size());
    return parts.join(u' ');
}

} // namespace

class SessionEventQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typed_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("query");
        const auto row = [](const QString &typed, const QString &query) { QTest::newRow(qPrintable(typed.isEmpty() ? u"nothing"_s : typed)) << typed << query; };
        row(u""_s, u""_s);
        row(u"   "_s, u""_s);
        row(u"balance"_s, u"word=balance"_s);
        row(u"  two  words "_s, u"word=two word=words"_s);
        row(u"\"two words\""_s, u"word=two words"_s);
        row(u"\"not closed"_s, u"word=not closed"_s);
        row(u"-poll -\"in progress\""_s, u"without=poll without=in progress"_s);
        row(u"kind:http,job"_s, u"kind=http kind=job"_s);
        row(u"KIND:Http"_s, u"kind=http"_s);
        row(u"kind:"_s, u""_s); // typed half way
        row(u"kind:htt"_s, u"problems=1"_s);
        row(u"kind:http,xyz"_s, u"kind=http problems=1"_s);
        row(u"status:404"_s, u"status=404-404"_s);
        row(u"status:4xx,500-503"_s, u"status=400-499 status=500-503"_s);
        row(u"status:>=400"_s, u"status=400-999"_s);
        row(u"status:<300"_s, u"status=1-299"_s);
        row(u"status:many"_s, u"problems=1"_s);
        row(u"level:warning"_s, u"level=2"_s);
        row(u"level:failed"_s, u"level=3"_s);
        row(u"host:127.0.0.1 job:7f9 connection:\"3f0c\" launch:l1"_s, u"host=127.0.0.1 job=7f9 connection=3f0c launch=l1"_s);
        row(u"-kind:http"_s, u"problems=1"_s);
        row(u"https://sync.aero.inc/x"_s, u"word=https://sync.aero.inc/x"_s);
        row(u"AC-112"_s, u"word=AC-112"_s);
        row(u"is:pinned is:noted x"_s, u"pinned noted word=x"_s);
        row(u"is:blue"_s, u"problems=1"_s);
        row(u"is:"_s, u""_s);
        row(u"a -"_s, u"word=a word=-"_s);
        row(u"kind:http error status:5xx"_s, u"kind=http status=500-599 word=error"_s);
    }
    void typed()
    {
        QFETCH(QString, typed);
        QFETCH(QString, query);
        const EventQuery parsed = EventQuery::parse(typed);
        QCOMPARE(told(parsed), query);
        QCOMPARE(parsed.isEmpty(), query.isEmpty() || query == u"problems=1"_s);
    }
};

QTEST_GUILESS_MAIN(SessionEventQuery)
#include "session_eventquery.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Exports: HAR as its format asks for, Markdown and CSV that others' words cannot break, nothing personal in any of them.
#include "session/logexport.h"

#include "base/csv.h"
#include "session/entryadvice.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

LogEntry call(const QByteArray &verb, const QString &url, int status)
{
    LogEntry entry;
    entry.id = 7;
    entry.at = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);
    entry.kind = LogEntry::Kind::Http;
    entry.level = status >= 200 && status < 400 ? LogEntry::Level::Good : LogEntry::Level::Bad;
    entry.title = QString::fromLatin1(verb) + u" /v2/x"_s + (status ? u" %1"_s.arg(status) : QString());
    entry.verb = verb;
    entry.url = QUrl(url);
    entry.status = status;
    entry.elapsed = std::chrono::microseconds(12'345);
    entry.requestHeaders = {{"Accept", "application/json"}, {"x-api-key", "‹redacted›"}};
    if (status)
        entry.answerHeaders = {{"Content-Type", "application/json"}};
    return entry;
}

QList<LogEntry> someEntries()
{
    LogEntry good = call("POST", u"https://h.example/v2/user?a=1&b=x%20y"_s, 200);
    good.requestHeaders << std::pair<QByteArray, QByteArray>("Content-Type", "application/json");
    good.requestBody = R"({"firstName":"Dana","apiSecret":"‹redacted›"})";
    good.answerBody = R"({"accountNumber":"000123456789"})";
    good.answerBytes = good.answerBody.size();
    LogEntry failed = call("GET", u"https://h.example/v2/y"_s, 0);
    failed.detail = u"connection refused"_s;
    LogEntry refused = call("POST", u"https://h.example/v2/accounts/5d41402abc4b2a76b9719d911017c592/refresh"_s, 409);
    refused.title = u"POST /v2/accounts/5d41402abc4b2a76b9719d911017c592/refresh 409"_s;
    refused.connectionId = u"5d41402abc4b2a76b9719d911017c592"_s;
    refused.answerBody = R"({"error":{"code":"AC-112","message":"A job | is running"}})";
    refused.detail = u"A job | is *running*\n# <b>now</b> @ops (AC-112)"_s;
    refused.answerBytes = 100'000;
    LogEntry binary = call("GET", u"https://h.example/v2/z"_s, 302);
    binary.answerHeaders = {{"Content-Type", "image/png"}, {"Location", "https://h.example/elsewhere"}};
    binary.answerBody = QByteArray("\x89PNG\x00", 5);
    binary.answerBytes = 5;
    LogEntry event;
    event.id = 9;
    event.at = QDateTime(QDate(2026, 1, 2), QTime(3, 5), Qt::UTC);
    event.kind = LogEntry::Kind::Widget;
    event.title = u"pageSuccess"_s;
    event.answerBody = R"({"type":"pageSuccess","payload":{"email":"dana@example.com"}})";
    event.launchId = u"launch-1"_s;
    return {good, failed, refused, binary, event};
}

ExportContext context(bool simulated)
{
    return {.product = u"Aerosync Console"_s, .version = u"1.2.3"_s, .at = QDateTime(QDate(2026, 1, 3), QTime(0, 0), Qt::UTC),
            .facts = {{u"Environment"_s, u"Sand|box"_s}, {u"Qt"_s, u"6.4.2"_s}}, .simulated = simulated};
}

/// Rows of cells, read as RFC 4180 says.
QList<QStringList> readCsv(const QString &csv)
{
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool inQuotes = false;
    for (qsizetype at = 0; at < csv.size(); ++at) {
        const QChar c = csv[at];
        if (inQuotes) {
            if (c != u'"')
                cell += c;
            else if (at + 1 < csv.size() && csv[at + 1] == u'"')
                cell += csv[++at];
            else
                inQuotes = false;
        } else if (c == u'"') {
            inQuotes = true;
        } else if (c == u',') {
            row << std::exchange(cell, {});
        } else if (c == u'\r' && at + 1 < csv.size() && csv[at + 1] == u'\n') {
            row << std::exchange(cell, {});
            rows << std::exchange(row, {});
            ++at;
        } else {
            cell += c;
        }
    }
    return cell.isEmpty() && row.isEmpty() ? rows : QList<QStringList>();
}

} // namespace

class SessionLogExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void harHasWhatItsFormatAsksFor();
    void harKeepsWhatHappened();
    void harOfAFailedCall();
    void harEventsAreApart();
    void nothingPersonal_data();
    void nothingPersonal();
    void simulatedIsSaidEverywhere();
    void aSimulatedCallIsNoticed();
    void markdownTellsFailuresFirst();
    void markdownIsNotBrokenByWords();
    void csvIsATable();
    void cells_data();
    void cells();
    void emptyListsAreFiles();
    void longLogs();
    void adviceOfFailures_data();
    void adviceOfFailures();
};

void SessionLogExport::harHasWhatItsFormatAsksFor()
{
    const QJsonObject har = QJsonDocument::fromJson(logAsHar(someEntries(), context(false))).object();
    QCOMPARE(har.keys(), QStringList{u"log"_s});
    const QJsonObject log = har.value("log"_L1).toObject();
    QCOMPARE(log.value("version"_L1).toString(), u"1.2"_s);
    QCOMPARE(log.value("creator"_L1).toObject().value("name"_L1).toString(), u"Aerosync Console"_s);
    QCOMPARE(log.value("creator"_L1).toObject().value("version"_L1).toString(), u"1.2.3"_s);
    QVERIFY(log.value("pages"_L1).isArray());
    const QJsonArray entries = log.value("entries"_L1).toArray();
    QCOMPARE(entries.size(), 4);
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        const QDateTime started = QDateTime::fromString(entry.value("startedDateTime"_L1).toString(), Qt::ISODateWithMs);
        QVERIFY(started.isValid() && entry.value("startedDateTime"_L1).toString().endsWith(u"05.678Z"_s));
        QVERIFY(entry.value("cache"_L1).isObject());
        const QJsonObject timings = entry.value("timings"_L1).toObject();
        double sum = 0;
        for (const auto &part : {"send"_L1, "wait"_L1, "receive"_L1}) {
            QVERIFY(timings.value(part).toDouble(-1) >= 0);
            sum += timings.value(part).toDouble();
        }
        QCOMPARE(entry.value("time"_L1).toDouble(), sum);
        QCOMPARE(sum, 12.345);
        const QJsonObject request = entry.value("request"_L1).toObject(), response = entry.value("response"_L1).toObject();
        for (const auto &name : {"method"_L1, "url"_L1, "httpVersion"_L1})
            QVERIFY(!request.value(name).toString().isEmpty());
        for (const auto &name : {"cookies"_L1, "headers"_L1, "queryString"_L1})
            QVERIFY(request.value(name).isArray());
        for (const auto &name : {"headersSize"_L1, "bodySize"_L1})
            QVERIFY(request.value(name).isDouble() && response.value(name).isDouble());
        for (const auto &name : {"statusText"_L1, "httpVersion"_L1, "redirectURL"_L1})
            QVERIFY(response.value(name).isString());
        QVERIFY(response.value("status"_L1).isDouble() && response.value("cookies"_L1).isArray() && response.value("headers"_L1).isArray());
        const QJsonObject content = response.value("content"_L1).toObject();
        QVERIFY(content.value("size"_L1).isDouble() && !content.value("mimeType"_L1).toString().isEmpty());
    }
}

void SessionLogExport::harKeepsWhatHappened()
{
    const QJsonArray entries = QJsonDocument::fromJson(logAsHar(someEntries(), context(false))).object().value("log"_L1).toObject().value("entries"_L1).toArray();
    const QJsonObject request = entries[0].toObject().value("request"_L1).toObject();
    QCOMPARE(request.value("url"_L1).toString(), u"https://h.example/v2/user?a=1&b=x%20y"_s);
    const QJsonArray query = request.value("queryString"_L1).toArray();
    QCOMPARE(query.size(), 2);
    QCOMPARE(query[1].toObject().value("value"_L1).toString(), u"x y"_s);
    QCOMPARE(request.value("postData"_L1).toObject().value("mimeType"_L1).toString(), u"application/json"_s);
    QCOMPARE(request.value("bodySize"_L1).toInt(), int(someEntries()[0].requestBody.size()));
    QVERIFY(!entries[1].toObject().value("request"_L1).toObject().contains("postData"_L1));
    const QJsonObject cut = entries[2].toObject().value("response"_L1).toObject().value("content"_L1).toObject();
    QCOMPARE(cut.value("size"_L1).toInt(), 100'000);
    QVERIFY(cut.value("comment"_L1).toString().contains(u"first"_s));
    const QJsonObject binary = entries[3].toObject().value("response"_L1).toObject();
    QCOMPARE(binary.value("redirectURL"_L1).toString(), u"https://h.example/elsewhere"_s);
    QCOMPARE(binary.value("content"_L1).toObject().value("encoding"_L1).toString(), u"base64"_s);
    QCOMPARE(QByteArray::fromBase64(binary.value("content"_L1).toObject().value("text"_L1).toString().toLatin1()), QByteArray("\x89PNG\x00", 5));
}

void SessionLogExport::harOfAFailedCall()
{
    const QJsonObject log = QJsonDocument::fromJson(logAsHar({someEntries()[1]}, context(false))).object().value("log"_L1).toObject();
    const QJsonObject response = log.value("entries"_L1)[0].toObject().value("response"_L1).toObject();
    QCOMPARE(response.value("status"_L1).toInt(-5), 0);
    QCOMPARE(response.value("_error"_L1).toString(), u"connection refused"_s);
    QCOMPARE(response.value("bodySize"_L1).toInt(), -1);
}

void SessionLogExport::harEventsAreApart()
{
    const QJsonObject log = QJsonDocument::fromJson(logAsHar(someEntries(), context(false))).object().value("log"_L1).toObject();
    const QJsonArray events = log.value("_events"_L1).toArray();
    QCOMPARE(events.size(), 1);
    const QJsonObject event = events[0].toObject();
    QCOMPARE(event.value("kind"_L1).toString(), u"widget"_s);
    QCOMPARE(event.value("at"_L1).toString(), u"2026-01-02T03:05:00.000Z"_s);
    QCOMPARE(event.value("_title"_L1).toString(), u"pageSuccess"_s);
    QVERIFY(event.value("text"_L1).toString().contains(u"d•••@"_s));
}

void SessionLogExport::nothingPersonal_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("har") << logAsHar(someEntries(), context(true));
    QTest::newRow("markdown") << logAsMarkdown(someEntries(), context(true));
    QTest::newRow("csv") << logAsCsv(someEntries(), context(true));
}

void SessionLogExport::nothingPersonal()
{
    QFETCH(QByteArray, file);
    for (const char *word : {"Dana", "000123456789", "dana@example.com"})
        QVERIFY2(!file.contains(word), word);
    QVERIFY(!file.startsWith("\xef\xbb\xbf"));
    QCOMPARE(QString::fromUtf8(file).toUtf8(), file);
}

void SessionLogExport::simulatedIsSaidEverywhere()
{
    const QList<LogEntry> entries = someEntries();
    const QByteArray har = logAsHar(entries, context(true));
    QCOMPARE(har.count("\"_simulated\": true"), entries.size());
    QVERIFY(har.contains("SIMULATED"));
    const QByteArray markdown = logAsMarkdown(entries, context(true));
    QVERIFY(markdown.left(200).contains("SIMULATED") && markdown.trimmed().endsWith("*SIMULATED*"));
    for (const QStringList &row : readCsv(QString::fromUtf8(logAsCsv(entries, context(true)))).mid(1))
        QCOMPARE(row.last(), u"simulated"_s);
    for (const QByteArray &real : {logAsHar(entries, context(false)), logAsMarkdown(entries, context(false))})
        QVERIFY(!real.toLower().contains("simulat"));
    for (const QStringList &row : readCsv(QString::fromUtf8(logAsCsv(entries, context(false)))).mid(1))
        QCOMPARE(row.last(), QString());
}

void SessionLogExport::aSimulatedCallIsNoticed()
{
    QVERIFY(!hasSimulatedCalls(someEntries()));
    QVERIFY(hasSimulatedCalls(someEntries() + QList<LogEntry>{call("GET", u"http://127.0.0.1:8123/v2/x"_s, 200)}));
    LogEntry page; // a page of this computer is no call
    page.kind = LogEntry::Kind::Navigation;
    page.url = QUrl(u"http://localhost/x"_s);
    QVERIFY(!hasSimulatedCalls({page}));
}

void SessionLogExport::markdownTellsFailuresFirst()
{
    const QString text = QString::fromUtf8(logAsMarkdown(someEntries(), context(false)));
    const qsizetype failures = text.indexOf(u"## Failures"_s), table = text.indexOf(u"## Everything"_s);
    QVERIFY(failures > 0 && table > failures);
    const QString part = text.mid(failures, table - failures);
    QVERIFY2(part.contains(u"AC-112: Another job runs"_s), qPrintable(part)); // its advice
    QVERIFY(part.contains(u"connection refused"_s) && part.contains(u"Check the network"_s));
    QVERIFY(text.contains(u"4 calls, 1 other events, 2 failures"_s));
    QVERIFY(text.contains(u"2026-01-02 03:04:05.678 to 2026-01-02 03:05:00.000"_s));
    QVERIFY(text.contains(u"- Qt: 6.4.2"_s) && text.contains(u"- Aerosync Console: 1.2.3"_s));
    QVERIFY(!text.contains(u"5d41402abc4b2a76b9719d911017c592"_s));
    QVERIFY(text.contains(u"connection 5d41…c592"_s));
    const QList<LogEntry> good{someEntries().first()};
    QVERIFY(logAsMarkdown(good, context(false)).contains("None."));
}

void SessionLogExport::markdownIsNotBrokenByWords()
{
    const QString text = QString::fromUtf8(logAsMarkdown(someEntries(), context(false)));
    static const QRegularExpression bar(u"(?<!\\\\)\\|"_s);
    qsizetype rows = 0;
    for (const QString &line : text.mid(text.indexOf(u"## Everything"_s)).split(u'\n')) {
        if (!line.startsWith(u'|'))
            continue;
        QCOMPARE(line.count(bar), 8);
        ++rows;
    }
    QCOMPARE(rows, 2 + someEntries().size());
    QVERIFY(!text.contains(u"<b>"_s) && !text.contains(u"@ops"_s) && !text.contains(u" *running*"_s) && text.contains(u"Sand\\|box"_s));
}

void SessionLogExport::csvIsATable()
{
    QList<LogEntry> entries = someEntries();
    entries[0].title = u"=HYPERLINK(\"http://x\")"_s;
    entries[1].detail = u"two\r\nlines, and a comma"_s;
    const QList<QStringList> rows = readCsv(QString::fromUtf8(logAsCsv(entries, context(false))));
    QCOMPARE(rows.size(), 6);
    for (const QStringList &row : rows)
        QCOMPARE(row.size(), rows.first().size());
    const auto cell = [&](qsizetype row, const QString &column) { return rows[row].value(rows.first().indexOf(column)); };
    QCOMPARE(cell(1, u"what"_s), u"'=HYPERLINK(\"http://x\")"_s);
    QCOMPARE(cell(1, u"time"_s), u"2026-01-02T03:04:05.678Z"_s);
    QCOMPARE(cell(1, u"milliseconds"_s), u"12"_s);
    QCOMPARE(cell(2, u"detail"_s), u"two\r\nlines, and a comma"_s);
    QCOMPARE(cell(2, u"status"_s), u"0"_s);
    QCOMPARE(cell(3, u"level"_s), u"failed"_s);
    QCOMPARE(cell(5, u"status"_s), QString()); // no call
    QCOMPARE(cell(5, u"launchId"_s), u"launch-1"_s);
}

void SessionLogExport::cells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    QTest::newRow("plain") << u"a b"_s << u"a b"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("comma") << u"a,b"_s << u"\"a,b\""_s;
    QTest::newRow("quote") << u"a\"b"_s << u"\"a\"\"b\""_s;
    QTest::newRow("line") << u"a\nb"_s << u"\"a\nb\""_s;
    QTest::newRow("=") << u"=1+1"_s << u"'=1+1"_s;
    QTest::newRow("+") << u"+1"_s << u"'+1"_s;
    QTest::newRow("-") << u"-1"_s << u"'-1"_s;
    QTest::newRow("@") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
    QTest::newRow("tab") << u"\t=1"_s << u"'\t=1"_s;
    QTest::newRow("formula with a comma") << u"=A(1,2)"_s << u"\"'=A(1,2)\""_s;
    QTest::newRow("inside") << u"a=b"_s << u"a=b"_s;
}

void SessionLogExport::cells()
{
    QFETCH(QString, text);
    QTEST(csvCell(text), "cell");
}

void SessionLogExport::emptyListsAreFiles()
{
    QVERIFY(QJsonDocument::fromJson(logAsHar({}, context(false))).object().value("log"_L1).toObject().value("entries"_L1).isArray());
    QCOMPARE(readCsv(QString::fromUtf8(logAsCsv({}, context(false)))).size(), 1);
    QVERIFY(logAsMarkdown({}, context(false)).contains("0 calls"));
}

/// As many entries as the log keeps, with bodies of a few kilobytes: what a worker has to do.
void SessionLogExport::longLogs()
{
    QList<LogEntry> entries;
    LogEntry one = call("GET", u"https://h.example/v2/accounts/c1/transactions"_s, 200);
    one.answerBody = "{\"transactions\":[" + QByteArray(R"({"id":"TRN-1","amount":48.12,"description":"Corner Shop","category":"Food"},)").repeated(40) + "{}]}";
    one.answerBytes = one.answerBody.size();
    for (int i = 0; i < 5000; ++i)
        entries << one;
    QElapsedTimer time;
    for (const auto &[name, write] : {std::pair{"HAR", &logAsHar}, std::pair{"Markdown", &logAsMarkdown}, std::pair{"CSV", &logAsCsv}}) {
        time.start();
        const QByteArray file = write(entries, context(false));
        qInfo("%s of 5000 entries: %lld bytes in %lld ms", name, qlonglong(file.size()), time.elapsed());
        QVERIFY(file.count("/v2/") >= 5000);
    }
}

void SessionLogExport::adviceOfFailures_data()
{
    QTest::addColumn<LogEntry>("entry");
    QTest::addColumn<QString>("part");
    LogEntry coded = call("POST", u"https://h/v2/x"_s, 409);
    coded.answerBody = R"({"error":{"code":"AC-112"}})";
    QTest::newRow("code") << coded << u"AC-112: "_s;
    QTest::newRow("no answer") << call("GET", u"https://h/v2/x"_s, 0) << u"Check the network"_s;
    QTest::newRow("keys") << call("GET", u"https://h/v2/x"_s, 401) << u"Check the keys"_s;
    QTest::newRow("status") << call("GET", u"https://h/v2/x"_s, 500) << u"Open the call"_s;
    QTest::newRow("good") << call("GET", u"https://h/v2/x"_s, 200) << QString();
    LogEntry problem;
    problem.kind = LogEntry::Kind::Problem;
    problem.level = LogEntry::Level::Bad;
    QTest::newRow("says it itself") << problem << QString();
}

void SessionLogExport::adviceOfFailures()
{
    QFETCH(LogEntry, entry);
    QFETCH(QString, part);
    const QString advice = entryAdvice(entry);
    QVERIFY2(part.isEmpty() ? advice.isEmpty() : advice.startsWith(part), qPrintable(advice));
}

QTEST_GUILESS_MAIN(SessionLogExport)
#include "session_logexport.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Credentials that only their place gives away, by somebody who wants them to be missed, or wants the record to become unreadable.
#include "session/eventlog.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString connectionId = u"5d41402abc4b2a76b9719d911017c592"_s, jobId = u"REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s;

LogEntry call()
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.connectionId = connectionId;
    entry.jobId = jobId;
    entry.launchId = u"launch-1"_s;
    entry.url = QUrl(u"https://api.example/v2/accounts/%1/job/%2"_s.arg(connectionId, jobId));
    return entry;
}

/// ' stands for a quote, ` for one that is escaped: moc loses its way in raw texts here.
QByteArray json(QByteArray text)
{
    return text.replace('`', "\\\"").replace('\'', '"');
}

QString said(EventLog &log, const QString &text)
{
    log.addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"page console"_s, text);
    return log.entries().back().detail;
}

} // namespace

class SessionPlaced : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void foundElsewhere_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char *name, const QByteArray &cookie, const QByteArray &body, const QByteArray &word) { QTest::newRow(name) << cookie << body << word; };
        row("in quotes", "s=\"c00kie0123456789\"; Path=/", {}, "c00kie0123456789");
        row("escaped, as it came", "s=c00kie%2F0123456789%3D; Path=/", {}, "c00kie%2F0123456789%3D");
        row("escaped, in clear", "s=c00kie%2F0123456789%3D; Path=/", {}, "c00kie/0123456789");
        row("signed", "connect.sid=s%3AaBcDeFgHiJkLmNoP.qRsTuVwX1234567890", {}, "aBcDeFgHiJkLmNoP.qRsTuVwX1234567890");
        row("the second line", "a=first0123456789a; Path=/\nb=second0123456789; HttpOnly", {}, "second0123456789"); // as Qt joins them
        row("the second line, CRLF", "a=1; Path=/\r\nb=second0123456789", {}, "second0123456789");
        row("named like an attribute", "version=abc123def456ghi; Path=/", {}, "abc123def456ghi");
        row("letters only", "s=abcdefghijklmnopqrstuvwxyzABCDEF", {}, "abcdefghijklmnopqrstuvwxyzABCDEF");
        row("one of several parts", "s=u1|1700000000|ab12cd34ef56", {}, "ab12cd34ef56");
        row("list under a header's name", {}, json("{'headers':{'set-cookie':['s=abc123def456ghi','t=zyx987wvu654tsr'],'n':1}}"), "zyx987wvu654tsr");
        row("object under a field's name", {}, json("{'token':{'value':'abc123def456ghi','kind':'x'},'n':1}"), "abc123def456ghi");
        row("list in JSON in JSON", {}, json("{'a':'{`cookie`:[`abc123def456ghi`,`b`],`n`:1}'}"), "abc123def456ghi");
    }
    void foundElsewhere()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, word);
        EventLog log;
        LogEntry entry = call();
        entry.answerHeaders = {{"Set-Cookie", header}};
        entry.answerBody = body;
        log.add(entry);
        const LogEntry &kept = log.entries().back();
        QVERIFY2(!kept.answerBody.contains(word) && !kept.answerHeaders.first().second.contains(word), kept.answerBody.constData());
        if (!body.isEmpty())
            QVERIFY2(kept.answerBody.contains("\"n\":1") || kept.answerBody.contains("\\\"n\\\":1"), kept.answerBody.constData()); // what stands beside it stays
        const QString elsewhere = said(log, u"saw "_s + QString::fromUtf8(word) + u" there"_s);
        QVERIFY2(!elsewhere.contains(QString::fromUtf8(word)), qPrintable(elsewhere));
    }

    void timesStayReadable()
    {
        EventLog log;
        LogEntry entry = call();
        entry.requestHeaders = {{"Cookie", "seen=2026-05-17T18:07:25Z; back=https://api2.example.com/v2/accounts/x1"}};
        log.add(entry);
        const QString harmless = u"2026-05-17T18:09:01Z api2.example.com /v2/accounts/x1"_s;
        QCOMPARE(said(log, harmless), harmless);
    }

    /// Whoever calls an id of ours a credential does not make the record unreadable. The field itself is taken out.
    void idsStayReadable_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("before"); // there was a call with it
        for (const bool before : {false, true}) {
            QTest::addRow("connection, %d", int(before)) << connectionId << before;
            QTest::addRow("job, %d", int(before)) << jobId << before;
        }
    }
    void idsStayReadable()
    {
        QFETCH(QString, id);
        QFETCH(bool, before);
        EventLog log;
        if (before)
            log.add(call());
        LogEntry message; // of the page: belongs to no connection
        message.kind = LogEntry::Kind::Widget;
        message.answerBody = "{\"token\":\"" + id.toUtf8() + "\"}";
        log.add(message);
        QCOMPARE(log.entries().back().answerBody, QByteArray("{\"token\":\"‹redacted›\"}"));
        for (int i = 0; i < 2; ++i) {
            LogEntry entry = call();
            entry.answerBody = message.answerBody;
            entry.answerHeaders = {{"Set-Cookie", "job=" + id.toUtf8()}};
            log.add(entry);
            const LogEntry &kept = log.entries().back();
            QCOMPARE(kept.connectionId, connectionId);
            QCOMPARE(kept.jobId, jobId);
            QCOMPARE(kept.launchId, u"launch-1"_s);
            QCOMPARE(kept.url, call().url);
            QCOMPARE(kept.answerBody, QByteArray("{\"token\":\"‹redacted›\"}"));
            QCOMPARE(kept.answerHeaders.first().second, QByteArray("‹redacted›"));
            log.add(message);
        }
        QCOMPARE(said(log, u"about "_s + id), u"about "_s + id);
    }

    void aLiveKeyIsNeverAnId()
    {
        EventLog log;
        log.redactor().learn(Secret(connectionId.toUtf8()));
        LogEntry entry = call();
        entry.answerBody = "{\"token\":\"" + connectionId.toUtf8() + "\"}";
        for (int i = 0; i < 2; ++i) {
            log.add(entry);
            QVERIFY(!log.entries().back().connectionId.contains(connectionId) && !log.entries().back().url.toString().contains(connectionId));
        }
    }

    /// Masks are shorter than what they stand for: what moves up from behind the cut may be half of something.
    void halvesThatMoveUp()
    {
        const QByteArray secret = "half-a-secret-0123456789-abcdefgh";
        for (const qsizetype limit : {qsizetype(2000), loggedBody}) {
            for (qsizetype inside = 1; inside < secret.size(); ++inside) {
                Redactor redactor;
                redactor.learn(Secret(secret));
                const qsizetype cut = limit + 16 * 1024;
                QByteArray text;
                while (text.size() < cut - 1000)
                    text += "token=" + QByteArray(800, 'q') + ' ';
                text = text.leftJustified(cut - inside, ' ') + secret + " and more, and more, and more";
                const QByteArray masked = redactor.masked(text, limit).text;
                QVERIFY2(!masked.contains("half-a-secret"), masked.right(100).constData());
                const QString shown = redactor.text(QString::fromUtf8(text), limit, nullptr);
                QVERIFY2(!shown.contains(u"half-a-secret"_s), qPrintable(shown.right(100)));
                if (inside > 14 && limit == 2000) {
                    EventLog log;
                    log.redactor() = redactor;
                    QVERIFY(!said(log, QString::fromUtf8(text)).contains(u"half-a"_s));
                }
            }
        }
    }

    /// New cookies with every answer: each costs a look more, and no more than that.
    void newCookiesAreCheap()
    {
        EventLog log;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 1000; ++i) {
            LogEntry entry = call();
            entry.answerHeaders = {{"Set-Cookie", "a=first" + QByteArray::number(1'000'000 + i) + "\nb=second" + QByteArray::number(2'000'000 + i)}};
            entry.answerBody = "{\"a\":\"" + QByteArray(4000, 'x') + "\"}";
            log.add(entry);
        }
        QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()).constData()); // some 90 ms without sanitizers
    }
};

QTEST_GUILESS_MAIN(SessionPlaced)
#include "session_placed.moc"

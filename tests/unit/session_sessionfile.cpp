// SPDX-License-Identifier: GPL-3.0-or-later
// SessionFile: what is saved comes back; nothing that became known as secret or personal since leaves; files that are cut off,
// altered or made by somebody hostile give a clear message, and take no memory but their own.
#include "session/eventlog.h"
#include "session/sessionfile.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QtTest>

#include <numeric>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const SessionFacts facts{u"aerosync-console 0.1.0"_s, u"Simulator"_s, true, u"2.1.4"_s, u"6.4.2"_s, u"balance fails, Dana"_s, QDateTime::fromMSecsSinceEpoch(1'790'000'000'123, Qt::UTC)};

std::vector<quint32> allRows(const EventArchiveView &view)
{
    std::vector<quint32> rows(std::size_t(view.size()));
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

std::unique_ptr<EventLog> recorded(int count)
{
    auto log = std::make_unique<EventLog>();
    for (int i = 0; i < count; ++i) {
        LogEntry entry;
        entry.at = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + i, Qt::UTC);
        entry.kind = allLogKinds().at(i % 9);
        entry.level = LogEntry::Level(i % 4);
        entry.title = u"entry %1 ü"_s.arg(i);
        entry.detail = i % 3 ? QString() : u"said late-secret-value-1 to Dana"_s;
        entry.url = QUrl(u"https://api.example.com/v2/%1?a=b"_s.arg(i));
        entry.verb = "POST";
        entry.requestHeaders = {{"X-A", "b: c"}};
        entry.requestBody = "{\"n\":" + QByteArray::number(i) + ",\"accountNumber\":\"0012345678\"}";
        entry.answerBody = QByteArray(i % 700, 'q');
        entry.status = 200 + i % 300;
        entry.elapsed = std::chrono::microseconds(i);
        entry.phases = {std::chrono::microseconds(-1), std::chrono::microseconds(i), std::chrono::microseconds(2 * i)};
        entry.jobId = u"job-%1"_s.arg(i % 7);
        log->add(entry);
    }
    return log;
}

/// The sum made anew, as somebody hostile would.
QByteArray resealed(const QByteArray &rest)
{
    return "AEROSESSION 1\nblake2b " + QCryptographicHash::hash(rest, QCryptographicHash::Blake2b_256).toHex() + '\n' + rest;
}

QByteArray restOf(const QByteArray &file)
{
    return file.mid(file.indexOf('\n', file.indexOf('\n') + 1) + 1);
}

} // namespace

class SessionSessionFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedComesBack()
    {
        const auto log = recorded(5000);
        const QList<SessionPicture> pictures{{facts.savedAt, "later"}, {facts.savedAt.addSecs(-1), QByteArray("\x89PNG\0x", 6)}};
        log->pin(8, true);
        log->note(8, u"here it is, Dana"_s);
        log->note(4000, u"and here"_s);
        log->redactor().learnPersonal(Personal::Name, u"Dana"_s);
        const QByteArray file = sessionFile(log->archive(), allRows(log->archive()), log->redactor(), facts, pictures, log->marks()->all());
        const Result<SessionRecord> back = readSessionFile(file);
        QVERIFY2(back, back ? "" : qPrintable(oneLine(back.error())));
        QCOMPARE(back->facts.program, facts.program);
        QCOMPARE(back->facts.note, u"balance fails, D•••"_s);
        QCOMPARE(back->marks.size(), 2);
        QCOMPARE(back->marks.first(), (EventMark{true, u"here it is, D•••"_s}));
        QCOMPARE(back->events.entry(qsizetype(back->marks.firstKey() - back->events.firstId())).title, u"entry 7 ü"_s);
        QCOMPARE(back->facts.savedAt, facts.savedAt);
        QVERIFY(back->facts.isSimulated);
        QCOMPARE(back->pictures.size(), 2);
        QCOMPARE(back->pictures.at(1).png, QByteArray("later")); // by their times
        QCOMPARE(back->events.size(), 5000);
        for (qsizetype row = 0; row < 5000; ++row) {
            const LogEntry was = log->archive().entry(row), is = back->events.entry(row);
            QCOMPARE((QStringList{is.title, is.detail, is.url.toString(), is.jobId}), (QStringList{was.title, QString(was.detail).replace(u"Dana"_s, u"D•••"_s), was.url.toString(), was.jobId}));
            QCOMPARE((QList<qint64>{is.at.toMSecsSinceEpoch(), int(is.kind), int(is.level), is.status, is.elapsed.count(), is.answerBytes}),
                     (QList<qint64>{was.at.toMSecsSinceEpoch(), int(was.kind), int(was.level), was.status, was.elapsed.count(), was.answerBytes}));
            QCOMPARE((QList<QByteArray>{is.verb, is.requestBody, is.answerBody}), (QList<QByteArray>{was.verb, was.requestBody, was.answerBody}));
            QCOMPARE(is.requestHeaders, was.requestHeaders);
            QCOMPARE(is.phases, was.phases);
            QVERIFY(is.requestBody.contains("••••5678"));
        }
        const EventQuery query = EventQuery::parse(u"kind:http job:job-3 \"ENTRY 12\""_s);
        QCOMPARE(back->events.filter(query), log->archive().filter(query));
    }

    void someRowsOnly()
    {
        const auto log = recorded(100);
        const Result<SessionRecord> back = readSessionFile(sessionFile(log->archive(), {3, 50, 99}, log->redactor(), facts, {}));
        QVERIFY(back);
        QCOMPARE(back->events.size(), 3);
        QCOMPARE(back->events.entry(1).title, u"entry 50 ü"_s);
        const Result<SessionRecord> none = readSessionFile(sessionFile(log->archive(), {}, log->redactor(), facts, {}));
        QVERIFY(none);
        QCOMPARE(none->events.size(), 0);
    }

    void whatIsKnownByNowDoesNotLeave()
    {
        const auto log = recorded(30);
        QVERIFY(log->archive().entry(0).detail.contains(u"late-secret-value-1"_s));
        log->redactor().learn(Secret(QByteArray("late-secret-value-1")));
        log->redactor().learnPersonal(Personal::Name, u"Dana"_s);
        const Result<SessionRecord> back = readSessionFile(sessionFile(log->archive(), allRows(log->archive()), log->redactor(), facts, {}));
        QVERIFY(back);
        QCOMPARE(back->facts.note, u"balance fails, D•••"_s);
        QCOMPARE(back->events.entry(0).detail, u"said ‹redacted› to D•••"_s);
        for (qsizetype row = 0; row < back->events.size(); ++row)
            QVERIFY(!back->events.text(row).contains("late-secret") && !back->events.text(row).contains("Dana"));
    }

    void filesThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("word"); // of the message
        const auto log = recorded(50);
        const QByteArray file = sessionFile(log->archive(), allRows(log->archive()), log->redactor(), facts, {});
        const QByteArray rest = restOf(file);
        QTest::newRow("empty") << QByteArray() << u"no session file"_s;
        QTest::newRow("another kind") << QByteArray("\x89PNG\r\n") << u"no session file"_s;
        QTest::newRow("newer") << "AEROSESSION 2\n" + file.mid(14) << u"newer version"_s;
        QTest::newRow("no version") << "AEROSESSION x\n" + file.mid(14) << u"beginning"_s;
        QTest::newRow("cut in the sum") << file.left(40) << u"beginning"_s;
        QTest::newRow("cut") << file.chopped(1) << u"cut off"_s;
        QTest::newRow("longer") << file + 'x' << u"altered"_s;
        QByteArray altered = file;
        altered[altered.size() / 2] = char(altered[altered.size() / 2] ^ 1);
        QTest::newRow("altered") << altered << u"altered"_s;
        QTest::newRow("nothing but a sum") << resealed({}) << u"contradicts"_s;
        QTest::newRow("no JSON") << resealed("no\n") << u"contradicts"_s;
        QTest::newRow("more entries") << resealed(QByteArray(rest).replace("\"entries\":50", "\"entries\":51")) << u"number of its entries"_s;
        QTest::newRow("very many entries") << resealed(QByteArray(rest).replace("\"entries\":50", "\"entries\":99999999999")) << u"number of its entries"_s;
        QTest::newRow("behind the sections") << resealed(rest + 'x') << u"size of the whole"_s;
        QTest::newRow("a bomb") << resealed("{\"entries\":0,\"sections\":[{\"name\":\"text\",\"plain\":2147483647,\"packed\":4},{\"name\":\"rows\",\"plain\":2147483647,\"packed\":0}]}" "\nxxxx") << u"larger"_s;
    }
    void filesThatAreNone()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, word);
        const Result<SessionRecord> read = readSessionFile(file);
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(word), qPrintable(read.error().message));
        QVERIFY(!read.error().advice.isEmpty());
    }

    /// Any bytes behind a right sum: an error, or a record whose every part can be looked at. (Under sanitizers too.)
    void fuzzed()
    {
        const auto log = recorded(40);
        const QByteArray rest = restOf(sessionFile(log->archive(), allRows(log->archive()), log->redactor(), facts, {{facts.savedAt, "png"}}, {{2, {true, u"n"_s}}}));
        const quint32 seed = qEnvironmentVariableIsSet("CONSOLE_TEST_SEED") ? qEnvironmentVariable("CONSOLE_TEST_SEED").toUInt() : QRandomGenerator::global()->generate();
        qInfo("CONSOLE_TEST_SEED=%u", seed);
        QRandomGenerator random(seed);
        int opened = 0;
        for (int round = 0; round < 4000; ++round) {
            QByteArray bytes = rest;
            for (int i = random.bounded(1, 6); i > 0 && !bytes.isEmpty(); --i) {
                const qsizetype head = bytes.indexOf('\n');
                const qsizetype at = random.bounded(int(round % 2 || head < 1 ? bytes.size() : head));
                switch (random.bounded(4)) {
                case 0: bytes[at] = char(random.bounded(256)); break;
                case 1: bytes.remove(at, random.bounded(1, 9)); break;
                case 2: bytes.insert(at, QByteArray(random.bounded(1, 9), char('0' + random.bounded(10)))); break;
                default: bytes.truncate(std::max<qsizetype>(at, 1)); break;
                }
            }
            const Result<SessionRecord> read = readSessionFile(resealed(bytes));
            if (!read)
                continue;
            ++opened;
            for (qsizetype row = 0; row < read->events.size(); ++row)
                QVERIFY(read->events.entry(row).id + 1 > 0);
            read->events.filter(EventQuery::parse(u"entry -nothing"_s));
        }
        QVERIFY(opened < 4000);
    }

    /// The parts behind the packing, where a changed byte of the file does not reach.
    void fuzzedInside()
    {
        const quint32 seed = qEnvironmentVariableIsSet("CONSOLE_TEST_SEED") ? qEnvironmentVariable("CONSOLE_TEST_SEED").toUInt() : QRandomGenerator::global()->generate();
        qInfo("CONSOLE_TEST_SEED=%u", seed);
        QRandomGenerator random(seed);
        constexpr int entries = 3, rowBytes = 87;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray rows(entries * rowBytes, '\0'), names;
            for (int i = random.bounded(12); i > 0; --i)
                rows[random.bounded(int(rows.size()))] = char(random.bounded(256));
            for (int list = 0; list < 4; ++list)
                names += round % 3 ? QByteArray("\1\0\0\0\0\0\0\0", 8) : QByteArray::fromHex(QByteArray::number(random.generate64(), 16).rightJustified(16, '0'));
            names += QByteArray(8, '\0');
            QByteArray bytes, sections;
            for (const auto &[name, plain] : {std::pair<const char *, QByteArray>{"rows", rows}, {"text", QByteArray(300, 't')}, {"names", names}}) {
                const QByteArray packed = qCompress(plain).mid(4); // Qt's has a length in front
                sections += sections.isEmpty() ? "" : ",";
                sections += QByteArray("{\"name\":\"") + name + "\",\"plain\":" + QByteArray::number(plain.size()) + ",\"packed\":" + QByteArray::number(packed.size()) + '}';
                bytes += packed;
            }
            const Result<SessionRecord> read = readSessionFile(resealed("{\"entries\":3,\"sections\":[" + sections + "]}\n" + bytes));
            if (!read)
                continue;
            for (qsizetype row = 0; row < read->events.size(); ++row)
                (void)read->events.entry(row);
            read->events.filter(EventQuery::parse(u"t -x"_s));
        }
    }
};

QTEST_GUILESS_MAIN(SessionSessionFile)
#include "session_sessionfile.moc"

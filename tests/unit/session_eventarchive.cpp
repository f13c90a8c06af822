// SPDX-License-Identifier: GPL-3.0-or-later
// EventArchive: every entry comes back, from memory and from the disk; a filter finds what a plain look at each entry finds; a disk
// that takes no more is told of. And its parts: TextSpool, CaselessFinder.
#include "session/caseless.h"
#include "session/eventlog.h"

#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

LogEntry entryOf(quint64 id, QRandomGenerator &random)
{
    LogEntry entry;
    entry.id = id;
    entry.at = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + qint64(id) * 250, Qt::UTC);
    entry.kind = allLogKinds().at(random.bounded(int(allLogKinds().size())));
    entry.level = LogEntry::Level(random.bounded(4));
    entry.title = u"entry %1 → “%2”"_s.arg(id).arg(random.bounded(50));
    entry.detail = random.bounded(3) ? QString() : u"Détail %1\nwith a line"_s.arg(random.bounded(9));
    if (random.bounded(2)) {
        entry.verb = "GET";
        entry.url = QUrl(u"https://api%1.example.com/v2/x?a=%20b"_s.arg(random.bounded(3)));
        entry.requestHeaders = {{"Accept", "a: b"}, {"X-Empty", ""}};
        entry.answerHeaders = {{"Content-Type", "application/json"}};
        entry.requestBody = random.bounded(2) ? QByteArray("{\"q\":1}\n") : QByteArray();
        entry.answerBody = QByteArray("{\"Deposit\":").append(QByteArray::number(random.bounded(1000))).append(QByteArray(random.bounded(300), 'z')) + '}';
        entry.answerBytes = qint64(5) * 1024 * 1024 * 1024;
        entry.status = 200 + random.bounded(4) * 100;
        entry.elapsed = std::chrono::microseconds(random.bounded(1'000'000));
    }
    entry.jobId = random.bounded(4) ? QString() : u"JOB-%1"_s.arg(random.bounded(5));
    entry.connectionId = u"c%1"_s.arg(random.bounded(5));
    entry.launchId = random.bounded(2) ? u"launch-1"_s : QString();
    return entry;
}

QString told(const LogEntry &entry)
{
    QStringList parts{QString::number(entry.id), entry.at.toString(Qt::ISODateWithMs), QString::number(int(entry.kind)), QString::number(int(entry.level)), entry.title,
                      entry.detail, QString::fromUtf8(entry.verb), entry.url.toString(QUrl::FullyEncoded), QString::fromUtf8(entry.requestBody), QString::fromUtf8(entry.answerBody),
                      QString::number(entry.answerBytes), QString::number(entry.status), QString::number(entry.elapsed.count()), entry.jobId, entry.connectionId, entry.launchId};
    for (const Headers &headers : {entry.requestHeaders, entry.answerHeaders}) {
        for (const auto &[name, value] : headers)
            parts << QString::fromUtf8(name + '=' + value);
    }
    return parts.join(u'|');
}

/// The same by looking at the entry alone.
bool wants(const EventQuery &query, const LogEntry &entry)
{
    const auto one = [](const QStringList &wanted, const QString &name) {
        return wanted.isEmpty() || (!name.isEmpty() && std::any_of(wanted.begin(), wanted.end(), [&](const QString &part) { return name.contains(part, Qt::CaseInsensitive); }));
    };
    QByteArray text = entry.title.toUtf8() + '\n' + entry.detail.toUtf8() + '\n' + entry.verb + '\n' + entry.url.toEncoded() + '\n';
    for (const auto &[name, value] : entry.requestHeaders)
        text += name + ": " + value + '\n';
    text += '\n' + entry.requestBody + '\n';
    for (const auto &[name, value] : entry.answerHeaders)
        text += name + ": " + value + '\n';
    text += '\n' + entry.answerBody + '\n' + (entry.launchId + u'\n' + entry.connectionId + u'\n' + entry.jobId).toUtf8();
    const QByteArray small = text.toLower();
    const auto has = [&small](const QString &word) { return small.contains(word.toUtf8().toLower()); };
    return (query.kinds.isEmpty() || query.kinds.contains(entry.kind)) && entry.level >= query.worst
        && (query.statuses.isEmpty() || std::any_of(query.statuses.begin(), query.statuses.end(), [&](const auto &range) { return entry.status >= range.first && entry.status <= range.second; }))
        && one(query.hosts, entry.url.host()) && one(query.jobs, entry.jobId) && one(query.connections, entry.connectionId) && one(query.launches, entry.launchId)
        && std::all_of(query.words.begin(), query.words.end(), has) && std::none_of(query.without.begin(), query.without.end(), has);
}

} // namespace

class SessionEventArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack()
    {
        const QTemporaryDir folder;
        QRandomGenerator random(5);
        EventArchive archive(folder.filePath(u"made with it"_s));
        QStringList before;
        for (quint64 id = 7; id < 10'007; ++id) {
            const LogEntry entry = entryOf(id, random);
            archive.append(entry);
            before << told(entry);
            if (id % 1000 == 0)
                QCOMPARE(told(archive.view().entry(qsizetype(id) - 7)), before.last()); // at once
        }
        QCOMPARE(archive.size(), 10'000);
        archive.spool()->waitUntilWritten();
        QVERIFY(archive.spool()->written() > 1'000'000);
        QVERIFY(!archive.problem());
        for (qsizetype row = 0; row < archive.size(); ++row) {
            QCOMPARE(told(archive.view().entry(row)), before.at(row));
            const LogEntry head = archive.view().head(row);
            QVERIFY(head.answerBody.isEmpty() && head.title == archive.view().entry(row).title && head.id == quint64(row) + 7);
        }
        QCOMPARE(QDir(folder.filePath(u"made with it"_s)).entryList(QDir::Files | QDir::Hidden).size(), 0); // nobody finds it by a name
    }

    void anOldViewStaysAsItWas()
    {
        EventArchive archive;
        QRandomGenerator random(6);
        archive.append(entryOf(1, random));
        const EventArchiveView before = archive.view();
        archive.append(entryOf(2, random));
        QCOMPARE(before.size(), 1);
        archive.clear();
        QCOMPARE(archive.size(), 0);
        QCOMPARE(before.entry(0).id, 1u);
        archive.append(entryOf(3, random));
        QCOMPARE(archive.view().entry(0).id, 3u);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"", "deposit", "DEPOSIT", "\"entry 77 \"", "zzzz", "nothing of this", "status:4xx", "status:200,500", "kind:http", "kind:job,token deposit",
                                  "level:bad", "level:warning -deposit", "host:api1", "job:JOB-3", "job:job connection:c2", "launch:launch-1", "-zz -entry", "-launch-1",
                                  "détail", "\"with a line\"", "job-4", "q\\\":1", "\"a: b\"", "\"→ “7\"", "}", "-}"})
            QTest::newRow(*typed ? typed : "nothing") << QString::fromUtf8(typed);
    }
    void filters() // both with all of it in memory and with most of it on the disk
    {
        QFETCH(QString, typed);
        const EventQuery query = EventQuery::parse(typed);
        for (const int count : {300, 6000}) {
            QRandomGenerator random(8);
            EventArchive archive;
            std::vector<quint32> expected;
            for (int i = 0; i < count; ++i) {
                const LogEntry entry = entryOf(quint64(i) + 1, random);
                archive.append(entry);
                if (wants(query, entry))
                    expected.push_back(quint32(i));
            }
            if (count > 1000)
                archive.spool()->waitUntilWritten();
            QCOMPARE(archive.view().filter(query), expected);
            const auto half = std::lower_bound(expected.begin(), expected.end(), quint32(count / 2));
            QCOMPARE(archive.view().filter(query, count / 2), std::vector<quint32>(half, expected.end()));
        }
    }

    void aSearchStops()
    {
        EventArchive archive;
        QRandomGenerator random(8);
        for (int i = 0; i < 5000; ++i)
            archive.append(entryOf(quint64(i) + 1, random));
        const auto stop = std::make_shared<std::atomic<bool>>(true);
        QVERIFY(archive.view().filter({}, 0, stop).empty());
    }

    void aDiskThatTakesNothingIsToldOnce()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"in the way"_s));
        QVERIFY(file.open(QIODevice::WriteOnly)); // a file where the folder should be
        file.close();
        EventLog log(nullptr, 10, qint64(64) * 1024 * 1024, file.fileName());
        for (int i = 0; i < 40; ++i) {
            LogEntry entry;
            entry.title = QString::number(i);
            entry.answerBody = QByteArray(100'000, 'x');
            log.add(entry);
        }
        const auto told = [&log] { return log.archive().filter(EventQuery::parse(u"kind:problem \"cannot be kept\""_s)).size(); };
        QTRY_VERIFY_WITH_TIMEOUT((log.addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"x"_s), told() == 1), 20'000);
        log.addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"y"_s);
        QCOMPARE(told(), std::size_t(1));
        QCOMPARE(log.archive().entry(3).title, u"3"_s); // it is in memory
    }

    void caseless()
    {
        QRandomGenerator random(9);
        const QByteArray letters = "abAB:\" zZ\xc3\xa4";
        for (int round = 0; round < 20'000; ++round) {
            QByteArray text, word;
            for (int i = random.bounded(40); i > 0; --i)
                text += letters[random.bounded(int(letters.size()))];
            for (int i = random.bounded(4); i > 0; --i)
                word += letters[random.bounded(int(letters.size()))];
            const CaselessFinder finder(word);
            CaselessFinder::Scan scan(finder, text);
            for (qsizetype from = 0; from <= text.size(); from += random.bounded(9)) {
                const qsizetype expected = word.isEmpty() ? -1 : text.toLower().indexOf(word.toLower(), from);
                QCOMPARE(scan.next(from), expected);
            }
        }
    }
};

QTEST_GUILESS_MAIN(SessionEventArchive)
#include "session_eventarchive.moc"

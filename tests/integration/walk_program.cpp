// SPDX-License-Identifier: GPL-3.0-or-later
// aerosync-walk as a CI job starts it: what is wrong with the order is told apart from what is wrong with the integration.
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray twoWalks =
    "{\"walk\": 1, \"name\": \"Two\", \"walks\": ["
    "{\"id\": \"good\", \"name\": \"Good\", \"tags\": [\"smoke\"], \"steps\": [{\"user\": {}}, {\"open\": {}}, {\"see\": {\"role\": \"button\", \"text\": \"Continue\"}}]},"
    "{\"id\": \"bad\", \"name\": \"Bad\", \"steps\": [{\"user\": {}}, {\"open\": {}}, {\"click\": {\"role\": \"button\", \"text\": \"Nobody has this\"}, \"limit\": \"1 s\"}]}]}";
const QByteArray restOfWalk = "\", \"name\": \"W\", \"steps\": [{\"user\": {}}, {\"open\": {}}, {\"see\": {\"role\": \"button\", \"text\": \"Continue\"}}]}";

} // namespace

class WalkProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCannotRunIsTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("unknown option") << QStringList{u"--bogus"_s} << QByteArray("bogus");
        QTest::newRow("stray word") << QStringList{u"stray"_s} << QByteArray("stray");
        QTest::newRow("no such environment") << QStringList{u"--environment"_s, u"sandboxx"_s} << QByteArray("sandboxx");
        QTest::newRow("production") << QStringList{u"--environment"_s, u"production"_s} << QByteArray("production");
        QTest::newRow("speed") << QStringList{u"--speed"_s, u"0"_s} << QByteArray("--speed");
        QTest::newRow("brand: unknown option") << QStringList{u"brand"_s, u"--bogus"_s} << QByteArray("bogus");
        QTest::newRow("brand: theme") << QStringList{u"brand"_s, u"--theme"_s, u"light,blue"_s} << QByteArray("blue");
        QTest::newRow("brand: type") << QStringList{u"brand"_s, u"--type"_s, u"popup"_s} << QByteArray("popup");
        QTest::newRow("brand: size") << QStringList{u"brand"_s, u"--size"_s, u"20x20"_s} << QByteArray("20x20");
        QTest::newRow("brand: screen") << QStringList{u"brand"_s, u"--screens"_s, u"lobby"_s} << QByteArray("lobby");
        QTest::newRow("brand: scale") << QStringList{u"brand"_s, u"--scale"_s, u"9"_s} << QByteArray("--scale");
        QTest::newRow("brand: too many") << QStringList{u"brand"_s, u"--config"_s, QStringList(40, u"a"_s).join(u',') + u",b"_s, u"--theme"_s, u"light,dark"_s} << QByteArray("82");
        QTest::newRow("brand: report without a sheet") << QStringList{u"brand"_s, u"--report"_s, u"r.html"_s} << QByteArray("--brand-sheet");
        QTest::newRow("brand: no such sheet") << QStringList{u"brand"_s, u"--brand-sheet"_s, u"/nowhere/sheet.json"_s} << QByteArray("/nowhere/sheet.json");
        QTest::newRow("brand: production") << QStringList{u"brand"_s, u"--environment"_s, u"production"_s} << QByteArray("production");
        QTest::newRow("no room for pictures") << QStringList{u"--pictures"_s, u"/proc/nothing/here"_s} << QByteArray("/proc/nothing/here");
    }
    void whatCannotRunIsTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, said);
        const auto [status, out, complaint] = run(arguments);
        QCOMPARE(status, 2);
        QCOMPARE(out, QByteArray());
        QVERIFY2(complaint.contains("aerosync-walk: ") && complaint.contains(said), complaint.constData());
    }

    void itKnowsItsName()
    {
        const auto [status, out, complaint] = run({u"--version"_s});
        QCOMPARE(status, 0);
        QVERIFY2(out.startsWith("aerosync-walk "), out.constData());
    }

    void keysThatAreNotThere()
    {
        const auto [status, out, complaint] = run({u"--environment"_s, u"sandbox"_s});
        QCOMPARE(status, 2);
        QVERIFY2(complaint.contains("AEROSYNC_API_KEY"), complaint.constData());
    }

    void mistakesInAFileNameTheLine()
    {
        QTemporaryDir folder;
        write(folder.filePath(u"walk.json"_s), "{\"walk\": 1, \"name\": \"Mistaken\", \"walks\": [\n{\"id\": \"a\", \"name\": \"A\", \"steps\": [\n{\"clik\": \"Continue\"}]}]}");
        const auto [status, out, complaint] = run({u"run"_s, folder.filePath(u"walk.json"_s)});
        QCOMPARE(status, 2);
        QVERIFY2(complaint.contains("walk.json:3: walks[0].steps[0]") && complaint.contains("click"), complaint.constData());
    }

    /// One walk that passes, one that cannot: reports of both, and two shards are the whole.
    void runsReportsAndMerges()
    {
        QTemporaryDir folder;
        const auto file = [&](const QString &name) { return folder.filePath(name); };
        write(file(u"walk.json"_s), twoWalks);;
        const QStringList base{u"run"_s, file(u"walk.json"_s), u"--green"_s, file(u"green.json"_s), u"--speed"_s, u"20"_s};
        const auto smoke = run(base + QStringList{u"--only"_s, u"smoke"_s});
        QVERIFY2(smoke.status == 0 && smoke.out.contains("walk/good"), smoke.out + smoke.complaint);
        const auto listed = run(base + QStringList{u"--list"_s});
        QVERIFY2(listed.status == 0 && listed.out.contains("walk/good") && listed.out.contains("walk/bad"), listed.out + listed.complaint);
        const auto nothing = run(base + QStringList{u"--only"_s, u"nonsense"_s});
        QVERIFY2(nothing.status == 2 && nothing.complaint.contains("nonsense"), nothing.complaint);
        for (const QString &shard : {u"1"_s, u"2"_s}) {
            const auto part = run(base + QStringList{u"--shard"_s, shard + u"/2"_s, u"--junit"_s, file(u"part-%1.xml"_s.arg(shard)), u"--html"_s, file(u"part-%1.html"_s.arg(shard)), u"--pictures"_s, file(u"pictures"_s)});
            QVERIFY2(part.status == 0 || part.status == 1, part.out + part.complaint);
        }
        QVERIFY(!QDir(file(u"pictures/walk-bad"_s)).entryList({u"*failed.png"_s}).isEmpty());
        const auto merged = run({u"merge"_s, file(u"part-1.xml"_s), file(u"part-2.xml"_s), file(u"part-1.html"_s), file(u"part-2.html"_s), u"--junit"_s, file(u"all.xml"_s), u"--html"_s, file(u"all.html"_s)});
        QVERIFY2(merged.status == 1, merged.out + merged.complaint);
        const QByteArray junit = read(file(u"all.xml"_s)), html = read(file(u"all.html"_s));
        QVERIFY2(junit.contains("widget-changed") && junit.contains("tests=\"2\"") && junit.contains("failures=\"1\""), junit);
        QVERIFY(html.contains("Nobody has this") && html.contains("data:image/") && !html.contains("<script"));
        const auto half = run({u"merge"_s, file(u"part-1.xml"_s), u"--junit"_s, file(u"half.xml"_s)});
        QVERIFY2(half.status == 2, half.out + half.complaint); // a shard is missing
    }

    /// Killed at any moment, what there was by then can be read: JUnit by a parser, the page to its end.
    void aKilledRunLeavesValidReports()
    {
        QTemporaryDir folder;
        const QString junit = folder.filePath(u"w.xml"_s), html = folder.filePath(u"w.html"_s);
        QByteArrayList walks;
        for (int i = 0; i < 12; ++i)
            walks.append("{\"id\": \"w" + QByteArray::number(i) + restOfWalk);;
        write(folder.filePath(u"walk.json"_s), "{\"walk\": 1, \"name\": \"Many\", \"walks\": [" + walks.join(',') + "]}");
        int passed = 0;
        for (const int after : {0, 0, 1, 2, 3, 5, 8}) { // walks that it has told of
            QFile::remove(junit);
            QFile::remove(html);
            QProcess program;
            program.start(QStringLiteral(WALK_PROGRAM), {u"run"_s, folder.filePath(u"walk.json"_s), u"--junit"_s, junit, u"--html"_s, html, u"--green"_s, folder.filePath(u"g.json"_s)});
            QByteArray said;
            QVERIFY(QTest::qWaitFor([&] {
                said += program.readAllStandardOutput();
                return after == 0 ? QFile::exists(html) : said.count("walk/w") >= after;
            }, 60'000));
            program.kill();
            QVERIFY(program.waitForFinished(30'000));
            QXmlStreamReader xml(read(junit));
            int cases = 0;
            while (!xml.atEnd()) {
                if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == "testcase"_L1)
                    ++cases;
            }
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
            QCOMPARE(cases, 12); // those that were not come to are skipped ones
            const QByteArray page = read(html);
            QVERIFY(page.trimmed().endsWith("</html>"));
            QVERIFY(page.contains("not come to its end"));
            passed = std::max(passed, 12 - int(read(junit).count("<skipped")));
        }
        QVERIFY(passed > 0);
    }

    /// What the manual, the container and the cluster tell people to type exists.
    void whatTheManualNamesExists()
    {
        const auto help = run({u"run"_s, u"--help"_s});
        QCOMPARE(help.status, 0);
        for (const QString &path : {u"resources/manual/walks-in-ci.md"_s, u"packaging/container/indexed-job.yaml"_s, u"packaging/container/Containerfile"_s}) {
            const QString text = QString::fromUtf8(read(QStringLiteral(SOURCE_FOLDER) + u'/' + path));
            QVERIFY2(!text.isEmpty(), qPrintable(path));
            static const QRegularExpression option(u"(?:^|[\\s`])--(junit|html|pictures|only|var|list|timeout|retry|parallel|shard|green|repeat|for|settings|speed|seed|environment)\\b"_s);
            int found = 0;
            for (QRegularExpressionMatchIterator it = option.globalMatch(text); it.hasNext(); ++found)
                QVERIFY2(help.out.contains("--" + it.next().captured(1).toUtf8()), qPrintable(path));
            QVERIFY2(found > 0, qPrintable(path));
        }
    }

    /// 1 while pictures are new or changed, 0 when they are as accepted and the sheet is met, 1 when it is not.
    void brandHasAVerdict()
    {
        QTemporaryDir folder;
        const auto file = [&](const QString &name) { return folder.filePath(name); };
        const auto writeSheet = [&](const QByteArray &colour) {
            QFile sheet(file(u"sheet.json"_s));
            QVERIFY(sheet.open(QIODevice::WriteOnly));
            sheet.write(R"({"name":"Northwind Pay","primary":")" + colour + R"(","modes":"both"})");
        };
        const QStringList base{u"brand"_s, u"--config"_s, u"5b0d7c52-8f0e-4c5d-9a5e-2f6b3c1e7a01"_s, u"--screens"_s, u"welcome"_s, u"--baseline"_s, file(u"accepted"_s)};
        const auto fresh = run(base);
        QVERIFY2(fresh.status == 1 && fresh.out.contains("1 are new"), fresh.out + fresh.complaint);
        const auto accepted = run(base + QStringList{u"--accept"_s});
        QVERIFY2(accepted.status == 0 && accepted.out.contains("accepted: "), accepted.out + accepted.complaint);
        writeSheet("#0B6E4F");
        const auto good = run(base + QStringList{u"--brand-sheet"_s, file(u"sheet.json"_s), u"--sheet"_s, file(u"sheet.pdf"_s), u"--report"_s, file(u"report.html"_s)});
        QVERIFY2(good.status == 0, good.out + good.complaint);
        QVERIFY2(good.out.contains("0 checks failed") && good.out.contains("0 pictures changed, 0 are new"), good.out);
        QFile pdf(file(u"sheet.pdf"_s)), report(file(u"report.html"_s));
        QVERIFY(pdf.open(QIODevice::ReadOnly) && pdf.read(4) == "%PDF");
        QVERIFY(report.open(QIODevice::ReadOnly) && report.readAll().contains("#0B6E4F"));
        writeSheet("#0B4F6E");
        const auto wrong = run(base + QStringList{u"--brand-sheet"_s, file(u"sheet.json"_s)});
        QVERIFY2(wrong.status == 1 && wrong.out.contains("primary-button colour"), wrong.out + wrong.complaint);
        QFile stored(QDir(file(u"accepted/default"_s)).entryInfoList({u"*.png"_s}).value(0).filePath());
        QVERIFY(stored.open(QIODevice::ReadWrite) && stored.resize(stored.size() / 2));
        const auto damaged = run(base);
        QVERIFY2(damaged.status == 2 && damaged.complaint.contains(QFileInfo(stored).fileName().toUtf8()), damaged.out + damaged.complaint);
    }

private:
    static void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static QByteArray read(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    struct Ran {
        int status;
        QByteArray out, complaint;
    };
    static Ran run(const QStringList &arguments)
    {
        QProcess program;
        program.start(QStringLiteral(WALK_PROGRAM), arguments);
        if (!program.waitForFinished(60'000) || program.exitStatus() != QProcess::NormalExit)
            return {-1, {}, program.errorString().toUtf8()};
        return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
    }
};

QTEST_GUILESS_MAIN(WalkProgram)
#include "walk_program.moc"

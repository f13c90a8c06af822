// SPDX-License-Identifier: GPL-3.0-or-later
// aerosync-walk as a CI job starts it: what is wrong with the order is told apart from what is wrong with the integration.
#include <QProcess>
#include <QtTest>

using namespace Qt::StringLiterals;

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

    void keysThatAreNotThereFailTheFirstStep()
    {
        const auto [status, out, complaint] = run({u"--environment"_s, u"sandbox"_s});
        QCOMPARE(status, 1);
        QVERIFY2(out.contains("AEROSYNC_API_KEY"), out.constData());
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

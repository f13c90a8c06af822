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

// SPDX-License-Identifier: GPL-3.0-or-later
// Walk-throughs of all test banks: against a playwright-core script that does the same on the same simulator, two hundred in a
// row, and in two shards. The program is started as CI starts it, reports and film strips included.
#include "bench/benchline.h"
#include "bench/simulatorprogram.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 3;
const QString speed = u"20"_s;

/// What the reference walks: every bank, every job, the second factor.
const QStringList chosen{u"test-banks/link-no-mfa"_s, u"test-banks/link-mfa"_s, u"test-banks/wrong-then-right"_s, u"test-banks/oauth"_s,
                         u"test-banks/manual"_s, u"test-banks/legacy"_s, u"test-banks/legacy-oauth"_s};

QByteArray read(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class WalksBench : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void catalogue();
    void shards();
    void twoHundred();

private:
    QStringList arguments(const QString &name) const;
    double walk(const QStringList &more, const QString &name);
    double reference(QJsonObject *counts);
    QTemporaryDir m_folder;
    QString m_node, m_chromium;
};

void WalksBench::initTestCase()
{
    m_node = QStandardPaths::findExecutable(u"node"_s);
    m_chromium = QStandardPaths::findExecutable(u"chromium"_s);
    QVERIFY2(!m_node.isEmpty() && !m_chromium.isEmpty() && QFileInfo::exists(QStringLiteral(PLAYWRIGHT_FOLDER)),
             "node, chromium or playwright-core is missing; packaging/test --bench installs them");
}

QStringList WalksBench::arguments(const QString &name) const
{
    QStringList list{u"run"_s, u"test-banks"_s, u"--speed"_s, speed, u"--junit"_s, m_folder.filePath(name + u".xml"_s), u"--html"_s, m_folder.filePath(name + u".html"_s),
                     u"--green"_s, m_folder.filePath(u"green.json"_s)};
    for (const QString &id : chosen)
        list << u"--only"_s << id;
    return list;
}

/// Seconds of the whole program, from its start to its end; nothing of it may fail.
double WalksBench::walk(const QStringList &more, const QString &name)
{
    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    bench::endWithUs(program);
    QElapsedTimer clock;
    clock.start();
    program.start(QStringLiteral(WALK_PROGRAM), arguments(name) + more);
    const bool isDone = program.waitForFinished(3'000'000);
    const double took = double(clock.elapsed()) / 1000;
    if (!isDone || program.exitCode() != 0)
        qFatal("the walk failed:\n%s", program.readAllStandardOutput().constData());
    return took;
}

double WalksBench::reference(QJsonObject *counts)
{
    QProcess simulator;
    bench::endWithUs(simulator);
    simulator.start(QStringLiteral(SIMULATOR_PROGRAM), {u"--speed"_s, speed});
    if (!simulator.waitForReadyRead(30'000))
        qFatal("the simulator did not start");
    const QByteArray announcement = simulator.readLine();
    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    bench::endWithUs(program);
    QStringList list{QStringLiteral(REFERENCE_SCRIPT), QStringLiteral(PLAYWRIGHT_FOLDER), m_chromium, QStringLiteral(SDK_FILE)};
    if (geteuid() == 0)
        list << u"--no-sandbox"_s; // it does not start as root without; ours has none here, either
    QElapsedTimer clock;
    clock.start();
    program.start(m_node, list);
    program.write(announcement);
    program.closeWriteChannel();
    const bool isDone = program.waitForFinished(600'000);
    const double took = double(clock.elapsed()) / 1000;
    simulator.terminate();
    simulator.waitForFinished(10'000);
    *counts = QJsonDocument::fromJson(program.readAllStandardOutput()).object();
    if (!isDone || program.exitCode() != 0 || counts->isEmpty())
        qFatal("the reference failed");
    return took;
}

void WalksBench::catalogue()
{
    QList<double> ours, theirs;
    QJsonObject counts;
    for (int round = 0; round < rounds; ++round) {
        theirs.append(reference(&counts));
        ours.append(walk({}, u"catalogue"_s));
    }
    // Both have done the same: nine links, nine jobs with data, three second factors, three jobs that a manual link has not.
    QCOMPARE(counts.value("links"_L1).toInt(), 9);
    const QByteArray junit = read(m_folder.filePath(u"catalogue.xml"_s));
    QCOMPARE(junit.count("<testcase"), 9);
    const auto lines = [&](const char *pattern) {
        int found = 0;
        for (QRegularExpressionMatchIterator it = QRegularExpression(QLatin1StringView(pattern)).globalMatch(QString::fromUtf8(junit)); it.hasNext(); it.next())
            ++found;
        return found;
    };
    QCOMPARE(lines("\\d+\\. There is a new connection: passed"), counts.value("links"_L1).toInt());
    QCOMPARE(lines("\\d+\\. The data of the \\w+ job is right: passed"), counts.value("jobs"_L1).toInt());
    QCOMPARE(lines("\\d+\\. Open the widget to answer the \\w+ job: passed"), counts.value("mfa"_L1).toInt());
    const double took = bench::median(ours), reference = bench::median(theirs);
    std::printf("reference: Chromium %s, playwright-core: %.1f s; of ours the simulator is a part\n", qPrintable(counts.value("version"_L1).toString()), reference);
    QVERIFY(bench::line("walk.catalogue", took, "s", took / reference, 1.0));
}

/// Two programs at the same time, each half of the walks, by the durations of the run before.
void WalksBench::shards()
{
    QList<double> ratios, times;
    for (int round = 0; round < rounds; ++round) {
        const double whole = walk({}, u"whole"_s);
        QElapsedTimer clock;
        std::vector<std::unique_ptr<QProcess>> programs;
        clock.start();
        for (const QString &shard : {u"1"_s, u"2"_s}) {
            const QString name = u"part-"_s + shard, green = m_folder.filePath(name + u".json"_s);
            QFile::remove(green);
            QVERIFY(QFile::copy(m_folder.filePath(u"green.json"_s), green));
            QStringList list = arguments(name) + QStringList{u"--shard"_s, shard + u"/2"_s};
            list[list.indexOf(u"--green"_s) + 1] = green;
            programs.push_back(std::make_unique<QProcess>());
            bench::endWithUs(*programs.back());
            programs.back()->start(QStringLiteral(WALK_PROGRAM), list);
        }
        for (const auto &program : programs) {
            QVERIFY(program->waitForFinished(600'000));
            QVERIFY2(program->exitCode() == 0, program->readAllStandardOutput());
        }
        times.append(double(clock.elapsed()) / 1000);
        ratios.append(times.last() / whole);
        QProcess merge;
        merge.start(QStringLiteral(WALK_PROGRAM), {u"merge"_s, m_folder.filePath(u"part-1.xml"_s), m_folder.filePath(u"part-2.xml"_s), u"--junit"_s, m_folder.filePath(u"all.xml"_s)});
        QVERIFY(merge.waitForFinished(60'000));
        QCOMPARE(merge.exitCode(), 0);
        QCOMPARE(read(m_folder.filePath(u"all.xml"_s)).count("<testcase"), 9);
    }
    QVERIFY(bench::line("walk.shards", bench::median(times), "s", bench::median(ratios), 0.6));
}

/// A walk with everything in it, again and again: none may fail, and the memory may not grow.
void WalksBench::twoHundred()
{
    const QString samples = m_folder.filePath(u"samples.csv"_s);
    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    bench::endWithUs(program);
    QElapsedTimer clock;
    clock.start();
    program.start(QStringLiteral(WALK_PROGRAM), {u"run"_s, u"test-banks"_s, u"--only"_s, u"test-banks/link-no-mfa"_s, u"--repeat"_s, u"200"_s, u"--speed"_s, speed,
                                                  u"--html"_s, m_folder.filePath(u"soak.html"_s), u"--samples"_s, samples, u"--green"_s, m_folder.filePath(u"soak.json"_s)});
    QVERIFY(program.waitForFinished(3'000'000));
    QVERIFY2(program.exitCode() == 0, program.readAllStandardOutput());
    QList<double> memory;
    int failed = 0;
    const QByteArrayList lines = read(samples).trimmed().split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const QByteArrayList fields = line.split(',');
        memory.append(fields.value(4).toDouble() / 1e6);
        failed += fields.value(5).trimmed() != "passed";
    }
    QCOMPARE(memory.size(), 200);
    QVERIFY(bench::line("walk.flaky", failed, "", failed, 0));
    // The browser's garbage comes and goes: ten walks each.
    const double early = bench::median(memory.mid(9, 10)), late = bench::median(memory.mid(190, 10));
    std::printf("memory after the tenth %.0f MB, at the end %.0f MB (single walks: %.0f and %.0f); %.1f s in all\n", early, late, memory.at(9), memory.last(), double(clock.elapsed()) / 1000);
    QVERIFY(bench::line("walk.memory", late, "MB", late / early, 1.1));
}

QTEST_GUILESS_MAIN(WalksBench)
#include "walks.moc"

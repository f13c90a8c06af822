// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTcpSocket>
#include <QtTest>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// aerosync-simulator as other people's tests start it.
class SimulatorProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneLineOfJsonThenAnswers()
    {
        QProcess program;
        const QJsonObject keys = start(program, {u"--seed"_s, u"5"_s, u"--speed"_s, u"30"_s});
        const QJsonObject state = get(keys.value("api"_L1).toString() + u"/simulator/state"_s);
        QCOMPARE(state.value("seed"_L1).toInt(), 5);
        QCOMPARE(state.value("clock"_L1).toObject().value("speed"_L1).toInt(), 30);
        end(program, SIGTERM);
        QCOMPARE(program.readAllStandardOutput(), QByteArray()); // nothing after the one line
        QCOMPARE(program.readAllStandardError(), QByteArray());
    }

    void endsOnInterrupt()
    {
        QProcess program;
        start(program, {});
        end(program, SIGINT);
    }

    void sameSeedSameKeys()
    {
        QProcess one, two;
        const QJsonObject a = start(one, {u"--seed"_s, u"9"_s}), b = start(two, {u"--seed"_s, u"9"_s});
        QCOMPARE(a.value("apiSecret"_L1), b.value("apiSecret"_L1));
        QVERIFY(a.value("api"_L1) != b.value("api"_L1));
        end(one, SIGTERM);
        end(two, SIGTERM);
    }

    void theClockBeginsWhereItIsTold()
    {
        QProcess program;
        const QString base = start(program, {u"--now"_s, u"2026-03-01T09:30:00Z"_s}).value("api"_L1).toString();
        QVERIFY(get(base + u"/simulator/clock"_s).value("now"_L1).toString().startsWith("2026-03-01T09:30:"_L1));
        end(program, SIGTERM);
    }

    void takenPort()
    {
        QProcess first;
        const int port = QUrl(start(first, {}).value("api"_L1).toString()).port();
        const auto [code, out, err] = run({u"--port"_s, QString::number(port)});
        QCOMPARE(code, 1);
        QCOMPARE(out, QByteArray());
        QVERIFY2(err.startsWith("Port " + QByteArray::number(port)) && err.count('\n') == 1, err.constData());
        end(first, SIGTERM);
    }

    void aCrowdIsServedInTurn()
    {
        QProcess program;
        program.setChildProcessModifier([] {
            const rlimit few{128, 128};
            ::setrlimit(RLIMIT_NOFILE, &few);
        });
        const QUrl url(start(program, {}).value("api"_L1).toString());
        // The first is served before the others come: who of a crowd gets in is not in the order of the list.
        std::vector<std::unique_ptr<QTcpSocket>> crowd;
        crowd.push_back(std::make_unique<QTcpSocket>());
        crowd.back()->connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.port()));
        QTRY_COMPARE(crowd.front()->state(), QAbstractSocket::ConnectedState);
        QCOMPARE(ask(*crowd.front(), R"({"name":"delay","args":{"delayMs":1000}})", "POST /simulator/faults"), 201);
        for (int i = 1; i < 150; ++i) { // more than it has descriptors for
            crowd.push_back(std::make_unique<QTcpSocket>());
            crowd.back()->connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.port()));
        }
        const auto connected = [&crowd] {
            return std::count_if(crowd.begin(), crowd.end(), [](const auto &one) { return one->state() == QAbstractSocket::ConnectedState; });
        };
        QTRY_VERIFY(connected() > 80);
        // One second in which nothing happens costs nearly nothing, though others wait at the door.
        const qint64 before = processorTime(program.processId());
        QCOMPARE(ask(*crowd.front(), "{}", "POST /v2/token"), 400);
        const qint64 used = processorTime(program.processId()) - before;
        QVERIFY2(used < 300, qPrintable(u"%1 ms"_s.arg(used)));
        const std::unique_ptr<QTcpSocket> last = std::move(crowd.back());
        crowd.clear();
        QCOMPARE(ask(*last, "{}", "POST /v2/token"), 400); // its turn has come
        end(program, SIGTERM);
        QCOMPARE(program.readAllStandardError(), QByteArray());
    }

    void badOptions_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("port") << QStringList{u"--port"_s, u"70000"_s};
        QTest::newRow("seed") << QStringList{u"--seed"_s, u"many"_s};
        QTest::newRow("speed") << QStringList{u"--speed"_s, u"0"_s};
        QTest::newRow("endless speed") << QStringList{u"--speed"_s, u"inf"_s};
        QTest::newRow("speed of light") << QStringList{u"--speed"_s, u"1e12"_s};
        QTest::newRow("no speed") << QStringList{u"--speed"_s, u"nan"_s};
        QTest::newRow("now in words") << QStringList{u"--now"_s, u"yesterday"_s};
        QTest::newRow("now is no day") << QStringList{u"--now"_s, u"2026-02-30"_s};
        QTest::newRow("unknown option") << QStringList{u"--fast"_s};
        QTest::newRow("argument") << QStringList{u"now"_s};
    }
    void badOptions()
    {
        QFETCH(QStringList, arguments);
        const auto [code, out, err] = run(arguments);
        QCOMPARE(code, 1);
        QCOMPARE(out, QByteArray());
        QVERIFY(!err.isEmpty());
    }

    void versionAndHelp()
    {
        QVERIFY(std::get<1>(run({u"--version"_s})).startsWith("aerosync-simulator "));
        const QByteArray help = std::get<1>(run({u"--help"_s}));
        for (const char *option : {"--port", "--seed", "--speed", "--now"})
            QVERIFY2(help.contains(option), option);
    }

private:
    static std::tuple<int, QByteArray, QByteArray> run(const QStringList &arguments)
    {
        QProcess program;
        program.start(QStringLiteral(SIMULATOR_PROGRAM), arguments);
        if (!program.waitForFinished(20'000))
            qFatal("the program did not end");
        return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
    }

    static QJsonObject start(QProcess &program, const QStringList &arguments)
    {
        program.start(QStringLiteral(SIMULATOR_PROGRAM), arguments);
        while (!program.canReadLine() && program.waitForReadyRead(20'000)) { }
        const QJsonObject keys = QJsonDocument::fromJson(program.readLine()).object();
        if (keys.value("api"_L1).toString().isEmpty())
            qFatal("no announcement");
        return keys;
    }

    /// The status of the answer to one request on a socket that stays open.
    static int ask(QTcpSocket &socket, const QByteArray &body, const QByteArray &what)
    {
        socket.write(what + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QByteArray answer;
        const bool whole = QTest::qWaitFor([&] { return (answer += socket.readAll()).endsWith('}'); }, 20'000);
        return whole ? answer.mid(9, 3).toInt() : 0;
    }

    /// Milliseconds that a process has used, in itself and in the kernel.
    static qint64 processorTime(qint64 pid)
    {
        QFile file(u"/proc/%1/stat"_s.arg(pid));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no %s", qPrintable(file.fileName()));
        const QList<QByteArray> fields = file.readAll().split(' ');
        return (fields.value(13).toLongLong() + fields.value(14).toLongLong()) * 1000 / ::sysconf(_SC_CLK_TCK);
    }

    static QJsonObject get(const QString &url)
    {
        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(QUrl(url))));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!finished.wait())
            qFatal("no answer from %s", qPrintable(url));
        return QJsonDocument::fromJson(reply->readAll()).object();
    }

    static void end(QProcess &program, int signal)
    {
        ::kill(static_cast<pid_t>(program.processId()), signal);
        QVERIFY(program.waitForFinished(20'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(SimulatorProgram)
#include "simulator_program.moc"

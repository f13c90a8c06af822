// SPDX-License-Identifier: GPL-3.0-or-later
// 1,000 connections, three jobs on each, started at once in the real window with its flight deck open and its history
// on disk. Wall time against the ideal (a connection's jobs one after the other, all connections at once, no time for
// anything else); the longest stall of the window's thread against 50 ms; the program's CPU time against a plain
// libcurl-multi program that sends the same requests to the same simulator; what as many jobs once more
// add to the memory, against what the first ones did.
#include "app/world.h"
#include "bench/benchline.h"
#include "bench/simulatorprogram.h"
#include "gui/actions.h"
#include "gui/mainwindow.h"
#include "gui/manystarts.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <sys/resource.h>
#include <unistd.h>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

int people = 500;
constexpr int accounts = 2; // of each

int jobs()
{
    return people * accounts * 3;
}

double cpuSeconds(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// MiB of this process in memory.
double resident()
{
    QFile file(u"/proc/self/statm"_s);
    const QList<QByteArray> words = file.open(QIODevice::ReadOnly) ? file.readAll().split(' ') : QList<QByteArray>();
    return words.value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

class Service : public bench::SimulatorProgram
{
public:
    QJsonObject ask(const QByteArray &verb, const QString &url, const QJsonObject &body = {}, const QByteArray &authorization = {})
    {
        QNetworkRequest request{QUrl(url)};
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        if (!authorization.isEmpty())
            request.setRawHeader("authorization", authorization);
        QNetworkReply *reply = m_network.sendCustomRequest(request, verb, verb == "GET" ? QByteArray() : QJsonDocument(body).toJson());
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        reply->deleteLater();
        return QJsonDocument::fromJson(reply->readAll()).object();
    }
    QStringList link()
    {
        const QString pay = key("aeropay"), api = key("api");
        const QJsonObject token = ask("POST", pay + u"/v2/token"_s, {{u"apiKey"_s, key("aeropayApiKey")}, {u"apiSecret"_s, key("aeropayApiSecret")},
                                                                     {u"scope"_s, u"merchant"_s}, {u"id"_s, key("merchantId")}});
        const QByteArray bearer = "Bearer " + token.value("token"_L1).toString().toUtf8();
        QStringList connections;
        for (int person = 0; person < people; ++person) {
            const QJsonObject user = ask("POST", pay + u"/v2/user"_s, {{u"firstName"_s, u"Kim"_s}, {u"lastName"_s, u"Lee"_s}, {u"email"_s, u"kim%1@example.com"_s.arg(person)},
                                                                       {u"phoneNumber"_s, u"+1312555%1"_s.arg(2000 + person)}}, bearer);
            for (int account = 1; account <= accounts; ++account) {
                const QJsonObject made = ask("POST", api + u"/simulator/link"_s, {{u"aeroPassUserUuid"_s, user.value("user"_L1).toObject().value("id"_L1)}, {u"bank"_s, u"aerobank"_s},
                                                                                 {u"username"_s, u"sync"_s}, {u"password"_s, u"no_mfa"_s}, {u"account"_s, account}});
                connections << made.value("connectionId"_L1).toString();
            }
        }
        ask("POST", api + u"/simulator/clock"_s, {{u"advanceSeconds"_s, 60}}); // the pulls that linking starts are over
        return connections;
    }
    /// Seconds: the longest sum of a connection's jobs.
    double ideal()
    {
        QHash<QString, double> sums;
        for (const QJsonValue &job : ask("GET", key("api") + u"/simulator/state"_s).value("jobs"_L1).toArray()) {
            if (job["kind"_L1].toString() != "link"_L1)
                sums[job["connectionId"_L1].toString()] += job["runMs"_L1].toDouble() / 1000;
        }
        return *std::max_element(sums.cbegin(), sums.cend());
    }

private:
    QNetworkAccessManager m_network;
};

/// What left, to be sent again by the yardstick.
struct Record {
    QByteArray lines;
    QList<QByteArray> headers;
    qsizetype requests = 0;
    void add(const Exchange &exchange)
    {
        ++requests;
        lines += exchange.request.verb + ' ' + exchange.request.url.toEncoded() + ' ' + (exchange.request.body.isEmpty() ? QByteArray("-") : exchange.request.body) + '\n';
        headers.clear();
        for (const auto &[name, value] : exchange.request.headers)
            headers << name + ": " + value;
    }
};

struct Measured {
    double wall = 0, cpu = 0, stall = 0; // s, s, ms
    int bad = 0;
    QList<std::pair<QString, double>> threads; // CPU seconds of those that took any
};

/// CPU seconds of each thread so far: who takes what, without a profiler.
QMap<QString, std::pair<QString, double>> threadTimes()
{
    QMap<QString, std::pair<QString, double>> times;
    const QDir tasks(u"/proc/self/task"_s);
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task + u"/stat"_s));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString line = QString::fromUtf8(file.readAll());
        const qsizetype open = line.indexOf(u'('), close = line.lastIndexOf(u')');
        const QStringList rest = line.mid(close + 2).split(u' '); // from field 3 on; 14 and 15 are the times in user mode and in the kernel
        times.insert(task, {line.sliced(open + 1, close - open - 1), (rest.value(11).toDouble() + rest.value(12).toDouble()) / double(sysconf(_SC_CLK_TCK))});
    }
    return times;
}

Measured run(Session *session, const QStringList &connections)
{
    Measured result;
    QEventLoop loop;
    QElapsedTimer wall, gap;
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    constexpr int every = 2; // ms
    int ended = 0;
    QObject::connect(&beat, &QTimer::timeout, &loop, [&] {
        result.stall = std::max(result.stall, double(gap.nsecsElapsed()) / 1e6 - every);
        gap.start();
    });
    QObject::connect(session->jobs(), &JobBoard::changed, &loop, [&](const Job &job) {
        ended += isEnded(job.state) ? 1 : 0;
        result.bad += isEnded(job.state) && job.state != JobState::Done ? 1 : 0;
        if (ended == jobs())
            loop.quit();
    });
    ManyStarts starts(session->jobs());
    const double before = cpuSeconds(RUSAGE_SELF);
    const auto threadsBefore = threadTimes();
    wall.start();
    gap.start();
    beat.start(every);
    starts.startAll(wishesFor(connections, {JobKind::Balance, JobKind::Transactions, JobKind::Identity}, {}));
    loop.exec();
    result.wall = double(wall.elapsed()) / 1000;
    result.cpu = cpuSeconds(RUSAGE_SELF) - before;
    const auto threads = threadTimes();
    for (auto thread = threads.cbegin(); thread != threads.cend(); ++thread) {
        const double seconds = thread->second - threadsBefore.value(thread.key()).second;
        if (seconds >= 0.05)
            result.threads.append({thread->first, seconds});
    }
    return result;
}

/// The CPU time of a program that sends the same requests and does nothing else.
double replay(const QString &name, const Record &record)
{
    QStringList arguments;
    for (const QByteArray &header : record.headers)
        arguments << QString::fromUtf8(header);
    const double before = cpuSeconds(RUSAGE_CHILDREN);
    QProcess program;
    program.start(name, arguments);
    program.write(record.lines);
    program.closeWriteChannel();
    program.waitForFinished(-1);
    return cpuSeconds(RUSAGE_CHILDREN) - before;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    if (argc > 1) // fewer people: for a profiler
        people = std::max(1, QByteArray(argv[1]).toInt());
    Service service;
    if (!service.start())
        return 2;
    const QStringList connections = service.link();
    const QTemporaryDir folder;
    service.describe(folder.filePath(u"settings.ini"_s));
    console::World world(console::World::Secrets::MemoryOnly, folder.filePath(u"settings.ini"_s), folder.filePath(u"history.sqlite"_s));
    Session *session = world.session();
    MainWindow window(session);
    window.resize(1440, 900);
    window.show();
    window.actions()->allJobs->trigger();
    QEventLoop ready;
    QObject::connect(session, &Session::jobsTakenUp, &ready, &QEventLoop::quit);
    world.wake();
    ready.exec();
    for (const QString &id : connections)
        session->connections()->add(Connection{.connectionId = id, .bank = u"Aerobank NonOAuth"_s});
    Record record;
    QObject recorder;
    QObject::connect(session->api(), &ApiClient::exchanged, &recorder, [&](const Exchange &exchange) { record.add(exchange); });

    const double empty = resident();
    const Measured measured = run(session, connections);
    QObject::disconnect(session->api(), nullptr, &recorder, nullptr);
    const double ideal = service.ideal();
    const double curl = replay(QStringLiteral(CURL_PROGRAM), record), bareQt = replay(QStringLiteral(QT_PROGRAM), record);
    std::printf("%d jobs, %d not done, %lld requests; ideal %.1f s; CPU: curl %.2f s, a bare QNetworkAccessManager %.2f s, this program %.2f s (%.0f us a request):",
                jobs(), measured.bad, static_cast<long long>(record.requests), ideal, curl, bareQt, measured.cpu, 1e6 * measured.cpu / double(record.requests));
    for (const auto &[thread, seconds] : measured.threads)
        std::printf(" %s %.2f s", qPrintable(thread), seconds);
    std::printf("\n");
    const double once = resident();
    const Measured more = run(session, connections);
    const double twice = resident();
    std::printf("memory: %.0f MiB, after %d jobs %.0f MiB, after as many again %.0f MiB\n", empty, jobs(), once, twice);
    bool good = measured.bad == 0 && more.bad == 0;
    good &= bench::line("job.wall", measured.wall, "s", measured.wall / ideal, 1.3);
    good &= bench::line("job.stall", measured.stall, "ms", measured.stall / 50, 1.0);
    good &= bench::line("job.cpu", measured.cpu, "s", measured.cpu / curl, 2.0);
    good &= bench::line("job.memory", twice - once, "MiB", (twice - once) / (once - empty), 0.25);
    return good ? 0 : 1;
}

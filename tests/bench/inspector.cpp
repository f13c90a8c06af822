// SPDX-License-Identifier: GPL-3.0-or-later
// bench inspector.filter_NAME: 1,000,000 entries in the time line; a filter, from the question to all its rows, against `grep -c`
// for the same word over the same text in a file, in turn. Limit 3.
// bench inspector.append: the longest that recording one entry takes, redaction included; limit 10 ms (as a ratio of it).
// bench inspector.memory: what the program takes with all of them, after the filters; limit 200 MB (as a ratio of it).
#include "bench/benchline.h"
#include "bench/grep.h"
#include "session/eventlog.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr int entries = 1'000'000;
constexpr int rounds = 5;

QString id(int number)
{
    return u"%1-aaaa-4bbb-8ccc-%2"_s.arg(number, 8, 16, QLatin1Char('0')).arg(number, 12, 16, QLatin1Char('0'));
}

/// As a long run of many jobs leaves them: mostly polls, some widget messages, changes of state, a failure now and then.
LogEntry entryOf(int i, QRandomGenerator &random)
{
    LogEntry entry;
    entry.at = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + qint64(i) * 40, Qt::UTC);
    entry.connectionId = id(i % 1000);
    entry.jobId = id(i / 12);
    if (i % 10 < 7) {
        entry.kind = LogEntry::Kind::Http;
        entry.level = i % 1000 == 3 ? LogEntry::Level::Bad : LogEntry::Level::Good;
        entry.status = i % 1000 == 3 ? 503 : 200;
        entry.verb = "GET";
        entry.title = u"GET /v2/accounts/…/job/… %1"_s.arg(entry.status);
        entry.url = QUrl(u"https://api.sandbox-sync.aero.inc/v2/accounts/%1/job/%2"_s.arg(entry.connectionId, entry.jobId));
        entry.requestHeaders = {{"Accept", "application/json"}, {"Authorization", "Bearer 0123456789abcdef0123456789abcdef"}};
        entry.answerHeaders = {{"Content-Type", "application/json"}, {"Date", "Fri, 27 Nov 2026 10:00:00 GMT"}};
        entry.answerBody = R"({"jobId":")" + entry.jobId.toLatin1() + R"(","status":")" + (random.bounded(8) ? "IN_PROGRESS" : "COMPLETED") + R"(","mfaTriggered":false})";
        entry.elapsed = std::chrono::microseconds(2000 + random.bounded(5000));
    } else if (i % 10 < 9) {
        entry.kind = LogEntry::Kind::Job;
        entry.title = u"balance → polling"_s;
        entry.detail = u"The service accepted the job."_s;
    } else {
        entry.kind = LogEntry::Kind::Widget;
        entry.title = u"pageSuccess"_s;
        entry.answerBody = R"({"type":"pageSuccess","payload":{"pageTitle":"Search institution","onLoadApi":"institutions"}})";
    }
    if (i % 250'000 == 77)
        entry.detail = u"the Kwyjibo bank did not answer"_s;
    return entry;
}

/// The longest that one of a million took, ms.
double fill(EventLog &log, QRandomGenerator &random)
{
    log.redactor().learn(Secret(QByteArray("a-live-secret-of-this-run")));
    log.redactor().learnPerson(UserDetails{u"Dana"_s, u"Lee"_s, u"dana@example.com"_s, u"+13125550142"_s});
    double longest = 0;
    for (int i = 0; i < entries; ++i) {
        LogEntry entry = entryOf(i, random);
        QElapsedTimer timer;
        timer.start();
        log.add(std::move(entry));
        longest = std::max(longest, double(timer.nsecsElapsed()) / 1e6);
    }
    return longest;
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).chopped(3).trimmed().toLongLong() * 1024;
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    QRandomGenerator random(4);
    EventLog log(nullptr, 5000, qint64(64) * 1024 * 1024, folder.filePath(u"cache"_s));
    QElapsedTimer whole;
    whole.start();
    QList<double> longest; // of several times all: another program may have the processor in one of them
    for (int round = 0; round < 3; ++round) {
        log.clear();
        longest << fill(log, random);
    }
    const EventArchiveView view = log.archive();
    QFile text(folder.filePath(u"text"_s));
    if (!text.open(QIODevice::WriteOnly))
        qFatal("no folder to write in");
    for (qsizetype row = 0; row < view.size(); ++row)
        text.write(view.text(row));
    text.close();
    std::printf("3 x %lld entries recorded in %.1f s, %lld MB of text\n", (long long)view.size(), double(whole.elapsed()) / 1000, (long long)(text.size() / 1'000'000));

    bool holds = bench::line("inspector.append", bench::median(longest), "ms", bench::median(longest) / 10, 1);
    const QList<std::pair<const char *, QByteArray>> words{{"rare", "Kwyjibo"}, {"common", "COMPLETED"}, {"most", "application/json"}, {"nowhere", "no such word"}, {"id", id(4711).toLatin1()}};
    for (const auto &[name, word] : words) {
        QList<double> ours, theirs;
        std::size_t found = 0;
        qint64 counted = 0;
        for (int i = 0; i < rounds; ++i) {
            theirs << bench::grep({u"--"_s, QString::fromUtf8(word), text.fileName()}, &counted);
            QElapsedTimer timer;
            timer.start();
            found = view.filter(EventQuery::parse(u'"' + QString::fromUtf8(word) + u'"')).size();
            ours << double(timer.nsecsElapsed()) / 1e6;
        }
        std::printf("%s: %zu of %d entries, grep %lld lines in %.0f ms\n", word.constData(), found, entries, (long long)counted, bench::median(theirs));
        holds = bench::line((QByteArray("inspector.filter_") + name).constData(), bench::median(ours), "ms", bench::median(ours) / bench::median(theirs), 3) && holds;
    }
    for (const char *typed : {"status:5xx", "kind:job", "host:sandbox level:bad"}) {
        QElapsedTimer timer;
        timer.start();
        const std::size_t found = view.filter(EventQuery::parse(QString::fromLatin1(typed))).size();
        std::printf("%s: %zu in %.1f ms\n", typed, found, double(timer.nsecsElapsed()) / 1e6);
    }
    const double memory = double(residentBytes()) / 1e6;
    return bench::line("inspector.memory", memory, "MB", memory / 200, 1) && holds ? 0 : 1;
}

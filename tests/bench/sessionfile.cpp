// SPDX-License-Identifier: GPL-3.0-or-later
// bench inspector.session_file: a session file of 10,000 entries, from its bytes to entries that can be shown and searched, against
// unpacking the same parts by zlib alone, in turn. Limit 1.5.
#include "bench/benchline.h"
#include "session/eventlog.h"
#include "session/sessionfile.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <zlib.h>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr int entries = 10'000;
constexpr int rounds = 15;

LogEntry entryOf(int i, QRandomGenerator &random)
{
    LogEntry entry;
    entry.at = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + qint64(i) * 40, Qt::UTC);
    entry.kind = LogEntry::Kind::Http;
    entry.status = 200;
    entry.verb = "GET";
    entry.title = u"GET /v2/accounts/…/transactions 200"_s;
    entry.connectionId = u"connection-%1"_s.arg(i % 100);
    entry.url = QUrl(u"https://api.sandbox-sync.aero.inc/v2/accounts/%1/transactions"_s.arg(entry.connectionId));
    entry.answerHeaders = {{"Content-Type", "application/json"}};
    entry.answerBody = "{\"transactions\":[";
    for (int row = random.bounded(30); row > 0; --row) {
        entry.answerBody += "{\"id\":\"" + QByteArray::number(random.generate64(), 16) + "\",\"amount\":" + QByteArray::number(random.bounded(100'000))
            + ".25,\"description\":\"Coffee Shop\",\"postedDate\":\"2026-11-0" + QByteArray::number(1 + random.bounded(9)) + "\",\"type\":\"debit\"},";
    }
    entry.answerBody += "{}]}";
    return entry;
}

/// zlib alone, on the parts that the file's head names.
qint64 unpackAll(const QByteArray &file)
{
    const qsizetype sum = file.indexOf('\n') + 1;
    const qsizetype head = file.indexOf('\n', sum) + 1;
    qsizetype from = file.indexOf('\n', head) + 1;
    const QJsonArray sections = QJsonDocument::fromJson(file.mid(head, from - head)).object().value(u"sections"_s).toArray();
    qint64 size = 0;
    for (const QJsonValue &section : sections) {
        const qint64 packed = section[u"packed"_s].toInteger(), plain = section[u"plain"_s].toInteger();
        QByteArray out(plain, Qt::Uninitialized);
        uLongf length = uLongf(plain);
        if (uncompress(reinterpret_cast<Bytef *>(out.data()), &length, reinterpret_cast<const Bytef *>(file.constData() + from), uLong(packed)) != Z_OK)
            qFatal("a part cannot be unpacked");
        from += packed;
        size += plain;
    }
    return size;
}

} // namespace

int main()
{
    QRandomGenerator random(3);
    EventLog log;
    for (int i = 0; i < entries; ++i)
        log.add(entryOf(i, random));
    std::vector<quint32> rows(entries);
    std::iota(rows.begin(), rows.end(), 0U);
    QElapsedTimer timer;
    timer.start();
    const QByteArray file = sessionFile(log.archive(), rows, log.redactor(), SessionFacts{.program = u"bench"_s}, {});
    const double saved = double(timer.nsecsElapsed()) / 1e6;
    QList<double> ours, theirs;
    qint64 size = 0;
    for (int i = 0; i < rounds; ++i) {
        timer.restart();
        size = unpackAll(file);
        theirs << double(timer.nsecsElapsed()) / 1e6;
        timer.restart();
        const Result<SessionRecord> record = readSessionFile(file);
        ours << double(timer.nsecsElapsed()) / 1e6;
        if (!record || record->events.size() != entries || record->events.entry(entries - 1).answerBody != log.archive().entry(entries - 1).answerBody)
            qFatal("the file does not hold what was saved");
    }
    std::printf("%d entries, %.1f MB packed to %.1f MB in %.0f ms; unpacking %.1f ms\n", entries, double(size) / 1e6, double(file.size()) / 1e6, saved, bench::median(theirs));
    return bench::line("inspector.session_file", bench::median(ours), "ms", bench::median(ours) / bench::median(theirs), 1.5) ? 0 : 1;
}

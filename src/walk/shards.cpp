// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/shards.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::Shards)
};

tl::unexpected<Error> notAShard(const QString &word, const QString &message)
{
    return fail(Error{.kind = Error::Kind::Input, .message = message, .where = word,
                      .advice = Say::tr("Write “2/5” for the second of five machines, or “job/5” where Kubernetes counts them (JOB_COMPLETION_INDEX).")});
}

/// Milliseconds of each; of those that nobody knows, the median of the others, so that one new walk moves little.
std::vector<qint64> durations(const QList<WalkCase> &cases, const GreenRuns &green, const QString &environment)
{
    std::vector<qint64> each, known;
    for (const WalkCase &one : cases) {
        const GreenRun *run = green.find(environment, one.id);
        each.push_back(run ? std::max<qint64>(run->took.count(), 1) : 0);
        if (run)
            known.push_back(each.back());
    }
    std::sort(known.begin(), known.end());
    const qint64 usual = known.empty() ? 1 : known[(known.size() - 1) / 2];
    std::replace(each.begin(), each.end(), qint64(0), usual);
    return each;
}

} // namespace

Result<Shard> shardFrom(const QString &word, const QString &completionIndex)
{
    static const QRegularExpression form(u"\\A(job|[0-9]{1,6})/([0-9]{1,6})\\z"_s);
    const auto match = form.match(word.trimmed());
    if (!match.hasMatch())
        return notAShard(word, Say::tr("“%1” is no shard.").arg(word));
    Shard shard{.number = match.captured(1).toInt(), .of = match.captured(2).toInt()};
    if (match.captured(1) == "job"_L1) {
        bool isNumber = false;
        const int index = completionIndex.trimmed().toInt(&isNumber);
        if (!isNumber || index < 0)
            return notAShard(word, completionIndex.isEmpty() ? Say::tr("“%1” needs JOB_COMPLETION_INDEX, and it is not set.").arg(word)
                                                             : Say::tr("JOB_COMPLETION_INDEX is “%1”, which is no number from 0.").arg(completionIndex));
        shard.number = index < shard.of ? index + 1 : 0;
    }
    if (shard.of < 1 || shard.number < 1 || shard.number > shard.of)
        return notAShard(word, Say::tr("There are %1 shards, from 1 to %1; “%2” is none of them.").arg(QString::number(shard.of), word));
    return shard;
}

QList<WalkCase> shardOf(const QList<WalkCase> &cases, const Shard &shard, const GreenRuns &green, const QString &environment)
{
    const std::vector<qint64> took = durations(cases, green, environment);
    std::vector<qsizetype> order(static_cast<std::size_t>(cases.size()));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
        const qint64 longer = took[std::size_t(a)], other = took[std::size_t(b)];
        return longer != other ? longer > other : cases.at(a).id != cases.at(b).id ? cases.at(a).id < cases.at(b).id : a < b;
    });
    std::vector<qint64> load(static_cast<std::size_t>(std::max(shard.of, 1)), 0);
    std::vector<bool> isMine(order.size(), false);
    for (const qsizetype index : order) {
        const auto least = std::min_element(load.begin(), load.end()); // the first of equals
        *least += took[std::size_t(index)];
        isMine[std::size_t(index)] = least - load.begin() == shard.number - 1;
    }
    QList<WalkCase> mine;
    for (qsizetype i = 0; i < cases.size(); ++i) {
        if (isMine[std::size_t(i)])
            mine << cases.at(i);
    }
    return mine;
}

QString planOf(const QList<WalkCase> &cases)
{
    QStringList ids;
    for (const WalkCase &each : cases)
        ids << each.id;
    ids.sort();
    return QString::fromLatin1(QCryptographicHash::hash(ids.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace console

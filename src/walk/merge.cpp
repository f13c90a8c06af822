// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of shards become the report of their run.
#include "walk/junitdocument.h"
#include "walk/sections.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::Reports)
};

tl::unexpected<Error> nothingToMerge()
{
    return fail(Error{.kind = Error::Kind::Input, .message = Say::tr("There is no report to merge."), .advice = Say::tr("Name the reports of all shards.")});
}

tl::unexpected<Error> inFile(Error error, const QString &file)
{
    error.where = file;
    error.advice = Say::tr("Take the file as the run left it; what is cut or changed is not merged.");
    return fail(error);
}

bool isAllRight(const QList<MergeNotice> &notices)
{
    return std::none_of(notices.begin(), notices.end(), [](const MergeNotice &each) { return each.isProblem; });
}

Verdict verdictOf(const JunitCase &one)
{
    if (one.outcome.isEmpty())
        return Verdict::Passed;
    return one.outcome == "skipped"_L1 ? Verdict::NotRun : verdictFrom(one.type).value_or(one.outcome == "error"_L1 ? Verdict::Script : Verdict::ServiceDown);
}

/// Of two results of one walk the one that was run stays, and the worse one of two that were.
bool isStronger(Verdict now, Verdict before)
{
    const auto rank = [](Verdict verdict) { return verdict == Verdict::NotRun ? 0 : verdict == Verdict::Passed ? 1 : 2; };
    return rank(now) > rank(before);
}

/// Puts `fresh` among `all`, where there is one of its name already: one of both.
template <typename Item, typename SameName, typename VerdictFrom>
void putIn(QList<Item> *all, const Item &fresh, SameName same, VerdictFrom verdict, const QString &name, QList<MergeNotice> *notices)
{
    const auto known = std::find_if(all->begin(), all->end(), [&](const Item &each) { return same(each, fresh); });
    if (known == all->end()) {
        all->append(fresh);
        return;
    }
    if (verdict(fresh) != Verdict::NotRun && verdict(*known) != Verdict::NotRun)
        notices->append({Say::tr("“%1” was run twice.").arg(name), true});
    if (isStronger(verdict(fresh), verdict(*known)))
        *known = fresh;
}

void joinSuite(QList<JunitSuite> *all, const JunitSuite &fresh, QList<MergeNotice> *notices)
{
    if (fresh.cases.isEmpty())
        return;
    const auto known = std::find_if(all->begin(), all->end(), [&](const JunitSuite &each) { return each.name == fresh.name; });
    if (known == all->end()) {
        all->append(fresh);
        return;
    }
    known->milliseconds += fresh.milliseconds;
    if (!fresh.timestamp.isEmpty() && (known->timestamp.isEmpty() || fresh.timestamp < known->timestamp))
        known->timestamp = fresh.timestamp;
    for (const JunitCase &one : fresh.cases)
        putIn(&known->cases, one, [](const JunitCase &a, const JunitCase &b) { return a.name == b.name; }, verdictOf, one.name, notices);
}

} // namespace

Result<Merged> mergeJunit(const QMap<QString, QByteArray> &files)
{
    if (files.isEmpty())
        return nothingToMerge();
    Merged merged;
    QList<JunitSuite> suites;
    QList<ShardHead> heads;
    for (auto file = files.begin(); file != files.end(); ++file) {
        const Result<QList<JunitSuite>> read = readJunit(file.value());
        if (!read)
            return inFile(read.error(), file.key());
        if (read->isEmpty())
            return inFile(Error{.kind = Error::Kind::Decode, .message = Say::tr("This is no report of walks: %1").arg(Say::tr("it has no suite."))}, file.key());
        const QMap<QString, QString> &words = read->first().properties;
        heads << ShardHead{.file = file.key(), .plan = words.value(u"plan"_s), .shard = words.value(u"shard"_s), .isWhole = words.value(u"whole"_s) == "true"_L1};
        for (const JunitSuite &suite : *read)
            joinSuite(&suites, suite, &merged.notices);
    }
    merged.notices = noticesOf(heads) + merged.notices;
    QStringList missing;
    for (JunitSuite &suite : suites) {
        suite.properties[u"whole"_s] = isAllRight(merged.notices) ? u"true"_s : u"false"_s;
        suite.properties[u"shard"_s] = u"1/1"_s;
        for (const JunitCase &one : suite.cases) {
            count(&merged, verdictOf(one));
            if (verdictOf(one) == Verdict::NotRun)
                missing << suite.name + u'/' + one.name;
        }
    }
    noticeNotRun(&merged.notices, missing);
    merged.bytes = writeJunit(u"Aerosync walk-throughs"_s, suites);
    return merged;
}

Result<Merged> mergeHtml(const QMap<QString, QByteArray> &files)
{
    if (files.isEmpty())
        return nothingToMerge();
    Merged merged;
    PageParts all;
    QList<ShardHead> heads;
    for (auto file = files.begin(); file != files.end(); ++file) {
        const Result<PageParts> parts = partsOf(file.value());
        if (!parts)
            return inFile(parts.error(), file.key());
        heads << ShardHead{.file = file.key(), .plan = parts->run.plan, .shard = parts->run.shard, .isWhole = parts->run.isWhole};
        const qint64 longest = std::max(all.run.milliseconds, parts->run.milliseconds); // they ran beside each other
        const bool isSimulated = all.run.isSimulated || parts->run.isSimulated;
        if (file == files.begin() || (!parts->run.startedAt.isEmpty() && parts->run.startedAt < all.run.startedAt))
            all.run = parts->run;
        all.run.milliseconds = longest;
        all.run.isSimulated = isSimulated;
        if (parts->run.isSoak)
            merged.notices << MergeNotice{Say::tr("The charts of %1 stay in it.").arg(file.key()), false};
        for (const WalkPart &part : parts->walks)
            putIn(&all.walks, part, [](const WalkPart &a, const WalkPart &b) { return a.head.id == b.head.id; }, [](const WalkPart &each) { return each.head.verdict; }, part.head.id, &merged.notices);
    }
    merged.notices = noticesOf(heads) + merged.notices;
    all.run.shard = u"1/1"_s;
    all.run.isSoak = false;
    all.run.isWhole = isAllRight(merged.notices);
    QStringList missing;
    for (const WalkPart &part : all.walks) {
        count(&merged, part.head.verdict);
        if (part.head.verdict == Verdict::NotRun)
            missing << part.head.id;
    }
    noticeNotRun(&merged.notices, missing);
    merged.bytes = pageOf(all);
    return merged;
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/reportwords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::Reports)
};

bool isPrintable(char32_t c)
{
    return c == U'\t' || c == U'\n' || (c >= 0x20 && c < 0x7f) || (c > 0x9f && c < 0xd800) || (c > 0xdfff && c < 0xfffe) || (c >= 0x10000 && (c & 0xfffe) != 0xfffe);
}

/// "1, 2 and 5 more" of many.
QString listed(const QStringList &list)
{
    constexpr qsizetype most = 10;
    const QString text = list.mid(0, most).join(u", "_s);
    return list.size() > most ? Say::tr("%1 and %2 more").arg(text, QString::number(list.size() - most)) : text;
}

} // namespace

QString printable(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t code = isPair ? QChar::surrogateToUcs4(c, text.at(i + 1)) : c.unicode();
        if (!isPrintable(code)) {
            clean += c == u'\r' ? QChar(u'\n') : QChar(QChar::ReplacementCharacter);
        } else {
            clean += c;
            if (isPair)
                clean += text.at(i + 1);
        }
        i += isPair;
    }
    return clean;
}

std::optional<Verdict> verdictFrom(const QString &name)
{
    for (const Verdict each : allVerdicts()) {
        if (verdictName(each) == name)
            return each;
    }
    return {};
}

QString secondsText(qint64 milliseconds)
{
    if (milliseconds < 120000)
        return Say::tr("%1 s").arg(QString::number(double(milliseconds) / 1000, 'f', 1));
    const qint64 seconds = milliseconds / 1000;
    return Say::tr("%1 min %2 s").arg(QString::number(seconds / 60), QString::number(seconds % 60).rightJustified(2, u'0'));
}

QString outcomeText(StepResult::Outcome outcome)
{
    switch (outcome) {
    case StepResult::Outcome::Passed: return Say::tr("passed");
    case StepResult::Outcome::Failed: return Say::tr("failed");
    case StepResult::Outcome::Skipped: return Say::tr("skipped");
    case StepResult::Outcome::Open: return Say::tr("open");
    case StepResult::Outcome::NeverReached: return Say::tr("never reached");
    }
    return {};
}

QString stepTrouble(const StepResult &step)
{
    return step.error ? oneLine(*step.error) : QString();
}

int VerdictCounts::all() const
{
    return std::accumulate(of.begin(), of.end(), 0);
}

int VerdictCounts::failed() const
{
    return all() - of.value(Verdict::Passed) - of.value(Verdict::NotRun);
}

VerdictCounts countsOf(const RunResult &run)
{
    VerdictCounts counts;
    for (const CaseResult &each : run.cases) {
        ++counts.of[each.verdict];
        counts.flaky += each.isFlaky();
    }
    return counts;
}

QString headline(const VerdictCounts &counts)
{
    const int all = counts.all(), failed = counts.failed(), missing = counts.of.value(Verdict::NotRun);
    if (all == 0)
        return Say::tr("No walk was run");
    QStringList kinds;
    for (const Verdict each : allVerdicts()) {
        if (each != Verdict::Passed && each != Verdict::NotRun && counts.of.value(each) > 0)
            kinds << Say::tr("%1 %2").arg(QString::number(counts.of.value(each)), verdictText(each));
    }
    QString text = failed ? Say::tr("%1 of %2 walks failed: %3").arg(QString::number(failed), QString::number(all), kinds.join(u", "_s))
        : missing         ? Say::tr("%1 of %2 walks passed").arg(counts.of.value(Verdict::Passed)).arg(all)
        : all == 1        ? Say::tr("The walk passed")
                          : Say::tr("All %1 walks passed").arg(all);
    if (missing)
        text += Say::tr("; %1 not run").arg(missing);
    if (counts.flaky)
        text += Say::tr("; %1 only at a second try").arg(counts.flaky);
    return text;
}

QList<MergeNotice> noticesOf(const QList<ShardHead> &heads)
{
    static const QRegularExpression form(u"\\A([0-9]{1,6})/([0-9]{1,6})\\z"_s);
    QList<MergeNotice> notices;
    QMap<int, QStringList> seen;
    QStringList plans;
    int of = 0;
    for (const ShardHead &head : heads) {
        plans << head.plan;
        const auto match = form.match(head.shard);
        const int number = match.captured(1).toInt(), all = match.captured(2).toInt();
        if (number < 1 || number > all)
            notices << MergeNotice{Say::tr("%1 does not say which shard it is of.").arg(head.file), true};
        else if (of && of != all)
            notices << MergeNotice{Say::tr("%1 is of %2 shards, others are of %3.").arg(head.file, QString::number(all), QString::number(of)), true};
        else
            seen[number] << head.file;
        of = std::max(of, all);
        if (!head.isWhole)
            notices << MergeNotice{Say::tr("The run of %1 has not come to its end.").arg(head.file), true};
    }
    plans.removeDuplicates();
    if (plans.size() > 1)
        notices << MergeNotice{Say::tr("These are reports of different plans: other walks were chosen, or the files were not the same."), true};
    QStringList missing;
    for (int number = 1; number <= of; ++number) {
        if (seen.value(number).isEmpty())
            missing << QString::number(number);
        else if (seen.value(number).size() > 1)
            notices << MergeNotice{Say::tr("Shard %1 is there %2 times: %3.").arg(QString::number(number), QString::number(seen.value(number).size()), listed(seen.value(number))), true};
    }
    if (!missing.isEmpty())
        notices << MergeNotice{Say::tr("Of %1 shards these are missing: %2.").arg(QString::number(of), listed(missing)), true};
    return notices;
}

void noticeNotRun(QList<MergeNotice> *notices, const QStringList &walks)
{
    if (!walks.isEmpty())
        notices->append({Say::tr("Nobody came to these walks: %1.").arg(listed(walks)), true});
}

void count(Merged *merged, std::optional<Verdict> verdict)
{
    switch (verdict.value_or(Verdict::Script)) {
    case Verdict::Passed: ++merged->passed; break;
    case Verdict::NotRun: ++merged->notRun; break;
    case Verdict::Environment:
    case Verdict::Script: ++merged->environmentOrScript; break;
    default: ++merged->failed; break;
    }
}

} // namespace console

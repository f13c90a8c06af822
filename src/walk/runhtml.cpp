// SPDX-License-Identifier: GPL-3.0-or-later
// The section of a walk, and the page of a run.
#include "brand/htmlpage.h"
#include "walk/filmstrip.h"
#include "walk/markup.h"
#include "walk/sections.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::Reports)
};

constexpr qsizetype mostLines = 500; // of a time line

QString listHtml(const QString &title, const QStringList &items, const QString &kind)
{
    if (items.isEmpty())
        return {};
    QString html = element(u"h3"_s, title) + u"<ul class=\"plain "_s + kind + u"\">"_s;
    for (const QString &item : items)
        html += element(u"li"_s, item);
    return html + u"</ul>"_s;
}

QString factsHtml(const CaseResult &result)
{
    QStringList facts{result.id, result.file, result.verdict == Verdict::NotRun ? QString() : secondsText(result.took.count()),
                      result.startedAt.isValid() ? result.startedAt.toUTC().toString(u"HH:mm:ss 'UTC'"_s) : QString(), result.tags.join(u", "_s)};
    if (result.attempt > 1)
        facts << (result.isFlaky() ? Say::tr("flaky: it passed at try %1").arg(result.attempt) : Say::tr("try %1").arg(result.attempt));
    facts.removeAll(QString());
    return element(u"p class=\"quiet\""_s, facts.join(u" · "_s));
}

QString differencesHtml(const CaseResult &result)
{
    if (result.verdict == Verdict::NotRun)
        return {};
    if (!result.differs.isEmpty())
        return listHtml(Say::tr("Different from the last green run"), result.differs, u"differs"_s);
    return element(u"p class=\"quiet\""_s, result.hadGreen ? Say::tr("Nothing is different from the last green run.") : Say::tr("No green run of this walk is known."));
}

/// What happened and what to do, beside the picture.
QString verdictHtml(const CaseResult &result)
{
    QString html = u"<div class=\"verdict\"><div>"_s;
    if (!result.why.isEmpty())
        html += element(u"p class=\"why\""_s, result.why);
    if (!result.advice.isEmpty())
        html += element(u"p"_s, result.advice);
    if (const StepResult *failed = failedStep(result)) {
        const QString place = failed->line > 0 ? Say::tr(" (line %1 of the file)").arg(failed->line) : QString();
        const QString trouble = failed->error ? u": "_s + failed->error->message : QString();
        html += element(u"h3"_s, Say::tr("The step that failed"))
            + element(u"p"_s, u"%1. "_s.arg(failed - result.steps.data() + 1) + failed->name + place + trouble);
    }
    html += listHtml(Say::tr("Evidence"), result.evidence, u"facts"_s) + listHtml(Say::tr("What was there instead, the most alike first"), result.nearest, u"nearest"_s);
    return html + differencesHtml(result) + u"</div>"_s + failurePicture(result) + u"</div>"_s;
}

QString stripHtml(const CaseResult &result, bool open)
{
    if (result.steps.isEmpty())
        return {};
    return u"<details"_s + (open ? u" open"_s : QString()) + u'>' + element(u"summary"_s, Say::tr("Steps (%1)").arg(result.steps.size())) + filmStrip(result) + u"</details>"_s;
}

QString timeLineHtml(const CaseResult &result)
{
    if (result.timeLine.isEmpty())
        return {};
    QString html = u"<details>"_s + element(u"summary"_s, Say::tr("Time line (%1)").arg(result.timeLine.size())) + u"<div class=\"wide\"><table class=\"lines\"><tbody>"_s;
    static const QStringList levels{u"good"_s, u"warning"_s, u"bad"_s};
    for (const TimeLine &line : result.timeLine.mid(0, mostLines)) {
        const QString level = levels.contains(line.level) ? line.level : u"info"_s;
        html += u"<tr class=\""_s + level + u"\">"_s + element(u"td class=\"at\""_s, u"%1 s"_s.arg(QString::number(double(line.at.count()) / 1000, 'f', 3))) + element(u"td"_s, line.kind)
            + element(u"td class=\""_s + level + u'"', line.title) + element(u"td"_s, line.detail) + u"</tr>"_s;
    }
    html += u"</tbody></table></div>"_s;
    if (result.timeLine.size() > mostLines)
        html += element(u"p class=\"quiet\""_s, Say::tr("And %1 more.").arg(result.timeLine.size() - mostLines));
    return html + u"</details>"_s;
}

QString titleHtml(const CaseResult &result)
{
    return u"<h2 id=\""_s + anchorOf(result.id) + u"\">"_s + badge(result.verdict) + element(u"span"_s, result.name.isEmpty() ? result.id : result.name) + u"</h2>"_s;
}

/// A walk that failed is open; one that passed is a line until it is asked for.
QString sectionHtml(const CaseResult &result)
{
    if (result.verdict != Verdict::Passed && result.verdict != Verdict::NotRun)
        return u"<section>"_s + titleHtml(result) + factsHtml(result) + verdictHtml(result) + stripHtml(result, true) + timeLineHtml(result) + u"</section>"_s;
    const bool isOpen = !result.differs.isEmpty() || result.isFlaky();
    return u"<section class=\"closed\"><details"_s + (isOpen ? u" open"_s : QString()) + u"><summary>"_s + titleHtml(result) + u"</summary><div>"_s + factsHtml(result)
        + (result.why.isEmpty() ? QString() : element(u"p"_s, result.why)) + differencesHtml(result) + stripHtml(result, true) + timeLineHtml(result) + u"</div></details></section>"_s;
}

QString mebibytes(qint64 bytes)
{
    return Say::tr("%1 MiB").arg(QString::number(double(bytes) / (1024 * 1024), 'f', 0));
}

QString soakHtml(const RunResult &run)
{
    if (run.samples.isEmpty())
        return {};
    const SoakSample &first = run.samples.first(), &last = run.samples.last();
    const auto failed = std::count_if(run.samples.begin(), run.samples.end(), [](const SoakSample &each) { return !each.passed; });
    const qint64 most = std::max_element(run.samples.begin(), run.samples.end(), [](const SoakSample &a, const SoakSample &b) { return a.memory < b.memory; })->memory;
    QString html = element(u"h2"_s, Say::tr("Soak"))
        + element(u"p"_s, Say::tr("%1 walks in %2 rounds and %3; %4 failed. Memory was %5 after the first walk, %6 after the last, and %7 at most.")
                              .arg(QString::number(run.samples.size()), QString::number(last.round), secondsText(last.at.count()), QString::number(failed),
                                   mebibytes(first.memory), mebibytes(last.memory), mebibytes(most)));
    html += u"<div class=\"charts\">"_s;
    for (const auto &[chart, title] : {std::pair(run.memoryChart, Say::tr("Memory after each walk")), std::pair(run.durationChart, Say::tr("Time of each walk"))}) {
        if (!chart.isNull())
            html += u"<figure>"_s + pictureHtml(chart, title, 1200, std::max(1.0, chart.width() / 600.0)) + element(u"figcaption"_s, title) + u"</figure>"_s;
    }
    return html + u"</div>"_s;
}

} // namespace

QByteArray caseHtmlOf(const CaseResult &result)
{
    return framed({headOf(result), sectionHtml(result).toUtf8()});
}

QByteArray htmlOf(const RunResult &run, const QList<QByteArray> &caseHtml)
{
    PageParts parts{.run = headOf(run), .walks = {}};
    for (qsizetype i = 0; i < run.cases.size(); ++i) {
        const bool isMade = i < caseHtml.size() && !caseHtml.at(i).isEmpty();
        const Result<WalkPart> part = unframed(isMade ? caseHtml.at(i) : caseHtmlOf(run.cases.at(i)));
        parts.walks << part.value_or(WalkPart{headOf(run.cases.at(i)), sectionHtml(run.cases.at(i)).toUtf8()});
    }
    return pageOf(parts, soakHtml(run));
}

} // namespace console

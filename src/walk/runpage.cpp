// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a run put together: its head line, its table, and the sections below. (sections.cpp: taken apart.)
#include "brand/htmlpage.h"
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

// Of each verdict the letters have at least 4.5 : 1 on their ground; sign and word say the same as the colour.
const auto walkStyle = R"(
.head{font-size:20px;line-height:1.35;font-weight:600;margin:16px 0 8px;max-width:none}.unfinished{padding:8px 12px;background:#fff6dc;color:#5f4700;font-weight:600;border-left:4px solid #b7791f}
.badge{display:inline-block;padding:1px 8px;border-radius:4px;font-size:12px;line-height:20px;font-weight:600;white-space:nowrap;background:#f3f4f6;color:#374151}
.badge.passed{background:#e9f6ec;color:#14532d}.badge.integration-broke{background:#fdecea;color:#8c1d18}.badge.widget-changed{background:#fff0e0;color:#7a3800}
.badge.service-down{background:#e8f0fb;color:#1c4587}.badge.bank-said-no{background:#fff6dc;color:#5f4700}.badge.not-run{background:#fff;color:#57606a;box-shadow:inset 0 0 0 1px #8b949e}
.walks{width:100%;margin:16px 0 24px}.walks td:first-child{width:1%}.walks td{font-variant-numeric:tabular-nums}.walks .time{text-align:right;white-space:nowrap}.walks a{color:#1c4587}.walks .why{width:52%;color:#3d444d}
section{break-inside:auto}section h2{display:flex;gap:12px;align-items:center;flex-wrap:wrap}section h3{margin:20px 0 6px}
.verdict .why{font-size:16px;font-weight:600;margin-top:8px}.verdict{display:flex;gap:32px;align-items:flex-start;flex-wrap:wrap}.verdict figure{margin:0;flex:0 0 300px;max-width:100%}.verdict>div{flex:1 1 380px;min-width:0}
figure img{max-width:100%;height:auto}figcaption{font-size:12px;color:#57606a;margin-top:6px}
.plain{margin:0;padding-left:20px;max-width:80ch}.plain li{margin-bottom:2px;overflow-wrap:anywhere}.facts{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:13px}
.nearest li:first-child{font-weight:600}
.strip{display:flex;gap:12px;overflow-x:auto;list-style:none;margin:8px 0 0;padding:4px 4px 12px}.strip li{flex:0 0 130px;font-size:12px;line-height:1.35;break-inside:avoid}
.strip p{margin:0;overflow-wrap:anywhere}.strip .step{margin-top:6px}.strip .took,.strip .note{color:#57606a;font-variant-numeric:tabular-nums}.strip .note{font-style:italic}
.frame{display:flex;width:128px;min-height:64px;align-items:center;justify-content:center;background:#f6f7f8;border:1px solid #d5d9de;text-align:center}.frame img{display:block}
.strip .failed .frame{outline:3px solid #b3261e;border-color:#b3261e}.strip .failed .took{color:#8c1d18;font-weight:600}.strip .never{color:#57606a}
summary{cursor:pointer;padding:4px 0}summary h2{display:inline-flex;margin:0;padding:0;border:0;font-size:15px}section.closed{border-top:1px solid #d5d9de;padding:6px 0}section.closed>details>div{padding:0 0 8px 16px}
.lines{width:100%;font-size:12px}.lines td{padding:2px 8px;border-bottom:1px solid #eceff2;overflow-wrap:anywhere}.lines .at{text-align:right;white-space:nowrap;color:#57606a;font-variant-numeric:tabular-nums}
.lines .bad{color:#8c1d18;font-weight:600}.lines .warning{color:#5f4700}.lines .good{color:#14532d}.charts{display:flex;gap:24px;flex-wrap:wrap}.charts figure{margin:0;flex:1 1 480px}
@media (max-width:700px){body{padding:16px}.walks .why{width:auto}}
@media print{.strip{flex-wrap:wrap;overflow:visible}.walks tr{break-inside:avoid}.head,.badge,.simulated,.unfinished{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)"_L1;

QString sign(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Passed: return u"✓"_s;
    case Verdict::IntegrationBroke: return u"✗"_s;
    case Verdict::WidgetChanged: return u"≠"_s;
    case Verdict::ServiceDown: return u"↓"_s;
    case Verdict::BankSaidNo: return u"−"_s;
    case Verdict::Environment: return u"!"_s;
    case Verdict::Script: return u"?"_s;
    case Verdict::NotRun: return u"○"_s;
    }
    return {};
}

/// What needs a person comes first, what passed last.
int rankOf(const WalkHead &head)
{
    return head.verdict == Verdict::NotRun ? 1 : head.verdict != Verdict::Passed ? 0 : head.attempt > 1 ? 2 : 3;
}

QString factsHtml(const RunHead &run)
{
    QStringList facts{run.startedAt, run.environment.isEmpty() ? QString() : Say::tr("environment: %1").arg(run.environment), Say::tr("took %1").arg(secondsText(run.milliseconds)),
                      run.shard == "1/1"_L1 ? QString() : Say::tr("shard %1").arg(run.shard), u"Aerosync Console %1"_s.arg(run.toolVersion).trimmed()};
    facts.removeAll(QString());
    return element(u"p class=\"quiet\""_s, facts.join(u" · "_s)) + (run.isSimulated ? element(u"p class=\"simulated\""_s, Say::tr("Simulated")) : QString());
}

QString rowHtml(const WalkHead &head)
{
    QString why = escaped(head.why);
    if (head.verdict == Verdict::Passed && head.attempt > 1)
        why = element(u"span class=\"quiet\""_s, Say::tr("Flaky: it passed at try %1.").arg(head.attempt));
    return u"<tr><td>"_s + badge(head.verdict) + u"</td><td><a href=\"#"_s + anchorOf(head.id) + u"\">"_s + escaped(head.name) + u"</a></td><td class=\"time\">"_s
        + (head.verdict == Verdict::NotRun ? QString() : escaped(secondsText(head.milliseconds))) + u"</td><td class=\"why\">"_s + why + u"</td></tr>"_s;
}

QString tableHtml(const QList<WalkPart> &walks)
{
    if (walks.isEmpty())
        return {};
    QString html = u"<div class=\"wide\"><table class=\"walks\"><thead><tr>"_s;
    const QString column = u"th scope=\"col\""_s;
    html += element(column, Say::tr("Verdict")) + element(column, Say::tr("Walk")) + element(column + u" class=\"time\""_s, Say::tr("Time")) + element(column, Say::tr("Why"));
    html += u"</tr></thead><tbody>"_s;
    for (const WalkPart &part : walks)
        html += rowHtml(part.head);
    return html + u"</tbody></table></div>"_s;
}

} // namespace

QString badge(Verdict verdict)
{
    return element(u"span class=\"badge "_s + verdictName(verdict) + u'"', sign(verdict) + u' ' + verdictText(verdict));
}

QByteArray pageOf(const PageParts &parts, const QString &more)
{
    QList<WalkPart> walks = parts.walks;
    std::stable_sort(walks.begin(), walks.end(), [](const WalkPart &a, const WalkPart &b) { return rankOf(a.head) < rankOf(b.head); });
    VerdictCounts counts;
    for (const WalkPart &part : walks) {
        ++counts.of[part.head.verdict];
        counts.flaky += part.head.verdict == Verdict::Passed && part.head.attempt > 1;
    }
    QString body = QString::fromUtf8(runMarkOf(parts)) + element(u"h1"_s, Say::tr("Walk-throughs")) + element(u"p class=\"head\""_s, headline(counts) + u'.');
    if (!parts.run.isWhole)
        body += element(u"p class=\"unfinished\""_s, Say::tr("This run has not come to its end. What is said here is what was known so far."));
    body += factsHtml(parts.run) + tableHtml(walks) + more;
    for (const WalkPart &part : walks)
        body += QString::fromUtf8(framed(part));
    return htmlPage(printable(headline(counts)), body, walkStyle);
}

} // namespace console

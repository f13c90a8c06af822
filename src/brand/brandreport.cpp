// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/brandreport.h"

#include "brand/colour.h"
#include "brand/htmlpage.h"
#include "brand/logomatch.h"
#include "brand/shotgrid.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Check = Finding::Check;
using Verdict = Finding::Verdict;

struct Report {
    Q_DECLARE_TR_FUNCTIONS(console::BrandReport)
};

constexpr std::array checks{Check::PrimaryColour, Check::ButtonContrast, Check::LogoPresent, Check::LogoRight, Check::LogoSeen,
                            Check::ClearSpace, Check::TextContrast, Check::DarkMode, Check::Applied, Check::OptionIgnored};

QString element(const QString &tag, const QString &text)
{
    return u'<' + tag + u'>' + text.toHtmlEscaped() + u"</"_s + tag.section(u' ', 0, 0) + u'>';
}

/// "Text contrast", as a heading.
QString heading(Check check)
{
    const QString name = checkName(check);
    return name.startsWith("configurationId"_L1) ? name : name.left(1).toUpper() + name.mid(1);
}

/// The class of the style sheet.
QString className(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass: return u"Pass"_s;
    case Verdict::Fail: return u"Fail"_s;
    case Verdict::Note: return u"Note"_s;
    case Verdict::Unknown: break;
    }
    return u"Unknown"_s;
}

/// The same sentence about several screens of a pane, once.
struct Group {
    Finding first;
    QStringList screens;
};

QString placesOf(const Group &group)
{
    return group.first.pane + u" · "_s + group.screens.join(u", "_s);
}

QList<Group> grouped(const QList<Finding> &findings, Verdict verdict)
{
    QList<Group> groups;
    for (const Finding &each : findings) {
        if (each.verdict != verdict)
            continue;
        const auto same = std::ranges::find_if(groups, [&](const Group &group) {
            return group.first.check == each.check && group.first.pane == each.pane && group.first.message == each.message;
        });
        if (same == groups.end())
            groups << Group{each, {each.screen}};
        else if (!same->screens.contains(each.screen))
            same->screens << each.screen;
    }
    return groups;
}

QStringList panesOf(const BrandReport &report)
{
    QStringList panes;
    for (const Finding &each : report.findings) {
        if (!panes.contains(each.pane))
            panes << each.pane;
    }
    return panes;
}

QString verdictTable(const BrandReport &report)
{
    QString html = u"<div class=\"wide\"><table class=\"verdicts\"><thead><tr>"_s + element(u"th scope=\"col\""_s, Report::tr("Pane"));
    for (const Check check : checks)
        html += element(u"th scope=\"col\""_s, heading(check));
    html += u"</tr></thead><tbody>"_s;
    for (const QString &pane : panesOf(report)) {
        html += u"<tr>"_s + element(u"th scope=\"row\""_s, pane);
        for (const Check check : checks) {
            QList<Finding> those;
            std::ranges::copy_if(report.findings, std::back_inserter(those), [&](const Finding &each) { return each.pane == pane && each.check == check; });
            const Verdict verdict = summedUp(those);
            html += those.isEmpty() ? u"<td></td>"_s : element(u"td class=\"%1\""_s.arg(className(verdict)), verdictName(verdict));
        }
        html += u"</tr>"_s;
    }
    return html + u"</tbody></table></div>"_s;
}

/// A value, with its colour before it if it is one.
QString valueHtml(const QString &label, const QString &value)
{
    if (value.isEmpty())
        return {};
    const Result<QRgb> colour = colourFromHex(value);
    const QString swatch = colour ? u"<span class=\"swatch\" style=\"background:%1\"></span>"_s.arg(hexOf(*colour)) : QString();
    return u"<span class=\"value\">"_s + swatch + (label + u": "_s).toHtmlEscaped() + element(u"strong"_s, value) + u"</span>"_s;
}

QString failureHtml(const Group &group)
{
    const Finding &first = group.first;
    QString html = u"<section class=\"finding\">"_s;
    if (!first.crop.isNull())
        html += u"<figure>"_s + pictureHtml(first.crop, first.message, 320) + u"</figure>"_s;
    html += u"<div>"_s + element(u"h3"_s, heading(first.check)) + element(u"p"_s, first.message);
    if (!first.measured.isEmpty() || !first.wanted.isEmpty())
        html += u"<p class=\"values\">"_s + valueHtml(Report::tr("Measured"), first.measured) + valueHtml(Report::tr("Wanted"), first.wanted) + u"</p>"_s;
    if (!first.advice.isEmpty())
        html += element(u"p"_s, first.advice);
    return html + element(u"p class=\"quiet\""_s, placesOf(group)) + u"</div></section>"_s;
}

QString listHtml(const QString &title, const QList<Group> &groups)
{
    if (groups.isEmpty())
        return {};
    QString html = element(u"h2"_s, title) + u"<ul>"_s;
    for (const Group &group : groups) {
        html += u"<li>"_s + element(u"strong"_s, heading(group.first.check)) + u": "_s + group.first.message.toHtmlEscaped() + u' '
            + element(u"span class=\"quiet\""_s, placesOf(group)) + u"</li>"_s;
    }
    return html + u"</ul>"_s;
}

QString logoCell(const QByteArray &svg, const QString &ground, const QString &name)
{
    const QImage picture = drawnLogo(svg, QSize(480, 160));
    if (picture.isNull())
        return element(u"td"_s, Report::tr("none"));
    return u"<td><div class=\""_s + ground + u"\">"_s + pictureHtml(picture, name, 480, 2) + u"</div></td>"_s;
}

QString sheetHtml(const BrandSheet &sheet)
{
    const auto row = [](const QString &label, const QString &cell) { return u"<tr>"_s + element(u"th scope=\"row\""_s, label) + cell + u"</tr>"_s; };
    const auto text = [](const QString &value) { return element(u"td"_s, value.isEmpty() ? Report::tr("not known") : value); };
    const QString modes = sheet.light && sheet.dark ? Report::tr("light and dark") : sheet.dark ? Report::tr("dark only") : Report::tr("light only");
    const QString primary = sheet.primary ? u"<td>"_s + valueHtml(u"sRGB"_s, hexOf(*sheet.primary)) + u"</td>"_s : text({});
    const QByteArray dark = sheet.logoDark.isEmpty() ? sheet.logo : sheet.logoDark;
    return element(u"h2"_s, Report::tr("The brand sheet")) + u"<table><tbody>"_s + row(Report::tr("Name"), text(sheet.name))
        + row(Report::tr("Primary button"), primary)
        + row(Report::tr("Logo"), logoCell(sheet.logo, u"on-light"_s, Report::tr("The logo on a light ground")))
        + row(Report::tr("Logo on dark"), logoCell(dark, u"on-dark"_s, Report::tr("The logo on a dark ground")))
        + row(Report::tr("Modes"), text(modes)) + row(Report::tr("configurationId, sandbox"), text(sheet.sandboxId))
        + row(Report::tr("configurationId, production"), text(sheet.productionId)) + u"</tbody></table>"_s;
}

/// "Sandbox, Simulator": the different values of one field of the shots.
template <typename Field>
QString allOf(const QList<Shot> &shots, Field field)
{
    QStringList values;
    for (const Shot &shot : shots)
        values << field(shot);
    values.removeDuplicates();
    values.removeAll(QString());
    return values.join(u", "_s);
}

QString factsHtml(const BrandReport &report)
{
    QStringList facts{report.at.isValid() ? report.at.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s) : QString(),
                      u"Aerosync Console %1"_s.arg(report.toolVersion).trimmed()};
    if (const QString versions = allOf(report.shots, [](const Shot &shot) { return shot.pane.sdkVersion; }); !versions.isEmpty())
        facts << Report::tr("Aerosync web SDK %1").arg(versions);
    if (const QString environments = allOf(report.shots, [](const Shot &shot) { return shot.environment; }); !environments.isEmpty())
        facts << Report::tr("environment: %1").arg(environments);
    facts.removeAll(QString());
    return element(u"p class=\"quiet\""_s, facts.join(u" · "_s)) + (anySimulated(report.shots) ? element(u"p class=\"simulated\""_s, simulatedLabel()) : QString());
}

} // namespace

Verdict summedUp(const QList<Finding> &findings)
{
    for (const Verdict verdict : {Verdict::Fail, Verdict::Note, Verdict::Pass}) {
        if (std::ranges::any_of(findings, [&](const Finding &each) { return each.verdict == verdict; }))
            return verdict;
    }
    return Verdict::Unknown;
}

QByteArray brandReport(const BrandReport &report)
{
    const QString title = report.sheet.name.isEmpty() ? Report::tr("Branding of the bank-link widget") : Report::tr("Branding of the bank-link widget: %1").arg(report.sheet.name);
    const QList<Group> failures = grouped(report.findings, Verdict::Fail);
    QString body = element(u"h1"_s, title) + factsHtml(report);
    body += element(u"p"_s, failures.isEmpty() ? Report::tr("Nothing that was measured is wrong.")
                                               : Report::tr("What is wrong: %1 (below, each with its place).").arg(failures.size()));
    body += element(u"h2"_s, Report::tr("Verdicts")) + verdictTable(report);
    if (!failures.isEmpty())
        body += element(u"h2"_s, Report::tr("What is wrong"));
    for (const Group &group : failures)
        body += failureHtml(group);
    body += listHtml(Report::tr("Worth knowing"), grouped(report.findings, Verdict::Note));
    body += listHtml(Report::tr("What could not be told"), grouped(report.findings, Verdict::Unknown));
    body += element(u"h2"_s, Report::tr("The pictures")) + shotTable(report.shots) + sheetHtml(report.sheet);
    body += element(u"h2"_s, Report::tr("Request to the Solutions Engineer")) + element(u"pre"_s, requestText(report.sheet, report.findings));
    return htmlPage(title, body);
}

} // namespace console

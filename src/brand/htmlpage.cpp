// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/htmlpage.h"

#include "brand/shotgrid.h"

#include <QBuffer>

using namespace Qt::StringLiterals;

namespace console {

namespace {

const auto style = R"(
body{margin:0 auto;padding:32px;max-width:1280px;font:14px/1.5 Inter,"Noto Sans","Segoe UI",Roboto,sans-serif;color:#1f2328;background:#fff}
h1{font-size:24px;line-height:1.25;margin:0 0 8px}h2{font-size:18px;margin:40px 0 12px;padding-top:16px;border-top:1px solid #d5d9de}h3{font-size:14px;margin:0 0 4px}
p{margin:0 0 8px;max-width:75ch}table{border-collapse:collapse}th,td{padding:6px 10px;text-align:left;vertical-align:top;border-bottom:1px solid #d5d9de}
thead th{font-size:12px;color:#57606a;font-weight:600;vertical-align:bottom}td img,figure img{display:block;border:1px solid #d5d9de}.wide{overflow-x:auto}
.shots td,.shots th{border:0;padding:8px}.shots th small{display:block;color:#57606a;font-weight:400;white-space:nowrap}.none{color:#57606a;background:#f6f7f8;text-align:center;vertical-align:middle;min-width:120px}
.simulated{display:inline-block;padding:2px 10px;border-radius:4px;background:#f0ecfa;color:#5b3fa8;font-weight:600}.shots th small.simulated{display:inline-block;margin-top:4px;color:#5b3fa8;font-weight:600}.quiet,footer{color:#57606a}footer{margin-top:32px;font-size:12px}
.Fail{background:#fdecea;color:#8c1d18;font-weight:600}.Note{background:#fff6dc;color:#5f4700}.Pass{background:#e9f6ec;color:#14532d}.Unknown{background:#f3f4f6;color:#4b5563}
.verdicts td{font-size:12px;white-space:nowrap}.verdicts th{font-size:12px}
.finding{display:flex;gap:24px;align-items:flex-start;padding:16px 0;border-bottom:1px solid #d5d9de;break-inside:avoid}.finding figure{margin:0;flex:0 0 320px}.finding div{flex:1}
.swatch{display:inline-block;width:1.1em;height:1.1em;margin-right:6px;vertical-align:-0.2em;border:1px solid #8b949e}.values span.value{margin-right:24px;white-space:nowrap}
.on-light{padding:16px;border:1px solid #d5d9de;background:#fff}.on-dark{padding:16px;background:#14161c}.on-light img,.on-dark img{border:0}
pre{padding:16px;background:#f6f7f8;border:1px solid #d5d9de;font:13px/1.5 ui-monospace,"DejaVu Sans Mono",monospace;white-space:pre-wrap}
@media print{body{padding:0;max-width:none}}
)"_L1;

} // namespace

QByteArray htmlPage(const QString &title, const QString &body, QLatin1StringView more)
{
    // Joined, not filled in with arg(): what stands in the texts may look like a place-holder.
    return (uR"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>)"_s + title.toHtmlEscaped()
            + u"</title><style>"_s + style + more + u"</style></head><body>"_s + body + u"</body></html>\n"_s)
        .toUtf8();
}

QString pictureHtml(const QImage &picture, const QString &alternative, int widest, double scale)
{
    const QImage shown = picture.width() > widest ? picture.scaledToWidth(widest, Qt::SmoothTransformation) : picture;
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    shown.save(&buffer, "PNG");
    const QString words = alternative.toHtmlEscaped();
    return u"<img src=\"data:image/png;base64,"_s + QString::fromLatin1(png.toBase64()) + u"\" width=\""_s + QString::number(std::max(1, qRound(shown.width() / scale))) + u"\" alt=\""_s + words + u"\" title=\""_s + words + u"\">"_s;
}

QString shotTable(const QList<Shot> &shots)
{
    const ShotGrid grid(shots);
    QString html = u"<div class=\"wide\"><table class=\"shots\"><thead><tr><th></th>"_s;
    for (const QString &screen : grid.screens)
        html += u"<th scope=\"col\">"_s + screen.toHtmlEscaped() + u"</th>"_s;
    html += u"</tr></thead><tbody>"_s;
    for (const ShotGrid::Row &row : grid.rows) {
        html += u"<tr><th scope=\"row\">"_s + paneTitle(*row.first).toHtmlEscaped();
        for (const QString &text : paneLines(*row.first))
            html += u"<small>"_s + text.toHtmlEscaped() + u"</small>"_s;
        if (row.first->isSimulated)
            html += u"<small class=\"simulated\">"_s + simulatedLabel().toHtmlEscaped() + u"</small>"_s;
        html += u"</th>"_s;
        for (const QString &screen : grid.screens) {
            const Shot *shot = row.byScreen.value(screen);
            if (!shot || shot->picture.isNull())
                html += u"<td class=\"none\">"_s + notReached().toHtmlEscaped() + u"</td>"_s;
            else
                html += u"<td>"_s + pictureHtml(shot->picture, paneTitle(*shot) + u" · "_s + shot->pane.caption() + u" · "_s + screen, 400, 2) + u"</td>"_s;
        }
        html += u"</tr>"_s;
    }
    return html + u"</tbody></table></div>"_s;
}

} // namespace console

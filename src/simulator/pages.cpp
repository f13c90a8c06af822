// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/pages.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

QByteArray typeOf(const QString &name)
{
    static const QList<QPair<QString, QByteArray>> types{{u".html"_s, "text/html; charset=utf-8"},
                                                         {u".js"_s, "text/javascript; charset=utf-8"},
                                                         {u".css"_s, "text/css; charset=utf-8"},
                                                         {u".svg"_s, "image/svg+xml"},
                                                         {u".png"_s, "image/png"},
                                                         {u".woff2"_s, "font/woff2"},
                                                         {u".json"_s, "application/octet-stream"}};
    for (const auto &[ending, type] : types) {
        if (name.endsWith(ending))
            return type;
    }
    return "application/octet-stream";
}

std::optional<QByteArray> resource(const QString &name)
{
    QFile file(u":/simulator/widget/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

/// Says in words that this build has no pages; the services still work.
QByteArray emergencyPage(const QString &name)
{
    return "<!doctype html><html lang=\"en\"><title>Aerosync simulator</title><main data-screen=\"welcome\"><h1>Link your bank</h1>"
           "<p>This build of the simulator has no "
           + name.toHtmlEscaped().toUtf8() + ".</p></main></html>";
}

/// The page with another layout: a sheet after its own ones, and a script that watches its screens from the start.
void layOut(QByteArray &html, const QByteArray &layout)
{
    const QByteArray script = "<script type=\"module\"";
    html.replace(script, "<link rel=\"stylesheet\" href=\"/assets/layouts.css\">\n  " + script + " src=\"/assets/layouts.js\"></script>\n  " + script);
    html.replace("<html ", "<html data-layout=\"" + layout + "\" ");
}

Answer pageAnswer(const QString &name, const QByteArray &theme, const QByteArray &look, const QStringList &origins, const QString &layout)
{
    QByteArray html = resource(name).value_or(emergencyPage(name));
    // Set here and not by a script of the page: a page must not flash in another theme before the script runs.
    QByteArray attributes = "data-theme=\"" + theme + '"';
    if (!look.isEmpty())
        attributes += " data-look=\"" + QString::fromUtf8(look).toHtmlEscaped().toUtf8() + '"';
    html.replace("data-theme=\"light\"", attributes);
    if (!layout.isEmpty())
        layOut(html, layout.toLatin1());
    Answer answer = Answer::page(html, "text/html; charset=utf-8");
    answer.headers.append({"Content-Security-Policy", contentPolicy(origins)});
    return answer;
}

/// A page of the widget in its look; the theme is the URL's.
Answer widgetPage(const Request &request, const QString &name, const Configuration &look, const PageOrders &orders)
{
    return pageAnswer(name, themeOf(request.queryText({u"defaultTheme"_s}), look).toLatin1(), look.json.bytes(), orders.origins, orders.layout);
}

QString namedLook(const Request &request)
{
    return request.queryText({u"configurationId"_s, u"consumerId"_s});
}

} // namespace

QByteArray contentPolicy(const QStringList &origins, bool inlineScript)
{
    const QByteArray hosts = origins.isEmpty() ? QByteArray("'none'") : origins.join(u' ').toLatin1();
    return QByteArray("default-src 'none'; script-src ") + (inlineScript ? "'unsafe-inline'" : "'self'")
           + "; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
             "frame-ancestors "
           + hosts;
}

void addPageRoutes(Router &router, const Catalog &catalog, const PageOrders &orders)
{
    router.add(u"GET"_s, u"/"_s, [&catalog, &orders](const Request &request) {
        return widgetPage(request, u"index.html"_s, catalog.configuration(namedLook(request)), orders);
    });
    router.add(u"GET"_s, u"/embedded-view"_s, [&catalog, &orders](const Request &request) {
        // ASSUMPTION EMBEDDED-LOOK: the web SDK's URL names no configuration (contract f.2), so the look is the default one
        // unless an order of the control surface has said which one this merchant has.
        const QString named = namedLook(request);
        const Configuration &look = catalog.configuration(named.isEmpty() ? orders.embeddedLook : named);
        return widgetPage(request, u"embedded.html"_s, look.embedded ? look : catalog.fallback(), orders);
    });
    router.add(u"GET"_s, u"/bank/oauth/{}"_s, [&orders](const Request &request) {
        // A bank's own site is never shown in a frame.
        return pageAnswer(u"bank.html"_s, request.queryText({u"theme"_s}) == "dark"_L1 ? "dark" : "light", {}, {}, orders.layout);
    });
    router.add(u"GET"_s, u"/assets/{*}"_s, [](const Request &request) {
        const QString name = request.captured.at(0);
        const auto bytes = name.contains(".."_L1) ? std::nullopt : resource(name);
        return bytes ? Answer::page(*bytes, typeOf(name)) : errorAnswer(404, u"AC-102"_s, u"There is no file %1."_s.arg(name));
    });
}

} // namespace simulator

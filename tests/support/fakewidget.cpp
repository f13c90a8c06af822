// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakewidget.h"

#include <QHttpServerResponder>

using namespace Qt::StringLiterals;

FakeWidget::FakeWidget(QObject *parent)
    : QObject(parent)
{
    m_port = m_server.listen(QHostAddress::LocalHost);
    setScript({});
    m_server.setMissingHandler([this](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
        const QString path = request.url().path();
        m_seen.append({path, QUrlQuery(request.url())});
        const Page page = m_pages.value(path, Page{.body = "no such page", .type = "text/plain", .status = 404});
        if (page.hang) {
            m_hanging.push_back(std::make_unique<QHttpServerResponder>(std::move(responder)));
            return;
        }
        responder.writeStatusLine(QHttpServerResponder::StatusCode(page.status));
        responder.writeHeader("Content-Type", page.type);
        responder.writeHeader("Content-Length", QByteArray::number(page.body.size()));
        for (auto it = page.headers.cbegin(); it != page.headers.cend(); ++it)
            responder.writeHeader(it.key(), it.value());
        responder.writeBody(page.body);
    });
}

QUrl FakeWidget::origin() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

QUrl FakeWidget::otherOrigin() const
{
    return QUrl(u"http://localhost:%1"_s.arg(m_port));
}

void FakeWidget::setPage(const QString &path, const Page &page)
{
    m_pages.insert(path, page);
}

void FakeWidget::setScript(const QString &script)
{
    m_pages.insert(u"/"_s, Page{.body = widgetHtml(script)});
    m_pages.insert(u"/embedded-view"_s, Page{.body = widgetHtml(script)});
}

int FakeWidget::count(const QString &path) const
{
    int found = 0;
    for (const Seen &one : m_seen)
        found += one.path == path;
    return found;
}

QByteArray FakeWidget::widgetHtml(const QString &script)
{
    return uR"(<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fake widget</title>
<style>body { font: 16px sans-serif; margin: 20px; } button, input { display: block; margin: 8px 0; padding: 8px; }</style>
</head><body><h1>Fake widget</h1>
<label for="user">User name</label><input id="user" name="user"><input type="password" placeholder="Password" name="secret">
<label><input type="checkbox" name="agree"> I agree</label>
<button id="link">Link</button><button id="close">Close</button><button id="fail">Fail</button><button id="bank">Bank</button>
<p id="log"></p>
<script>
const host = window.opener || window.parent;
const post = (type, payload) => host.postMessage(JSON.stringify({ type, payload }), '*');
const success = { connectionId: 'c0ffee00c0ffee00c0ffee00c0ffee00', clientName: 'Integrator', aeroPassUserUuid: 'u-1' };
document.getElementById('link').onclick = () => post('pageSuccess', success);
document.getElementById('close').onclick = () => post('widgetClose', {});
document.getElementById('fail').onclick = () => post('widgetError', 'INCORRECT_CREDENTIALS | Code: AC-117 | Message: no');
document.getElementById('bank').onclick = () => post('widgetBankClick', { stateCode: 'bank-7' });
post('widgetPageLoaded', { pageTitle: 'Welcome', onLoadApi: '' });
</script><script>%1</script></body></html>)"_s.arg(script).toUtf8();
}

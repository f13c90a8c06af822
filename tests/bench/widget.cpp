// SPDX-License-Identifier: GPL-3.0-or-later
// bench start.widget: "Link a bank" pressed → the widget's first message, in the console's real window, against a
// bare WebEngine page that does the same (token, host page, same SDK), the two in turn. Limit 1.2.
// bench start.memory: resident memory of all our processes after 100 launches against after the tenth. Limit 1.1.
#include "app/world.h"
#include "bench/benchline.h"
#include "gui/mainwindow.h"
#include "session/session.h"
#include "support/until.h"
#include "web/widgetview.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineView>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

/// Resident bytes of this process and all its descendants (the renderers).
qint64 residentBytes(qint64 pid)
{
    qint64 sum = 0;
    QFile statm(u"/proc/%1/statm"_s.arg(pid));
    if (statm.open(QIODevice::ReadOnly))
        sum = statm.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
    const QDir tasks(u"/proc/%1/task"_s.arg(pid));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile children(tasks.filePath(task + u"/children"_s));
        if (!children.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &child : children.readAll().split(' ')) {
            if (!child.trimmed().isEmpty())
                sum += residentBytes(child.toLongLong());
        }
    }
    return sum;
}

class BarePage : public QWebEnginePage
{
public:
    using QWebEnginePage::QWebEnginePage;
    std::function<void()> heard;

protected:
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &message, int, const QString &) override
    {
        if (message == u"first message"_s && heard)
            heard();
    }
};

QByteArray resource(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The smallest host page that launches SDK 2.1.4 against another origin.
QString barePage(const QString &token, const QString &uuid, const QString &widgetOrigin)
{
    QString sdk = QString::fromUtf8(resource(u":/sdk/2.1.4/index.js"_s));
    sdk.replace(u"export {"_s, u"window.sdk = {"_s).replace(u"</script"_s, u"<\\/script"_s);
    return u"<!doctype html><body><div id=w></div><script>addEventListener('message',()=>console.log('first message'));</script>"
           "<script type=module>%1\n"
           "const o=window.sdk.initAeroSyncWidget({elementId:'w',iframeTitle:'Aerosync',environment:'sandbox',token:'%2',"
           "aeroPassUserUuid:'%3',theme:'light'});o.widgetBaseURL='%4';o.launch();</script>"_s.arg(sdk, token, uuid, widgetOrigin);
}

class WidgetBench
{
public:
    WidgetBench() : m_world(World::Secrets::MemoryOnly, m_folder.filePath(u"settings.ini"_s)), m_window(m_world.session()) {}

    bool prepare()
    {
        m_window.resize(1440, 900);
        m_window.show();
        m_world.wake();
        Session *session = m_world.session();
        if (!until([&] { return session->environments()->isReady() && session->keys()->credentials().hasAerosync(); }, 20000))
            return false;
        session->user()->create({.firstName = u"Dana"_s, .lastName = u"Lee"_s, .email = u"dana@example.com"_s, .phone = u"+13125550142"_s});
        return until([&] { return session->user()->state() == UserState::Ready; }, 20000);
    }

    /// Milliseconds; below 0: no message came.
    double viaConsole()
    {
        QSignalSpy message(m_window.widgetView(), &WidgetView::message);
        auto *action = m_window.findChild<QAction *>(u"action-link"_s);
        if (!action || !action->isEnabled())
            return -1;
        QElapsedTimer clock;
        clock.start();
        action->trigger();
        if (!until([&] { return !message.isEmpty(); }, 30000, 1))
            return -1;
        return static_cast<double>(clock.nsecsElapsed()) / 1e6;
    }
    void closeConsoleWidget()
    {
        m_world.session()->link()->end();
    }

    double viaBarePage()
    {
        Session *session = m_world.session();
        const Environment environment = session->environments()->current();
        const Credentials &keys = session->keys()->credentials();
        QElapsedTimer clock;
        clock.start();
        QNetworkRequest request(QUrl(environment.aerosyncApi.toString() + u"/v2/token_widget"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const QJsonObject body{{u"apiKey"_s, keys.apiKey.revealText()}, {u"apiSecret"_s, keys.apiSecret.revealText()},
                               {u"aeroPassUserUuid"_s, session->user()->aeroPassUserUuid()}};
        std::unique_ptr<QNetworkReply> reply(m_network.post(request, QJsonDocument(body).toJson()));
        if (!until([&] { return reply->isFinished(); }, 30000, 1))
            return -1;
        const QString token = QJsonDocument::fromJson(reply->readAll()).object().value(u"token"_s).toString();
        QWebEngineProfile profile;
        QWebEngineView view;
        auto *page = new BarePage(&profile, &view);
        bool heard = false;
        page->heard = [&] { heard = true; };
        view.setPage(page);
        view.resize(420, 720);
        view.show();
        page->setHtml(barePage(token, session->user()->aeroPassUserUuid(), environment.widgetOrigin.toString()),
                      environment.hostOrigin);
        if (!until([&] { return heard; }, 30000, 1))
            return -1;
        return static_cast<double>(clock.nsecsElapsed()) / 1e6;
    }

    /// After everything that a closed widget leaves has gone: the smallest of some readings.
    qint64 memory() const
    {
        qint64 least = residentBytes(getpid());
        QElapsedTimer clock;
        clock.start();
        (void)until([&] {
            least = std::min(least, residentBytes(getpid()));
            return clock.elapsed() > 3000;
        }, 4000);
        return least;
    }

private:
    QTemporaryDir m_folder;
    World m_world;
    MainWindow m_window;
    QNetworkAccessManager m_network;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    nameApplication();
    WidgetBench bench;
    if (!bench.prepare()) {
        std::fputs("the simulator or the user did not get ready\n", stderr);
        return 2;
    }
    QList<double> ours, bare;
    qint64 afterTen = 0;
    constexpr int launches = 100, compared = 25;
    for (int launch = 1; launch <= launches; ++launch) {
        const double a = bench.viaConsole();
        bench.closeConsoleWidget();
        const double b = launch <= compared ? bench.viaBarePage() : 0;
        if (a < 0 || b < 0) {
            std::fprintf(stderr, "launch %d: no message from the widget\n", launch);
            return 2;
        }
        if (launch > 2 && launch <= compared) { // the first ones start the browser's own processes
            ours << a;
            bare << b;
        }
        if (launch == 10)
            afterTen = bench.memory();
    }
    const qint64 afterAll = bench.memory();
    const double value = bench::median(ours);
    const bool quick = bench::line("start.widget", value, "ms", value / bench::median(bare), 1.2);
    const bool lean = bench::line("start.memory", static_cast<double>(afterAll) / 1048576.0, "MiB",
                                  static_cast<double>(afterAll) / static_cast<double>(afterTen), 1.1);
    return quick && lean ? 0 : 1;
}

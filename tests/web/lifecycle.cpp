// SPDX-License-Identifier: GPL-3.0-or-later
// Each launch is alone and leaves nothing: closing at any moment, cookies and storage, memory over many launches.
#include "support/webcase.h"

#include "web/popupwindow.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTimer>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineView>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

/// Resident bytes of this process and its descendants (the renderers).
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

} // namespace

class LifecycleTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void closeAtAnyMoment();
    void closeInASlotOfThePage_data();
    void closeInASlotOfThePage();
    void closeWithPopups();
    void viewDiesWhileOpen_data();
    void viewDiesWhileOpen();
    void openWhileOpen();
    void nothingIsHeardAfterClose();
    void launchesShareNothing();
    void offTheRecord();
    void memoryOverManyLaunches();
};

void LifecycleTest::closeAtAnyMoment()
{
    FakeWidget widget;
    widget.setScript(u"setInterval(() => post('tick', 1), 1);"_s);
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(widget));
    TRY_LOAD(heard.hasMessage(u"tick"_s)); // so that the moments below are moments of a warm engine
    QSignalSpy closed(&view, &WidgetView::closed);
    auto *random = QRandomGenerator::global();
    for (int round = 0; round < 60; ++round) {
        WidgetLaunch launch = launchFor(widget);
        launch.options.type = LaunchType(round % 3);
        view.open(launch);
        bool over = false;
        QTimer::singleShot(random->bounded(round % 2 ? 40 : 400), this, [&] {
            view.close();
            over = true;
        });
        TRY(over);
        QVERIFY(!view.isOpen());
        QVERIFY(!view.view());
    }
    QCOMPARE(closed.size(), 61);
    heard = {};
    view.open(launchFor(widget));
    TRY_LOAD(heard.hasMessage(u"tick"_s));
}

void LifecycleTest::closeInASlotOfThePage_data()
{
    QTest::addColumn<QString>("moment");
    for (const char *moment : {"message", "callback", "receivedUrl", "note", "popupOpened", "deeplink", "broke"})
        QTest::newRow(moment) << QString::fromLatin1(moment);
}

void LifecycleTest::closeInASlotOfThePage()
{
    QFETCH(QString, moment);
    FakeWidget widget;
    widget.setScript(u"alert('x'); setTimeout(() => { location = 'my://back?status=close'; }, 100);"_s);
    WidgetLaunch launch = launchFor(widget);
    launch.options.deeplink = u"my://back"_s;
    if (moment == "popupOpened"_L1)
        launch.options.type = LaunchType::SystemBrowser;
    if (moment == "broke"_L1)
        widget.setPage(u"/"_s, {.body = "nothing", .type = "text/plain"});
    WidgetView view;
    view.show();
    listen(view);
    const auto close = [&view] { view.close(); };
    connect(&view, &WidgetView::message, this, [&] { if (moment == "message"_L1) close(); });
    connect(&view, &WidgetView::callback, this, [&] { if (moment == "callback"_L1) close(); });
    connect(&view, &WidgetView::receivedUrl, this, [&] { if (moment == "receivedUrl"_L1) close(); });
    connect(&view, &WidgetView::note, this, [&] { if (moment == "note"_L1) close(); });
    connect(&view, &WidgetView::popupOpened, this, [&] { if (moment == "popupOpened"_L1) close(); });
    connect(&view, &WidgetView::deeplink, this, [&] { if (moment == "deeplink"_L1) close(); });
    connect(&view, &WidgetView::broke, this, [&] { if (moment == "broke"_L1) close(); });
    view.open(launch);
    TRY_LOAD(!view.isOpen());
    widget.setScript({});
    heard = {};
    moment.clear();
    view.open(launchFor(widget));
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
}

void LifecycleTest::closeWithPopups()
{
    FakeWidget widget;
    widget.setPage(u"/bank"_s, {.body = "<h1>Bank</h1>"});
    WidgetView view;
    view.show();
    listen(view);
    QPointer<PopupWindow> left;
    for (int round = 0; round < 5; ++round) {
        const int before = widget.count(u"/bank"_s);
        view.open(launchFor(widget));
        view.openExternal(widget.origin().resolved(QUrl(u"/bank"_s)));
        view.openExternal(widget.origin().resolved(QUrl(u"/bank"_s)));
        QCOMPARE(view.popups().size(), 2);
        left = view.popups().first();
        if (round == 3)
            view.popups().last()->close(); // and goes in the same round of the event loop as the launch
        if (round % 2)
            TRY_LOAD(widget.count(u"/bank"_s) > before);
        view.close();
        QVERIFY(!left || !left->isVisible());
        TRY(!left);
    }
}

void LifecycleTest::viewDiesWhileOpen_data()
{
    QTest::addColumn<int>("wait");
    for (const int wait : {0, 5, 50, 300})
        QTest::addRow("%d ms", wait) << wait;
}

void LifecycleTest::viewDiesWhileOpen()
{
    QFETCH(int, wait);
    FakeWidget widget;
    auto view = std::make_unique<WidgetView>();
    view->show();
    listen(*view);
    view->open(launchFor(widget));
    view->openExternal(widget.origin());
    bool over = false;
    QTimer::singleShot(wait, this, [&] {
        view.reset();
        over = true;
    });
    TRY(over);
}

void LifecycleTest::openWhileOpen()
{
    FakeWidget widget;
    WidgetView view;
    QSignalSpy opened(&view, &WidgetView::opened), closed(&view, &WidgetView::closed);
    view.show();
    listen(view);
    const WidgetLaunch first = launchFor(widget), second = launchFor(widget);
    view.open(first);
    view.open(second);
    QCOMPARE(view.launchId(), second.id);
    QCOMPARE(opened.size(), 2);
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed.first().first().toString(), first.id);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    for (const Heard::Message &one : std::as_const(heard.messages))
        QCOMPARE(one.launch, second.id);
}

void LifecycleTest::nothingIsHeardAfterClose()
{
    FakeWidget widget;
    widget.setScript(u"setInterval(() => post('tick', 1), 1);"_s);
    WidgetView view;
    view.show();
    listen(view);
    const WidgetLaunch first = launchFor(widget);
    view.open(first);
    TRY_LOAD(heard.hasMessage(u"tick"_s));
    view.close();
    heard = {};
    view.open(launchFor(widget)); // gives a late message of the first launch the time to come
    TRY_LOAD(heard.hasMessage(u"tick"_s));
    for (const Heard::Message &one : std::as_const(heard.messages))
        QVERIFY(one.launch != first.id);
}

void LifecycleTest::launchesShareNothing()
{
    FakeWidget widget;
    widget.setScript(u"const old = [document.cookie, localStorage.getItem('seen'), sessionStorage.getItem('seen')].join('|');"
                     "indexedDB.databases().then(list => { post('found', old + '|' + list.length);"
                     "document.cookie = 'seen=1; max-age=9999; SameSite=None; Secure'; document.cookie = 'plain=1; max-age=9999';"
                     "localStorage.setItem('seen', '1'); sessionStorage.setItem('seen', '1'); const open = indexedDB.open('seen');"
                     "open.onsuccess = () => post('kept', localStorage.getItem('seen')); });"_s);
    WidgetView view;
    view.show();
    listen(view);
    for (int launch = 0; launch < 3; ++launch) {
        heard = {};
        view.open(launchFor(widget));
        TRY_LOAD(heard.hasMessage(u"{\"type\":\"kept\",\"payload\":\"1\"}"_s)); // storage works, within a launch
        QVERIFY(heard.hasMessage(u"{\"type\":\"found\",\"payload\":\"|||0\"}"_s));
    }
}

void LifecycleTest::offTheRecord()
{
    FakeWidget widget;
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(widget));
    QWebEngineProfile *first = view.view()->page()->profile();
    QVERIFY(first->isOffTheRecord());
    QVERIFY(first != QWebEngineProfile::defaultProfile());
    QCOMPARE(first->httpCacheType(), QWebEngineProfile::NoCache);
    QCOMPARE(first->persistentCookiesPolicy(), QWebEngineProfile::NoPersistentCookies);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
}

void LifecycleTest::memoryOverManyLaunches()
{
    FakeWidget widget;
    widget.setScript(u"window.ballast = new Array(500000).fill(Math.random());"_s);
    WidgetView view;
    view.show();
    listen(view);
    qint64 afterTen = 0;
    // The renderers of closed launches leave a moment later: the least of what is seen in that time.
    const auto resident = [] {
        qint64 least = residentBytes(getpid());
        QElapsedTimer clock;
        clock.start();
        [&] { TRY_WITHIN((least = std::min(least, residentBytes(getpid())), clock.elapsed() > 2000), 5000); }();
        return least;
    };
    for (int launch = 1; launch <= 30; ++launch) {
        heard = {};
        view.open(launchFor(widget));
        TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
        view.close();
        if (launch == 10)
            afterTen = resident();
    }
    const qint64 afterAll = resident();
    qInfo("resident after 10 launches: %lld MB, after 30: %lld MB", afterTen >> 20, afterAll >> 20);
    QVERIFY2(afterAll < afterTen * 5 / 4, qPrintable(u"%1 → %2"_s.arg(afterTen).arg(afterAll)));
}

QTEST_MAIN(LifecycleTest)
#include "lifecycle.moc"

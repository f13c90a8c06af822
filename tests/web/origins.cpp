// SPDX-License-Identifier: GPL-3.0-or-later
// Where the widget would load, by real launches: allowed, refused, malformed, unreachable, a list; and the window for it.
#include "support/webcase.h"

#include "app/world.h"
#include "gui/originwindow.h"
#include "gui/picture.h"
#include "gui/theme.h"
#include "web/origincheck.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace console;
using Verdict = OriginResult::Verdict;

class OriginsTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatIsAnOrigin_data();
    void whatIsAnOrigin();
    void lists();
    void allowedAndRefused();
    void whoIsAllowedCanChange();
    void tenAtOnce();
    void cancels();
    void unreachableIsNoRefusal();
    void noAnswerIsNoRefusal();
    void otherHeaders_data();
    void otherHeaders();
    void mixedContent();
    void aWidgetThatComplains();
    void window_data();
    void window();
    void controlsAreNamed();
    void withoutKeys();
    void cleanupTestCase() { m_world.reset(); }

private:
    Session *session() const { return m_world->session(); }
    void allow(const QStringList &origins);
    void run(OriginCheck *check, const QString &text);
    /// The simulator with another place for its widget.
    Environment withWidgetAt(const QUrl &widget);
    QTemporaryDir m_folder;
    std::unique_ptr<World> m_world;
};

void OriginsTest::initTestCase()
{
    Theme::apply(qApp, Theme::Scheme::Light);
    m_world = std::make_unique<World>(World::Secrets::MemoryOnly, m_folder.filePath(u"settings.ini"_s));
    QVERIFY(session()->environments()->choose(u"simulator"_s));
    m_world->wake();
    TRY_WITHIN(session()->environments()->isReady() && session()->keys()->credentials().hasAerosync(), 20000);
}

void OriginsTest::allow(const QStringList &origins)
{
    QNetworkAccessManager network;
    QUrl url = session()->environments()->current().widgetOrigin;
    url.setPath(u"/simulator/origins"_s);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const std::unique_ptr<QNetworkReply> reply(network.post(request, QJsonDocument(QJsonObject{{u"allow"_s, QJsonArray::fromStringList(origins)}}).toJson()));
    TRY(reply->isFinished());
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
}

void OriginsTest::run(OriginCheck *check, const QString &text)
{
    const Result<void> started = check->start(text);
    QVERIFY2(started, started ? "" : qPrintable(oneLine(started.error())));
    TRY_WITHIN(!check->isRunning(), 90000);
}

void OriginsTest::whatIsAnOrigin_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("origin"); // empty: it is none
    QTest::addColumn<QString>("says");
    QTest::newRow("usual") << u"https://shop.example"_s << u"https://shop.example"_s << QString();
    QTest::newRow("slash at the end") << u" https://shop.example/ "_s << u"https://shop.example"_s << QString();
    QTest::newRow("capitals") << u"HTTPS://Shop.Example"_s << u"https://shop.example"_s << QString();
    QTest::newRow("port") << u"https://shop.example:8443"_s << u"https://shop.example:8443"_s << QString();
    QTest::newRow("the usual port") << u"https://shop.example:443"_s << u"https://shop.example"_s << QString();
    QTest::newRow("http") << u"http://localhost:3000"_s << u"http://localhost:3000"_s << QString();
    QTest::newRow("letters of the world") << u"https://bücher.example"_s << u"https://xn--bcher-kva.example"_s << QString();
    QTest::newRow("IPv6") << u"https://[::1]:8443"_s << u"https://[::1]:8443"_s << QString();
    QTest::newRow("no scheme") << u"shop.example"_s << QString() << u"Is https://shop.example meant?"_s;
    QTest::newRow("path") << u"https://shop.example/checkout"_s << QString() << u"Its origin is https://shop.example"_s;
    QTest::newRow("query") << u"https://shop.example?x=1"_s << QString() << u"Its origin is https://shop.example"_s;
    QTest::newRow("password") << u"https://me:secret@shop.example"_s << QString() << u"Its origin is https://shop.example"_s;
    QTest::newRow("pattern") << u"https://*.shop.example"_s << QString() << u"one by one"_s;
    QTest::newRow("file") << u"file:///tmp/page.html"_s << QString() << u"https://shop.example"_s;
    QTest::newRow("app") << u"myapp://link"_s << QString() << u"https://shop.example"_s;
    QTest::newRow("no host") << u"https://"_s << QString() << u"https://shop.example"_s;
    QTest::newRow("port too large") << u"https://shop.example:99999"_s << QString() << u"https://shop.example"_s;
    QTest::newRow("nothing") << QString() << QString() << u"https://shop.example"_s;
}

void OriginsTest::whatIsAnOrigin()
{
    QFETCH(QString, typed);
    QFETCH(QString, origin);
    QFETCH(QString, says);
    const Result<QUrl> read = originFrom(typed);
    QCOMPARE(read ? read->toString(QUrl::FullyEncoded) : QString(), origin);
    if (!read) {
        QCOMPARE(read.error().kind, Error::Kind::Input);
        QVERIFY(!read.error().message.isEmpty());
        QVERIFY2(read.error().advice.contains(says), qPrintable(read.error().advice));
        QVERIFY(!read.error().advice.contains(u"secret"_s));
    }
}

void OriginsTest::lists()
{
    const QList<OriginResult> all = originsFrom(u"https://a.example, https://b.example;\nhttps://a.example/\n\n  c.example"_s);
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(1).origin, QUrl(u"https://b.example"_s));
    QCOMPARE(all.at(2).verdict, Verdict::NotAnOrigin);
    OriginCheck check(session());
    QCOMPARE(check.start(u" \n"_s).error().kind, Error::Kind::Input);
    QString many;
    for (int i = 0; i <= OriginCheck::most; ++i)
        many += u"https://s%1.example\n"_s.arg(i);
    QVERIFY(check.start(many).error().message.contains(u"201"_s));
    QVERIFY(!check.isRunning());
    QVERIFY(allowListRequest(all, session()->environments()->current(), {}).isEmpty()); // none was refused
}

void OriginsTest::allowedAndRefused()
{
    OriginCheck check(session());
    run(&check, u"https://integrator.example\nhttps://not-listed.example\nshop.example"_s);
    const QList<OriginResult> &all = check.results();
    QVERIFY2(all.at(0).verdict == Verdict::Loads, qPrintable(all.at(0).message));
    QVERIFY(all.at(0).took && all.at(0).took->count() > 0);
    QVERIFY2(all.at(1).verdict == Verdict::Refused, qPrintable(all.at(1).message));
    QCOMPARE(all.at(1).policy, u"frame-ancestors"_s);
    QVERIFY(all.at(1).message.contains(u"https://not-listed.example"_s));
    QVERIFY2(all.at(1).advice.contains(u"frame-ancestors https://integrator.example"_s), qPrintable(all.at(1).advice));
    QCOMPARE(all.at(2).verdict, Verdict::NotAnOrigin);
    const QString request = allowListRequest(all, session()->environments()->current(), u"m-1"_s);
    QVERIFY2(request.contains(u"  https://not-listed.example\n"_s) && request.contains(u"Merchant: m-1"_s), qPrintable(request));
    QVERIFY(!request.contains(u"integrator.example"_s) && !request.contains(u"  shop.example"_s));
    QCOMPARE(check.environment().id, u"simulator"_s);
    QCOMPARE(session()->connections()->all().size(), 0);
    QCOMPARE(session()->user()->state(), UserState::None); // the session's own person is left alone
}

void OriginsTest::whoIsAllowedCanChange()
{
    OriginCheck check(session());
    allow({u"https://not-listed.example"_s, u"https://*.shop.example"_s});
    run(&check, u"https://integrator.example https://not-listed.example https://eu.shop.example https://shop.example"_s);
    allow({u"https://integrator.example"_s, u"http://127.0.0.1:*"_s, u"http://localhost:*"_s});
    QList<Verdict> verdicts;
    for (const OriginResult &each : check.results())
        verdicts << each.verdict;
    QCOMPARE(verdicts, QList<Verdict>({Verdict::Refused, Verdict::Loads, Verdict::Loads, Verdict::Refused}));
}

void OriginsTest::tenAtOnce()
{
    QString text = u"https://integrator.example\n"_s;
    for (int i = 0; i < 8; ++i)
        text += u"https://shop-%1.example\n"_s.arg(i);
    text += u"http://localhost:3000"_s;
    OriginCheck check(session());
    int atOnce = 0;
    connect(&check, &OriginCheck::changed, this, [&] {
        const auto &all = check.results();
        atOnce = std::max(atOnce, int(std::count_if(all.cbegin(), all.cend(), [](const OriginResult &each) { return each.verdict == Verdict::Checking; })));
    });
    run(&check, text);
    QCOMPARE(atOnce, 3);
    QCOMPARE(check.done(), 10);
    for (int i = 0; i < 10; ++i) {
        const OriginResult &each = check.results().at(i);
        QVERIFY2(each.verdict == (i == 0 || i == 9 ? Verdict::Loads : Verdict::Refused), qPrintable(each.typed + u": "_s + each.message));
    }
}

void OriginsTest::cancels()
{
    OriginCheck check(session());
    QSignalSpy finished(&check, &OriginCheck::finished);
    QVERIFY(check.start(u"https://a.example https://b.example https://c.example https://d.example"_s));
    TRY(check.results().first().verdict == Verdict::Checking);
    check.cancel();
    QCOMPARE(finished.size(), 1);
    for (const OriginResult &each : check.results())
        QCOMPARE(each.verdict, Verdict::Cancelled);
    QTest::qWait(300); // nothing comes after
    QCOMPARE(check.results().first().verdict, Verdict::Cancelled);
    // In the middle of a check, the window is closed.
    auto gone = std::make_unique<OriginCheck>(session());
    QVERIFY(gone->start(u"https://a.example https://b.example"_s));
    TRY(gone->results().first().verdict == Verdict::Checking);
    gone.reset();
}

Environment OriginsTest::withWidgetAt(const QUrl &widget)
{
    Environment other = session()->environments()->current();
    session()->environments()->simulatorReady(other.aerosyncApi, other.aeropassApi, widget, other.hostOrigin);
    return other;
}

void OriginsTest::unreachableIsNoRefusal()
{
    QUrl nobody;
    {
        QTcpServer server; // a port that nobody listens on any more
        QVERIFY(server.listen(QHostAddress::LocalHost));
        nobody = QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    }
    const Environment before = withWidgetAt(nobody);
    OriginCheck check(session());
    run(&check, u"https://integrator.example"_s);
    session()->environments()->simulatorReady(before.aerosyncApi, before.aeropassApi, before.widgetOrigin, before.hostOrigin);
    const OriginResult &one = check.results().first();
    QVERIFY2(one.verdict == Verdict::NoAnswer, qPrintable(originVerdictId(one.verdict) + one.message));
    QVERIFY(one.message.contains(nobody.toString()) && !one.advice.isEmpty());
    QVERIFY(allowListRequest(check.results(), before, {}).isEmpty());
}

void OriginsTest::noAnswerIsNoRefusal()
{
    FakeWidget hanging;
    hanging.setPage(u"/"_s, {.body = {}, .hang = true});
    const Environment before = withWidgetAt(hanging.origin());
    OriginCheck check(session());
    check.setLimit(std::chrono::milliseconds(1500));
    run(&check, u"https://integrator.example"_s);
    session()->environments()->simulatorReady(before.aerosyncApi, before.aeropassApi, before.widgetOrigin, before.hostOrigin);
    const OriginResult &one = check.results().first();
    QVERIFY2(one.verdict == Verdict::NoAnswer, qPrintable(originVerdictId(one.verdict) + one.message));
}

void OriginsTest::otherHeaders_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QString>("policy");
    QTest::newRow("X-Frame-Options") << 200 << QByteArray("DENY") << Verdict::Refused << u"X-Frame-Options"_s;
    QTest::newRow("another page") << 503 << QByteArray() << Verdict::Failed << QString();
}

void OriginsTest::otherHeaders()
{
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    QFETCH(Verdict, verdict);
    QFETCH(QString, policy);
    FakeWidget widget;
    FakeWidget::Page page{.body = "<h1>Out of order</h1>", .status = status};
    if (!header.isEmpty())
        page.headers.insert("X-Frame-Options", header);
    widget.setPage(u"/"_s, page);
    const Environment before = withWidgetAt(widget.origin());
    OriginCheck check(session());
    run(&check, u"https://integrator.example"_s);
    session()->environments()->simulatorReady(before.aerosyncApi, before.aeropassApi, before.widgetOrigin, before.hostOrigin);
    const OriginResult &one = check.results().first();
    QVERIFY2(one.verdict == verdict, qPrintable(originVerdictId(one.verdict) + one.message));
    QCOMPARE(one.policy, policy);
    if (verdict == Verdict::Failed)
        QVERIFY2(one.advice.contains(u"Out of order"_s), qPrintable(one.advice));
}

/// A page on https: may not show one on http:.
void OriginsTest::mixedContent()
{
    FakeWidget widget;
    WidgetLaunch launch = launchFor(widget);
    launch.environment.widgetOrigin = QUrl(u"http://widget.example"_s);
    launch.environment.reach = Reach::Open;
    WidgetView view;
    view.show();
    listen(view);
    view.open(launch);
    TRY_LOAD(heard.broken.size() == 1);
    QCOMPARE(heard.broken.first().code, u"mixed-content"_s);
    QVERIFY(heard.broken.first().advice.contains(u"https:"_s));
}

/// It is not refused, but it does not work either: said as it is.
void OriginsTest::aWidgetThatComplains()
{
    FakeWidget widget;
    widget.setScript(u"post('widgetError', 'MERCHANT | Code: AC-403 | Message: This origin is not on the list of the merchant')"_s);
    const Environment before = withWidgetAt(widget.origin());
    OriginCheck check(session());
    run(&check, u"https://integrator.example"_s);
    session()->environments()->simulatorReady(before.aerosyncApi, before.aeropassApi, before.widgetOrigin, before.hostOrigin);
    const OriginResult &one = check.results().first();
    QVERIFY2(one.verdict == Verdict::Complains, qPrintable(originVerdictId(one.verdict) + one.message));
    QVERIFY2(one.message.contains(u"not on the list of the merchant"_s), qPrintable(one.message));
    QVERIFY(!one.advice.isEmpty());
}

void OriginsTest::window_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void OriginsTest::window()
{
    QFETCH(bool, dark);
    Theme::apply(qApp, dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    OriginWindow window(session());
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto text = [&](const char *name) { return window.findChild<QLabel *>(QString::fromLatin1(name))->text(); };
    const auto button = [&](const char *name) { return window.findChild<QAbstractButton *>(QString::fromLatin1(name)); };
    auto *field = window.findChild<QPlainTextEdit *>(u"origins"_s);
    auto *table = window.findChild<QAbstractItemView *>(u"results"_s);
    QVERIFY(field->hasFocus());
    const QString suffix = dark ? u"-dark"_s : u"-light"_s;
    QVERIFY(keepPicture(window.grab(), u"origins-empty"_s + suffix));
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier); // nothing typed
    QVERIFY(text("noticeText").contains(u"no origin to check"_s));
    field->setPlainText(u"https://integrator.example\nhttps://shop.example\nhttps://www.shop.example:8443\nhttp://localhost:3000\ncheckout.example"_s);
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(window.check()->isRunning() && button("cancelButton")->isEnabled() && !button("checkButton")->isEnabled());
    QVERIFY(table->hasFocus());
    TRY_WITHIN(!window.check()->isRunning(), 60000);
    QCOMPARE(text("summary"), u"loads: 2 · refused: 2 · not an origin: 1"_s);
    QCOMPARE(table->model()->index(1, 1).data().toString(), u"refused"_s);
    QCOMPARE(table->model()->index(1, 2).data().toString(), u"frame-ancestors: not on the list"_s);
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY(text("detailsTitle").contains(u"https://shop.example: refused"_s));
    QVERIFY(text("detailsAdvice").contains(u"Ask Aeropay"_s));
    button("copyRequestButton")->click();
    QVERIFY(QApplication::clipboard()->text().contains(u"  https://shop.example\n  https://www.shop.example:8443\n"_s));
    TRY(!button("copyRequestButton")->property("copied").toBool());
    QVERIFY(keepPicture(window.grab(), u"origins"_s + suffix));
    button("copyTableButton")->click();
    QVERIFY(QApplication::clipboard()->text().contains(u"| https://shop.example | refused |"_s));
}

void OriginsTest::controlsAreNamed()
{
    Theme::apply(qApp, Theme::Scheme::Light);
    OriginWindow window(session());
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    int seen = 0;
    for (QWidget *control : window.findChildren<QWidget *>()) {
        const bool isControl = control->inherits("QAbstractButton") || control->inherits("QPlainTextEdit") || control->inherits("QTableView");
        if (!isControl || control->objectName().startsWith(u"qt_"_s) || control->inherits("QTableCornerButton"))
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(control);
        const bool isNamed = !control->accessibleName().isEmpty() || (button && (!button->text().isEmpty() || !button->isVisible()));
        QVERIFY2(isNamed && (!control->objectName().isEmpty() || control->parentWidget()->inherits("QTableView")), qPrintable(control->objectName() + QString::fromLatin1(control->metaObject()->className())));
        ++seen;
    }
    QVERIFY(seen >= 6);
}

/// What could not be asked says nothing of the origin. The last one: another environment is chosen.
void OriginsTest::withoutKeys()
{
    QVERIFY(session()->environments()->choose(u"sandbox"_s));
    OriginCheck check(session());
    run(&check, u"https://shop.example https://www.shop.example"_s);
    for (const OriginResult &each : check.results()) {
        QVERIFY2(each.verdict == Verdict::Failed, qPrintable(originVerdictId(each.verdict) + each.message));
        QVERIFY(!each.message.isEmpty() && !each.advice.isEmpty() && !each.took);
    }
    // Another environment is chosen in the middle of it: its answers would be of the wrong place.
    OriginWindow window(session());
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    QVERIFY(window.check()->start(u"https://shop.example"_s));
    QVERIFY(session()->environments()->choose(u"simulator"_s));
    QVERIFY(!window.check()->isRunning());
    QCOMPARE(window.check()->results().first().verdict, Verdict::Cancelled);
}

QTEST_MAIN(OriginsTest)
#include "origins.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// A running widget moves from window to window and back: it goes on where it was, is seen and takes clicks there.
#include "support/webcase.h"

#include "web/widgetdriver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QVBoxLayout>
#include <QWebEngineView>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

struct Window : QWidget {
    Window()
    {
        new QVBoxLayout(this);
        layout()->setContentsMargins(0, 0, 0, 0);
        resize(420, 760);
    }
    void take(WidgetView *view)
    {
        layout()->addWidget(view);
        view->show();
    }
};

} // namespace

class MovesTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void goesOnInAnotherWindow();
    void manyTimesAtAnyMoment();
    void opensInAWindowThatIsShownAlready();
    void closesWhileItIsAway();

private:
    int lastTick() const
    {
        for (auto each = heard.messages.rbegin(); each != heard.messages.rend(); ++each) {
            const QJsonObject said = QJsonDocument::fromJson(each->text.toUtf8()).object();
            if (said.value(u"type"_s) == u"tick"_s)
                return said.value(u"payload"_s).toInt();
        }
        return 0;
    }
    /// How many colours are in it: a page that is not drawn has one.
    static int colours(QWidget *window)
    {
        const QImage image = window->grab().toImage().scaled(60, 100);
        QSet<QRgb> seen;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                seen.insert(image.pixel(x, y));
        }
        return int(seen.size());
    }
};

void MovesTest::goesOnInAnotherWindow()
{
    FakeWidget widget;
    widget.setScript(u"let n = 0; setInterval(() => post('tick', ++n), 50);"
                     "document.body.insertAdjacentHTML('beforeend', '<button onclick=\"post(`pressed`, 1)\">Press</button>');"_s);
    Window home;
    auto *view = new WidgetView;
    home.take(view);
    home.show();
    listen(*view);
    view->open(launchFor(widget));
    TRY_LOAD(lastTick() > 3);
    const QPointer<QWebEngineView> page = view->view();
    {
        Window away;
        away.show();
        const int before = lastTick();
        away.take(view);
        TRY(lastTick() > before + 5);
        QCOMPARE(view->view(), page.data());
        QVERIFY(page->isVisible());
        QCOMPARE(page->window(), &away);
        TRY(colours(&away) > 3);
        WidgetDriver driver(view);
        std::optional<Result<void>> clicked;
        driver.click({.role = u"button"_s, .names = {u"Press"_s}}, this, [&](const Result<void> &result) { clicked = result; });
        TRY(clicked.has_value());
        QVERIFY2(*clicked, clicked->has_value() ? "" : qPrintable(oneLine(clicked->error())));
        TRY(heard.hasMessage(u"pressed"_s));
        home.take(view);
    }
    const int before = lastTick();
    TRY(lastTick() > before + 5);
    TRY(colours(&home) > 3);
    QCOMPARE(widget.count(u"/"_s), 1); // never loaded anew
    QVERIFY(heard.broken.isEmpty());
}

void MovesTest::manyTimesAtAnyMoment()
{
    FakeWidget widget;
    widget.setScript(u"let n = 0; setInterval(() => post('tick', ++n), 20);"_s);
    Window first, second;
    auto *view = new WidgetView;
    first.take(view);
    first.show();
    second.show();
    listen(*view);
    view->open(launchFor(widget));
    for (int round = 0; round < 40; ++round) { // the first ones while it loads
        (round % 2 ? first : second).take(view);
        (void)until([] { return false; }, round * 7 % 60, 5);
    }
    const int before = lastTick();
    TRY_LOAD(lastTick() > before + 5);
    TRY(colours(&first) > 3);
    QCOMPARE(widget.count(u"/"_s), 1);
    QVERIFY(heard.broken.isEmpty());
}

/// The first browser in a window makes Qt create the window anew: it must stay where and as it was.
void MovesTest::opensInAWindowThatIsShownAlready()
{
    FakeWidget widget;
    widget.setScript(u"let n = 0; setInterval(() => post('tick', ++n), 20);"_s);
    Window away;
    away.setGeometry(100, 60, 420, 700);
    away.show();
    auto *view = new WidgetView;
    away.take(view);
    listen(*view);
    QVERIFY(QTest::qWaitForWindowExposed(&away));
    const QRect before = away.geometry();
    view->open(launchFor(widget));
    TRY_LOAD(lastTick() > 3);
    QVERIFY(away.isVisible());
    QCOMPARE(away.geometry(), before);
    TRY(colours(&away) > 3);
}

void MovesTest::closesWhileItIsAway()
{
    FakeWidget widget;
    widget.setScript(u"let n = 0; setInterval(() => post('tick', ++n), 20);"_s);
    Window home;
    auto *view = new WidgetView;
    home.take(view);
    home.show();
    listen(*view);
    view->open(launchFor(widget));
    TRY_LOAD(lastTick() > 3);
    {
        Window away;
        away.show();
        away.take(view);
        view->close();
        QVERIFY(!view->isOpen());
        home.take(view);
    }
    heard = {};
    view->open(launchFor(widget));
    TRY_LOAD(lastTick() > 3);
    TRY(colours(&home) > 3);
}

QTEST_MAIN(MovesTest)
#include "moves.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The small parts of the shell, each for itself.
#include "gui/bannerbar.h"
#include "gui/commandpalette.h"
#include "gui/deviceframe.h"
#include "gui/elidedlabel.h"
#include "gui/focuskeeper.h"
#include "gui/repair.h"
#include "gui/stepbutton.h"
#include "gui/tokenlife.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace console;

class ShellParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fuzzyFits_data();
    void fuzzyFits();
    void fuzzyOrder_data();
    void fuzzyOrder();
    void lifeTexts_data();
    void lifeTexts();
    void tokenCountsDown();
    void tokenStandsStillWhileHidden();
    void stepSaysItsState_data();
    void stepSaysItsState();
    void bannerShowsUpdatesAndHides();
    void bannerTextIsNoMarkup();
    void repairs_data();
    void repairs();
    void frameHoldsTheWidget_data();
    void frameHoldsTheWidget();
    void elidedLabelGivesWay();
    void focusStaysWhereItWas_data();
    void focusStaysWhereItWas();
};

void ShellParts::fuzzyFits_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    QTest::newRow("all") << u""_s << u"Get balance"_s << true;
    QTest::newRow("beginnings") << u"gb"_s << u"Get balance"_s << true;
    QTest::newRow("any case") << u"BAL"_s << u"Get balance"_s << true;
    QTest::newRow("with a space") << u"get bal"_s << u"Get balance"_s << true;
    QTest::newRow("wrong order") << u"bg"_s << u"Get balance"_s << false;
    QTest::newRow("letter missing") << u"balx"_s << u"Get balance"_s << false;
}

void ShellParts::fuzzyFits()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    QFETCH(bool, fits);
    QCOMPARE(fuzzyScore(typed, text) > 0, fits);
}

void ShellParts::fuzzyOrder_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("beginnings of words") << u"gi"_s << u"Get identity"_s << u"Light"_s;
    QTest::newRow("neighbours") << u"dark"_s << u"Dark"_s << u"Delete data, ask for a key"_s;
    QTest::newRow("shorter") << u"lock"_s << u"Lock"_s << u"Lock production"_s;
}

void ShellParts::fuzzyOrder()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(fuzzyScore(typed, better) > fuzzyScore(typed, worse));
}

void ShellParts::lifeTexts_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"00:00"_s;
    QTest::newRow("half an hour") << qint64(1800) << u"30:00"_s;
    QTest::newRow("odd") << qint64(1661) << u"27:41"_s;
    QTest::newRow("over an hour") << qint64(3723) << u"1:02:03"_s;
}

void ShellParts::lifeTexts()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, text);
    QCOMPARE(lifeText(seconds), text);
}

void ShellParts::tokenCountsDown()
{
    QDateTime now(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
    TokenLife life(u"API"_s, [&now] { return now; });
    QCOMPARE(life.text(), u"API –"_s);
    life.show();
    life.setExpiry(now.addSecs(1661));
    QCOMPARE(life.text(), u"API 27:41"_s);
    QCOMPARE(life.property("tone").toString(), u"muted"_s);
    now = now.addSecs(1600);
    QTRY_COMPARE_WITH_TIMEOUT(life.text(), u"API 01:01"_s, 5000); // its own second
    QCOMPARE(life.property("tone").toString(), u"warning"_s);
    now = now.addSecs(100);
    QTRY_COMPARE_WITH_TIMEOUT(life.text(), u"API expired"_s, 5000);
    QVERIFY(life.accessibleName().contains(u"expired"_s));
    life.setExpiry({});
    QCOMPARE(life.text(), u"API –"_s);
}

void ShellParts::tokenStandsStillWhileHidden()
{
    QDateTime now(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
    int asked = 0;
    TokenLife life(u"API"_s, [&] {
        ++asked;
        return now;
    });
    life.setExpiry(now.addSecs(600));
    const int before = asked;
    const QList<QTimer *> timers = life.findChildren<QTimer *>();
    for (const QTimer *timer : timers) {
        QVERIFY(!timer->isActive());
    }
    QCOMPARE(asked, before);
    now = now.addSecs(30);
    life.show();
    QCOMPARE(life.text(), u"API 09:30"_s);
}

void ShellParts::stepSaysItsState_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("word");
    QTest::newRow("later") << int(StepButton::State::Later) << u"later"_s;
    QTest::newRow("next") << int(StepButton::State::Next) << u"next"_s;
    QTest::newRow("working") << int(StepButton::State::Working) << u"working"_s;
    QTest::newRow("attention") << int(StepButton::State::Attention) << u"needs you"_s;
    QTest::newRow("done") << int(StepButton::State::Done) << u"done"_s;
}

void ShellParts::stepSaysItsState()
{
    QFETCH(int, state);
    QFETCH(QString, word);
    StepButton button;
    button.setStep(2, u"Bank link"_s);
    button.setState(StepButton::State(state), {});
    QVERIFY(button.accessibleName().contains(u"Step 2, Bank link"_s));
    QVERIFY2(button.accessibleName().contains(word), qPrintable(button.accessibleName()));
    button.setState(StepButton::State(state), u"2 linked"_s);
    QVERIFY(button.accessibleName().contains(u"2 linked"_s));
    QVERIFY(button.sizeHint().height() >= 24);
}

void ShellParts::bannerShowsUpdatesAndHides()
{
    BannerBar bar;
    QVERIFY(bar.isHidden());
    int first = 0;
    int second = 0;
    bar.show({u"keys"_s, u"warning"_s, u"key"_s, u"Keys are missing."_s, {}, u"Enter keys"_s, [&] { ++first; }});
    QVERIFY(!bar.isHidden());
    QVERIFY(bar.isShown(u"keys"_s));
    bar.findChild<QPushButton *>(u"banner-keys-button"_s)->click();
    QCOMPARE(first, 1);
    // The same words with another meaning of the button: nothing flickers, the newest meaning counts.
    const QPointer<QPushButton> button = bar.findChild<QPushButton *>(u"banner-keys-button"_s);
    bar.show({u"keys"_s, u"warning"_s, u"key"_s, u"Keys are missing."_s, {}, u"Enter keys"_s, [&] { ++second; }});
    QVERIFY(button);
    button->click();
    QCOMPARE(second, 1);
    bar.show({u"other"_s, u"bad"_s, u"error"_s, u"Something."_s, {}, {}, {}, true});
    QSignalSpy closed(&bar, &BannerBar::closed);
    bar.findChild<QToolButton *>(u"banner-other-close"_s)->click();
    QCOMPARE(closed.size(), 1);
    QVERIFY(!bar.isShown(u"other"_s));
    bar.hide(u"keys"_s);
    QVERIFY(bar.isHidden());
}

void ShellParts::bannerTextIsNoMarkup()
{
    BannerBar bar;
    bar.show({u"x"_s, u"bad"_s, u"error"_s, u"<b>Bank</b> says <img src=x>"_s, {}, {}, {}});
    const auto *text = bar.findChild<QLabel *>(u"banner-x-text"_s);
    QCOMPARE(text->textFormat(), Qt::PlainText);
    QCOMPARE(text->text(), u"<b>Bank</b> says <img src=x>"_s);
}

void ShellParts::repairs_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("locked");
    QTest::addColumn<int>("repair");
    using K = Error::Kind;
    const auto row = [](const char *name, K kind, bool locked, RepairKind repair) {
        QTest::newRow(name) << int(kind) << locked << int(repair);
    };
    row("network", K::Network, false, RepairKind::Retry);
    row("timeout", K::Timeout, false, RepairKind::Retry);
    row("http", K::Http, false, RepairKind::Retry);
    row("service", K::Service, false, RepairKind::Retry);
    row("decode", K::Decode, false, RepairKind::Retry);
    row("web", K::Web, false, RepairKind::Retry);
    row("credentials", K::Credentials, false, RepairKind::Keys);
    row("refused, locked", K::Refused, true, RepairKind::Unlock);
    row("refused, open", K::Refused, false, RepairKind::Environments);
    row("input", K::Input, false, RepairKind::Options);
}

void ShellParts::repairs()
{
    QFETCH(int, kind);
    QFETCH(bool, locked);
    QFETCH(int, repair);
    Error error;
    error.kind = Error::Kind(kind);
    const Repair found = repairFor(error, locked);
    QCOMPARE(int(found.kind), repair);
    QVERIFY(!found.text.isEmpty());
}

void ShellParts::frameHoldsTheWidget_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QSize>("size");
    QTest::newRow("phone, small") << int(DeviceFrame::Kind::Phone) << QSize(420, 480);
    QTest::newRow("phone, large") << int(DeviceFrame::Kind::Phone) << QSize(900, 900);
    QTest::newRow("browser, small") << int(DeviceFrame::Kind::Browser) << QSize(420, 480);
    QTest::newRow("browser, large") << int(DeviceFrame::Kind::Browser) << QSize(900, 900);
}

void ShellParts::frameHoldsTheWidget()
{
    QFETCH(int, kind);
    QFETCH(QSize, size);
    DeviceFrame frame;
    qreal zoom = 1;
    connect(&frame, &DeviceFrame::zoomChanged, this, [&zoom](qreal now) { zoom = now; });
    auto *content = new QWidget;
    frame.setContent(content);
    frame.setKind(DeviceFrame::Kind(kind));
    frame.resize(size);
    frame.show();
    QVERIFY(frame.rect().contains(content->geometry()));
    QVERIFY2(content->width() / zoom >= 375, "the SDK's iframe is 375 px wide");
    if (kind == int(DeviceFrame::Kind::Phone)) {
        QCOMPARE(int(content->width() / zoom), 375);
        QVERIFY2(content->height() / zoom > 715, "a phone's screen is whole, also when there is little room");
        QVERIFY(content->height() / zoom < 725);
    } else {
        QCOMPARE(zoom, 1.0);
    }
}

void ShellParts::elidedLabelGivesWay()
{
    ElidedLabel label;
    label.setText(QString(500, u'x'));
    QVERIFY(label.minimumSizeHint().width() < 200);
}

void ShellParts::focusStaysWhereItWas_data()
{
    QTest::addColumn<bool>("hide");
    QTest::newRow("disabled") << false;
    QTest::newRow("hidden") << true;
}

void ShellParts::focusStaysWhereItWas()
{
    QFETCH(bool, hide);
    FocusKeeper keeper;
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    QWidget *parts[2];
    for (QWidget *&part : parts) {
        part = new QWidget(&window);
        layout->addWidget(part);
        auto *column = new QVBoxLayout(part);
        column->addWidget(new QPushButton(u"Save"_s, part));
        column->addWidget(new QPushButton(u"Remove"_s, part));
    }
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *save = parts[1]->findChild<QPushButton *>();
    save->setFocus();
    QVERIFY(save->hasFocus());
    hide ? save->hide() : save->setEnabled(false);
    QCOMPARE(QApplication::focusWidget(), parts[1]); // neither "Remove" nor the first button of the window
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(qobject_cast<QPushButton *>(QApplication::focusWidget())->text(), u"Remove"_s); // from here it goes on
}

QTEST_MAIN(ShellParts)
#include "shell_parts.moc"

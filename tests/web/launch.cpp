// SPDX-License-Identifier: GPL-3.0-or-later
// The vendor's SDK in the host page: every version, every launch type, every option.
#include "support/webcase.h"

#include "web/popupwindow.h"

#include <QWebEnginePage>
#include <QWebEngineView>

using namespace Qt::StringLiterals;
using namespace console;

class LaunchTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void eachVersionLaunches_data();
    void eachVersionLaunches();
};

void LaunchTest::eachVersionLaunches_data()
{
    QTest::addColumn<QString>("sdk");
    for (const char *sdk : {"2.1.4", "1.1.3", "1.1.0"})
        QTest::newRow(sdk) << QString::fromLatin1(sdk);
}

void LaunchTest::eachVersionLaunches()
{
    QFETCH(QString, sdk);
    FakeWidget widget;
    widget.setScript(u"post('pageSuccess', success);"_s);
    WidgetView view;
    view.resize(900, 800);
    view.show();
    listen(view);
    QVERIFY(!view.isOpen());
    view.open(launchFor(widget, sdk));
    TRY_LOAD(heard.hasCallback(u"onSuccess"_s, u"c0ffee00"_s));
    const QString origin = widget.origin().toString();
    QVERIFY(heard.hasMessage(u"\"type\":\"widgetPageLoaded\""_s, origin));
    QVERIFY(heard.hasMessage(u"\"type\":\"pageSuccess\""_s, origin));
    QTRY_VERIFY(heard.hasCallback(u"onEvent"_s, u"Welcome"_s));
    QCOMPARE(heard.broken, {});
    QCOMPARE(heard.addresses.size(), 1);
    QCOMPARE(heard.addresses.first().adjusted(QUrl::RemoveQuery), widget.origin().resolved(QUrl(u"/"_s)));
    QCOMPARE(QUrlQuery(heard.addresses.first()).queryItemValue(u"token"_s), u"test-widget-token"_s);
}

QTEST_MAIN(LaunchTest)
#include "launch.moc"

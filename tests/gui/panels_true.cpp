// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of a state is true of it: failures that are over, jobs that wait, links that lack something.
#include "gui/panels_fixture.h"

#include "gui/actions.h"
#include "gui/bannerbar.h"
#include "gui/bannerkeeper.h"
#include "gui/connectionspanel.h"
#include "gui/datapanel.h"
#include "gui/jobtally.h"
#include "gui/stateface.h"
#include "gui/steprail.h"
#include "gui/userpage.h"

#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QPushButton>
#include <QTabWidget>
#include <QtTest>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

class PanelsTrue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRailSaysWhatIsTrue();
    void theBannerNamesTheAccount();
    void anUnaskedQuestionIsNoAlarm();
    void noPrimaryButtonForWhatALinkHasNot();
};

void PanelsTrue::theRailSaysWhatIsTrue()
{
    PanelWorld world;
    StepRail rail;
    rail.attach(&world.session);
    const auto bank = [&] { return rail.button(Step::Bank)->accessibleName(); };
    const auto data = [&] { return rail.button(Step::Data)->accessibleName(); };
    const QString id = world.link();
    // A launch that never opened, and one whose page broke while it was open.
    world.network.on("POST /v2/token_widget", R"({"error":{"code":"AC-500","message":"no"}})", 400);
    world.session.link()->start();
    QTRY_COMPARE(world.session.link()->state(), LinkState::Failed);
    QVERIFY2(bank().endsWith(u"1 linked, did not launch"_s), qPrintable(bank()));
    world.network.forget("POST /v2/token_widget");
    world.network.on("POST /v2/token_widget", R"({"token":"widget-token-1","userId":"w"})");
    world.network.on("GET /v2/users/*/connections", R"({"connections":[]})");
    world.session.link()->start();
    QTRY_COMPARE(world.session.link()->state(), LinkState::Open);
    world.session.link()->pageBroke(world.session.link()->launch()->id, Error{.kind = Error::Kind::Web, .message = u"it died"_s});
    QVERIFY2(bank().endsWith(u"1 linked, widget failed"_s), qPrintable(bank()));
    // One job at a time runs for a connection; the others wait.
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
        world.scriptJob(kind);
        world.session.jobs()->start(id, kind);
    }
    QVERIFY2(data().endsWith(u"1 running, 2 waiting"_s), qPrintable(data()));
    // An error that the person turned away from.
    const auto user = [&] { return rail.button(Step::User)->accessibleName(); };
    world.session.user()->forget();
    UserPage page(&world.session);
    page.show();
    page.findChild<QPushButton *>(u"uuidTab"_s)->click();
    page.findChild<QLineEdit *>(u"uuid"_s)->setText(u"two words"_s);
    page.findChild<QPushButton *>(u"useButton"_s)->click();
    QVERIFY2(user().endsWith(u"did not work"_s), qPrintable(user()));
    QVERIFY(page.findChild<QWidget *>(u"errorBox"_s)->isVisible());
    page.findChild<QPushButton *>(u"findTab"_s)->click();
    QVERIFY(!page.findChild<QWidget *>(u"errorBox"_s)->isVisible());
    QVERIFY2(!user().endsWith(u"did not work"_s), qPrintable(user()));
}

void PanelsTrue::theBannerNamesTheAccount()
{
    PanelWorld world;
    QMainWindow window;
    Actions actions(&world.session, &window);
    BannerBar top, stage;
    JobTally tally(world.session.jobs());
    BannerKeeper keeper(&world.session, &actions, &tally, &top, &stage, &window);
    const QString id = world.link();
    world.link(u"Harbour Bank"_s, u"00000000-1111-2222-3333-444444444444"_s); // two of one bank; the other is selected
    world.scriptJob(JobKind::Balance);
    world.scriptStatus("Pending MFA", true);
    static_cast<QWidget &>(stage).show();
    world.session.jobs()->start(id, JobKind::Balance);
    QTRY_VERIFY(everythingVisible(&stage).contains(u"Harbour Bank ••••6789 needs a second factor"_s));
}

void PanelsTrue::anUnaskedQuestionIsNoAlarm()
{
    PanelWorld world;
    ConnectionsPanel panel(&world.session);
    panel.show();
    auto *face = panel.findChild<StateFace *>();
    auto *second = panel.findChild<QPushButton *>(u"faceCancel"_s);
    QVERIFY(second->isVisible()); // who knows better may ask
    world.network.on("GET /v2/users/*/connections", R"({"error":{"code":"AC-404","message":"Not here"}})", 404);
    world.session.data()->lookForConnections();
    QTRY_VERIFY(world.session.data()->connectionList().error.has_value());
    QCOMPARE(face->face(), StateFace::Face::Empty);
    QVERIFY(everythingVisible(&panel).contains(u"did not say"_s));
    second->click();
    QTRY_COMPARE(face->face(), StateFace::Face::Error);
    world.network.forget("GET /v2/users/*/connections");
    world.network.on("GET /v2/users/*/connections", R"({"connections":[{"connectionId":"c7","institutionName":"Aerobank"}]})");
    panel.findChild<QPushButton *>(u"faceAction"_s)->click();
    QTRY_COMPARE(world.session.connections()->all().size(), 1);
    QVERIFY(panel.findChild<QListView *>(u"list"_s)->isVisible());
}

void PanelsTrue::noPrimaryButtonForWhatALinkHasNot()
{
    PanelWorld world;
    const QString id = world.link();
    DataPanel panel(&world.session);
    panel.show();
    panel.showKind(JobKind::Balance);
    const auto button = [&] { return panel.findChild<QTabWidget *>(u"tabs"_s)->currentWidget()->findChild<QPushButton *>(u"faceAction"_s); };
    QVERIFY(button()->property("primary").toBool());
    world.session.connections()->add({.connectionId = id, .canFetchBalance = false});
    QVERIFY(button()->isVisible() && button()->isEnabled()); // to see what the service says
    QVERIFY(!button()->property("primary").toBool());
    QVERIFY(everythingVisible(&panel).contains(u"such a link has no balance"_s));
}

QTEST_MAIN(PanelsTrue)
#include "panels_true.moc"

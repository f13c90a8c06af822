// SPDX-License-Identifier: GPL-3.0-or-later
// Users of earlier runs are offered where a user is chosen, and one is used again by mouse or keyboard.
#include "gui/picture.h"
#include "gui/shell_world.h"
#include "gui/theme.h"
#include "gui/userpage.h"
#include "session/mask.h"
#include "store/history.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

const QString dana = u"3f0c9c1e-2b7a-4d51-9a3e-0f6f2d9191ab"_s;
const QString ada = u"0b6f5c1e-2f6e-4f3e-9f5a-3f1d2c4b5a69"_s;

QDateTime ago(int minutes)
{
    return QDateTime::currentDateTimeUtc().addSecs(-60 * minutes);
}

} // namespace

class ShellRecent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nobodyIsOfferedWithoutAHistory();
    void nobodyIsOfferedOfAnEmptyHistory();
    void theLastSeenComesFirst();
    void oneIsUsedAgain_data();
    void oneIsUsedAgain();
    void theOneInUseIsTheWayBack();
    void theSimulatorOffersOnlyWhomItKnows();
    void whatIsDeletedIsNotOffered();

private:
    void open(const QString &environment);
    QTreeWidget *list() const { return m_page->findChild<QTreeWidget *>(u"recentList"_s); }
    bool isOffered() const { return m_page->findChild<QWidget *>(u"RecentUsers"_s)->isVisible(); }
    QStringList column(int at) const;
    bool settled() const;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<History> m_history;
    std::unique_ptr<shell::ShellWorld> m_world;
    std::unique_ptr<UserPage> m_page;
};

void ShellRecent::init()
{
    Theme::apply(qApp, Theme::Scheme::Light);
    m_folder = std::make_unique<QTemporaryDir>();
    m_history = std::make_unique<History>(m_folder->filePath(u"history.sqlite"_s));
}

void ShellRecent::cleanup()
{
    m_page.reset();
    m_world.reset();
    m_history.reset();
    m_folder.reset();
}

void ShellRecent::open(const QString &environment)
{
    m_world = std::make_unique<shell::ShellWorld>(m_history.get());
    m_world->network.expected = true; // links from before are looked for
    m_world->simulatorIsReady();
    QVERIFY(environment == u"simulator"_s || m_world->session.environments()->choose(environment));
    m_page = std::make_unique<UserPage>(&m_world->session);
    m_page->resize(900, 700);
    m_page->show();
}

QStringList ShellRecent::column(int at) const
{
    QStringList texts;
    for (int row = 0; row < list()->topLevelItemCount(); ++row)
        texts << list()->topLevelItem(row)->text(at);
    return texts;
}

/// The history answers in turn: what was asked before this has been answered.
bool ShellRecent::settled() const
{
    bool answered = false;
    QObject receiver;
    m_history->users({}, {}, 1, &receiver, [&](const Result<QList<HistoryUser>> &) { answered = true; });
    return QTest::qWaitFor([&] { return answered; });
}

void ShellRecent::nobodyIsOfferedWithoutAHistory()
{
    m_history.reset();
    open(u"sandbox"_s);
    QVERIFY(!isOffered());
}

void ShellRecent::nobodyIsOfferedOfAnEmptyHistory()
{
    open(u"sandbox"_s);
    QVERIFY(settled());
    QVERIFY(!isOffered());
}

void ShellRecent::theLastSeenComesFirst()
{
    m_history->put(HistoryUser{u"sandbox"_s, dana, u"D••• L••"_s, ago(3 * 60)});
    m_history->put(HistoryUser{u"sandbox"_s, ada, {}, ago(2)});
    m_history->put(HistoryUser{u"production"_s, u"somebody-else"_s, u"S•••"_s, ago(1)});
    for (int i = 0; i < 4; ++i)
        m_history->put(HistoryUser{u"sandbox"_s, u"7c5b3f3a-91d0-4a2c-8e55-00000000000%1"_s.arg(i), u"M••••• K•••••"_s, ago(60 * 24 * (i + 2))});
    open(u"sandbox"_s);
    QTRY_VERIFY(isOffered());
    QCOMPARE(column(1).mid(0, 2), (QStringList{shortId(ada), shortId(dana)}));
    QCOMPARE(column(0).mid(0, 2), (QStringList{u"no name kept"_s, u"D••• L••"_s}));
    QCOMPARE(column(2).mid(0, 2), (QStringList{u"2 minutes ago"_s, u"3 hours ago"_s}));
    QCOMPARE(list()->topLevelItemCount(), 6);
    QVERIFY(list()->topLevelItem(1)->toolTip(0).startsWith(dana));
    for (const auto &[scheme, name] : {std::pair{Theme::Scheme::Light, u"recent-users-light"_s}, std::pair{Theme::Scheme::Dark, u"recent-users-dark"_s}}) {
        Theme::apply(qApp, scheme);
        m_page->startOver();
        m_page->findChild<QPushButton *>(u"uuidTab"_s)->click();
        QVERIFY(settled());
        QVERIFY(keepPicture(m_page->grab(), name));
    }
    m_page->startOver(); // the tallest of the three forms
    QVERIFY(settled());
    QVERIFY(keepPicture(m_page->grab(), u"recent-users-create"_s));
}

void ShellRecent::oneIsUsedAgain_data()
{
    QTest::addColumn<bool>("mouse");
    QTest::newRow("by a click") << true;
    QTest::newRow("by the keyboard") << false;
}

void ShellRecent::oneIsUsedAgain()
{
    QFETCH(bool, mouse);
    m_history->put(HistoryUser{u"sandbox"_s, dana, u"D••• L••"_s, ago(1)});
    m_history->put(HistoryUser{u"sandbox"_s, ada, u"A•• N••••"_s, ago(2)});
    open(u"sandbox"_s);
    QTRY_VERIFY(isOffered());
    if (mouse) {
        const QRect place = list()->visualItemRect(list()->topLevelItem(1));
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, place.center());
    } else {
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_Down);
        QTest::keyClick(list(), Qt::Key_Return);
    }
    QCOMPARE(m_world->session.user()->state(), UserState::Ready);
    QCOMPARE(m_world->session.user()->aeroPassUserUuid(), ada);
    QVERIFY(m_page->findChild<QWidget *>(u"resultFace"_s)->isVisible());
    m_page->startOver(); // seen just now
    QTRY_COMPARE(column(1), (QStringList{shortId(ada), shortId(dana)}));
    QCOMPARE(column(0), (QStringList{u"A•• N••••"_s, u"D••• L••"_s}));
}

void ShellRecent::theOneInUseIsTheWayBack()
{
    m_history->put(HistoryUser{u"sandbox"_s, dana, u"D••• L••"_s, ago(1)});
    open(u"sandbox"_s);
    m_world->userIsReady();
    QSignalSpy changes(m_world->session.user(), &UserFlow::changed);
    m_page->startOver();
    QVERIFY(m_page->findChild<QWidget *>(u"enterFace"_s)->isVisible());
    QTRY_VERIFY(isOffered());
    list()->setCurrentItem(list()->topLevelItem(0));
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(m_page->findChild<QWidget *>(u"resultFace"_s)->isVisible());
    QCOMPARE(changes.size(), 0);
}

void ShellRecent::theSimulatorOffersOnlyWhomItKnows()
{
    m_history->put(HistoryUser{u"simulator"_s, dana, u"D••• L••"_s, ago(1)}); // of a simulator that is gone
    open(u"simulator"_s);
    QVERIFY(settled());
    QVERIFY(!isOffered());
    m_world->session.user()->use(ada);
    m_page->startOver();
    QTRY_VERIFY(isOffered());
    QCOMPARE(column(1), QStringList{shortId(ada)});
    m_world->session.user()->forget();
    m_world->simulatorIsReady(); // it died and came back
    QTRY_VERIFY(!isOffered());
}

void ShellRecent::whatIsDeletedIsNotOffered()
{
    m_history->put(HistoryUser{u"sandbox"_s, dana, u"D••• L••"_s, ago(1)});
    open(u"sandbox"_s);
    QTRY_VERIFY(isOffered());
    m_history->purge({.environment = u"sandbox"_s, .payloads = true, .everything = true, .before = {}}, this, [](const Result<qint64> &) {});
    QTRY_VERIFY(!isOffered());
}

QTEST_MAIN(ShellRecent)
#include "shell_recent.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Panes beside each other, with the simulator's real widget and the vendor's real SDK: what one of them says, suffers
// or is spared by its end is its own.
#include "support/webcase.h"

#include "app/world.h"
#include "web/screenwalk.h"

#include <QTemporaryDir>
#include <QWebEngineView>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace console;

using State = BrandPane::State;

class PanesTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase() { m_world.reset(); }

    void shownMeansPainted();
    void callbacksArriveOnceInTheirOwnPane();
    void fourFinishAtTheSameTime();
    void banksThatAreNotThereCostTheirOwnScreensOnly();
    void aRendererDies();
    void oneClosesWhileOthersOpen();
    void aPaneIsDestroyedInMidWalk();
    void theLastPaneIsDestroyedInMidWalk();

private:
    void openAll();
    void walk(const QList<BrandPane *> &panes, const QStringList &screens = {});
    void click(BrandPane *pane, const QStringList &names);
    QList<BrandPane *> all() const;
    QStringList called(const BrandPane *pane) const { return m_called.value(pane); }
    int count(const BrandPane *pane, const QString &name) const { return int(called(pane).count(name)); }
    QStringList callbacksInTimeLine(const BrandPane *pane) const;
    QTemporaryDir m_folder;
    std::unique_ptr<World> m_world;
    std::vector<std::unique_ptr<BrandPane>> m_panes; // two configurations, light and dark
    QHash<const BrandPane *, QStringList> m_called, m_events;
    QList<std::pair<QString, QString>> m_failed;     // pane and screen
};

void PanesTest::initTestCase()
{
    m_world = std::make_unique<World>(World::Secrets::MemoryOnly, m_folder.filePath(u"settings.ini"_s));
    const Session *session = m_world->session();
    QVERIFY(session->environments()->choose(u"simulator"_s));
    m_world->wake();
    TRY_WITHIN(session->environments()->isReady() && session->keys()->credentials().hasAeropass(), 20000);
    TRY(session->environments()->configurations().size() >= 2);
}

void PanesTest::init()
{
    WebCase::init();
    m_world->session()->log()->clear(); // the panes' launches have the same names in each test
    BrandMatrix matrix;
    matrix.configurations = m_world->session()->environments()->configurations().mid(0, 2);
    matrix.themes = {u"light"_s, u"dark"_s};
    for (const PanePlan &plan : matrix.panes()) {
        m_panes.push_back(std::make_unique<BrandPane>(m_world->session(), plan, int(m_panes.size()) + 1));
        BrandPane *pane = m_panes.back().get();
        connect(pane, &BrandPane::callback, this, [this, pane](const QString &name, const QString &arguments) {
            m_called[pane].append(name);
            m_events[pane].append(arguments);
        });
        pane->show();
    }
    QCOMPARE(m_panes.size(), std::size_t(4));
}

void PanesTest::cleanup()
{
    if (QTest::currentTestFailed()) {
        for (const auto &pane : m_panes)
            qInfo().noquote() << pane->accessibleName() << int(pane->state()) << called(pane.get()) << (pane->error() ? oneLine(*pane->error()) : QString());
        qInfo().noquote() << m_failed;
    }
    m_panes.clear();
    m_called.clear();
    m_events.clear();
    m_failed.clear();
    WebCase::cleanup();
}

QList<BrandPane *> PanesTest::all() const
{
    QList<BrandPane *> panes;
    for (const auto &pane : m_panes)
        panes.append(pane.get());
    return panes;
}

void PanesTest::openAll()
{
    for (BrandPane *pane : all())
        pane->open();
    for (BrandPane *pane : all())
        TRY_WITHIN(pane->state() == State::Shown, 30000);
}

/// To the last of these screens (all of them), or to where it fails.
void PanesTest::walk(const QList<BrandPane *> &panes, const QStringList &screens)
{
    ScreenWalk walk;
    connect(&walk, &ScreenWalk::failed, this, [this](BrandPane *pane, const QString &screen, const Error &) { m_failed.append({pane->objectName(), screen}); });
    QSignalSpy finished(&walk, &ScreenWalk::finished);
    walk.shootAll(panes, screens);
    TRY_WITHIN(!finished.isEmpty(), 90000);
}

void PanesTest::click(BrandPane *pane, const QStringList &names)
{
    std::optional<Result<void>> result;
    pane->driver()->click({.role = u"button"_s, .names = names}, this, [&](const Result<void> &given) { result = given; });
    TRY_WITHIN(result.has_value(), 20000);
    QVERIFY2(*result, qPrintable(*result ? QString() : oneLine(result->error())));
}

QStringList PanesTest::callbacksInTimeLine(const BrandPane *pane) const
{
    QStringList titles;
    for (const LogEntry &entry : m_world->session()->log()->entries()) {
        if (entry.kind == LogEntry::Kind::Callback && entry.launchId == pane->flow()->launch()->id)
            titles.append(entry.title);
    }
    return titles;
}

void PanesTest::shownMeansPainted()
{
    QHash<BrandPane *, QImage> pictures;
    for (BrandPane *pane : all())
        connect(pane, &BrandPane::changed, this, [&pictures, pane] {
            if (pane->state() == State::Shown)
                pictures.insert(pane, pane->driver()->picture());
        });
    openAll();
    QCOMPARE(pictures.size(), 4);
    for (auto picture = pictures.cbegin(); picture != pictures.cend(); ++picture) {
        std::optional<Result<Found>> heading;
        picture.key()->driver()->find({.role = u"heading"_s}, this, [&](const Result<Found> &found) { heading = found; });
        TRY_WITHIN(heading.has_value(), 20000);
        QVERIFY(*heading);
        QSet<QRgb> colours;
        const QRect place = (*heading)->rect & picture->rect();
        for (int y = place.top(); y <= place.bottom(); ++y)
            for (int x = place.left(); x <= place.right(); ++x)
                colours.insert(picture->pixel(x, y));
        QVERIFY2(colours.size() > 2, qPrintable(picture.key()->accessibleName())); // letters have soft edges
    }
}

void PanesTest::callbacksArriveOnceInTheirOwnPane()
{
    openAll();
    BrandPane *closed = m_panes[2].get();
    QList<BrandPane *> linked = all();
    linked.removeAll(closed);
    walk(linked);
    QCOMPARE(m_failed, {});
    click(closed, {u"Close"_s});
    click(closed, {u"Leave"_s});
    TRY(count(closed, u"onClose"_s) == 1);
    for (BrandPane *pane : linked) {
        click(pane, {u"Continue"_s});
        TRY(pane->state() == State::Ended);
        TRY(count(pane, u"onSuccess"_s) == 1);
    }
    for (BrandPane *pane : all()) {
        QCOMPARE(pane->flow()->launch()->id, u"pane-%1-1"_s.arg(pane->number()));
        QCOMPARE(count(pane, u"onLoad"_s), 1);
        QCOMPARE(count(pane, u"onSuccess"_s), pane == closed ? 0 : 1);
        QCOMPARE(count(pane, u"onError"_s), pane == closed ? 0 : 1); // of the bank that is not available
        QVERIFY(count(pane, u"onEvent"_s) >= 1);
        QCOMPARE(pane->flow()->state(), pane == closed ? LinkState::Closed : LinkState::Succeeded);
        QCOMPARE(callbacksInTimeLine(pane), called(pane));
    }
}

void PanesTest::fourFinishAtTheSameTime()
{
    walk(all());
    QCOMPARE(m_failed, {});
    int done = 0;
    for (BrandPane *pane : all())
        pane->driver()->click({.role = u"button"_s, .names = {u"Continue"_s}}, this, [&](const Result<void> &result) { done += result ? 1 : 0; });
    TRY_WITHIN(done == 4, 30000);
    QSet<QString> connections;
    for (BrandPane *pane : all()) {
        TRY(pane->state() == State::Ended && count(pane, u"onSuccess"_s) == 1);
        QCOMPARE(pane->flow()->state(), LinkState::Succeeded);
        const QString connection = pane->flow()->lastSuccess();
        QVERIFY(!connection.isEmpty());
        connections.insert(connection);
        const QString arguments = m_events.value(pane).value(called(pane).indexOf(u"onSuccess"_s));
        QVERIFY2(arguments.contains(connection), qPrintable(arguments)); // the callback of this pane names this pane's
    }
    QCOMPARE(connections.size(), 4);
    for (BrandPane *pane : all()) {
        QCOMPARE(count(pane, u"onSuccess"_s), 1);
        QCOMPARE(callbacksInTimeLine(pane), called(pane));
    }
}

/// A real environment may have no bank that is unavailable, and none that signs in elsewhere.
void PanesTest::banksThatAreNotThereCostTheirOwnScreensOnly()
{
    BrandPane *pane = all().first();
    pane->driver()->setLimit(std::chrono::seconds(3));
    ScreenWalk walk;
    walk.setBanks({.oauth = u"No such bank"_s, .broken = u"Nor this one"_s});
    QStringList pictured, missed;
    bool isOver = false;
    connect(&walk, &ScreenWalk::shot, &walk, [&](const BrandPane *, const Shot &shot) { pictured << shot.screen; });
    connect(&walk, &ScreenWalk::failed, &walk, [&](const BrandPane *, const QString &screen) { missed << screen; });
    connect(&walk, &ScreenWalk::finished, &walk, [&] { isOver = true; });
    walk.shootAll({pane}, {});
    TRY_WITHIN(isOver, 60000);
    QCOMPARE(missed, (QStringList{u"error"_s, u"consent"_s}));
    QCOMPARE(pictured, (QStringList{u"welcome"_s, u"search"_s, u"sign-in"_s, u"mfa"_s, u"accounts"_s, u"success"_s}));
}

void PanesTest::aRendererDies()
{
    openAll();
    const qint64 pid = m_panes[1]->view()->view()->page()->renderProcessPid();
    QVERIFY(pid > 0);
    for (BrandPane *pane : all())
        QCOMPARE(pane->view()->view()->page()->renderProcessPid() == pid, pane == m_panes[1].get());
    QCOMPARE(::kill(pid_t(pid), SIGKILL), 0);
    TRY(m_panes[1]->state() == State::Failed);
    QVERIFY(m_panes[1]->error());
    QList<BrandPane *> others = all();
    others.removeAt(1);
    for (BrandPane *pane : others)
        QCOMPARE(pane->state(), State::Shown);
    walk(others);
    QCOMPARE(m_failed, {});
    m_panes[1]->open();
    TRY_WITHIN(m_panes[1]->state() == State::Shown, 30000);
    for (BrandPane *pane : others)
        QCOMPARE(pane->state(), State::Shown);
}

void PanesTest::oneClosesWhileOthersOpen()
{
    for (int round = 0; round < 3; ++round) {
        for (BrandPane *pane : all()) {
            pane->open();
            if (pane->number() == 2)
                m_panes[0]->close();
        }
        TRY_WITHIN(m_panes[1]->state() == State::Shown, 30000);
        m_panes[1]->close(); // the last two may be on their way still
        for (const std::size_t open : {std::size_t(2), std::size_t(3)})
            TRY_WITHIN(m_panes[open]->state() == State::Shown, 30000);
        QCOMPARE(m_panes[0]->state(), State::Closed);
        QCOMPARE(m_panes[1]->state(), State::Closed);
        QCOMPARE(count(m_panes[0].get(), u"onLoad"_s), 0);
        for (BrandPane *pane : all())
            pane->close();
    }
}

void PanesTest::aPaneIsDestroyedInMidWalk()
{
    ScreenWalk walk;
    QSignalSpy finished(&walk, &ScreenWalk::finished);
    connect(&walk, &ScreenWalk::failed, this, [this](BrandPane *pane, const QString &screen, const Error &) { m_failed.append({pane->objectName(), screen}); });
    QHash<BrandPane *, QStringList> shots;
    bool isGone = false;
    connect(&walk, &ScreenWalk::shot, this, [&](BrandPane *pane, const Shot &shot) {
        shots[pane].append(shot.screen);
        if (pane->number() == 3 && shot.screen == "search"_L1)
            QMetaObject::invokeMethod(this, [&] { // in the middle of its way to the next screen
                m_panes.erase(m_panes.begin() + 2);
                isGone = true;
            }, Qt::QueuedConnection);
    });
    walk.shootAll(all(), {});
    TRY_WITHIN(isGone && !finished.isEmpty(), 90000);
    QCOMPARE(m_failed, {});
    QCOMPARE(finished.size(), 1);
    for (BrandPane *pane : all())
        QCOMPARE(shots.value(pane).size(), ScreenWalk::screens().size());
}

void PanesTest::theLastPaneIsDestroyedInMidWalk()
{
    ScreenWalk walk;
    QSignalSpy finished(&walk, &ScreenWalk::finished);
    connect(&walk, &ScreenWalk::shot, this, [this] {
        QMetaObject::invokeMethod(this, [this] { m_panes.clear(); }, Qt::QueuedConnection);
    });
    walk.shootAll({m_panes[0].get()}, {});
    TRY_WITHIN(!finished.isEmpty(), 30000);
    QVERIFY(m_panes.empty());
    QVERIFY(!walk.isRunning());
}

QTEST_MAIN(PanesTest)
#include "panes.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// A walk is recorded while a person links a bank by mouse and keyboard in the real widget; then the machine walks it.
#include "gui/hands.h"
#include "gui/theme.h"
#include "runner/walklane.h"
#include "runner/walkrecorder.h"
#include "walk/walkfile.h"
#include "web/widgetview.h"

#include <QApplication>
#include <QWebEngineView>

using namespace Qt::StringLiterals;
using namespace console;

class GuiWalkRecord : public Hands
{
    Q_OBJECT

private:
    std::unique_ptr<WalkRecorder> m_recorder;
    QByteArray m_file;
    /// By a real click of a person, in the main window's widget.
    bool clickReally(const Target &target)
    {
        std::optional<QRect> place;
        m_driver->find(target, this, [&](const Result<Found> &found) { place = found ? found->rect : QRect(); });
        if (!until([&] { return place.has_value(); }, 20000) || place->isEmpty())
            return false;
        QWebEngineView *view = m_window->widgetView()->view();
        const qsizetype before = m_recorder->walk().size();
        QTest::mouseClick(view->focusProxy(), Qt::LeftButton, {}, view->focusProxy()->mapFrom(view, place->center()));
        return target.role != "button"_L1 || until([&] { return m_recorder->walk().size() > before; }, 5000); // it is told once the page has answered
    }
    void keys(const QString &text) { QTest::keyClicks(m_window->widgetView()->view()->focusProxy(), text); }
    QWidget *page() const { return m_window->widgetView()->view()->focusProxy(); }
    QString valueOf(const QString &field)
    {
        std::optional<QString> value;
        m_driver->find({.field = field}, this, [&](const Result<Found> &found) { value = found ? found->value : u"?"_s; });
        return until([&] { return value.has_value(); }, 20000) ? *value : u"?"_s;
    }

private Q_SLOTS:
    void initTestCase()
    {
        Theme::apply(qApp, Theme::Scheme::Light);
        start();
        m_window->resize(1440, 900);
        m_window->show();
        m_world->wake(20.0);
        QVERIFY(until([&] { return session()->environments()->isReady() && !session()->keys()->isLoading(); }, 15000));
        m_recorder = std::make_unique<WalkRecorder>(session(), m_window->widgetView());
    }

    void recordsWhatAPersonDoes()
    {
        m_recorder->start(readWalks(builtInWalks()).book);
        session()->user()->create({.firstName = u"Dana"_s, .lastName = u"Lee"_s, .email = u"dana.lee@example.com"_s, .phone = u"+13125550142"_s});
        QVERIFY(until([&] { return session()->user()->state() == UserState::Ready; }, 15000));
        QVERIFY(shortcut(u"action-link"_s));
        QVERIFY(until([&] { return session()->link()->state() == LinkState::Open && m_window->widgetView()->isOpen(); }, 20000));
        QVERIFY(clickReally({.role = u"button"_s, .names = {u"Continue"_s}}));
        QVERIFY(clickReally({.role = u"button"_s, .names = {u"Aerobank NonOAuth"_s}}));
        QVERIFY(clickReally({.field = u"username"_s}));
        keys(u"syng"_s);
        QTest::keyClick(page(), Qt::Key_Backspace);
        keys(u"c"_s);
        QTest::keyClick(page(), Qt::Key_Tab);
        keys(u"no_mfa"_s);
        QTRY_COMPARE_WITH_TIMEOUT(valueOf(u"username"_s), u"sync"_s, 10000); // nothing was lost on the way
        QVERIFY(clickReally({.role = u"button"_s, .names = {u"Sign in"_s}}));
        QVERIFY(clickReally({.role = u"button"_s, .names = {u"Link this account"_s}}));
        QVERIFY(clickReally({.role = u"button"_s, .names = {u"Continue"_s}}));
        QVERIFY(until([&] { return !session()->connections()->selected().isEmpty() && m_recorder->walk().lines().contains(uR"({"expect":{"event":"onSuccess"}})"_s); }, 20000));
        session()->jobs()->start(session()->connections()->selected(), JobKind::Balance);
        QVERIFY(until([&] { return m_recorder->walk().lines().last().contains(u"\"done\""_s); }, 30000));
        m_recorder->stop();
        m_file = m_recorder->walk().file(u"Recorded"_s);
        const QStringList lines = m_recorder->walk().lines();
        qInfo().noquote() << m_file;
        const QStringList wanted{uR"({"user":{}})"_s, uR"({"open":{}})"_s, uR"({"click":{"role":"button","text":"Continue"}})"_s,
                                 uR"({"type":{"field":"username"},"value":"sync"})"_s, uR"({"type":{"field":"password"},"value":"no_mfa"})"_s,
                                 uR"({"click":{"role":"button","text":"Sign in"}})"_s, uR"({"expect":{"event":"onSuccess"}})"_s,
                                 uR"({"job":"balance"})"_s, uR"({"expect":{"job":"balance","state":"done"}})"_s};
        qsizetype at = -1;
        for (const QString &line : wanted) {
            const qsizetype found = lines.indexOf(line, at + 1);
            QVERIFY2(found > at, qPrintable(line));
            at = found;
        }
        QVERIFY(!m_file.contains("dana"));
    }

    void closingTheWidgetIsRecorded()
    {
        m_recorder->start({});
        QVERIFY(shortcut(u"action-link"_s));
        QVERIFY(until([&] { return session()->link()->state() == LinkState::Open; }, 20000));
        session()->link()->end();
        QVERIFY(until([&] { return m_recorder->walk().lines().last() == uR"({"close":"widget"})"_s; }, 5000));
        m_recorder->stop();
        const qsizetype size = m_recorder->walk().size();
        QVERIFY(shortcut(u"action-link"_s));
        QVERIFY(until([&] { return session()->link()->state() == LinkState::Open; }, 20000));
        session()->link()->end();
        QCOMPARE(m_recorder->walk().size(), size); // it is off
    }

    void theMachineWalksIt()
    {
        QFile file(m_folder.filePath(u"recorded.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_file) == m_file.size());
        file.close();
        const WalkReading reading = readWalks({file.fileName()});
        for (const WalkProblem &problem : reading.problems)
            QFAIL(qPrintable(problem.text()));
        QCOMPARE(reading.book.cases.size(), 1);
        WalkLane lane(session(), {.limit = std::chrono::seconds(20), .pictures = false, .speed = 20});
        std::optional<CaseResult> result;
        connect(&lane, &WalkLane::finished, this, [&](const CaseResult &ended) { result = ended; });
        lane.view()->resize(420, 720);
        lane.view()->show();
        lane.run(reading.book.cases.first());
        QVERIFY(until([&] { return result.has_value(); }, 90000));
        QVERIFY2(result->verdict == Verdict::Passed, qPrintable(result->why));
    }

    void cleanupTestCase()
    {
        m_recorder.reset();
        end();
    }
};

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication();
    GuiWalkRecord test;
    return QTest::qExec(&test, argc, argv);
}

#include "walkrecord.moc"

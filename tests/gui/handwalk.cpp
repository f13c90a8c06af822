// SPDX-License-Identifier: GPL-3.0-or-later
// A walk by hand without a browser: what the console ticks by itself, what only a tester can mark, and what is kept.
#include "shell_world.h"

#include "runner/handwalks.h"

#include <QSignalSpy>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

WalkStep expecting(const QList<Json::Field> &what, const QString &name)
{
    return {.verb = WalkStep::Verb::Expect, .name = name, .args = Json::object(what)};
}

WalkStep clicking(const QString &text)
{
    return {.verb = WalkStep::Verb::Click, .name = u"Click "_s + text, .target = {.role = u"button"_s, .names = {text}}};
}

WalkCase walkOf(const QList<WalkStep> &steps)
{
    WalkCase walk;
    walk.id = u"test/by-hand"_s;
    walk.name = u"By hand"_s;
    walk.steps = steps;
    return walk;
}

QStringList marks(const HandWalk &walk)
{
    QStringList words;
    for (const HandStep &step : walk.steps())
        words << handMarkName(step.mark) + (step.bySelf ? u"*"_s : QString());
    return words;
}

} // namespace

class GuiHandWalk : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<shell::ShellWorld> m_world;
    QStringList m_visible; // what the page shows
    Session *session() { return &m_world->session; }
    HandWalk::Look look()
    {
        return [this](const Target &target, QObject *, const std::function<void(bool)> &then) { then(m_visible.contains(target.names.value(0))); };
    }
    void hear(const QString &event, const QByteArray &payload = "{}")
    {
        LogEntry entry;
        entry.kind = LogEntry::Kind::Callback;
        entry.title = event;
        entry.answerBody = payload;
        session()->log()->add(entry);
    }
    void link()
    {
        Connection connection;
        connection.connectionId = u"5d41402abc4b2a76b9719d911017c592"_s;
        connection.linkedAt = session()->clock()();
        session()->connections()->add(connection);
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<shell::ShellWorld>();
        m_world->simulatorIsReady();
        m_visible.clear();
    }

    void whatFollowsTicksTheActsBefore()
    {
        hear(u"onSuccess"_s); // of before: it counts for nothing
        HandWalk walk(walkOf({clicking(u"Continue"_s), clicking(u"Finish"_s), expecting({{u"event"_s, Json::text(u"onSuccess"_s)}}, u"onSuccess"_s),
                              expecting({{u"connection"_s, Json::text(u"new"_s)}}, u"A connection"_s)}), session(), {});
        walk.resume();
        QCoreApplication::processEvents();
        QCOMPARE(marks(walk), QStringList({u"open"_s, u"open"_s, u"open"_s, u"open"_s}));
        hear(u"onSuccess"_s);
        link();
        QTRY_COMPARE(marks(walk), QStringList({u"passed*"_s, u"passed*"_s, u"passed*"_s, u"passed*"_s}));
        QCOMPARE(walk.next(), -1);
        QCOMPARE(walk.result().verdict, Verdict::Passed);
    }

    void nothingIsTickedThatAPersonMustSay()
    {
        HandWalk walk(walkOf({clicking(u"Continue"_s), {.verb = WalkStep::Verb::Check, .name = u"Is the logo right?"_s, .text = u"Is the logo right?"_s},
                              expecting({{u"event"_s, Json::text(u"onSuccess"_s)}}, u"onSuccess"_s)}), session(), {});
        walk.resume();
        hear(u"onSuccess"_s);
        QCoreApplication::processEvents();
        QCOMPARE(marks(walk), QStringList({u"open"_s, u"open"_s, u"open"_s}));
        walk.mark(0, HandStep::Mark::Passed);
        walk.mark(1, HandStep::Mark::Failed, u"It is stretched"_s, Verdict::WidgetChanged);
        QTRY_COMPARE(marks(walk), QStringList({u"passed"_s, u"failed"_s, u"passed*"_s})); // one group: the event is newer than its beginning
        const CaseResult result = walk.result();
        QCOMPARE(result.verdict, Verdict::WidgetChanged);
        QVERIFY(result.why.contains(u"It is stretched"_s));
        QCOMPARE(result.steps.at(1).outcome, StepResult::Outcome::Failed);
    }

    void somethingElseThatHappenedIsAHint()
    {
        HandWalk walk(walkOf({expecting({{u"event"_s, Json::text(u"onError"_s)}, {u"contains"_s, Json::text(u"AC-117"_s)}}, u"onError"_s)}), session(), {});
        walk.resume();
        hear(u"onError"_s, "\"INCORRECT | Code: AC-100\"");
        QTRY_VERIFY(walk.steps().first().hint.contains(u"AC-117"_s));
        QCOMPARE(walk.steps().first().mark, HandStep::Mark::Open);
        hear(u"onError"_s, "\"INCORRECT | Code: AC-117\"");
        QTRY_COMPARE(walk.steps().first().mark, HandStep::Mark::Passed);
        QVERIFY(walk.steps().first().hint.isEmpty());
    }

    void aUserIsSeen()
    {
        HandWalk walk(walkOf({{.verb = WalkStep::Verb::User, .name = u"A user"_s}}), session(), {});
        walk.resume();
        QCoreApplication::processEvents();
        QCOMPARE(marks(walk), QStringList{u"open"_s});
        m_world->userIsReady();
        QTRY_COMPARE(marks(walk), QStringList{u"passed*"_s});
    }

    void markedAndUnmarked()
    {
        HandWalk walk(walkOf({clicking(u"Continue"_s), {.verb = WalkStep::Verb::Set, .name = u"Set"_s}, {.verb = WalkStep::Verb::Picture, .name = u"Picture"_s}}), session(), {});
        walk.resume();
        QCOMPARE(marks(walk), QStringList({u"open"_s, u"skipped"_s, u"open"_s})); // nobody sets variables by hand
        walk.mark(0, HandStep::Mark::Blocked, u"No network"_s);
        QCOMPARE(walk.result().verdict, Verdict::Environment);
        walk.mark(0, HandStep::Mark::Open);
        QCOMPARE(walk.next(), 0);
        QCOMPARE(walk.result().verdict, Verdict::NotRun);
        QImage picture(4, 4, QImage::Format_RGB32);
        picture.fill(Qt::red);
        walk.setPicture(2, picture);
        QCOMPARE(marks(walk), QStringList({u"open"_s, u"skipped"_s, u"passed*"_s}));
        QVERIFY(!walk.result().steps.at(2).picture.isNull());
    }

    void variablesAreFilledIn()
    {
        WalkCase described = walkOf({{.verb = WalkStep::Verb::Type, .name = u"Type the user name"_s, .target = {.field = u"username"_s}, .text = u"${user}"_s}, clicking(u"${bank}"_s)});
        described.variables = {{u"user"_s, u"sync"_s}, {u"bank"_s, u"Aerobank"_s}};
        described.steps[1].name = u"Choose ${bank} of ${connectionId}"_s;
        const HandWalk walk(described, session(), {});
        QCOMPARE(walk.wordsOf(0), u"Type the user name: sync"_s);
        QCOMPARE(walk.wordsOf(1), u"Choose Aerobank of ${connectionId}"_s); // known when it runs
    }

    void halfDoneWalksSurvive()
    {
        QTemporaryDir folder;
        const HandWalks store(folder.filePath(u"walks"_s));
        const QString id = HandWalks::newId(), other = HandWalks::newId();
        WalkCase described = walkOf({clicking(u"Continue"_s), clicking(u"Finish"_s), clicking(u"Close"_s)});
        QImage picture(8, 8, QImage::Format_RGB32);
        picture.fill(Qt::blue);
        {
            HandWalk walk(described, session(), {});
            walk.mark(0, HandStep::Mark::Passed);
            walk.mark(1, HandStep::Mark::Failed, u"Nothing happens"_s, Verdict::BankSaidNo);
            walk.setPicture(1, picture);
            QVERIFY(store.keep(id, walk, u"simulator"_s));
            QVERIFY(store.keepPicture(id, 1, picture));
            QVERIFY(store.keep(other, HandWalk(described, session(), {}), u"simulator"_s));
        }
        QStringList problems;
        QFile bad(folder.filePath(u"walks/bad.json"_s));
        QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("{") == 1);
        bad.close();
        QCOMPARE(store.all(&problems).size(), 2);
        QCOMPARE(problems.size(), 1);
        KeptHandWalk kept;
        for (const KeptHandWalk &each : store.all())
            kept = each.id == id ? each : kept;
        QCOMPARE(kept.done(), 2);
        described.steps[0].name = u"Click something else"_s; // the file was changed meanwhile
        HandWalk again(described, session(), {});
        again.restore(store.restored(kept, described), kept.startedAt);
        QCOMPARE(marks(again), QStringList({u"open"_s, u"failed"_s, u"open"_s}));
        QCOMPARE(again.steps().at(1).note, u"Nothing happens"_s);
        QCOMPARE(again.steps().at(1).verdict, Verdict::BankSaidNo);
        QCOMPARE(again.steps().at(1).picture.size(), picture.size());
        store.discard(id);
        QCOMPARE(store.all().size(), 1);
        QCOMPARE(QDir(folder.filePath(u"walks"_s)).entryList({id + u"*"_s}).size(), 0);
    }
};

QTEST_MAIN(GuiHandWalk)
#include "handwalk.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The window "Walks" in the real program: test banks, a walk by hand in the real widget, walks by machine, a recording.
#include "gui/fieldtyper.h"
#include "gui/hands.h"
#include "gui/picture.h"
#include "gui/theme.h"
#include "gui/walklist.h"
#include "gui/walkshand.h"
#include "gui/walkshandpanel.h"
#include "gui/walkshelf.h"
#include "gui/walksmachine.h"
#include "gui/walkswindow.h"
#include "runner/walkrecorder.h"
#include "walk/reports.h"
#include "web/widgetview.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace console;

class GuiWalks : public Hands
{
    Q_OBJECT

private:
    WalksWindow *walks() const { return m_window->findChild<WalksWindow *>(); }
    template <typename T> T *in(const QString &name) const { return walks()->findChild<T *>(name); }
    void showTab(int index) { in<QTabWidget>(u"walksTabs"_s)->setCurrentIndex(index); }
    bool choose(const QString &id)
    {
        auto *list = walks()->hand()->findChild<WalkList *>();
        list->setCurrent(id);
        return list->current() == id;
    }
    /// In light and dark.
    bool picture(const QString &name)
    {
        bool kept = true;
        for (const auto &[scheme, word] : {std::pair{Theme::Scheme::Dark, u"dark"_s}, std::pair{Theme::Scheme::Light, u"light"_s}}) {
            Theme::apply(qApp, scheme);
            until([] { return false; }, 60);
            kept &= keepPicture(walks()->grab(), u"walks-%1-%2"_s.arg(name, word));
        }
        return kept;
    }
    bool openWidget()
    {
        auto *link = m_window->findChild<QAction *>(u"action-link"_s); // its keys work in the main window only
        if (!until([&] { return link->isEnabled(); }, 15000))
            return false;
        link->trigger();
        return until([&] { return session()->link()->state() == LinkState::Open && m_window->widgetView()->isOpen(); }, 20000);
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
    }

    void opensWithTheCatalogue()
    {
        QVERIFY(shortcut(u"action-walks"_s));
        QVERIFY(walks());
        QVERIFY(until([&] { return walks()->isVisible() && walks()->shelf()->isRead(); }, 10000));
        QVERIFY(!walks()->shelf()->book().banks.isEmpty() && !walks()->shelf()->book().cases.isEmpty());
        QVERIFY(in<QListWidget>(u"walksProblems"_s)->isHidden());
        auto *banks = in<QListWidget>(u"walksBankList"_s);
        QCOMPARE(banks->count(), walks()->shelf()->book().banks.size() + 2); // codes and limits
        const QString password = walks()->shelf()->book().banks.first().logins.first().password;
        QTest::mouseClick(in<QToolButton>(u"walksCopy-1-password"_s), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), password);
        auto *type = in<QToolButton>(u"walksType-1-password"_s);
        QVERIFY(!type->isEnabled() && type->toolTip().contains(u"widget"_s));
        QVERIFY(picture(u"banks"_s));
        banks->setCurrentRow(banks->count() - 2);
        QVERIFY(picture(u"codes"_s));
        banks->setCurrentRow(0);
    }

    void everythingHasANameAndIsReachedByKeyboard()
    {
        for (int tab = 0; tab < 4; ++tab) {
            showTab(tab);
            for (const QWidget *control : walks()->findChildren<QWidget *>()) {
                const bool isControl = control->inherits("QAbstractButton") || control->inherits("QLineEdit") || control->inherits("QComboBox") || control->inherits("QAbstractItemView") || control->inherits("QAbstractSpinBox") || control->inherits("QPlainTextEdit");
                if (!isControl || !control->isVisible() || control->objectName().startsWith(u"qt_"_s) || control->parentWidget()->inherits("QComboBox") || control->parentWidget()->inherits("QAbstractSpinBox"))
                    continue;
                if (control->parentWidget()->inherits("QTabBar") || control->parentWidget()->inherits("QLineEdit") || control->inherits("QHeaderView"))
                    continue;
                QVERIFY2(!control->objectName().isEmpty() && !control->accessibleName().isEmpty(), qPrintable(QString::fromLatin1(control->metaObject()->className()) + u' ' + control->objectName()));
                QVERIFY2(control->focusPolicy() & Qt::TabFocus, qPrintable(control->objectName()));
            }
        }
        showTab(0);
    }

    /// A walk by hand through the real widget; the console ticks what it sees.
    void byHand()
    {
        showTab(1);
        QVERIFY(choose(u"test-banks/link-no-mfa"_s));
        QVERIFY(picture(u"choose"_s));
        QTest::mouseClick(in<QPushButton>(u"walksHandBegin"_s), Qt::LeftButton);
        HandWalk *walk = walks()->hand()->walk();
        QVERIFY(walk && walk->isOn());
        session()->user()->create({.firstName = u"Dana"_s, .lastName = u"Lee"_s, .email = u"dana.lee@example.com"_s, .phone = u"+13125550142"_s});
        QVERIFY(until([&] { return walk->next() == 1; }, 15000));
        QVERIFY(openWidget());
        QVERIFY(until([&] { return walk->next() == 2; }, 15000));
        QVERIFY(until([&] { return in<QPushButton>(u"handPicture"_s)->isEnabled(); }, 5000));
        QTest::mouseClick(in<QPushButton>(u"handPicture"_s), Qt::LeftButton);
        QVERIFY(!walk->steps().at(2).picture.isNull());
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        QVERIFY(until([&] { return walk->steps().at(2).mark == HandStep::Mark::Passed; }, 15000)); // the banks are there
        QVERIFY(walk->steps().at(2).bySelf);
        QCOMPARE(clickInWidget({u"Aerobank NonOAuth"_s}), QString());
        const QList<WalkStep> &all = walk->walk().steps;
        const auto signIn = std::find_if(all.begin(), all.end(), [](const WalkStep &step) { return step.target.field == "username"_L1; });
        QVERIFY(signIn != all.end());
        QVERIFY2(until([&] { return walk->next() == signIn - all.begin(); }, 15000), qPrintable(walk->wordsOf(walk->next())));
        QVERIFY(picture(u"by-hand"_s));
    }

    void typedForMe()
    {
        showTab(0);
        auto *type = in<QToolButton>(u"walksType-1-user"_s);
        QVERIFY(until([&] { return type->isEnabled(); }, 5000));
        for (const auto &[what, field] : {std::pair{u"user"_s, u"username"_s}, std::pair{u"password"_s, u"password"_s}}) {
            QSignalSpy typed(walks()->findChild<FieldTyper *>(), &FieldTyper::typed);
            QTest::mouseClick(in<QToolButton>(u"walksType-1-"_s + what), Qt::LeftButton);
            QVERIFY(until([&] { return typed.count() == 1; }, 10000));
            QCOMPARE(typed.first().first().value<Target>().field, field);
        }
        std::optional<QString> user;
        m_driver->find({.field = u"username"_s}, this, [&](const Result<Found> &found) { user = found ? found->value : u"?"_s; });
        QVERIFY(until([&] { return user.has_value(); }, 20000));
        QCOMPARE(*user, u"sync"_s);
        QCOMPARE(clickInWidget({u"Sign in"_s}), QString());
        QCOMPARE(clickInWidget({u"Link this account"_s, u"Link account"_s}), QString()); // so the password was right
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        showTab(1);
        HandWalk *walk = walks()->hand()->walk();
        const auto passedOnSuccess = [&] {
            for (qsizetype at = 0; at < walk->steps().size(); ++at) {
                if (walk->walk().steps.at(at).verb == WalkStep::Verb::Expect && walk->steps().at(at).mark != HandStep::Mark::Passed)
                    return walk->walk().steps.at(at).args.find(u"job") != nullptr || walk->walk().steps.at(at).args.find(u"data") != nullptr;
            }
            return true;
        };
        QVERIFY(until(passedOnSuccess, 15000));
    }

    void theRestIsMarkedByHandAndSurvives()
    {
        HandWalk *walk = walks()->hand()->walk();
        const int next = walk->next();
        QVERIFY(next > 0);
        in<QLineEdit>(u"handNote"_s)->setText(u"Looked at it"_s);
        QTest::mouseClick(in<QPushButton>(u"handPass"_s), Qt::LeftButton);
        QCOMPARE(walk->steps().at(next).mark, HandStep::Mark::Passed);
        QCOMPARE(walk->steps().at(next).note, u"Looked at it"_s);
        QVERIFY(picture(u"by-hand-later"_s));
        const int open = walk->next();
        QTest::mouseClick(in<QToolButton>(u"handBack"_s), Qt::LeftButton);
        QVERIFY(!walks()->hand()->walk());
        auto *kept = in<QListWidget>(u"walksHandKept"_s);
        QCOMPARE(kept->count(), 1);
        QVERIFY(picture(u"kept"_s));
        QTest::mouseClick(in<QPushButton>(u"walksHandGoOn"_s), Qt::LeftButton);
        QVERIFY(walks()->hand()->walk());
        QCOMPARE(walks()->hand()->walk()->next(), open);
        QVERIFY(!walks()->hand()->walk()->steps().at(2).picture.isNull());
        const RunResult report = walks()->hand()->panel()->report();
        QVERIFY(report.isSimulated && report.cases.size() == 1);
        QCOMPARE(report.cases.first().id, u"test-banks/link-no-mfa"_s);
        QTest::mouseClick(in<QToolButton>(u"handDiscard"_s), Qt::LeftButton);
        auto *question = walks()->findChild<QMessageBox *>(u"walksDiscardQuestion"_s);
        QVERIFY(question);
        QTest::mouseClick(question->findChild<QPushButton *>(u"confirm"_s), Qt::LeftButton);
        QVERIFY(until([&] { return !walks()->hand()->walk(); }, 5000));
        QCOMPARE(kept->count(), 0);
    }

    void ownFilesAreReadAndProblemsAreTold()
    {
        const auto write = [&](const QString &name, const QByteArray &text) {
            QFile file(m_folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QVERIFY(write(u"bad.json"_s, "{\"walk\": 1, \"name\": \"Bad\",\n \"walks\": [{\"id\": \"x\", \"name\": \"X\", \"steps\": [{\"clik\": \"Continue\"}]}]}"));
        walks()->shelf()->add(m_folder.filePath(u"bad.json"_s));
        auto *problems = in<QListWidget>(u"walksProblems"_s);
        QVERIFY(until([&] { return problems->isVisible(); }, 5000));
        QVERIFY(problems->item(0)->text().contains(u"Line 2"_s) && problems->item(0)->text().contains(u"clik"_s));
        QVERIFY(picture(u"problems"_s));
        QVERIFY(write(u"good.json"_s, "{\"walk\": 1, \"name\": \"Good\", \"walks\": [{\"id\": \"mine\", \"name\": \"My walk\", \"tags\": [\"mine\"], \"steps\": [{\"user\": {}}]}]}"));
        walks()->shelf()->add(m_folder.filePath(u"good.json"_s));
        QVERIFY(until([&] { return walks()->shelf()->find(u"good/mine"_s) != nullptr; }, 5000));
        QVERIFY(problems->isHidden());
        in<QLineEdit>(u"walksHandFilter"_s)->setText(u"My walk"_s);
        const QAbstractItemModel *shown = in<QTreeView>(u"walksHandTable"_s)->model();
        QCOMPARE(shown->rowCount(), 1);
        QVERIFY(shown->index(0, 0).data().toString().startsWith(u"Good"_s));
        QCOMPARE(shown->rowCount(shown->index(0, 0)), 1);
        QVERIFY(in<QTreeView>(u"walksHandTable"_s)->isExpanded(shown->index(0, 0)));
        in<QLineEdit>(u"walksHandFilter"_s)->clear();
    }

    /// The mark of a file is the mark of its walks, of those that the filter shows.
    void marksOfFiles()
    {
        showTab(2);
        WalkList *list = walks()->machine()->list();
        auto *table = in<QTreeView>(u"walksMachineTable"_s);
        const auto state = [table](int row) { return Qt::CheckState(table->model()->index(row, 0).data(Qt::CheckStateRole).toInt()); };
        QVERIFY(table->model()->index(0, 0).data().toString().startsWith(u"Test banks"_s));
        const int all = table->model()->rowCount(table->model()->index(0, 0));
        QVERIFY(all > 15);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(list->checked().size(), all);
        QCOMPARE(state(0), Qt::Checked);
        QCOMPARE(state(1), Qt::Unchecked);
        list->setCurrent(u"test-banks/oauth"_s);
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(list->checked().size(), all - 1);
        QCOMPARE(state(0), Qt::PartiallyChecked);
        QVERIFY(picture(u"machine-files"_s));
        QTest::mouseClick(in<QPushButton>(u"machineNone"_s), Qt::LeftButton);
        QCOMPARE(list->checked(), QStringList());
        in<QLineEdit>(u"walksMachineFilter"_s)->setText(u"legacy"_s);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(list->checked().size(), 4);
        QCOMPARE(state(0), Qt::PartiallyChecked);
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(list->checked(), QStringList());
        in<QLineEdit>(u"walksMachineFilter"_s)->clear();
    }

    void byMachineBesideTheSession()
    {
        showTab(2);
        WalksMachine *machine = walks()->machine();
        QVERIFY(!in<QPushButton>(u"machineRun"_s)->isEnabled());
        in<QLineEdit>(u"walksMachineFilter"_s)->setText(u"test-banks/link-no-mfa"_s);
        QTest::mouseClick(in<QPushButton>(u"machineAll"_s), Qt::LeftButton);
        QCOMPARE(machine->list()->checked(), QStringList{u"test-banks/link-no-mfa"_s});
        in<QLineEdit>(u"walksMachineFilter"_s)->setText(u"good/mine"_s);
        QTest::mouseClick(in<QPushButton>(u"machineAll"_s), Qt::LeftButton);
        in<QLineEdit>(u"walksMachineFilter"_s)->clear();
        const QString user = session()->user()->aeroPassUserUuid();
        const qsizetype connections = session()->connections()->all().size();
        QSignalSpy finished(machine, &WalksMachine::finished);
        QTest::mouseClick(in<QPushButton>(u"machineRun"_s), Qt::LeftButton);
        QVERIFY(machine->isRunning());
        QVERIFY(until([&] { return in<QListWidget>(u"machineSteps"_s)->count() > 0; }, 15000));
        QTest::mouseClick(in<QPushButton>(u"machinePause"_s), Qt::LeftButton);
        QVERIFY(until([&] { return in<QPushButton>(u"machineStep"_s)->isEnabled(); }, 15000));
        QTest::mouseClick(in<QPushButton>(u"machineStep"_s), Qt::LeftButton);
        QVERIFY(picture(u"machine-paused"_s));
        QTest::mouseClick(in<QPushButton>(u"machinePause"_s), Qt::LeftButton);
        QVERIFY(until([&] { return in<QListWidget>(u"machineSteps"_s)->currentRow() > 8 || finished.count() > 0; }, 60000));
        QVERIFY(picture(u"machine-running"_s));
        showTab(0); // whoever looks elsewhere meanwhile does not stop it
        QVERIFY(until([&] { return finished.count() > 0; }, 120000));
        showTab(2);
        QVERIFY(picture(u"machine-done"_s));
        for (const CaseResult &result : machine->result().cases) {
            QStringList told{result.id, result.why, result.evidence.join(u" | "_s)};
            for (const StepResult &step : result.steps)
                told << u"%1: %2 %3"_s.arg(step.name).arg(int(step.outcome)).arg(step.error ? oneLine(*step.error) : QString());
            for (const TimeLine &line : result.timeLine)
                told << u"%1 %2 %3 %4"_s.arg(line.at.count()).arg(line.kind, line.title, line.detail);
            QVERIFY2(result.verdict == Verdict::Passed, qPrintable(told.join(u'\n')));
        }
        QCOMPARE(machine->result().cases.size(), 2);
        QCOMPARE(session()->user()->aeroPassUserUuid(), user); // the main session was not touched
        QCOMPARE(session()->connections()->all().size(), connections);
        auto *html = walks()->findChild<QAction *>(u"machine-html"_s);
        QVERIFY(html && html->isEnabled());
        html->trigger();
        auto *dialog = walks()->findChild<QFileDialog *>(u"machineHtmlDialog"_s);
        QVERIFY(dialog);
        const QString path = m_folder.filePath(u"walks.html"_s);
        Q_EMIT dialog->fileSelected(path);
        QVERIFY(until([&] { return QFile::exists(path); }, 15000));
        dialog->close();
    }

    void stoppedRunsEndAsNotRun()
    {
        WalksMachine *machine = walks()->machine();
        QSignalSpy finished(machine, &WalksMachine::finished);
        QTest::mouseClick(in<QPushButton>(u"machineRun"_s), Qt::LeftButton);
        QVERIFY(until([&] { return in<QPushButton>(u"machineStop"_s)->isEnabled() && in<QPushButton>(u"machinePause"_s)->isEnabled(); }, 15000));
        QTest::mouseClick(in<QPushButton>(u"machineStop"_s), Qt::LeftButton);
        QVERIFY(until([&] { return finished.count() > 0; }, 20000));
        QVERIFY(machine->result().count(Verdict::NotRun) > 0);
        QVERIFY(in<QPushButton>(u"machineRun"_s)->isEnabled());
    }

    void recordsByAToggle()
    {
        showTab(3);
        auto *toggle = in<QPushButton>(u"recordToggle"_s);
        QTest::mouseClick(toggle, Qt::LeftButton);
        QVERIFY(walks()->recorder()->isOn());
        QVERIFY(walks()->windowTitle().contains(u"Recording"_s));
        QVERIFY(openWidget());
        QVERIFY(in<QPlainTextEdit>(u"recordText"_s)->toPlainText().contains(u"\"open\""_s));
        QVERIFY(!in<QPushButton>(u"recordSave"_s)->isEnabled());
        QVERIFY(picture(u"recording"_s));
        QTest::mouseClick(toggle, Qt::LeftButton);
        QVERIFY(!walks()->recorder()->isOn());
        QVERIFY(in<QPushButton>(u"recordSave"_s)->isEnabled());
        session()->link()->end();
    }

    void notInProduction()
    {
        QVERIFY(session()->environments()->choose(u"production"_s));
        QVERIFY(until([&] { return session()->environments()->current().reach == Reach::Production; }, 5000));
        showTab(2);
        QVERIFY(!in<QPushButton>(u"machineRun"_s)->isEnabled());
        QVERIFY(in<QPushButton>(u"machineRun"_s)->toolTip().contains(u"production"_s));
        QVERIFY(picture(u"machine-production"_s));
        QVERIFY(session()->environments()->choose(u"simulator"_s));
    }

    void closingPutsEverythingAside()
    {
        showTab(1);
        QVERIFY(choose(u"test-banks/link-no-mfa"_s));
        QTest::mouseClick(in<QPushButton>(u"walksHandBegin"_s), Qt::LeftButton);
        walks()->hand()->walk()->mark(0, HandStep::Mark::Passed);
        QTest::mouseClick(in<QPushButton>(u"recordToggle"_s), Qt::LeftButton);
        QVERIFY(walks()->recorder()->isOn());
        walks()->close();
        QVERIFY(!walks()->recorder()->isOn());
        QVERIFY(!walks()->hand()->walk());
        QCOMPARE(in<QListWidget>(u"walksHandKept"_s)->count(), 1);
    }

    void cleanupTestCase() { end(); }
};

int main(int argc, char **argv)
{
    QTemporaryDir data; // half-done walks of this test are nobody's
    qputenv("XDG_DATA_HOME", data.path().toLocal8Bit());
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication();
    GuiWalks test;
    return QTest::qExec(&test, argc, argv);
}

#include "walks.moc"

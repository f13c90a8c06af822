// SPDX-License-Identifier: GPL-3.0-or-later
// What each of the three steps shows, from the session's state alone.
#include "gui/actions.h"
#include "gui/mainwindow.h"
#include "gui/shell_world.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class ShellSteps : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<shell::ShellWorld> m_world;
    std::unique_ptr<MainWindow> m_window;

    bool shows(const QString &name) const
    {
        const auto *widget = m_window->findChild<QWidget *>(name);
        return widget && widget->isVisible();
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<shell::ShellWorld>();
        m_world->network.expected = true;
        m_window = std::make_unique<MainWindow>(&m_world->session);
        m_window->show();
        m_world->simulatorIsReady();
    }
    void cleanup()
    {
        m_window.reset();
        m_world.reset();
    }

    void stepOneShowsWhoTheUserIs()
    {
        m_world->userIsReady();
        m_window->showStep(Step::Bank);
        m_window->actions()->stepUser->trigger();
        QVERIFY(shows(u"resultFace"_s));
        QVERIFY(!shows(u"enterFace"_s));
        // also by a click in the rail, which asks for a look and not for another user
        m_window->showStep(Step::Bank);
        QTest::mouseClick(m_window->findChild<QAbstractButton *>(u"stepUser"_s), Qt::LeftButton);
        QVERIFY(shows(u"resultFace"_s));
    }

    void anotherUserStartsWithAnEmptyForm()
    {
        m_window->actions()->createUser->trigger();
        m_window->findChild<QLineEdit *>(u"firstName"_s)->setText(u"Ann"_s);
        m_window->findChild<QLineEdit *>(u"uuid"_s)->setText(u"left over"_s);
        m_window->findChild<QPushButton *>(u"uuidTab"_s)->click();
        m_window->actions()->createUser->trigger();
        QVERIFY(shows(u"createWay"_s));
        QVERIFY(m_window->findChild<QLineEdit *>(u"firstName"_s)->text().isEmpty());
        QVERIFY(m_window->findChild<QLineEdit *>(u"uuid"_s)->text().isEmpty());
    }

    void whatWasTypedLeavesWithTheEnvironment()
    {
        m_window->actions()->createUser->trigger();
        m_window->findChild<QLineEdit *>(u"email"_s)->setText(u"ann@example.com"_s);
        QVERIFY(m_world->session.environments()->choose(u"sandbox"_s).has_value());
        QVERIFY(m_window->findChild<QLineEdit *>(u"email"_s)->text().isEmpty());
    }

    void aLaunchThatCannotStartSaysWhyOnTheStage()
    {
        m_world->session.link()->start(); // without a user
        m_window->showStep(Step::Bank);
        QVERIFY(shows(u"errorFace"_s));
        QVERIFY(m_window->findChild<QLabel *>(u"errorTitle"_s)->text().contains(u"no user"_s));
    }

    void themeSwitchSetsTheOptionOfTheNextLaunch()
    {
        m_window->showStep(Step::Bank);
        auto *button = m_window->findChild<QPushButton *>(u"themeButton"_s);
        const QString before = m_world->session.link()->options().theme;
        button->click();
        QVERIFY(m_world->session.link()->options().theme != before);
        QCOMPARE(m_world->session.link()->state(), LinkState::Idle); // nothing was open, so nothing is launched
    }
};

QTEST_MAIN(ShellSteps)
#include "shell_steps.moc"

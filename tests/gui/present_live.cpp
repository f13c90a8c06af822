// SPDX-License-Identifier: GPL-3.0-or-later
// Presenting with the real widget: it runs in the audience's window, survives every move, is used there by mouse and
// keys, and nothing of what is secret stands in that window while it does. CONSOLE_PICTURES=folder keeps pictures.
#include "gui/actions.h"
#include "gui/audiencewindow.h"
#include "gui/hands.h"
#include "gui/picture.h"
#include "gui/present_fixture.h"
#include "gui/presentation.h"
#include "gui/theme.h"
#include "gui/widgetmirror.h"
#include "session/session.h"
#include "web/widgetview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QWebEngineView>

using namespace Qt::StringLiterals;
using namespace console;

class PresentLive : public Hands
{
    Q_OBJECT

private:
    const UserDetails m_person{u"Quillon"_s, u"Zarathustra"_s, u"quillon.z@example.org"_s, u"+13125550187"_s};

    AudienceWindow *audience() const { return m_window->presentation()->audience(); }
    QString told(const QString &name) const { return audience()->findChild<QLabel *>(name)->text(); }
    void picture(const QString &name, const QSize &size)
    {
        audience()->resize(size);
        (void)until([] { return false; }, 600); // the browser draws on another thread
        QVERIFY(keepPicture(audience()->grab(), name));
    }
    /// All that must not be read in the audience's window now.
    QStringList hidden() const
    {
        const Credentials &keys = session()->keys()->credentials();
        QStringList list{m_person.firstName, m_person.lastName, m_person.email, m_person.phone, u"5550187"_s, keys.apiKey.revealText(),
                         keys.apiSecret.revealText(), keys.aeropayApiKey.revealText(), keys.aeropayApiSecret.revealText(), session()->user()->aeroPassUserUuid()};
        if (session()->link()->launch())
            list << session()->link()->launch()->token.revealText();
        for (const Connection &connection : session()->connections()->all()) {
            list << connection.connectionId;
            if (const std::optional<Account> account = session()->data()->data(connection.connectionId).account.value)
                list << account->accountNumber << account->routingNumber;
        }
        for (const Job &job : session()->jobs()->jobs()) {
            list << job.jobId;
            if (const auto *identity = std::get_if<Identity>(&job.result))
                list << identity->holderName << identity->address1 << identity->email << identity->phone;
            if (const auto *balance = std::get_if<Balance>(&job.result); balance && balance->available)
                list << balance->available->display() << balance->available->plainText();
        }
        list.removeAll(QString());
        return list;
    }
    QStringList leaks() const { return present::foundIn(present::everythingIn(audience()), hidden()); }
    bool isWidgetIn(const QWidget *window) const
    {
        const WidgetView *view = m_window->widgetView();
        return view->window() == window && (!view->isOpen() || view->view()->window() == window);
    }
    bool present()
    {
        return front() && shortcut(u"action-present"_s) && audience() && QTest::qWaitForWindowActive(audience());
    }
    bool front()
    {
        m_window->activateWindow();
        return QTest::qWaitForWindowActive(m_window.get());
    }
    bool openWidget()
    {
        return front() && shortcut(u"action-link"_s) && until([&] { return m_window->widgetView()->isOpen(); }, 15000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        Theme::apply(qApp, Theme::Scheme::Light);
        start();
        m_window->resize(1280, 832);
        m_window->show();
        QVERIFY(front());
        m_world->wake(4.0);
        QVERIFY(until([&] { return session()->environments()->isReady(); }, 15000));
    }

    void theWidgetOpensForTheAudience()
    {
        session()->user()->create(m_person);
        QVERIFY(until([&] { return session()->user()->state() == UserState::Ready; }, 15000));
        QVERIFY(present());
        QVERIFY(isWidgetIn(audience()));
        QVERIFY(openWidget());
        QVERIFY(isWidgetIn(audience()));
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        QCOMPARE(told(u"audienceBankSaid"_s), u"The user signs in to the bank"_s);
        QVERIFY(until([&] { return audience()->isActiveWindow(); }, 5000)); // what is typed now goes to the widget
        QVERIFY(m_window->widgetView()->isAncestorOf(QApplication::focusWidget()));
        QCOMPARE(leaks().join(u'\n'), QString());
    }

    /// Comes home in the middle of a page, goes out again, and is where it was.
    void itGoesOnWhereItWas()
    {
        const QString launch = m_window->widgetView()->launchId();
        const QPointer<QWebEngineView> page = m_window->widgetView()->view();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape); // with the focus inside the page
        QVERIFY(!m_window->presentation()->isOn());
        QVERIFY(isWidgetIn(m_window.get()));
        QCOMPARE(clickInWidget({u"Aerobank NonOAuth"_s}), QString());
        QVERIFY(present());
        QVERIFY(isWidgetIn(audience()));
        QCOMPARE(typeInWidget(u"username"_s, u"sync"_s), QString());
        QCOMPARE(typeInWidget(u"password"_s, u"mfa"_s), QString());
        audience()->close();
        QVERIFY(isWidgetIn(m_window.get()));
        QVERIFY(present());
        QCOMPARE(m_window->widgetView()->launchId(), launch);
        QCOMPARE(m_window->widgetView()->view(), page.data());
        picture(u"audience-live-720-light"_s, {1280, 720});
        picture(u"audience-live-1080-light"_s, {1920, 1080});
        QVERIFY(keepPicture(m_window->grab(), u"presenter-live"_s));
        QCOMPARE(leaks().join(u'\n'), QString()); // the password is the page's own
        m_window->actions()->widgetFrame->trigger();
        picture(u"audience-live-browser-720-light"_s, {1280, 720});
        m_window->actions()->widgetFrame->trigger();
        QCOMPARE(clickInWidget({u"Sign in"_s}), QString());
        QCOMPARE(typeInWidget(u"answer"_s, u"correct"_s), QString());
        QCOMPARE(clickInWidget({u"Submit"_s, u"Continue"_s}), QString());
        QCOMPARE(clickInWidget({u"Link this account"_s}), QString());
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        QVERIFY(until([&] { return told(u"audienceBankDetails"_s).contains(u"Aerobank NonOAuth"_s); }, 15000));
        QCOMPARE(told(u"idleTitle"_s), u"Linked"_s);
        QVERIFY(audience()->findChild<QLabel *>(u"idleTitle"_s)->isVisible());
    }

    void jobsRunBeforeTheAudience()
    {
        const QString connection = session()->connections()->selected();
        QVERIFY(front());
        QVERIFY(press(u"presenterNextButton"_s)); // the balance is the next step
        QVERIFY(until([&] { return session()->jobs()->awaitingPerson().has_value(); }, 30000));
        QCOMPARE(told(u"audienceDataSaid"_s), u"The bank asks the user a question"_s);
        picture(u"audience-question-720-light"_s, {1280, 720});
        QVERIFY(press(u"presenterNextButton"_s));
        QVERIFY(until([&] { return m_window->widgetView()->isOpen(); }, 15000));
        QCOMPARE(typeInWidget(u"answer"_s, u"correct"_s), QString());
        QCOMPARE(told(u"audienceDataSaid"_s), u"The user answers the bank"_s);
        QVERIFY(isWidgetIn(audience()));
        QCOMPARE(clickInWidget({u"Submit"_s, u"Continue"_s}), QString());
        QCOMPARE(clickInWidget({u"Continue"_s, u"Done"_s}), QString());
        QVERIFY(until([&] { return session()->jobs()->latest(connection, JobKind::Balance)->state == JobState::Done; }, 30000));
        for (const auto &[action, kind] : {std::pair{u"action-transactions"_s, JobKind::Transactions}, std::pair{u"action-identity"_s, JobKind::Identity}}) {
            QVERIFY(front() && shortcut(action));
            QVERIFY((until([&, kind = kind] { return session()->jobs()->latest(connection, kind).has_value(); }, 5000)));
            // Each asks for a second factor at this bank.
            QVERIFY((until([&, kind = kind] { return session()->jobs()->awaitingPerson() || session()->jobs()->latest(connection, kind)->state == JobState::Done; }, 30000)));
            if (session()->jobs()->awaitingPerson()) {
                m_window->actions()->answer->trigger();
                QVERIFY(until([&] { return m_window->widgetView()->isOpen(); }, 15000));
                QCOMPARE(typeInWidget(u"answer"_s, u"correct"_s), QString());
                QCOMPARE(clickInWidget({u"Submit"_s, u"Continue"_s}), QString());
                QCOMPARE(clickInWidget({u"Continue"_s, u"Done"_s}), QString());
            }
            QVERIFY((until([&, kind = kind] { return session()->jobs()->latest(connection, kind)->state == JobState::Done; }, 30000)));
        }
        QVERIFY(until([&] { return told(u"audienceDataSaid"_s) == u"The bank has answered"; }, 5000));
        QVERIFY(hidden().size() > 18);
        QCOMPARE(leaks().join(u'\n'), QString());
        picture(u"audience-story-1080-light"_s, {1920, 1080});
    }

    void thePresentersPictureIsLive()
    {
        QVERIFY(openWidget());
        m_window->showStep(Step::Bank);
        auto *mirror = m_window->findChild<WidgetMirror *>();
        QVERIFY(mirror && mirror->isVisible());
        QSignalSpy pictured(mirror, &WidgetMirror::pictured);
        QElapsedTimer time;
        time.start();
        QVERIFY(until([&] { return pictured.size() >= 3; }, 10000));
        QVERIFY2(time.elapsed() >= 2 * WidgetMirror::pause - 50, qPrintable(QString::number(time.elapsed())));
        m_window->showStep(Step::Data); // nobody sees it: none is made
        pictured.clear();
        (void)until([] { return false; }, 3 * WidgetMirror::pause);
        QCOMPARE(pictured.size(), 0);
        m_window->showStep(Step::Bank);
        QTest::mouseClick(m_window->findChild<QPushButton *>(u"mirrorGoButton"_s), Qt::LeftButton);
        QVERIFY(until([&] { return audience()->isActiveWindow(); }, 5000));
    }

    void theWidgetEndsMeanwhile()
    {
        m_window->actions()->closeWidget->trigger();
        QVERIFY(until([&] { return !m_window->widgetView()->isOpen(); }, 5000));
        QVERIFY(audience()->findChild<QLabel *>(u"idleTitle"_s)->isVisible());
        QTest::keyClick(audience(), Qt::Key_Escape);
        QVERIFY(isWidgetIn(m_window.get()));
        QVERIFY(openWidget()); // and at home all is as before
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
    }

    void theWindowsEndWithAWidget()
    {
        QVERIFY(present());
        const QPointer<AudienceWindow> gone = audience();
        m_window->close();
        QVERIFY(!m_window->presentation()->isOn() && isWidgetIn(m_window.get()));
        QVERIFY(until([&] { return !gone && !m_window->widgetView()->isOpen(); }, 5000));
        m_window->show();
        QVERIFY(front());
    }

    void resetWhileTheWidgetIsOpen()
    {
        QVERIFY(openWidget());
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        QVERIFY(present());
        QCOMPARE(clickInWidget({u"Aerobank NonOAuth"_s}), QString());
        QCOMPARE(typeInWidget(u"username"_s, u"sync"_s), QString()); // the focus is in a field of the page
        QVERIFY(m_window->widgetView()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(session()->user()->state(), UserState::None);
        QVERIFY(!m_window->widgetView()->isOpen());
        QVERIFY(session()->connections()->all().isEmpty() && session()->jobs()->jobs().isEmpty());
        QVERIFY(m_window->findChild<QWidget *>(u"StartPage"_s)->isVisible());
        QCOMPARE(told(u"audienceUserSaid"_s), u"Nobody yet"_s);
        QVERIFY(told(u"audienceUserDetails"_s).isEmpty() && told(u"audienceBankDetails"_s).isEmpty());
        QCOMPARE(session()->log()->entries().size(), 0u); // also what the page said at its end
    }

    void anotherEnvironmentMeanwhile()
    {
        QVERIFY(m_window->presentation()->isOn());
        QVERIFY(front() && press(u"sampleButton"_s)); // the next demo goes as the first did: nobody is known and asked for a code
        QVERIFY(until([&] { return session()->user()->state() == UserState::Ready; }, 15000));
        session()->startOver();
        QVERIFY(press(u"sampleButton"_s));
        QVERIFY(until([&] { return session()->user()->state() == UserState::Ready; }, 15000));
        QVERIFY(openWidget());
        QVERIFY(session()->environments()->choose(u"sandbox"_s));
        QVERIFY(!m_window->widgetView()->isOpen());
        QCOMPARE(told(u"audiencePlace"_s), u"Sandbox"_s);
        QTest::keyClick(audience(), Qt::Key_Escape);
        QVERIFY(!m_window->presentation()->isOn() && isWidgetIn(m_window.get()));
    }

    void theProgramEndsWhilePresenting()
    {
        QVERIFY(session()->environments()->choose(u"simulator"_s));
        QVERIFY(press(u"sampleButton"_s));
        (void)until([&] { return session()->user()->state() == UserState::NeedsCode || session()->user()->state() == UserState::Ready; }, 15000);
        if (session()->user()->state() == UserState::NeedsCode)
            session()->user()->confirm(u"000000"_s);
        QVERIFY(until([&] { return session()->user()->state() == UserState::Ready; }, 15000));
        QVERIFY(openWidget());
        QVERIFY(present());
        end();
    }

    /// After a failure: what the console itself knows of it.
    void cleanup()
    {
        if (!QTest::currentTestFailed() || !m_window)
            return;
        (void)keepPicture(m_window->grab(), u"failed-"_s + QString::fromLatin1(QTest::currentTestFunction()));
        if (audience())
            (void)keepPicture(audience()->grab(), u"failed-audience-"_s + QString::fromLatin1(QTest::currentTestFunction()));
    }

    void cleanupTestCase() { end(); }
};

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication();
    PresentLive test;
    return QTest::qExec(&test, argc, argv);
}

#include "present_live.moc"

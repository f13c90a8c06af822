// SPDX-License-Identifier: GPL-3.0-or-later
// The main job in the real window, by mouse and keyboard: create a user, link a bank inside the real SDK's widget,
// three jobs, a second factor in the middle of one. With CONSOLE_PICTURES=folder it also makes the README's picture.
#include "gui/hands.h"
#include "gui/picture.h"
#include "gui/theme.h"
#include "session/session.h"
#include "web/widgetview.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace console;

class MainJob : public Hands
{
    Q_OBJECT

private:
    void picture(const QString &name)
    {
        QCoreApplication::sendPostedEvents(); // what was shown a moment ago gets its place
        QVERIFY(keepPicture(m_window->grab(), name));
    }
    /// The first visible button that is narrower than its text needs, or nothing.
    QString cutOffButton() const
    {
        QCoreApplication::sendPostedEvents();
        for (const QPushButton *button : m_window->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->width() < button->sizeHint().width() && button->minimumWidth() == 0)
                return u"%1 “%2”: %3 px of %4"_s.arg(button->objectName(), button->text()).arg(button->width()).arg(button->sizeHint().width());
        }
        return {};
    }
    QString allVisibleText() const
    {
        QString text;
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->isVisible())
                text += label->text() + u'\n' + label->accessibleName() + u'\n' + label->toolTip() + u'\n';
        }
        return text;
    }

private Q_SLOTS:
    void initTestCase()
    {
        Theme::apply(qApp, Theme::Scheme::Light);
        start();
        QSignalSpy painted(m_window.get(), &MainWindow::firstPainted);
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(painted.count() == 1 || painted.wait(10000));
        QVERIFY(!m_window->widgetView()->isOpen()); // nothing of WebEngine before a widget opens
        m_world->wake(4.0);
    }

    void createsAUser()
    {
        QVERIFY(until([&] { return session()->environments()->isReady(); }, 15000));
        picture(u"start"_s);
        QVERIFY(press(u"sampleButton"_s));
        (void)until([&] { return session()->user()->state() == UserState::Ready; }, 15000);
        QCOMPARE(session()->user()->state(), UserState::Ready);
        QVERIFY(!session()->user()->aeroPassUserUuid().isEmpty());
    }

    void linksABankWithASecurityQuestion()
    {
        QVERIFY(shortcut(u"action-link"_s));
        QVERIFY(until([&] { return m_window->widgetView()->isOpen(); }, 15000));
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        QVERIFY(m_window->widgetView()->isAncestorOf(QApplication::focusWidget())); // what is typed goes to the widget
        // The theme is a launch option: the open widget is launched again with it, and with a new token.
        const QString first = m_window->widgetView()->launchId();
        QVERIFY(press(u"themeButton"_s));
        QVERIFY(until([&] { return m_window->widgetView()->isOpen() && m_window->widgetView()->launchId() != first; }, 15000));
        QVERIFY(until([&] { return QUrlQuery(session()->link()->receivedUrl()).queryItemValue(u"defaultTheme"_s) == u"dark"; }, 15000));
        QVERIFY(press(u"themeButton"_s));
        QVERIFY(until([&] { return QUrlQuery(session()->link()->receivedUrl()).queryItemValue(u"defaultTheme"_s) == u"light"; }, 15000));
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        QCOMPARE(clickInWidget({u"Aerobank NonOAuth"_s}), QString());
        QCOMPARE(typeInWidget(u"username"_s, u"sync"_s), QString());
        QCOMPARE(typeInWidget(u"password"_s, u"wrong"_s), QString());
        QCOMPARE(clickInWidget({u"Sign in"_s}), QString()); // may be tried again
        QCOMPARE(typeInWidget(u"password"_s, u"mfa"_s), QString());
        QCOMPARE(clickInWidget({u"Sign in"_s}), QString());
        QCOMPARE(typeInWidget(u"answer"_s, u"correct"_s), QString());
        QCOMPARE(clickInWidget({u"Submit"_s, u"Continue"_s}), QString());
        picture(u"widget"_s);
        QCOMPARE(clickInWidget({u"Link this account"_s}), QString());
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        (void)until([&] { return session()->link()->state() == LinkState::Succeeded; }, 15000);
        QCOMPARE(session()->link()->state(), LinkState::Succeeded);
        QCOMPARE(session()->connections()->all().size(), 1);
        QCOMPARE(session()->connections()->selected(), session()->connections()->all().constFirst().connectionId);
        (void)until([&] { return session()->connections()->all().constFirst().bank == u"Aerobank NonOAuth"_s; }, 15000);
        QCOMPARE(session()->connections()->all().constFirst().bank, u"Aerobank NonOAuth"_s);
        picture(u"linked"_s);
    }

    void answersTheSecondFactorInTheMiddleOfAJob()
    {
        const QString connection = session()->connections()->selected();
        QVERIFY(shortcut(u"action-balance"_s));
        QVERIFY(until([&] { return session()->jobs()->awaitingPerson().has_value(); }, 30000));
        const Job asked = *session()->jobs()->awaitingPerson();
        QCOMPARE(asked.connectionId, connection);
        picture(u"second-factor"_s);
        QVERIFY(press(u"answerButton"_s));
        QVERIFY(until([&] { return m_window->widgetView()->isOpen(); }, 15000));
        QCOMPARE(typeInWidget(u"answer"_s, u"correct"_s), QString());
        QCOMPARE(clickInWidget({u"Submit"_s, u"Continue"_s}), QString());
        QCOMPARE(clickInWidget({u"Continue"_s, u"Done"_s}), QString());
        (void)until([&] { return session()->jobs()->latest(connection, JobKind::Balance)->state == JobState::Done; }, 30000);
        QCOMPARE(session()->jobs()->latest(connection, JobKind::Balance)->state, JobState::Done);
        const Job done = *session()->jobs()->latest(connection, JobKind::Balance);
        QCOMPARE(done.jobId, asked.jobId); // the same job
        QVERIFY(std::holds_alternative<Balance>(done.result));
        QCOMPARE(session()->connections()->all().size(), 1); // the relaunch linked nothing new
    }

    void linksAnotherAndGetsAllData()
    {
        QVERIFY(shortcut(u"action-link"_s));
        QVERIFY(until([&] { return m_window->widgetView()->isOpen(); }, 15000));
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        QCOMPARE(clickInWidget({u"Aerobank NonOAuth"_s}), QString());
        QCOMPARE(typeInWidget(u"username"_s, u"sync"_s), QString());
        QCOMPARE(typeInWidget(u"password"_s, u"no_mfa"_s), QString());
        QCOMPARE(clickInWidget({u"Sign in"_s}), QString());
        QCOMPARE(clickInWidget({u"Link this account"_s}), QString());
        QCOMPARE(clickInWidget({u"Continue"_s}), QString());
        (void)until([&] { return session()->connections()->all().size() == 2; }, 15000);
        QCOMPARE(session()->connections()->all().size(), 2);
        const QString connection = session()->connections()->selected();
        QCOMPARE(connection, session()->connections()->all().constFirst().connectionId);
        for (const auto &[action, kind] : {std::pair{u"action-balance"_s, JobKind::Balance}, std::pair{u"action-identity"_s, JobKind::Identity},
                                           std::pair{u"action-transactions"_s, JobKind::Transactions}}) {
            QVERIFY(shortcut(action));
            QVERIFY((until([&, kind = kind] { return session()->jobs()->latest(connection, kind).has_value(); }, 5000)));
            (void)until([&, kind = kind] { return session()->jobs()->latest(connection, kind)->state == JobState::Done; }, 30000);
        QCOMPARE(session()->jobs()->latest(connection, kind)->state, JobState::Done);
        }
        const auto page = std::get<TransactionPage>(session()->jobs()->latest(connection, JobKind::Transactions)->result);
        QVERIFY(page.transactions.size() > 100);
        picture(u"console"_s);
    }

    void personalDataIsMasked()
    {
        const QString connection = session()->connections()->selected();
        QVERIFY(until([&] { return session()->data()->data(connection).account.value.has_value(); }, 15000));
        const Account account = *session()->data()->data(connection).account.value;
        const auto identity = std::get<Identity>(session()->jobs()->latest(connection, JobKind::Identity)->result);
        const QString text = allVisibleText();
        for (const QString &personal : {account.accountNumber, account.routingNumber, identity.address1, identity.holderName}) {
            QVERIFY(personal.size() > 4);
            QVERIFY2(!text.contains(personal), "personal data is visible before it was revealed");
        }
    }

    void nothingSecretIsShown()
    {
        const Credentials &keys = session()->keys()->credentials();
        const QString text = allVisibleText() + m_window->windowTitle();
        for (const Secret &secret : {keys.apiKey, keys.apiSecret, keys.aeropayApiKey, keys.aeropayApiSecret}) {
            QVERIFY(!secret.isEmpty());
            QVERIFY(!text.contains(secret.revealText()));
            for (const LogEntry &entry : session()->log()->entries()) {
                QVERIFY(!entry.requestBody.contains(secret.reveal()) && !entry.answerBody.contains(secret.reveal()));
                QVERIFY(!entry.url.toString().contains(secret.revealText()) && !entry.detail.contains(secret.revealText()));
                for (const auto &[name, value] : entry.requestHeaders)
                    QVERIFY2(!value.contains(secret.reveal()), name.constData());
            }
        }
        QFile settings(m_folder.filePath(u"settings.ini"_s));
        if (settings.open(QIODevice::ReadOnly))
            QVERIFY(!settings.readAll().contains(keys.apiSecret.reveal()));
    }

    void anotherEnvironmentLeavesNothingBehind()
    {
        QVERIFY(session()->environments()->choose(u"sandbox"_s).has_value());
        QCOMPARE(session()->user()->state(), UserState::None);
        QVERIFY(session()->connections()->all().isEmpty());
        QVERIFY(session()->jobs()->jobs().isEmpty());
        QVERIFY(!m_window->widgetView()->isOpen());
        auto *link = m_window->findChild<QAction *>(u"action-link"_s);
        QVERIFY(link && !link->isEnabled());
        picture(u"sandbox"_s);
    }

    /// After a failure: what the console itself knows of it.
    void cleanup()
    {
        if (!QTest::currentTestFailed() && m_window)
            QCOMPARE(cutOffButton(), QString());
        if (!QTest::currentTestFailed())
            return;
        picture(u"failed-"_s + QString::fromLatin1(QTest::currentTestFunction()));
        const auto &entries = session()->log()->entries();
        for (std::size_t i = entries.size() > 25 ? entries.size() - 25 : 0; i < entries.size(); ++i)
            qInfo().noquote() << logKindName(entries[i].kind) << entries[i].title << entries[i].detail;
    }

    void cleanupTestCase()
    {
        end();
    }
};

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication();
    MainJob test;
    return QTest::qExec(&test, argc, argv);
}

#include "mainjob.moc"

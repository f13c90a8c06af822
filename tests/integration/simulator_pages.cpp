// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_tab.h"

#include <QUrlQuery>

/// The simulator's own pages in a real browser.
class SimulatorPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        // A browser and a server in one thread would wait for each other.
        m_thread = std::make_unique<simulator::SimulatorThread>(simulator::Options{});
        QSignalSpy ready(m_thread.get(), &simulator::SimulatorThread::ready);
        m_thread->start();
        QVERIFY(ready.wait());
        m_client = std::make_unique<Client>(ready.first().first().toJsonObject());
        m_user = m_client->makeUser();
        m_tab = std::make_unique<Tab>();
    }
    void cleanup()
    {
        m_tab.reset();
        m_client.reset();
        m_thread.reset();
    }

    void anyNumbersMayBeTypedIn_data()
    {
        QTest::addColumn<QString>("routing");
        QTest::addColumn<bool>("right");
        QTest::newRow("a real one") << u"021000021"_s << true;
        QTest::newRow("no check digit") << u"123456789"_s << true;
        QTest::newRow("the simulator's own") << QString() << true;
        QTest::newRow("the reserved one") << u"000000000"_s << false;
    }
    void anyNumbersMayBeTypedIn()
    {
        QFETCH(QString, routing);
        QFETCH(bool, right);
        if (routing.isEmpty())
            routing = m_client->get(u"/v2/accounts/"_s + m_client->link(m_user), m_client->bearer()).object(u"account"_s).value("routingNumber"_L1).toString();
        launch({{u"manualLinkOnly"_s, u"true"_s}});
        QVERIFY(m_tab->fill(u"routingNumber"_s, routing) && m_tab->fill(u"accountNumber"_s, u"000123456789"_s));
        QVERIFY(m_tab->fill(u"accountNumberAgain"_s, u"000123456789"_s) && m_tab->click(u"continue"_s));
        if (right) {
            QVERIFY2(m_tab->shows(u"success"_s), qPrintable(m_tab->text()));
        } else {
            QVERIFY(m_tab->hears(u"INCORRECT_CREDENTIALS | Code: AC-117"_s));
            QVERIFY(m_tab->text(u".alert"_s).contains("check the account and routing numbers"_L1));
        }
    }

    void anMfaPageReportsTheTimeOutByItself()
    {
        launchForMfa();
        QVERIFY(m_tab->shows(u"challenge"_s));
        m_client->advance(301);
        QVERIFY(m_tab->hears(u"POLLING_TIMEOUT | Code: AR-100"_s));
        QVERIFY(m_tab->shows(u"error"_s));
    }

    void closedSaysWhatHappened_data()
    {
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("says");
        QTest::newRow("at the start") << u"welcome"_s << u"Nothing was linked"_s;
        QTest::newRow("at the end") << u"success"_s << u"was linked"_s;
        QTest::newRow("before an MFA answer") << u"challenge"_s << u"still waiting"_s;
        QTest::newRow("after an MFA answer") << u"answered"_s << u"has your answer"_s;
    }
    void closedSaysWhatHappened()
    {
        QFETCH(QString, until);
        QFETCH(QString, says);
        if (until == "challenge"_L1 || until == "answered"_L1) {
            launchForMfa();
            QVERIFY(m_tab->shows(u"challenge"_s));
        } else {
            launch();
            QVERIFY(m_tab->shows(u"welcome"_s));
        }
        if (until == "answered"_L1)
            QVERIFY(m_tab->fill(u"answer"_s, u"correct"_s) && m_tab->click(u"submit-answer"_s) && m_tab->shows(u"success"_s));
        if (until == "success"_L1) {
            signIn();
            QVERIFY(m_tab->click(u"continue"_s) && m_tab->shows(u"success"_s));
        }
        QVERIFY(m_tab->click(u"close"_s) && m_tab->click(u"leave"_s) && m_tab->shows(u"closed"_s));
        const QString text = m_tab->text();
        QVERIFY2(text.contains(says) && (until == "welcome"_L1 || !text.contains("Nothing"_L1)), qPrintable(text));
    }

    void tryAgainWorksAfterALostSession_data()
    {
        QTest::addColumn<QJsonObject>("order");
        QTest::newRow("malformed") << QJsonObject{{u"name"_s, u"malformed"_s}};
        QTest::newRow("no session in it") << QJsonObject{{u"name"_s, u"missing-field"_s}, {u"args"_s, QJsonObject{{u"field"_s, u"session"_s}}}};
        QTest::newRow("a status") << QJsonObject{{u"name"_s, u"status"_s}};
    }
    void tryAgainWorksAfterALostSession()
    {
        QFETCH(QJsonObject, order);
        order.insert(u"match"_s, QJsonObject{{u"path"_s, u"/widget-api/session"_s}});
        QCOMPARE(m_client->fault(order).status, 201);
        launch();
        QVERIFY(m_tab->shows(u"error"_s));
        QVERIFY(m_tab->click(u"retry"_s));
        QVERIFY2(m_tab->shows(u"welcome"_s), qPrintable(m_tab->text()));
    }

    void theMainButtonStaysInSight()
    {
        launch({{u"handleMFA"_s, u"maybe"_s}});
        QVERIFY(m_tab->shows(u"welcome"_s));
        QVERIFY(m_tab->becomes(u"document.querySelector('details.about')"_s));
        m_tab->js(u"document.querySelector('details.about').open=true"_s);
        QVERIFY(m_tab->isInSight(u"[data-action=continue]"_s)); // with the launch notes open
        QVERIFY(m_tab->click(u"continue"_s) && m_tab->click(u"bank:aerobank"_s) && m_tab->fill(u"username"_s, u"sync"_s));
        QVERIFY(m_tab->fill(u"password"_s, u"wrong"_s) && m_tab->click(u"sign-in"_s));
        QVERIFY(m_tab->becomes(u"document.querySelector('.alert.filled')"_s));
        QVERIFY(m_tab->isInSight(u"[data-action=sign-in]"_s)); // with an error above it
        QVERIFY(m_tab->isInSight(u"header .tag"_s));           // and it is said that all this is simulated
    }

    void nothingIsTooSmallToHit_data()
    {
        QTest::addColumn<QString>("screen");
        for (const char *screen : {"manual", "accounts", "bank-accounts"})
            QTest::newRow(screen) << QString::fromLatin1(screen);
    }
    void nothingIsTooSmallToHit()
    {
        QFETCH(QString, screen);
        if (screen == "manual"_L1) {
            launch({{u"manualLinkOnly"_s, u"true"_s}});
        } else if (screen == "accounts"_L1) {
            launch();
            signIn();
        } else {
            openBankSite({});
        }
        QVERIFY(m_tab->shows(screen));
        const QString small = m_tab->js(u"[...document.querySelectorAll('button,summary,a,input')].filter((one)=>one.offsetParent)"
                                        ".filter((one)=>{const r=one.getBoundingClientRect();return r.width<24||r.height<24})"
                                        ".map((one)=>one.outerHTML.slice(0,120)).join('\\n')"_s).toString();
        QCOMPARE(small, QString());
    }

    void sceneryIsMarkedBeforeAnythingIsAsked()
    {
        launch();
        QVERIFY(m_tab->click(u"continue"_s) && m_tab->becomes(u"document.querySelector('[data-action=\"bank:fernhollow\"]')"_s));
        QVERIFY(m_tab->text(u"[data-action=\"bank:fernhollow\"]"_s).contains("Not available"_L1));
        QVERIFY(!m_tab->text(u"[data-action=\"bank:aerobank\"]"_s).contains("Not available"_L1));
        QVERIFY(m_tab->click(u"bank:fernhollow"_s) && m_tab->shows(u"error"_s));
        QVERIFY(m_tab->hears(u"BANK_UNAVAILABLE | Code: AC-104"_s));
        QVERIFY(m_tab->click(u"another-bank"_s) && m_tab->shows(u"search"_s));
    }

    void aReturningPersonAsksForANewCode()
    {
        m_client->link(m_user);
        launch({{u"configurationId"_s, configuration(u"Northwind Pay"_s)}});
        QVERIFY(m_tab->click(u"continue"_s) && m_tab->fill(u"otp"_s, u"0001"_s) && m_tab->click(u"continue"_s));
        QVERIFY(m_tab->becomes(u"document.querySelector('.alert.filled')"_s));
        QVERIFY(m_tab->click(u"new-code"_s));
        QVERIFY(m_tab->becomes(u"document.querySelector('main').innerText.includes('new code is on its way')"_s));
        QVERIFY(!m_tab->holds(u"document.querySelector('.alert.filled')"_s));
        QVERIFY(m_tab->fill(u"otp"_s, u"0000"_s) && m_tab->click(u"continue"_s) && m_tab->shows(u"saved"_s));
    }

    void aSavedAccountWhoseConsentRanOutIsSignedInToAgain()
    {
        const QString id = m_client->link(m_user);
        m_client->post(u"/simulator/connections/"_s + id, {{u"connectionStatus"_s, u"EXPIRED_CONSENT"_s}});
        launch({{u"configurationId"_s, configuration(u"Northwind Pay"_s)}});
        QVERIFY(m_tab->click(u"continue"_s) && m_tab->fill(u"otp"_s, u"0000"_s) && m_tab->click(u"continue"_s) && m_tab->shows(u"saved"_s));
        QVERIFY(m_tab->text().contains("Sign in again"_L1));
        QVERIFY(m_tab->click(u"saved:"_s + id) && m_tab->shows(u"login"_s));
        QVERIFY(m_tab->fill(u"username"_s, u"sync"_s) && m_tab->fill(u"password"_s, u"no_mfa"_s) && m_tab->click(u"sign-in"_s));
        QVERIFY(m_tab->shows(u"accounts"_s) && m_tab->click(u"continue"_s) && m_tab->shows(u"success"_s));
        QVERIFY2(m_tab->text().contains("connected again"_L1), qPrintable(m_tab->text()));
        QVERIFY(m_tab->click(u"finish"_s) && m_tab->hears(id));
    }

    void aPageStartsInItsBrand()
    {
        m_client->fault({{u"name"_s, u"hang"_s}, {u"match"_s, QJsonObject{{u"path"_s, u"/widget-api/session"_s}}}});
        launch({{u"configurationId"_s, configuration(u"Nightjar"_s)}, {u"defaultTheme"_s, u"light"_s}});
        QVERIFY(m_tab->becomes(u"document.querySelector('#brand-logo')?.complete&&document.querySelector('#brand-logo').naturalWidth>0"_s));
        QVERIFY(m_tab->shows(u"starting"_s)); // the session is not open yet
        QVERIFY(m_tab->holds(u"document.documentElement.dataset.theme==='dark'"_s));
        QVERIFY(m_tab->js(u"document.querySelector('#brand-logo').src"_s).toString().endsWith("nightjar-dark.svg"_L1));
    }

    void theBanksSiteCanBeDark()
    {
        openBankSite({{u"defaultTheme"_s, u"dark"_s}});
        QVERIFY(m_tab->shows(u"bank-accounts"_s));
        for (const char *selector : {"body", ".panel", ".account"}) {
            const QString colour = u"getComputedStyle(document.querySelector('%1')).backgroundColor.match(/\\d+/g)"_s.arg(QLatin1StringView(selector));
            QVERIFY2(m_tab->holds(colour + u".slice(0,3).every((part)=>Number(part)<80)"_s), selector);
        }
    }

    void theEmbeddedViewEndsWithTheLink()
    {
        QUrlQuery query({{u"token"_s, m_client->widgetToken(m_user)}});
        m_tab->open(m_client->base + u"/embedded-view?"_s + query.toString());
        QVERIFY(m_tab->becomes(u"document.querySelector('.tile')"_s));
        m_tab->js(u"window.postMessage({type:'embeddedView',payload:{name:'onSuccess'}},'*')"_s);
        QVERIFY(m_tab->becomes(u"document.querySelector('main').innerText.includes('Your bank is linked')"_s));
        QVERIFY(!m_tab->holds(u"document.querySelector('main button')"_s)); // the token has done its work
    }

    void longNamesStayInside()
    {
        launch({{u"manualLinkOnly"_s, u"true"_s}});
        QVERIFY(m_tab->fill(u"routingNumber"_s, u"021000021"_s) && m_tab->fill(u"accountNumber"_s, u"000123456789"_s));
        QVERIFY(m_tab->fill(u"accountNumberAgain"_s, u"000123456789"_s) && m_tab->fill(u"accountName"_s, QString(60, u'W')));
        QVERIFY(m_tab->click(u"continue"_s) && m_tab->shows(u"success"_s));
        QVERIFY(m_tab->holds(u"document.documentElement.scrollWidth<=innerWidth"_s));
        QVERIFY(m_tab->isInSight(u"[data-action=finish]"_s));
    }

private:
    void launch(QList<std::pair<QString, QString>> more = {})
    {
        QUrlQuery query({{u"token"_s, m_client->widgetToken(m_user)}, {u"aeroPassUserUuid"_s, m_user}, {u"version"_s, u"2.0.0"_s}});
        for (const auto &[name, value] : more)
            query.addQueryItem(name, value);
        m_tab->open(m_client->base + u"/?"_s + query.toString());
    }
    void launchForMfa()
    {
        const QString id = m_client->link(m_user, u"mfa"_s);
        const QString job = m_client->post(u"/v2/accounts/"_s + id + u"/refresh"_s, {}, m_client->bearer()).text(u"jobId"_s);
        m_client->advance(6);
        launch({{u"handleMFA"_s, u"true"_s}, {u"jobId"_s, job}, {u"connectionId"_s, id}});
    }
    /// From the welcome screen to the accounts of Aerobank.
    void signIn()
    {
        QVERIFY(m_tab->click(u"continue"_s) && m_tab->click(u"bank:aerobank"_s) && m_tab->fill(u"username"_s, u"sync"_s));
        QVERIFY(m_tab->fill(u"password"_s, u"no_mfa"_s) && m_tab->click(u"sign-in"_s) && m_tab->shows(u"accounts"_s));
    }
    /// The accounts on the own site of an OAuth bank, for a widget launched like this.
    void openBankSite(QJsonObject query)
    {
        query.insert(u"token"_s, m_client->widgetToken(m_user));
        const Headers session{{"X-Widget-Session", m_client->post(u"/widget-api/session"_s, query).text(u"session"_s).toLatin1()}};
        m_tab->open(m_client->post(u"/widget-api/oauth"_s, {{u"bank"_s, u"aerobank-oauth"_s}}, session).text(u"url"_s));
        QVERIFY(m_tab->fill(u"username"_s, u"sync"_s) && m_tab->fill(u"password"_s, u"no_mfa"_s) && m_tab->click(u"sign-in"_s));
        QVERIFY(m_tab->click(u"allow"_s));
    }
    QString configuration(const QString &name) const
    {
        const QJsonArray all = m_client->keys.value("configurations"_L1).toArray();
        for (const QJsonValue &each : all) {
            if (each["name"_L1].toString() == name)
                return each["id"_L1].toString();
        }
        return {};
    }

    std::unique_ptr<simulator::SimulatorThread> m_thread;
    std::unique_ptr<Client> m_client;
    QString m_user;
    std::unique_ptr<Tab> m_tab;
};

QTEST_MAIN(SimulatorPages)
#include "simulator_pages.moc"

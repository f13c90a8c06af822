// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_tab.h"

#include <QFile>
#include <QUrlQuery>

/// The other layouts of the simulator's pages: somebody who reads gets through the passable ones and is stopped by the rest.
class SimulatorLayouts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_thread = std::make_unique<simulator::SimulatorThread>(simulator::Options{});
        QJsonObject announced;
        connect(m_thread.get(), &simulator::SimulatorThread::ready, this, [&announced](const QJsonObject &told) { announced = told; });
        m_thread->start();
        QTRY_VERIFY_WITH_TIMEOUT(!announced.isEmpty(), loadLimit);
        m_client = std::make_unique<Client>(announced);
        m_user = m_client->makeUser();
        m_tab = std::make_unique<Tab>();
    }
    void cleanup()
    {
        if (QTest::currentTestFailed() && m_tab)
            qInfo().noquote() << m_tab->text(u"body"_s) << m_tab->js(u"window.person?.buttons().join(' | ')"_s).toString();
        m_tab.reset();
        m_client.reset();
        m_thread.reset();
    }

    void aPersonGetsThrough_data() { addLayouts(true); }
    void aPersonGetsThrough()
    {
        QFETCH(QString, layout);
        order(layout);
        launch();
        press({u"Continue"_s, u"Next"_s, u"Continuar"_s});
        chooseBank();
        signIn(u"mfa"_s);
        type(u"correct"_s, u"answer"_s, {u"What city were you born in?"_s, u"¿En qué ciudad naciste?"_s});
        press({u"Submit"_s, u"Enviar"_s});
        press({u"Link this account"_s, u"Link account"_s, u"Vincular cuenta"_s});
        press({u"Continue"_s, u"Finish"_s, u"Listo"_s});
        QVERIFY(m_tab->hears(u"pageSuccess"_s));
        QCOMPARE(m_client->get(u"/simulator/state"_s).array(u"connections"_s).size(), 1);
    }

    void aPersonGetsThroughTheBanksSite_data() { addLayouts(true); }
    void aPersonGetsThroughTheBanksSite()
    {
        QFETCH(QString, layout);
        order(layout);
        openBankSite();
        signIn(u"no_mfa"_s);
        press({u"Allow"_s, u"Permitir"_s});
        press({u"Share and go back"_s, u"Share accounts"_s, u"Compartir y volver"_s});
        QVERIFY(m_tab->becomes(u"document.querySelector('h1')&&!document.querySelector('form')&&window.person.buttons().length===1"_s));
        const QJsonObject visit = m_client->get(u"/widget-api/oauth/"_s + m_visit, m_session).json;
        QCOMPARE(visit.value("status"_L1).toString(), u"authorized"_s);
    }

    void anAnswerToAJobIsGiven_data() { addLayouts(true); }
    void anAnswerToAJobIsGiven()
    {
        QFETCH(QString, layout);
        order(layout);
        const QString id = m_client->link(m_user, u"mfa"_s);
        const QString job = m_client->post(u"/v2/accounts/"_s + id + u"/refresh"_s, {}, m_client->bearer()).text(u"jobId"_s);
        m_client->advance(6);
        launch({{u"handleMFA"_s, u"true"_s}, {u"jobId"_s, job}, {u"connectionId"_s, id}});
        type(u"correct"_s, u"answer"_s, {u"What city were you born in?"_s, u"¿En qué ciudad naciste?"_s});
        press({u"Submit"_s, u"Enviar"_s});
        press({u"Continue"_s, u"Finish"_s, u"Listo"_s});
        QVERIFY(m_tab->hears(u"pageSuccess"_s));
    }

    void aPersonIsStopped_data()
    {
        QTest::addColumn<QString>("until"); // the last thing that can be done
        QTest::addColumn<QString>("then");  // what the page is like then
        const auto row = [](const char *layout, const QString &until, const QString &then) { QTest::newRow(layout) << until << then; };
        const QString goOn = u"window.person.canPress('Continue')"_s, heading = u"document.querySelector('h1')"_s, shown = u"document.querySelector('main').innerText"_s;
        row("no-button", u"open"_s, heading + u"&&window.person.buttons().length===1"_s); // Close
        row("dead-button", u"open"_s, heading + u"&&window.person.buttons().includes('continue')&&!"_s + goOn);
        row("bank-missing", u"continue"_s, shown + u".includes('Zephyrine')&&!"_s + shown + u".includes('Aerobank')"_s);
        row("unknown-words", u"open"_s, heading + u"&&window.person.buttons().length===2&&!"_s + goOn + u"&&!window.person.buttons().some((name)=>name!=='close'&&/\\w/.test(name))"_s);
        row("no-password", u"username"_s, u"window.person.press('Sign in')&&document.querySelector('form')&&!document.querySelector('[type=password]')"_s);
        row("covered", u"open"_s, heading + u"&&window.person.buttons().includes('continue')&&!"_s + goOn);
        row("captcha", u"bank"_s, u"document.querySelector('canvas')&&window.person.type('ABC','captcha')&&window.person.press('Verify')"_s);
        row("blank", u"sign-in"_s, u"document.querySelector('main').childElementCount===0"_s);
        row("endless-questions", u"sign-in"_s, shown + u".includes('first pet')&&window.person.type('Rex','answer')&&window.person.press('Submit')"_s);
        row("no-accounts", u"sign-in"_s, shown + u".includes('no account that can be linked')&&!document.querySelector('main button')"_s);
        row("endless-wait", u"open"_s, u"document.querySelector('.screen[hidden]')&&document.querySelector('[role=status] .spinner')"_s);
    }
    void aPersonIsStopped()
    {
        QFETCH(QString, until);
        QFETCH(QString, then);
        order(QString::fromLatin1(QTest::currentDataTag()));
        launch();
        const QStringList steps{u"open"_s, u"continue"_s, u"bank"_s, u"username"_s, u"sign-in"_s};
        const qsizetype last = steps.indexOf(until);
        QVERIFY(last >= 0);
        if (last >= 1)
            press({u"Continue"_s});
        if (last >= 2)
            chooseBank();
        if (until == "username"_L1)
            type(u"sync"_s, u"username"_s, {});
        if (until == "sign-in"_L1)
            signIn(u"no_mfa"_s);
        QVERIFY(m_tab->becomes(then));
        const QByteArray asked = m_client->get(u"/simulator/requests"_s).body;
        QCOMPARE(asked.contains("/widget-api/login"), until == "sign-in"_L1);
        QVERIFY(!asked.contains("/widget-api/accounts"));
    }

    void everyStoppingLayoutIsTried()
    {
        const QJsonArray all = m_client->get(u"/simulator/layout"_s).array(u"layouts"_s);
        int stopping = 0;
        for (const QJsonValue &each : all)
            stopping += each["passable"_L1].toBool() ? 0 : 1;
        QCOMPARE(stopping, 11); // rows of aPersonIsStopped()
    }

    void whatIsInTheWayStaysThere()
    {
        order(u"captcha"_s);
        launch();
        press({u"Continue"_s});
        chooseBank();
        type(u"M7QX4"_s, u"captcha"_s, {});
        press({u"Verify"_s});
        QVERIFY(m_tab->becomes(u"document.querySelector('main').innerText.includes('These are not the letters')"_s));
        QVERIFY(m_tab->holds(u"document.querySelector('canvas')&&document.querySelector('.screen').hidden"_s));
    }

    void oneMoreQuestionFollows()
    {
        order(u"endless-questions"_s);
        launch();
        press({u"Continue"_s});
        chooseBank();
        signIn(u"no_mfa"_s);
        for (const QString &question : {u"first pet"_s, u"which street"_s, u"favourite colour"_s, u"first pet"_s}) {
            QVERIFY2(m_tab->becomes(u"document.querySelector('main').innerText.includes('%1')"_s.arg(question)), qPrintable(question));
            type(u"Rex"_s, u"answer"_s, {});
            press({u"Submit"_s});
        }
        QVERIFY(m_tab->becomes(u"document.querySelector('main').innerText.includes('which street')"_s));
    }

    void nothingIsCalledAsItWas()
    {
        order(u"renamed"_s);
        launch();
        press({u"Continue"_s, u"Next"_s});
        QVERIFY(m_tab->becomes(u"document.querySelectorAll('main li').length>20"_s));
        const QString names = u"[...document.querySelectorAll('[class],[id]')].flatMap((one)=>[...one.classList,one.id]).filter((word)=>word&&!word.startsWith('x-')).join()"_s;
        QCOMPARE(m_tab->js(names).toString(), QString());
        QVERIFY(!m_tab->holds(u"document.querySelector('[data-action],[data-screen]')"_s));
        QVERIFY(m_tab->holds(u"getComputedStyle(document.querySelector('main li button')).cursor==='pointer'"_s)); // it still has its sheet
    }

    void allWordsAreSpanish()
    {
        order(u"spanish"_s);
        launch();
        const QString english = u"(document.body.innerText.match(/\\b(the|you|your|to|and|is|with|this|account|sign)\\b/gi)||[]).join()"_s;
        const auto check = [&](const QString &until) {
            QVERIFY2(m_tab->becomes(u"document.body.innerText.includes('%1')"_s.arg(until)), qPrintable(until));
            QCOMPARE(m_tab->js(english).toString(), QString());
        };
        check(u"Continuar"_s);
        press({u"Continuar"_s});
        check(u"Más bancos"_s);
        chooseBank();
        check(u"Iniciar sesión"_s);
        signIn(u"mfa"_s);
        check(u"Enviar"_s);
        type(u"correct"_s, u"answer"_s, {});
        press({u"Enviar"_s});
        check(u"Vincular cuenta"_s);
        press({u"Vincular cuenta"_s});
        check(u"Listo"_s);
    }

    void theUsualLayoutLoadsNothingMore()
    {
        QVERIFY(!m_client->get(u"/"_s).body.contains("layout"));
        order(u"wide"_s);
        const Reply page = m_client->get(u"/"_s);
        QVERIFY(page.body.contains("data-layout=\"wide\"") && page.body.contains("/assets/layouts.js") && page.body.contains("/assets/layouts.css"));
        QVERIFY(page.body.indexOf("/assets/layouts.js") < page.body.indexOf("/assets/widget.js"));
    }

private:
    void addLayouts(bool passable)
    {
        QTest::addColumn<QString>("layout");
        QFile file(QStringLiteral(LAYOUTS_FILE));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray all = QJsonDocument::fromJson(file.readAll()).object().value("layouts"_L1).toArray();
        // All of them with CONSOLE_ALL_LAYOUTS; web_walk_layouts walks every one anyway.
        int turn = 0;
        for (const QJsonValue &each : all) {
            if (each["passable"_L1].toBool() == passable && (qEnvironmentVariableIsSet("CONSOLE_ALL_LAYOUTS") || turn++ % 4 == 0))
                QTest::newRow(qPrintable(each["name"_L1].toString())) << each["name"_L1].toString();
        }
    }
    void order(const QString &layout) { QCOMPARE(m_client->post(u"/simulator/layout"_s, {{u"name"_s, layout}}).status, 200); }
    void launch(QList<std::pair<QString, QString>> more = {})
    {
        QUrlQuery query({{u"token"_s, m_client->widgetToken(m_user)}, {u"aeroPassUserUuid"_s, m_user}, {u"version"_s, u"2.0.0"_s}});
        for (const auto &[name, value] : more)
            query.addQueryItem(name, value);
        open(m_client->base + u"/?"_s + query.toString());
    }
    void openBankSite()
    {
        m_session = {{"X-Widget-Session", m_client->post(u"/widget-api/session"_s, {{u"token"_s, m_client->widgetToken(m_user)}}).text(u"session"_s).toLatin1()}};
        const QString url = m_client->post(u"/widget-api/oauth"_s, {{u"bank"_s, u"aerobank-oauth"_s}}, m_session).text(u"url"_s);
        m_visit = url.section(u'/', -1).section(u'?', 0, 0);
        open(url);
    }
    void open(const QString &url)
    {
        m_tab->open(url);
        QFile person(QStringLiteral(PERSON_FILE));
        QVERIFY(person.open(QIODevice::ReadOnly));
        m_tab->js(QString::fromUtf8(person.readAll()));
    }
    static QString quoted(const QStringList &texts) { return u'\'' + texts.join(u"','"_s) + u'\''; }
    void press(const QStringList &names)
    {
        if (!QTest::currentTestFailed())
            QVERIFY2(m_tab->becomes(u"window.person.press(%1)"_s.arg(quoted(names))), qPrintable(names.first()));
    }
    void type(const QString &text, const QString &field, const QStringList &labels)
    {
        if (!QTest::currentTestFailed())
            QVERIFY2(m_tab->becomes(u"window.person.type(%1)"_s.arg(quoted(QStringList{text, field} + labels))), qPrintable(field));
    }
    /// Also where the list shows nothing before something is typed.
    void chooseBank()
    {
        type(u"Aerobank Non"_s, u"search"_s, {u"Search for your bank by name"_s});
        press({u"Aerobank NonOAuth"_s});
    }
    void signIn(const QString &password)
    {
        type(u"sync"_s, u"username"_s, {u"User name"_s, u"Customer ID"_s});
        type(password, u"password"_s, {u"Password"_s});
        press({u"Sign in"_s, u"Log in"_s, u"Iniciar sesión"_s});
    }

    std::unique_ptr<simulator::SimulatorThread> m_thread;
    std::unique_ptr<Client> m_client;
    QString m_user, m_visit;
    Headers m_session;
    std::unique_ptr<Tab> m_tab;
};

QTEST_MAIN(SimulatorLayouts)
#include "simulator_layouts.moc"

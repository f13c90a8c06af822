// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_client.h"

/// The control surface is strict: an order it does not understand changes nothing and is answered in a sentence.
class SimulatorOrders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_client = std::make_unique<Client>();
        m_user = m_client->makeUser();
    }
    void cleanup() { m_client.reset(); }

    void sameSeedAndMomentSameBytes()
    {
        const auto everything = [this] {
            m_client->post(u"/simulator/reset"_s, {{u"seed"_s, 11}, {u"now"_s, u"2026-03-01T09:30:00Z"_s}});
            const QString user = m_client->makeUser(), id = m_client->link(user);
            const Headers headers = m_client->bearer();
            const QString account = u"/v2/accounts/"_s + id;
            m_client->post(account + u"/identity"_s, {}, headers);
            m_client->advance(10);
            return user.toLatin1() + m_client->get(account, headers).object(u"account"_s).value("accountNumber"_L1).toString().toLatin1()
                   + m_client->get(account + u"/transactions"_s, headers).body + m_client->get(account + u"/identity"_s, headers).body;
        };
        const QByteArray first = everything();
        QVERIFY(first.contains("\"date\":\"2026-02-28T"));
        QVERIFY(!first.contains("\"date\":\"2026-03-02T"));
        QCOMPARE(everything(), first);
    }

    void resetTakesAStartMoment_data()
    {
        QTest::addColumn<QJsonValue>("now");
        QTest::addColumn<QString>("begins"); // empty: refused
        const auto row = [](const char *name, const QJsonValue &now, const QString &begins = {}) { QTest::newRow(name) << now << begins; };
        row("UTC", u"2026-03-01T09:30:00Z"_s, u"2026-03-01T09:30:"_s);
        row("a zone", u"2026-03-01T09:30:00+02:00"_s, u"2026-03-01T07:30:"_s);
        row("no zone is UTC", u"2026-03-01T09:30"_s, u"2026-03-01T09:30:"_s);
        row("a day", u"2026-03-01"_s, u"2026-03-01T00:00:"_s);
        row("no such day", u"2026-02-30"_s);
        row("words", u"yesterday"_s);
        row("number", 1'768'478'400'000.0);
        row("too early", u"1999-12-31T23:59:59Z"_s);
        row("too late", u"2100-01-01"_s);
    }
    void resetTakesAStartMoment()
    {
        QFETCH(QJsonValue, now);
        QFETCH(QString, begins);
        const QString before = m_client->get(u"/simulator/state"_s).array(u"users"_s).first()["aeroPassUserUuid"_L1].toString();
        const Reply reply = m_client->post(u"/simulator/reset"_s, {{u"now"_s, now}});
        QCOMPARE(reply.status, begins.isEmpty() ? 400 : 200);
        if (begins.isEmpty()) {
            QVERIFY2(reply.message().contains("now"_L1), reply.body.constData());
            QCOMPARE(m_client->get(u"/simulator/state"_s).array(u"users"_s).first()["aeroPassUserUuid"_L1].toString(), before);
        } else {
            QVERIFY2(reply.object(u"clock"_s).value("now"_L1).toString().startsWith(begins), reply.body.constData());
        }
    }

    void resetBringsTheFirstSpeedBack()
    {
        m_client->post(u"/simulator/clock"_s, {{u"speed"_s, 50}});
        QCOMPARE(m_client->post(u"/simulator/reset"_s).object(u"clock"_s).value("speed"_L1).toDouble(), 1.0);
    }

    void badOrders_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("says");
        int count = 0;
        const auto row = [&count](const QString &path, const QJsonObject &body, const QString &says) {
            QTest::addRow("%d %s %s", ++count, qPrintable(path), QJsonDocument(body).toJson(QJsonDocument::Compact).constData())
                << u"/simulator/"_s + path << body << says;
        };
        for (const QJsonValue &seed : {QJsonValue(1.5), QJsonValue(1e20), QJsonValue(4294967296.0), QJsonValue(-1), QJsonValue(u"7"_s), QJsonValue()})
            row(u"reset"_s, {{u"seed"_s, seed}}, u"seed"_s);
        row(u"reset"_s, {{u"sede"_s, 1}}, u"sede"_s);
        for (const double seconds : {1e300, 9.2e15, 4e8, -1.0})
            row(u"clock"_s, {{u"advanceSeconds"_s, seconds}}, seconds < 0 ? u"zero or more"_s : u"ten years"_s);
        row(u"clock"_s, {{u"speed"_s, 1e12}}, u"1000000"_s);
        row(u"clock"_s, {{u"advanceSecond"_s, 1}}, u"advanceSecond"_s);
        row(u"next-job"_s, {{u"connectionId"_s, u"{c}"_s}, {u"outcome"_s, u"mfa"_s}, {u"seconds"_s, -5}}, u"seconds"_s);
        row(u"next-job"_s, {{u"connectionId"_s, u"{c}"_s}, {u"outcome"_s, u"mfa"_s}, {u"second"_s, 5}}, u"second"_s);
        row(u"link"_s, {{u"aeroPassUserUuid"_s, u"{u}"_s}, {u"account"_s, u"2"_s}}, u"account"_s);
        row(u"link"_s, {{u"aeroPassUserUuid"_s, u"{u}"_s}, {u"account"_s, 1.5}}, u"account"_s);
        row(u"link"_s, {{u"aeroPassUserUuid"_s, u"{u}"_s}, {u"username"_s, 5}}, u"username"_s);
        row(u"link"_s, {{u"aeroPassUserUuid"_s, u"{u}"_s}, {u"pasword"_s, u"mfa"_s}}, u"pasword"_s);
        row(u"connections/{c}"_s, {{u"status"_s, u"ACTIVE"_s}}, u"status"_s);
        row(u"origins"_s, {{u"allow"_s, QJsonArray{}}, {u"deny"_s, 1}}, u"deny"_s);
        row(u"layout"_s, {}, u"Give name"_s);
        row(u"layout"_s, {{u"name"_s, 7}}, u"Give name"_s);
        row(u"layout"_s, {{u"layout"_s, u"wide"_s}}, u"layout"_s);
    }
    void badOrders()
    {
        QFETCH(QString, path);
        QFETCH(QJsonObject, body);
        QFETCH(QString, says);
        const QString id = m_client->link(m_user);
        for (auto it = body.begin(); it != body.end(); ++it) {
            if (it.value() == "{c}"_L1)
                it.value() = id;
            else if (it.value() == "{u}"_L1)
                it.value() = m_user;
        }
        const Reply reply = m_client->post(path.replace("{c}"_L1, id), body);
        QCOMPARE(reply.status, 400);
        QVERIFY2(reply.message().contains(says), reply.body.constData());
        const Reply state = m_client->get(u"/simulator/state"_s);
        QCOMPARE(state.array(u"connections"_s).size(), 1);
        QCOMPARE(state.object(u"clock"_s).value("advancedSeconds"_L1).toInt(), 10);
    }

    void theClockGoesTenYears()
    {
        const qint64 tenYears = 3652LL * 86'400;
        QCOMPARE(m_client->post(u"/simulator/clock"_s, {{u"advanceSeconds"_s, tenYears + 1}}).status, 400);
        QCOMPARE(m_client->post(u"/simulator/clock"_s, {{u"advanceSeconds"_s, tenYears - 3600}}).status, 200);
        QCOMPARE(m_client->post(u"/simulator/clock"_s, {{u"advanceSeconds"_s, 7200}}).status, 400);
        const QString id = m_client->link(m_client->makeUser(u"+12025550190"_s, u"late@example.com"_s));
        QCOMPARE(m_client->get(u"/v2/accounts/"_s + id + u"/balance"_s, m_client->bearer()).status, 200);
    }

    void connectionStatusInAnyCase_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("refresh");
        QTest::newRow("connected") << u"connected"_s << 200;
        QTest::newRow("Active") << u"Active"_s << 200;
        QTest::newRow("revoked") << u"revoked"_s << 400;
        QTest::newRow("expired_consent") << u"expired_consent"_s << 400;
    }
    void connectionStatusInAnyCase()
    {
        QFETCH(QString, status);
        const QString id = m_client->link(m_user), account = u"/v2/accounts/"_s + id;
        QCOMPARE(m_client->post(u"/simulator/connections/"_s + id, {{u"connectionStatus"_s, status}}).status, 200);
        const Headers headers = m_client->bearer();
        // Told as it was ordered: a client has to bear both spellings (contract l).
        QCOMPARE(m_client->get(account, headers).object(u"account"_s).value("connectionStatus"_L1).toString(), status);
        QTEST(m_client->post(account + u"/refresh"_s, {}, headers).status, "refresh");
    }

    void aGoodStatusRenewsAConsentThatRanOut()
    {
        const QString id = m_client->link(m_user), account = u"/v2/accounts/"_s + id;
        m_client->advance(366 * 86400);
        const Headers headers = m_client->bearer();
        const auto status = [&] { return m_client->get(account, headers).object(u"account"_s).value("connectionStatus"_L1).toString(); };
        QCOMPARE(status(), u"EXPIRED_CONSENT"_s);
        m_client->post(u"/simulator/connections/"_s + id, {{u"connectionStatus"_s, u"CONNECTED"_s}});
        QCOMPARE(status(), u"CONNECTED"_s);
    }

    void aManualAccountWithoutTheWidget()
    {
        const QJsonObject order{{u"aeroPassUserUuid"_s, m_user}, {u"bank"_s, u"manual"_s}, {u"routingNumber"_s, u"123456789"_s},
                                {u"accountNumber"_s, u"000123456789"_s}};
        const QString id = m_client->post(u"/simulator/link"_s, order).text(u"connectionId"_s);
        QCOMPARE(id.size(), 32);
        const Headers headers = m_client->bearer();
        QCOMPARE(m_client->get(u"/v2/accounts/"_s + id, headers).object(u"account"_s).value("accountNumber"_L1).toString(), u"000123456789"_s);
        QCOMPARE(m_client->get(u"/v2/accounts/"_s + id + u"/balance"_s, headers).code(), u"AC-105"_s);
        QJsonObject wrong = order;
        wrong.insert(u"routingNumber"_s, u"000000000"_s); // the reserved wrong number
        QCOMPARE(m_client->post(u"/simulator/link"_s, wrong).code(), u"AC-117"_s);
    }

    void layoutsAreListedAndOrdered()
    {
        const QString path = u"/simulator/layout"_s;
        const Reply usual = m_client->get(path);
        QCOMPARE(usual.json.value("layout"_L1), QJsonValue(u""_s));
        QStringList passable, stopping;
        const QJsonArray all = usual.array(u"layouts"_s);
        for (const QJsonValue &each : all) {
            QVERIFY2(!each["note"_L1].toString().isEmpty(), qPrintable(each["name"_L1].toString()));
            (each["passable"_L1].toBool() ? passable : stopping) << each["name"_L1].toString();
        }
        QVERIFY(passable.size() >= 20 && stopping.size() >= 8);
        const QStringList names = passable + stopping;
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        for (const QString &name : names) {
            QCOMPARE(m_client->post(path, {{u"name"_s, name}}).status, 200);
            QCOMPARE(m_client->get(path).text(u"layout"_s), name);
            for (const QString &page : {u"/"_s, u"/embedded-view"_s, u"/bank/oauth/any"_s})
                QVERIFY2(m_client->get(page).body.contains("data-layout=\"" + name.toLatin1() + '"'), qPrintable(name + page));
        }
        QCOMPARE(m_client->post(path, {{u"name"_s, u"upside-down"_s}}).status, 404);
        QCOMPARE(m_client->get(u"/simulator/state"_s).text(u"layout"_s), names.last()); // a wrong order changes nothing
    }

    void theUsualLayoutComesBack_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonObject>("order");
        QTest::newRow("no name") << u"/simulator/layout"_s << QJsonObject{{u"name"_s, u""_s}};
        QTest::newRow("reset") << u"/simulator/reset"_s << QJsonObject{};
    }
    void theUsualLayoutComesBack()
    {
        QFETCH(QString, path);
        QFETCH(QJsonObject, order);
        const QByteArray usual = m_client->get(u"/"_s).body;
        m_client->post(u"/simulator/layout"_s, {{u"name"_s, u"spanish"_s}});
        QVERIFY(m_client->get(u"/"_s).body != usual);
        QCOMPARE(m_client->post(path, order).status, 200);
        QCOMPARE(m_client->get(u"/"_s).body, usual);
    }

    void theSurfaceListsItself()
    {
        for (const QString &path : {u"/simulator/"_s, u"/simulator"_s}) {
            const Reply index = m_client->get(path);
            QCOMPARE(index.status, 200);
            QStringList calls;
            const QJsonArray orders = index.array(u"orders"_s);
            for (const QJsonValue &order : orders) {
                calls << order["request"_L1].toString();
                QVERIFY2(!order["does"_L1].toString().isEmpty(), qPrintable(calls.last()));
            }
            for (const char *call : {"GET /simulator/state", "POST /simulator/reset", "POST /simulator/faults", "DELETE /simulator/faults/{id}",
                                     "POST /simulator/link", "POST /simulator/clock"})
                QVERIFY2(calls.contains(QLatin1StringView(call)), call);
            // What it lists is there: no path is unknown, whatever else the answer is.
            for (const QString &call : calls) {
                const Reply reply = m_client->call("PUT", call.section(u' ', 1).replace("{id}"_L1, "1"_L1));
                QVERIFY2(reply.status == 405, qPrintable(call));
            }
        }
    }

private:
    std::unique_ptr<Client> m_client;
    QString m_user;
};

QTEST_GUILESS_MAIN(SimulatorOrders)
#include "simulator_orders.moc"

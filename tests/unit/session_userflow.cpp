// SPDX-License-Identifier: GPL-3.0-or-later
// UserFlow: field rules (contract b.4), a person who exists in all three spellings, codes, errors with advice.
#include "session_fixture.h"

#include "session/userflow.h"

using namespace fixture;

namespace {

const UserDetails dana{u"Dana"_s, u"Lee"_s, u"dana@example.com"_s, u"(312) 555-0142"_s};
const QByteArray uuid = "2ac82269-9315-4bb6-8a19-f37e20d50238";

QByteArray v2User(const QByteArray &extra = {})
{
    return R"({"user":{"id":")" + uuid + R"(","firstName":"Dana","lastName":"Lee","email":"dana@example.com","phoneNumber":"+13125550142"})" + extra + "}";
}

} // namespace

class SessionUserFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->network.on("POST /aeropay/v2/token", R"({"TTL":1800,"token":"pay-token-1"})");
        m_flow = std::make_unique<UserFlow>(&m_world->api, &m_world->tokens, &m_world->log);
    }
    void cleanup()
    {
        m_flow.reset();
        m_world.reset();
    }

    void phones_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sent");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *typed, const char *sent, bool good) { QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(sent) << good; };
        row("(312) 555-0142", "+13125550142", true);
        row("312.555.0142", "+13125550142", true);
        row("312 555 0142", "+13125550142", true);
        row("3125550142", "+13125550142", true);
        row("13125550142", "+13125550142", true);
        row("1-312-555-0142", "+13125550142", true);
        row("+1 312 555 0142", "+13125550142", true);
        row(" +1(312)5550142 ", "+13125550142", true);
        row("٣١٢٥٥٥٠١٤٢", "+13125550142", true); // digits of another script are digits
        row("555-0142", "5550142", false);
        row("+44 20 7946 0018", "+442079460018", false);
        row("+657185550134", "+657185550134", false);
        row("0125550142", "+10125550142", false); // area codes start with 2 to 9
        row("+131255501421", "+131255501421", false);
        row("312555CALL", "312555CALL", false);
        row("", "", false);
    }
    void phones()
    {
        QFETCH(QString, typed);
        QFETCH(QString, sent);
        QFETCH(bool, good);
        QCOMPARE(normalisedPhone(typed), sent);
        UserDetails details = dana;
        details.phone = typed;
        QCOMPARE(!problemsOf(details).contains(u"phone"_s), good);
    }

    void fields_data()
    {
        QTest::addColumn<UserDetails>("details");
        QTest::addColumn<QStringList>("wrong");
        const auto row = [](const char *name, const UserDetails &details, const QStringList &wrong) { QTest::newRow(name) << details << wrong; };
        const QString phone = dana.phone, mail = dana.email;
        row("all fine", dana, {});
        row("nothing", {}, {u"email"_s, u"firstName"_s, u"lastName"_s, u"phone"_s});
        row("only spaces", {u" "_s, u"\t"_s, u" "_s, u" "_s}, {u"email"_s, u"firstName"_s, u"lastName"_s, u"phone"_s});
        row("digits in a name", {u"Dana2"_s, u"Lee"_s, mail, phone}, {u"firstName"_s});
        row("specials in a name", {u"Dana"_s, u"Le@e"_s, mail, phone}, {u"lastName"_s});
        row("real names", {u"Mary-Jane"_s, u"O'Neil de la Cruz"_s, mail, phone}, {});
        row("accents", {u"Élodie"_s, u"Müller"_s, mail, phone}, {});
        row("initial with a point", {u"J."_s, u"St. John"_s, mail, phone}, {});
        row("only a hyphen", {u"-"_s, u"Lee"_s, mail, phone}, {u"firstName"_s});
        row("email without a dot", {u"Dana"_s, u"Lee"_s, u"dana@example"_s, phone}, {u"email"_s});
        row("email with a space", {u"Dana"_s, u"Lee"_s, u"da na@example.com"_s, phone}, {u"email"_s});
        row("two at signs", {u"Dana"_s, u"Lee"_s, u"a@b@c.de"_s, phone}, {u"email"_s});
        row("the sandbox's trigger addresses are fine", {u"Dana"_s, u"Lee"_s, u"unable-to-create-user@aeropay.com"_s, phone}, {});
    }
    void fields()
    {
        QFETCH(UserDetails, details);
        QFETCH(QStringList, wrong);
        QCOMPARE(problemsOf(details).keys(), wrong);
        if (wrong.isEmpty())
            return;
        m_flow->create(details);
        QCOMPARE(m_flow->state(), UserState::None);
        QCOMPARE(m_flow->error()->kind, Error::Kind::Input);
        QCOMPARE(m_flow->error()->where, wrong.first());
        QVERIFY(m_world->network.asked().isEmpty()); // nothing leaves
    }

    void createsAUser()
    {
        m_world->network.on("POST /aeropay/v2/user", v2User());
        QList<UserState> states;
        connect(m_flow.get(), &UserFlow::changed, this, [&] { states << m_flow->state(); });
        m_flow->create(dana);
        QCOMPARE(m_flow->state(), UserState::Working);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QCOMPARE(states, (QList<UserState>{UserState::Working, UserState::Ready}));
        QCOMPARE(m_flow->aeroPassUserUuid(), QString::fromLatin1(uuid));
        QVERIFY(!m_flow->user()->existing);
        QVERIFY(m_world->network.lastBody("POST /aeropay/v2/user").contains("+13125550142"));
        QCOMPARE(m_flow->entered().phone, u"+13125550142"_s);
        QVERIFY(!m_flow->error());
    }

    void existingPersonV1IsReadyAndSaidSo()
    {
        Environment v1 = loopback();
        v1.aeropassForm = AeropassForm::V1;
        m_world->api.setEnvironment(v1);
        m_world->network.on("POST /aeropay/token", R"({"TTL":1800,"token":"pay-token-1"})");
        m_world->network.on("POST /aeropay/user", R"({"existingUser":true,"user":{"aeroPassUserUuid":"u-1","userId":77}})");
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QVERIFY(m_flow->user()->existing);
        QCOMPARE(m_flow->user()->userId, u"77"_s);
        QCOMPARE(m_flow->user()->details.firstName, u"Dana"_s); // not repeated by v1: as entered
        QVERIFY(m_world->notes(LogEntry::Kind::Action).join(u'|').contains(u"existing user"_s));
    }

    void existingPersonOldestForm()
    {
        Environment v1 = loopback();
        v1.aeropassForm = AeropassForm::V1;
        m_world->api.setEnvironment(v1);
        m_world->network.on("POST /aeropay/token", R"({"TTL":1800,"token":"pay-token-1"})");
        m_world->network.on("POST /aeropay/user", R"({"aeropass_user_uuid":"u-2","first_name":"Dana"})"); // "existing info returned"
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QCOMPARE(m_flow->aeroPassUserUuid(), u"u-2"_s);
    }

    void existingPersonV2NeedsACode()
    {
        m_world->network.on("POST /aeropay/v2/user", v2User(R"(,"mfaType":"sms")"));
        m_world->network.on("POST /aeropay/v2/confirmUser", errorJson("AP112", "Invalid code"));
        m_world->network.on("POST /aeropay/v2/confirmUser", v2User());
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::NeedsCode);
        QVERIFY(m_flow->aeroPassUserUuid().isEmpty()); // not to be used before it is confirmed
        QVERIFY(m_flow->user().has_value());
        m_flow->confirm(u"12"_s); // not even sent
        QCOMPARE(m_flow->error()->kind, Error::Kind::Input);
        QCOMPARE(m_world->network.count("POST /aeropay/v2/confirmUser"), 0);
        m_flow->confirm(u"111111"_s);
        QCOMPARE(m_flow->state(), UserState::Working);
        QTRY_COMPARE(m_flow->state(), UserState::NeedsCode); // wrong: may be typed again
        QCOMPARE(m_flow->error()->code, u"AP112"_s);
        QVERIFY(adviceFor(*m_flow->error()).contains(u"000000"_s));
        m_flow->confirm(u" 000000 "_s);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QVERIFY(m_flow->user()->existing);
        QCOMPARE(m_flow->aeroPassUserUuid(), QString::fromLatin1(uuid));
        QVERIFY(m_world->network.lastBody("POST /aeropay/v2/confirmUser").contains("\"code\":\"000000\""));
        QVERIFY(!m_world->everything().contains("\"code\":\"000000\""));
    }

    void theCodeIsSentWithAeropaysOwnId_data()
    {
        QTest::addColumn<QByteArray>("created");
        QTest::addColumn<QByteArray>("confirmed");
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QString>("uuidAfter");
        QTest::addColumn<QString>("idAfter");
        const QString known = QString::fromLatin1(uuid);
        const QByteArray both = "{\"mfaType\":\"sms\",\"user\":{\"aeroPassUserUuid\":\"" + uuid + "\",\"userId\":77}}";
        QTest::newRow("the number, not the uuid") << both << v2User() << QByteArray("\"userId\":\"77\"") << known << known;
        QTest::newRow("only a uuid") << QByteArray("{\"mfaType\":\"sms\",\"user\":{\"aeroPassUserUuid\":\"" + uuid + "\"}}")
                                     << QByteArray(R"({"user":{"aeroPassUserUuid":"other"}})") << QByteArray("\"userId\":\"" + uuid + '"') << u"other"_s << QString();
        // nothing is documented of this answer but that it comes: what is known stays known
        QTest::newRow("the answer has no ids") << both << QByteArray(R"({"success":true})") << QByteArray("\"userId\":\"77\"") << known << u"77"_s;
        QTest::newRow("the answer has only a uuid") << both << QByteArray(R"({"aeroPassUserUuid":"other"})") << QByteArray("\"userId\":\"77\"") << u"other"_s << u"77"_s;
        QTest::newRow("the answer has only the number") << both << QByteArray(R"({"user":{"userId":78}})") << QByteArray("\"userId\":\"77\"") << known << u"78"_s;
        QTest::newRow("the uuid comes with the answer") << QByteArray(R"({"mfaType":"sms","user":{"id":14831}})") << v2User()
                                                         << QByteArray("\"userId\":\"14831\"") << known << known;
    }
    void theCodeIsSentWithAeropaysOwnId()
    {
        QFETCH(QByteArray, created);
        QFETCH(QByteArray, confirmed);
        QFETCH(QByteArray, sent);
        m_world->network.on("POST /aeropay/v2/user", created);
        m_world->network.on("POST /aeropay/v2/confirmUser", confirmed);
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::NeedsCode);
        m_flow->confirm(u"000000"_s);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QVERIFY2(m_world->network.lastBody("POST /aeropay/v2/confirmUser").contains(sent), m_world->network.lastBody("POST /aeropay/v2/confirmUser").constData());
        QTEST(m_flow->aeroPassUserUuid(), "uuidAfter");
        QTEST(m_flow->user()->userId, "idAfter");
        QCOMPARE(m_flow->user()->details.firstName, u"Dana"_s);
    }

    void confirmedWithoutAnyUuidIsNotReady_data()
    {
        QTest::addColumn<QByteArray>("confirmed");
        QTest::newRow("nothing at all") << QByteArray(R"({"success":true})");
        QTest::newRow("asks again") << QByteArray(R"({"mfaType":"sms","user":{"id":"14831"}})");
    }
    void confirmedWithoutAnyUuidIsNotReady()
    {
        QFETCH(QByteArray, confirmed);
        m_world->network.on("POST /aeropay/v2/user", R"({"mfaType":"sms","user":{"id":"14831"}})");
        m_world->network.on("POST /aeropay/v2/confirmUser", confirmed);
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::NeedsCode);
        m_flow->confirm(u"000000"_s);
        QTRY_VERIFY(m_flow->error().has_value());
        QCOMPARE(m_flow->state(), UserState::NeedsCode); // a user that nothing can be launched for is none
        QCOMPARE(m_flow->error()->kind, Error::Kind::Decode);
        QVERIFY(m_flow->error()->where.contains(u"aeroPassUserUuid"_s));
        QVERIFY(!adviceFor(*m_flow->error()).isEmpty());
        QCOMPARE(m_world->notes(LogEntry::Kind::Problem).size(), 1);
    }

    void tellsWhetherTheServiceKnowsTheUser()
    {
        QVERIFY(!m_flow->isOnlyTyped()); // there is none
        m_flow->use(u"0c5f-uuid"_s);
        QVERIFY(m_flow->isOnlyTyped());
        m_flow->use(u"not an id"_s); // the one before stays
        QVERIFY(m_flow->isOnlyTyped());
        m_world->network.on("POST /aeropay/v2/user", v2User());
        m_flow->create(dana);
        QVERIFY(!m_flow->isOnlyTyped());
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QVERIFY(!m_flow->isOnlyTyped());
        m_flow->use(u"0c5f-uuid"_s);
        QVERIFY(m_flow->isOnlyTyped());
        m_world->network.on("GET /aeropay/v2/user", v2User());
        m_flow->fetch(u"77"_s);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QVERIFY(!m_flow->isOnlyTyped());
        m_flow->use(u"0c5f-uuid"_s);
        m_flow->forget();
        QVERIFY(!m_flow->isOnlyTyped());
    }

    void confirmOnlyWhereItIsAskedFor()
    {
        m_flow->confirm(u"000000"_s);
        QCOMPARE(m_flow->state(), UserState::None);
        QVERIFY(m_world->network.asked().isEmpty());
    }

    void serviceErrorsHaveAdvice_data()
    {
        QTest::addColumn<QByteArray>("code");
        for (const char *code : {"AP101", "AP102", "AP104", "AP107", "AP108", "AP115", "AP118", "AP119", "AP700"})
            QTest::newRow(code) << QByteArray(code);
    }
    void serviceErrorsHaveAdvice()
    {
        QFETCH(QByteArray, code);
        m_world->network.on("POST /aeropay/v2/user", errorJson(code, "as Aeropay says it"));
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::None);
        QCOMPARE(m_flow->error()->kind, Error::Kind::Service);
        QCOMPARE(m_flow->error()->code, QString::fromLatin1(code));
        QVERIFY(!m_flow->error()->advice.isEmpty());
        QVERIFY(!m_flow->user());
        QCOMPARE(m_world->notes(LogEntry::Kind::Problem).size(), 1);
    }

    void wrongKeysAreToldOnce()
    {
        m_world->network.forget("POST /aeropay/v2/token");
        m_world->network.on("POST /aeropay/v2/token", errorJson("AP002", "invalid API key or secret key"), 401);
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::None);
        QCOMPARE(m_flow->error()->kind, Error::Kind::Credentials);
        QVERIFY(m_flow->error()->message.contains(u"Aeropay"_s));
        QCOMPARE(m_world->notes(LogEntry::Kind::Problem).size(), 1);
    }

    void aRefusedTokenIsRenewedOnce()
    {
        m_world->network.on("POST /aeropay/v2/user", QByteArray(), 401);
        m_world->network.on("POST /aeropay/v2/user", v2User());
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QCOMPARE(m_world->network.count("POST /aeropay/v2/token"), 2);
        QCOMPARE(m_world->network.count("POST /aeropay/v2/user"), 2);
    }

    void aWordOfTheServiceNeverShowsAKey()
    {
        m_world->network.on("POST /aeropay/v2/user", errorJson("AP700", "bad token pay-token-1 for key pay-api-key"));
        m_flow->create(dana);
        QTRY_VERIFY(m_flow->error().has_value());
        QVERIFY2(!m_flow->error()->message.contains(u"pay-token-1"_s) && !m_flow->error()->message.contains(u"pay-api-key"_s), qPrintable(m_flow->error()->message));
    }

    void fetchesByAeropaysNumber()
    {
        m_world->network.on("GET /aeropay/v2/user", v2User());
        m_flow->fetch(u" 77 "_s);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QCOMPARE(m_flow->aeroPassUserUuid(), QString::fromLatin1(uuid));
        const QByteArray body = m_world->network.lastBody("POST /aeropay/v2/token");
        QVERIFY(body.contains("userForMerchant") && body.contains("\"77\""));
        m_flow->fetch({});
        QCOMPARE(m_flow->error()->where, u"userId"_s);
    }

    void fetchFailures()
    {
        m_world->network.forget("POST /aeropay/v2/token");
        m_world->network.on("POST /aeropay/v2/token", errorJson("AP002"), 401);
        m_flow->fetch(u"77"_s);
        QTRY_COMPARE(m_flow->state(), UserState::None);
        QCOMPARE(m_flow->error()->kind, Error::Kind::Credentials);
        QCOMPARE(m_world->notes(LogEntry::Kind::Problem).size(), 1);
        // an unknown person is no matter of the keys (contract samples: invalid_userId)
        m_world->network.forget("POST /aeropay/v2/token");
        m_world->network.on("POST /aeropay/v2/token", R"({"error":{"code":"AP701","message":"Improperly formatted parameter: ['userId: invalid username format']"}})", 400);
        m_flow->fetch(u"77"_s);
        QTRY_COMPARE(m_flow->state(), UserState::None);
        QCOMPARE(m_flow->error()->kind, Error::Kind::Service);
        QVERIFY2(m_flow->error()->message.contains(u"does not know this user id"_s), qPrintable(m_flow->error()->message));
        m_world->tokens.setCredentials({});
        m_flow->fetch(u"77"_s);
        QCOMPARE(m_flow->error()->kind, Error::Kind::Credentials);
    }

    void usesAnIdThatIsThere()
    {
        m_flow->use(u"  0c5f-uuid  "_s);
        QCOMPARE(m_flow->state(), UserState::Ready);
        QCOMPARE(m_flow->aeroPassUserUuid(), u"0c5f-uuid"_s);
        for (const char *bad : {"", "  ", "two words", "line\nend"}) {
            m_flow->use(QString::fromLatin1(bad));
            QCOMPARE(m_flow->error()->kind, Error::Kind::Input);
            QCOMPARE(m_flow->aeroPassUserUuid(), u"0c5f-uuid"_s); // the one before stays
        }
        QVERIFY(m_world->network.asked().isEmpty());
    }

    void cancelLeavesNoCallback_data()
    {
        QTest::addColumn<bool>("atToken");
        QTest::newRow("while the token is asked for") << true;
        QTest::newRow("while the user is created") << false;
    }
    void cancelLeavesNoCallback()
    {
        QFETCH(bool, atToken);
        if (atToken) {
            m_world->network.forget("POST /aeropay/v2/token");
            m_world->network.on("POST /aeropay/v2/token", FakeAnswer{.body = R"({"TTL":1800,"token":"t-t-t-t"})", .delay = 10ms});
        }
        m_world->network.on("POST /aeropay/v2/user", FakeAnswer{.body = v2User(), .delay = 10ms});
        m_flow->create(dana);
        QTRY_COMPARE(m_world->network.count(atToken ? "POST /aeropay/v2/token" : "POST /aeropay/v2/user"), 1);
        m_flow->cancel();
        QCOMPARE(m_flow->state(), UserState::None);
        QTRY_COMPARE(m_world->network.inFlight(), 0);
        QSignalSpy changed(m_flow.get(), &UserFlow::changed);
        QCoreApplication::processEvents();
        QCOMPARE(changed.count(), 0);
        QCOMPARE(m_world->network.count("POST /aeropay/v2/user"), atToken ? 0 : 1);
        m_flow->create(dana); // and again
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
    }

    void aSecondCreateReplacesTheFirst()
    {
        m_world->network.on("POST /aeropay/v2/user", FakeAnswer{.body = v2User(), .delay = 20ms});
        m_world->network.on("POST /aeropay/v2/user", R"({"user":{"aeroPassUserUuid":"second"}})");
        m_flow->create(dana);
        QTRY_COMPARE(m_world->network.count("POST /aeropay/v2/user"), 1);
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->aeroPassUserUuid(), u"second"_s);
        QTRY_COMPARE(m_world->network.inFlight(), 0);
        QCOMPARE(m_flow->aeroPassUserUuid(), u"second"_s);
    }

    void networkFailureCanBeRetried()
    {
        m_world->network.on("POST /aeropay/v2/user", FakeAnswer{.failure = QNetworkReply::RemoteHostClosedError});
        m_world->network.on("POST /aeropay/v2/user", v2User());
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::None);
        QCOMPARE(m_flow->error()->kind, Error::Kind::Network);
        QVERIFY(!adviceFor(*m_flow->error()).isEmpty());
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        QVERIFY(!m_flow->error());
    }

    void forgetEndsEverything()
    {
        m_world->network.on("POST /aeropay/v2/user", v2User());
        m_flow->create(dana);
        QTRY_COMPARE(m_flow->state(), UserState::Ready);
        m_flow->forget();
        QCOMPARE(m_flow->state(), UserState::None);
        QVERIFY(!m_flow->user() && m_flow->aeroPassUserUuid().isEmpty() && m_flow->entered().email.isEmpty());
    }

    void deletedWhileWorking()
    {
        m_world->network.on("POST /aeropay/v2/user", FakeAnswer{.body = v2User(), .delay = 5ms});
        m_flow->create(dana);
        m_flow.reset();
        QTRY_COMPARE(m_world->network.inFlight(), 0); // nothing crashes
    }

private:
    std::unique_ptr<World> m_world;
    std::unique_ptr<UserFlow> m_flow;
};


QTEST_GUILESS_MAIN(SessionUserFlow)
#include "session_userflow.moc"

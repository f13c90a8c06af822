// SPDX-License-Identifier: GPL-3.0-or-later
// Redactor on personal data: masked wherever it stands again, in its shape, revealed exactly; and properties of the whole
// engine with random values, encodings and surroundings.
#include "session/eventlog.h"
#include "session/redactor.h"
#include "session/spellings.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype all = 1 << 20;

Redactor ofDana()
{
    Redactor redactor;
    redactor.learnPerson(UserDetails{u"Dana"_s, u"Lee-Märtens"_s, u"dana.lee@example.com"_s, u"+13125550142"_s});
    redactor.learnPerson(Account{.accountNumber = u"00100000987654321"_s, .routingNumber = u"021000021"_s});
    redactor.learnPerson(Identity{.holderName = u"DANA Q LEE"_s, .address = u"12 Elm Street, Springfield"_s});
    return redactor;
}

QByteArray randomText(QRandomGenerator &random, int from, int to, const QByteArray &alphabet)
{
    QByteArray text;
    for (int i = random.bounded(from, to); i > 0; --i)
        text += alphabet[random.bounded(int(alphabet.size()))];
    return text;
}

QByteArray hexEscaped(const QByteArray &utf8)
{
    return jsonEscaped(utf8, true, true);
}

} // namespace

class SessionPersonal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereverItStandsAgain_data()
    {
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("out");
        const auto row = [](const char *name, const QString &in, const QString &out) { QTest::newRow(name) << in << out; };
        row("account in a text", u"paid from 00100000987654321."_s, u"paid from ••••4321."_s);
        row("part of a longer number", u"9900100000987654321"_s, u"9900100000987654321"_s);
        row("routing number", u"aba=021000021&x=1"_s, u"aba=••••0021&x=1"_s);
        row("full name", u"Hello Dana Lee-Märtens!"_s, u"Hello D••• L••••••••••!"_s);
        row("first name", u"Dana's account"_s, u"D•••'s account"_s);
        row("capitals", u"POS DANA 12"_s, u"POS D••• 12"_s);
        row("in a word", u"Danaher Leeway"_s, u"Danaher Leeway"_s);
        row("after an escape", u"a\\nDana%20Dana\\tDana"_s, u"a\\nD•••%20D•••\\tD•••"_s);
        row("holder of another spelling", u"for DANA Q LEE, "_s, u"for D••• • L••, "_s);
        row("e-mail", u"mailto:dana.lee@example.com?x"_s, u"mailto:d•••••••@e••••••.com?x"_s);
        row("e-mail in capitals", u"DANA.LEE@EXAMPLE.COM"_s, u"D•••••••@E••••••.COM"_s);
        row("e-mail in a URL", u"?e=dana.lee%40example.com"_s, u"?e=d•••••••@e••••••.com"_s);
        row("phone as digits", u"call 13125550142 or 3125550142"_s, u"call •••••••••42 or ••••••••42"_s);
        row("phone as people write it", u"(312) 555-0142, 312-555-0142"_s, u"(•••) •••-••42, •••-•••-••42"_s);
        row("address", u"to 12 Elm Street, Springfield."_s, u"to •• ••• ••••••, •••••••••••."_s);
        row("base64", u"x="_s + QString::fromLatin1(QByteArray("dana.lee@example.com").toBase64()), u"x=••••="_s);
        row("base64 inside", u"x "_s + QString::fromLatin1(QByteArray("id:00100000987654321;").toBase64()), u"x aWQ6••••7"_s);
        row("name of a field", u"{\"Dana\": 1, \"x\":\"Dana\"}"_s, u"{\"Dana\": 1, \"x\":\"D•••\"}"_s);
        row("a bare number", u"{\"x\": 021000021,\"y\":[021000021,1]}"_s, u"{\"x\": \"••••0021\",\"y\":[\"••••0021\",1]}"_s);
        row("numbers in a text of JSON", u"{\"m\":\"to 1, 021000021, 00100000987654321, 2\",\"n\":\"021000021, 3\",\"o\":\", 021000021, \"}"_s,
            u"{\"m\":\"to 1, ••••0021, ••••4321, 2\",\"n\":\"••••0021, 3\",\"o\":\", ••••0021, \"}"_s);
        row("numbers in a list", u"{\"m\":[\"a\", 021000021, null,021000021,{\"b\":1},021000021 ]}"_s, u"{\"m\":[\"a\", \"••••0021\", null,\"••••0021\",{\"b\":1},\"••••0021\" ]}"_s);
        row("numbers in a list in JSON in JSON", u"{\"a\":\"{\\\"y\\\":[021000021,1]}\"}"_s, u"{\"a\":\"{\\\"y\\\":[\\\"••••0021\\\",1]}\"}"_s);
        row("a bare number in JSON in JSON", u"{\"a\":\"{\\\"x\\\":021000021}\"}"_s, u"{\"a\":\"{\\\"x\\\":\\\"••••0021\\\"}\"}"_s);
        row("fields in JSON in JSON", u"{\"a\":\"{\\\"email\\\":\\\"q@x.yz\\\",\\\"accountNumber\\\":123456789}\"}"_s,
            u"{\"a\":\"{\\\"email\\\":\\\"•@•.yz\\\",\\\"accountNumber\\\":\\\"••••6789\\\"}\"}"_s);
        row("pairs", u"first_name=Bob&city=Rome%20%2FN&x=Bob"_s, u"first_name=B••&city=••••+/•&x=Bob"_s);
        row("nobody", u"The balance is 21.00; AC-112, job 7f9946f5"_s, u"The balance is 21.00; AC-112, job 7f9946f5"_s);
    }
    void whereverItStandsAgain()
    {
        QFETCH(QString, in);
        QFETCH(QString, out);
        const Redactor redactor = ofDana();
        const QString masked = redactor.text(in);
        QCOMPARE(masked, out);
        QCOMPARE(redactor.text(masked), masked); // once is enough
    }

    void whatWouldMaskTooMuchIsNotLearned()
    {
        Redactor redactor;
        redactor.learnPersonal(Personal::Name, u"Al"_s);
        redactor.learnPersonal(Personal::Number, u"12345"_s);
        redactor.learnPersonal(Personal::Line, u"Rome"_s);
        redactor.learnPersonal(Personal::Name, u"   "_s);
        redactor.learnPersonal(Personal::Number, u"••••4321"_s);
        redactor.learnPersonal(Personal::Name, u"User"_s); // as a name only: the word is in many titles
        QCOMPARE(redactor.text(u"user created, for User"_s), u"user created, for U•••"_s);
        const QString text = u"Al Rome 12345 ••••4321"_s;
        QCOMPARE(redactor.text(text), text);
    }

    /// What only its place gave away as a credential is found wherever else it stands, also in the same record.
    void credentialsOfAPlaceAreFoundElsewhere_data()
    {
        QTest::addColumn<LogEntry>("where");
        QTest::addColumn<QByteArray>("credential");
        const auto row = [](const char *name, const QByteArray &credential, const std::function<void(LogEntry &)> &write) {
            LogEntry entry;
            write(entry);
            QTest::newRow(name) << entry << credential;
        };
        row("cookie that is set", "c00kie/value+0123456789==", [](LogEntry &entry) {
            entry.answerHeaders = {{"Set-Cookie", "SESSION=c00kie/value+0123456789==; Domain=api9.example.com; Path=/v2/accounts4/somewhere; HttpOnly"}};
        });
        row("cookies that are sent", "second-c00kie-4711", [](LogEntry &entry) { entry.requestHeaders = {{"Cookie", "a=1; b=second-c00kie-4711"}}; });
        row("signature", "sha256=9f86d081884c7d659a2f", [](LogEntry &entry) { entry.requestHeaders = {{"Ap-Signature", "t=1700000000,v1=sha256=9f86d081884c7d659a2f"}}; });
        row("field", "tok \"4\" abcdef012345", [](LogEntry &entry) { entry.answerBody = R"({"refresh_token":"tok \"4\" abcdef012345"})"; });
        row("field of a text in JSON", "abcdef0123456789", [](LogEntry &entry) { entry.answerBody = R"({"body":"{\"sessionToken\":\"abcdef0123456789\"}"})"; });
        row("OAuth code in an address", "SplxlOBeZQQYbYS6WxSbIA", [](LogEntry &entry) { entry.url = QUrl(u"https://x.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=1"_s); });
        row("token in a console message", "abcdef0123456789", [](LogEntry &entry) { entry.detail = u"loading ?token=abcdef0123456789&x=1"_s; });
    }
    void credentialsOfAPlaceAreFoundElsewhere()
    {
        QFETCH(LogEntry, where);
        QFETCH(QByteArray, credential);
        const QByteArray word = credential.split(' ').last().split('=').value(credential.startsWith("sha256=") ? 1 : 0);
        QVERIFY(word.size() >= 12);
        EventLog log;
        where.title = u"before it: "_s + QString::fromUtf8(word); // the same record, earlier in it
        log.add(where);
        QVERIFY2(!log.entries().back().title.contains(QString::fromUtf8(word)), qPrintable(log.entries().back().title));
        for (const QByteArray &written : {word, word.toBase64(), word.toPercentEncoding(), QByteArray("user:" + word).toBase64()}) {
            log.addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"page console"_s, u"said "_s + QString::fromUtf8(written) + u" there"_s);
            QVERIFY2(!log.entries().back().detail.contains(QString::fromUtf8(written.left(20))), qPrintable(log.entries().back().detail));
        }
        const QString harmless = u"api9.example.com /v2/accounts4/somewhere HttpOnly SESSION 1700000000"_s; // hosts, paths and times are no secrets
        log.addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"page console"_s, harmless);
        QCOMPARE(log.entries().back().detail, harmless);
    }

    void cookiesThatChangeAllTheTimeStayBounded() // the newest count, and the live keys stay
    {
        EventLog log;
        log.redactor().learn(Secret(QByteArray("live-key-0001")));
        LogEntry entry;
        for (int i = 0; i < 1000; ++i) {
            entry.answerHeaders = {{"Set-Cookie", "ALB=rotating-" + QByteArray::number(100'000 + i)}};
            log.add(entry);
        }
        const auto shown = [&](const QString &text) { return log.redactor().text(text); };
        QCOMPARE(shown(u"rotating-100999 live-key-0001"_s), u"‹redacted› ‹redacted›"_s);
        QCOMPARE(shown(u"rotating-100000"_s), u"rotating-100000"_s);
    }

    void peopleAreForgottenLikeKeys()
    {
        Redactor redactor = ofDana();
        redactor.turnOver();
        QCOMPARE(redactor.text(u"Dana"_s), u"D•••"_s);
        redactor.turnOver();
        QCOMPARE(redactor.text(u"Dana"_s), u"Dana"_s);
        redactor = ofDana();
        redactor.forgetAll();
        QCOMPARE(redactor.text(u"Dana"_s), u"Dana"_s);
    }

    void manyPeopleStayBounded() // the newest count
    {
        Redactor redactor;
        for (int i = 0; i < 5000; ++i)
            redactor.learnPersonal(Personal::Number, QString::number(100'000'000 + i));
        QCOMPARE(redactor.text(u"100004999"_s), u"••••4999"_s);
        QCOMPARE(redactor.text(u"100000000"_s), u"100000000"_s);
    }

    void theLogHoldsMasksAndRevealsExactly()
    {
        EventLog log;
        log.redactor() = ofDana();
        log.redactor().learn(Secret(QByteArray("known-secret-1")));
        LogEntry entry;
        entry.title = u"hello Dana"_s;
        entry.detail = u"dana.lee@example.com has known-secret-1"_s;
        entry.url = QUrl(u"https://x.example/u?email=dana.lee@example.com&n=00100000987654321"_s);
        entry.requestHeaders = {{"X-Person", "Dana"}};
        entry.requestBody = R"({"firstName":"Dana","token":"abc"})";
        entry.answerBody = R"({ "note" : "for Dana" , "accountNumber" : 12345678 ,"apiKey":"known-secret-1","amount":1.10})";
        log.add(entry);
        const LogEntry &kept = log.entries().back();
        QCOMPARE(kept.title, u"hello D•••"_s);
        QCOMPARE(kept.detail, u"d•••••••@e••••••.com has ‹redacted›"_s);
        QVERIFY2(!kept.url.toString().contains(u"dana"_s) && !kept.url.toString().contains(u"98765"_s), qPrintable(kept.url.toString()));
        QCOMPARE(kept.requestHeaders, (Headers{{"X-Person", "D•••"}}));
        QCOMPARE(kept.requestBody, QByteArray(R"({"firstName":"D•••","token":"‹redacted›"})"));
        QCOMPARE(kept.answerBody, QByteArray(R"({ "note" : "for D•••" , "accountNumber" : "••••5678" ,"apiKey":"‹redacted›","amount":1.10})"));
        const LogEntry clear = revealed(kept);
        QCOMPARE(clear.requestBody, QByteArray(R"({"firstName":"Dana","token":"‹redacted›"})"));
        QCOMPARE(clear.answerBody, QByteArray(R"({ "note" : "for Dana" , "accountNumber" : 12345678 ,"apiKey":"‹redacted›","amount":1.10})"));
    }

    void whatIsCutIsNotRevealedWrongly()
    {
        const Redactor redactor = ofDana();
        const QByteArray body = R"({"a":"Dana","b":"00100000987654321","c":"Dana"})";
        for (qsizetype limit = 0; limit <= body.size(); ++limit) {
            const MaskedText masked = redactor.masked(body, limit);
            QVERIFY(masked.text.size() <= limit);
            QVERIFY2(!masked.text.contains("Dana") && !masked.text.contains("9876"), masked.text.constData());
            for (const HiddenText &hidden : masked.hidden)
                QVERIFY(hidden.at + hidden.length <= masked.text.size());
            const QByteArray clear = masked.revealed();
            QVERIFY2(body.startsWith(clear) || masked.text.size() == limit, clear.constData());
        }
    }

    /// A list in a list in a list … under personal names is walked once, not once for each.
    void hostileNestingIsLinear()
    {
        const Redactor redactor;
        QByteArray nested;
        while (nested.size() < 200'000)
            nested += R"({"address":[)";
        QByteArray quotes;
        while (quotes.size() < 200'000)
            quotes += R"({"email":"\\\\\\\\\\\\\\\")";
        QElapsedTimer timer;
        timer.start();
        for (const QByteArray &bytes : {nested, quotes, QByteArray(200'000, '"'), QByteArray(200'000, '\\'), QByteArray("{\"email\":\"").repeated(20'000)})
            redactor.masked(bytes, all);
        QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()).constData()); // some 30 ms without sanitizers
    }

    /// No secret and no datum is left, in whatever encoding, surrounded by whatever, cut wherever; JSON stays JSON; what is
    /// revealed is what was there.
    void randomly()
    {
        const quint32 seed = qEnvironmentVariableIsSet("CONSOLE_TEST_SEED") ? qEnvironmentVariable("CONSOLE_TEST_SEED").toUInt() : QRandomGenerator::global()->generate();
        qInfo("CONSOLE_TEST_SEED=%u", seed);
        QRandomGenerator random(seed);
        const QByteArray keys = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./+=\"\\ %&", digits = "0123456789";
        for (int round = 0; round < 400; ++round) {
            Redactor redactor;
            const QByteArray secret = randomText(random, 12, 40, keys).trimmed() + "kz9";
            const QByteArray account = "7" + randomText(random, 9, 16, digits);
            const QByteArray name = "Zq" + randomText(random, 4, 9, "aeioubcdfgäé").append("x");
            redactor.learn(Secret(secret));
            redactor.learnPersonal(Personal::Number, QString::fromLatin1(account));
            redactor.learnPersonal(Personal::Name, QString::fromUtf8(name));
            const QList<std::pair<QByteArray, QByteArray>> planted{{secret, "secret"}, {account, "account"}, {QString::fromUtf8(name).toUtf8(), "name"}};
            for (const auto &[value, what] : planted) {
                const QList<QByteArray> encoded{value, value.toPercentEncoding(), hexEscaped(value), jsonEscaped(jsonEscaped(value)), value.toBase64(),
                                                ("u:" + value + ":z").toBase64(QByteArray::Base64UrlEncoding), ("abc" + value).toBase64()};
                const QByteArray &spelt = encoded.at(random.bounded(int(encoded.size())));
                const QByteArray text = randomText(random, 0, 30, "xyz {}[]:,\n") + ' ' + spelt + ' ' + randomText(random, 0, 30, "xyz {}[]:,\n");
                const QByteArray cleaned = redactor.masked(text, all).text;
                for (const QByteArray &one : {value, spelt})
                    QVERIFY2(!cleaned.contains(one), (what + ": " + text + " → " + cleaned).constData());
                const qsizetype cut = random.bounded(int(text.size()) + 1);
                QVERIFY2(!redactor.masked(text, cut).text.contains(spelt.left(9)), (what + " cut: " + text).constData());
            }
            const QByteArray body = QJsonDocument(QJsonObject{
                {u"note"_s, QString::fromUtf8("a " + name + ' ' + account + " b")}, {u"accountNumber"_s, QString::fromLatin1(account)}, {u"k"_s, QString::fromUtf8(secret)},
                {u"address_fields"_s, QJsonObject{{u"x"_s, QString::fromUtf8("\"\\\n" + name)}, {u"n"_s, 5}}},
                {u"inner"_s, QString::fromUtf8(QJsonDocument(QJsonObject{{u"email"_s, u"q\"@w.x"_s}, {u"phone"_s, 15551230000.0}, {u"n"_s, 1.5}}).toJson())}}).toJson();
            const MaskedText masked = redactor.masked(body, all);
            QJsonParseError problem;
            const QJsonObject back = QJsonDocument::fromJson(masked.text, &problem).object();
            QVERIFY2(problem.error == QJsonParseError::NoError, masked.text.constData());
            QJsonDocument::fromJson(back.value(u"inner"_s).toString().toUtf8(), &problem);
            QVERIFY2(problem.error == QJsonParseError::NoError, masked.text.constData());
            QVERIFY2(!masked.text.contains(account) && !masked.text.contains(name) && !masked.text.contains("15551230000"), masked.text.constData());
            QCOMPARE(masked.revealed(), redactor.body(body));
        }
    }
};

QTEST_GUILESS_MAIN(SessionPersonal)
#include "session_personal.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The canary test, first half: every planted value in every spelling at every place of a record, and then in none of what is
// kept, copied, exported or saved. The second half drives the window (canary_window.cpp).
#include "gui/canary_plants.h"

#include "api/apiclient.h"
#include "session/eventlog.h"
#include "session/logexport.h"
#include "session/requestcode.h"
#include "session/sessionfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

#include <numeric>

using namespace console;
using namespace canary;
using namespace Qt::StringLiterals;

namespace {

/// What the console knows while it runs.
void teach(Redactor &redactor)
{
    for (const Plant &plant : plants()) {
        if (plant.kind == Kind::Credential && plant.learned)
            redactor.learn(Secret(plant.value));
    }
    redactor.learnPerson(UserDetails{u"Zebulon"_s, u"Quillfeather"_s, QString::fromUtf8(valueOf("e-mail")), QString::fromUtf8(valueOf("phone"))});
    Account account;
    account.accountNumber = QString::fromUtf8(valueOf("account number"));
    account.routingNumber = QString::fromUtf8(valueOf("routing number"));
    redactor.learnPerson(account);
    Identity identity;
    identity.holderName = u"ZEBULON QUILLFEATHER"_s;
    identity.address1 = QString::fromUtf8(valueOf("address"));
    identity.address = u"4417  Wibblestone Parkway"_s; // written twice, in two ways
    identity.address2 = QString::fromUtf8(valueOf("address 2"));
    redactor.learnPerson(identity);
}

/// Other ways in which people write the same.
QList<std::pair<const char *, QByteArray>> notations()
{
    return {{"phone", "312-555-7194"}, {"phone", "(312) 555-7194"}, {"phone", "312.555.7194"}, {"phone", "+1 312 555 7194"}, {"phone", "1 (312) 555-7194"},
            {"phone", "13125557194"}, {"name", "ZEBULON QUILLFEATHER"}, {"name", "Quillfeather, Zebulon"}, {"name", "QUILLFEATHER/ZEBULON"},
            {"name", "zebulon quillfeather"}, {"e-mail", "Zeb.Quillfeather@QuorvexMail.example"}, {"account number", "7781934652"},
            {"address", "4417 WIBBLESTONE PARKWAY"}, {"address", "4417  Wibblestone Parkway"}};
}

using Place = std::pair<const char *, std::function<void(LogEntry &, const QByteArray &)>>;

/// Where in a record something may stand, as an unescaped value; JSON is made with care, so `text` is right inside its quotes.
QList<Place> places()
{
    const auto urlSafe = [](QByteArray text) { return text.replace('"', "%22").replace(' ', "%20").replace('\\', "%5C").replace('#', "%23"); };
    return {
        {"title", [](LogEntry &entry, const QByteArray &text) { entry.title = u"said "_s + QString::fromUtf8(text); }},
        {"detail", [](LogEntry &entry, const QByteArray &text) { entry.detail = u"The bank says: "_s + QString::fromUtf8(text) + u"."_s; }},
        {"job id", [](LogEntry &entry, const QByteArray &text) { entry.jobId = QString::fromUtf8(text); }},
        {"URL path", [=](LogEntry &entry, const QByteArray &text) { entry.url = QUrl::fromEncoded("https://api.example/v2/" + urlSafe(text) + "/balance"); }},
        {"URL query", [=](LogEntry &entry, const QByteArray &text) { entry.url = QUrl::fromEncoded("https://api.example/v2?next=" + urlSafe(text).replace('&', "%26") + "&a=1"); }},
        {"URL fragment", [=](LogEntry &entry, const QByteArray &text) { entry.url = QUrl::fromEncoded("aerosync://done#x=" + urlSafe(text)); }},
        {"request header", [](LogEntry &entry, const QByteArray &text) { entry.requestHeaders << std::pair("X-Trace", "id=" + text); }},
        {"answer header", [](LogEntry &entry, const QByteArray &text) { entry.answerHeaders << std::pair("Location", "https://a.example/?back=" + text); }},
        {"request form", [](LogEntry &entry, const QByteArray &text) { entry.requestBody = "a=1&note=" + text + "&b=2"; }},
        {"answer text", [](LogEntry &entry, const QByteArray &text) { entry.answerBody = "<p>Sorry, " + text + " is unknown</p>"; }},
        {"answer JSON", [](LogEntry &entry, const QByteArray &text) { entry.answerBody = R"({"error":{"code":"AC-500","message":"bad: )" + text + R"("}})"; }},
        {"JSON in JSON", [](LogEntry &entry, const QByteArray &text) { entry.answerBody = R"({"inner":"{\"note\":\")" + text + R"(\"}"})"; }},
    };
}

struct Case { QString name; QByteArray plant; LogEntry entry; };

LogEntry call()
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.title = u"POST /v2/echo 500"_s;
    entry.verb = "POST";
    entry.url = QUrl(u"https://api.example/v2/echo"_s);
    entry.status = 500;
    entry.requestHeaders = {{"Content-Type", "application/json"}};
    return entry;
}

QList<Case> cases()
{
    QList<Case> all;
    QList<std::pair<QByteArray, Spelling>> texts;
    for (const Plant &plant : plants()) {
        if (!plant.learned)
            continue;
        for (const Spelling &spelling : spellings(plant.value))
            texts.append({plant.name, spelling});
    }
    for (const auto &[name, text] : notations())
        texts.append({name, {text.constData(), text, true}});
    for (const auto &[name, spelling] : texts) {
        for (const auto &[place, put] : places()) {
            if (QByteArray(place).contains("JSON") && !spelling.isJson)
                continue;
            Case one{u"%1 · %2 · %3"_s.arg(QString::fromUtf8(name), QString::fromUtf8(spelling.name), QString::fromUtf8(place)), name, call()};
            put(one.entry, spelling.text);
            all << one;
        }
    }
    return all;
}

QByteArray textOf(const LogEntry &entry)
{
    QByteArray all = (entry.title + u'\n' + entry.detail + u'\n' + entry.launchId + u'\n' + entry.connectionId + u'\n' + entry.jobId + u'\n').toUtf8()
        + entry.url.toEncoded() + '\n' + entry.requestBody + '\n' + entry.answerBody + '\n';
    for (const Headers &headers : {entry.requestHeaders, entry.answerHeaders}) {
        for (const auto &[name, value] : headers)
            all += name + ": " + value + '\n';
    }
    return all;
}

std::vector<quint32> allRows(const EventArchiveView &view)
{
    std::vector<quint32> rows(std::size_t(view.size()));
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

/// Everything that can be made of a log, by name.
QList<std::pair<QString, QByteArray>> sinksOf(EventLog &log)
{
    QList<LogEntry> entries;
    for (qsizetype row = 0; row < log.archive().size(); ++row)
        entries << log.archive().entry(row);
    const ExportContext context{u"Aerosync Console"_s, u"0"_s, QDateTime::currentDateTimeUtc(), {}, true};
    QList<std::pair<QString, QByteArray>> sinks{{u"HAR"_s, logAsHar(entries, context)}, {u"Markdown"_s, logAsMarkdown(entries, context)}, {u"CSV"_s, logAsCsv(entries, context)}};
    for (const CodeLanguage language : codeLanguages()) {
        QByteArray code;
        for (const LogEntry &entry : entries)
            code += requestAsCode(entry, language).toUtf8() + '\n';
        sinks << std::pair(codeLanguageName(language), code);
    }
    const QByteArray file = sessionFile(log.archive(), allRows(log.archive()), log.redactor(), {}, {});
    sinks << std::pair(u"session file"_s, file);
    if (const Result<SessionRecord> read = readSessionFile(file)) {
        QByteArray all;
        for (qsizetype row = 0; row < read->events.size(); ++row)
            all += textOf(read->events.entry(row)) + read->events.text(row) + '\n';
        sinks << std::pair(u"session file, read"_s, all);
    }
    return sinks;
}

/// Answers once, in pieces of random length.
class Pieces : public QTcpServer
{
public:
    explicit Pieces(const QByteArray &body) : m_left("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                                     + QByteArray::number(body.size()) + "\r\n\r\n" + body)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { send(socket); }, Qt::SingleShotConnection);
        });
    }

private:
    void send(QTcpSocket *socket)
    {
        const qsizetype size = 1 + m_random.bounded(11);
        socket->write(m_left.left(size));
        socket->flush(); // each a packet of its own
        m_left.remove(0, size);
        if (m_left.isEmpty())
            socket->disconnectFromHost();
        else
            QTimer::singleShot(0, socket, [this, socket] { send(socket); });
    }
    QByteArray m_left;
    QRandomGenerator m_random{7};
};

} // namespace

class CanaryTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSearchFindsEverySpelling();
    void withoutRedactionEverythingIsFound();
    void nothingIsRecorded();
    void nothingLeaves();
    void byNameAndByShape_data();
    void byNameAndByShape();
    void halvesAtTheEndOfWhatIsKept();
    void inPieces();
    void theHarStaysValid();
    void whatIsNotPersonalStays();

private:
    Search m_search;
};

/// A search that finds nothing would be content with everything.
void CanaryTexts::theSearchFindsEverySpelling()
{
    QStringList missed;
    for (const Plant &plant : plants()) {
        for (const Spelling &spelling : spellings(plant.value)) {
            for (const auto &[before, after] : {std::pair{"", ""}, std::pair{"{\"a\":\"", "\"}"}, std::pair{"GET /x?a=", "&b=2"}}) {
                if (!m_search.finds(plant.name, before + spelling.text + after))
                    missed << u"%1, %2"_s.arg(QString::fromUtf8(plant.name), QString::fromUtf8(spelling.name));
            }
        }
        const QString text = QString::fromUtf8(plant.value);
        if (!m_search.finds(plant.name, QByteArray(reinterpret_cast<const char *>(text.utf16()), 2 * text.size())))
            missed << u"%1, UTF-16"_s.arg(QString::fromUtf8(plant.name));
        if (plant.kind == Kind::Credential && !m_search.finds(plant.name, "x" + plant.value.sliced(plant.value.size() - 8)))
            missed << u"%1, its end"_s.arg(QString::fromUtf8(plant.name));
    }
    for (const auto &[name, text] : notations()) {
        if (!m_search.finds(name, "a " + text + " b"))
            missed << QString::fromUtf8(text);
    }
    QCOMPARE(missed, QStringList());
    QCOMPARE(m_search.in("A perfectly harmless text of 2026-11-27 18:46:17.123456, 0123456789abcdef, Harbour Bank, AC-112, aGVsbG8gd29ybGQgb2Yg"), QStringList());
}

/// The negative control: what the other tests do not find would be found.
void CanaryTexts::withoutRedactionEverythingIsFound()
{
    EventLog log;
    log.redactor().setRules(RedactionRules());
    QStringList missed;
    const QList<Case> all = cases();
    for (const Case &one : all) {
        log.add(one.entry);
        const bool isShapeOnly = one.plant == "api token"; // a JWT is known by its shape, whatever the rules
        if (!isShapeOnly && !m_search.finds(one.plant.constData(), textOf(log.entries().back())))
            missed << one.name;
    }
    QCOMPARE(missed, QStringList());
    QVERIFY2(all.size() > 2000, qPrintable(QString::number(all.size())));
    for (const auto &[name, bytes] : sinksOf(log)) {
        const QStringList found = m_search.in(bytes);
        QVERIFY2(name == "session file"_L1 || found.size() >= 10, qPrintable(name + u": "_s + found.join(u' '))); // packed: nothing to be read in it
    }
}

void CanaryTexts::nothingIsRecorded()
{
    EventLog log;
    teach(log.redactor());
    QStringList leaks;
    for (const Case &one : cases()) {
        log.add(one.entry);
        for (const QString &leak : m_search.in(textOf(log.entries().back())))
            leaks << one.name + u" → "_s + leak;
    }
    if (!leaks.isEmpty())
        qWarning().noquote() << leaks.size() << "leaks\n" << leaks.mid(0, 4000).join(u'\n');
    QCOMPARE(leaks.size(), 0);
}

/// Also of what was recorded before it was known who or what it is.
void CanaryTexts::nothingLeaves()
{
    EventLog log;
    teach(log.redactor());
    for (const Case &one : cases())
        log.add(one.entry);
    QStringList leaks;
    for (const auto &[name, bytes] : sinksOf(log)) {
        for (const QString &leak : m_search.in(bytes))
            leaks << name + u" → "_s + leak;
    }
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
}

void CanaryTexts::byNameAndByShape_data()
{
    QTest::addColumn<QByteArray>("plant");
    QTest::addColumn<LogEntry>("entry");
    const auto row = [](const char *name, const char *plant, const std::function<void(LogEntry &, const QByteArray &)> &put) {
        LogEntry entry = call();
        put(entry, valueOf(plant));
        QTest::newRow(name) << QByteArray(plant) << entry;
    };
    row("cookie sent", "cookie", [](LogEntry &e, const QByteArray &v) { e.requestHeaders << std::pair("cookie", "sid=" + v + "; a=b"); });
    row("cookie set", "cookie", [](LogEntry &e, const QByteArray &v) { e.answerHeaders << std::pair("SET-COOKIE", "sid=" + v + "; HttpOnly"); });
    row("cookie in a text", "cookie", [](LogEntry &e, const QByteArray &v) { e.detail = u"sent Cookie: sid=%1"_s.arg(QString::fromLatin1(v)); });
    row("cookie in a HAR inside", "cookie", [](LogEntry &e, const QByteArray &v) { e.answerBody = R"({"headers":[{"name":"Cookie","value":"sid=)" + v + R"("}]})"; });
    row("signature, Aerosync", "signature", [](LogEntry &e, const QByteArray &v) { e.requestHeaders << std::pair("X-Webhook-Signature", "sha256=" + v); });
    row("signature, Aeropay", "signature", [](LogEntry &e, const QByteArray &v) { e.requestHeaders << std::pair("ap-signature", v); });
    row("signature echoed", "signature", [](LogEntry &e, const QByteArray &v) { e.answerBody = R"({"headers":{"x-webhook-signature":"sha256=)" + v + R"("}})"; });
    row("webhook secret", "signature", [](LogEntry &e, const QByteArray &v) { e.requestBody = R"({"url":"https://a.example","secret_key":")" + v + R"("})"; });
    row("OAuth code in a deep link", "oauth code", [](LogEntry &e, const QByteArray &v) { e.url = QUrl::fromEncoded("aerosync://bank-link?status=success&code=" + v + "&state=x"); });
    row("OAuth code, escaped once more", "oauth code", [](LogEntry &e, const QByteArray &v) { e.url = QUrl::fromEncoded("https://a.example/go?to=aerosync%3A%2F%2Fx%3Fcode%3D" + v); });
    row("OAuth code in a fragment", "oauth code", [](LogEntry &e, const QByteArray &v) { e.url = QUrl::fromEncoded("https://a.example/cb#code=" + v + "&state=x"); });
    row("OAuth code in a title", "oauth code", [](LogEntry &e, const QByteArray &v) { e.title = u"pop-up https://bank.example/cb?code=%1"_s.arg(QString::fromLatin1(v)); });
    row("OAuth code in a message", "oauth code", [](LogEntry &e, const QByteArray &v) { e.answerBody = R"({"type":"pageChange","payload":{"onLoadApi":"https://b.example/cb?state=1&code=)" + v + R"("}})"; });
    row("one-time code sent", "one-time code", [](LogEntry &e, const QByteArray &v) { e.url = QUrl(u"https://api.example/v2/confirmUser"_s); e.requestBody = R"({"userId":"u","code":")" + v + R"("})"; });
    row("one-time code as a number", "one-time code", [](LogEntry &e, const QByteArray &v) { e.url = QUrl(u"https://api.example/v2/confirmUser"_s); e.requestBody = R"({"code":)" + v + '}'; });
    row("prefixed key in a text", "prefixed key", [](LogEntry &e, const QByteArray &v) { e.detail = u"key %1 is wrong"_s.arg(QString::fromLatin1(v)); });
    row("prefixed key in a path", "prefixed key", [](LogEntry &e, const QByteArray &v) { e.url = QUrl::fromEncoded("https://a.example/" + v); });
    row("prefixed key in a list", "prefixed key", [](LogEntry &e, const QByteArray &v) { e.answerBody = "[\"" + v + "\"]"; });
    row("prefixed key, escaped", "prefixed key", [](LogEntry &e, const QByteArray &v) { e.answerBody = "{\"k\":\"" + spellings(v).at(7).text + "\"}"; });
    row("user and password", "cookie", [](LogEntry &e, const QByteArray &v) { e.url = QUrl::fromEncoded("https://me:" + v + "@a.example/"); });
    row("basic authorization", "cookie", [](LogEntry &e, const QByteArray &v) { e.requestHeaders << std::pair("Authorization", "Basic " + ("me:" + v).toBase64()); });
    row("basic in a text", "cookie", [](LogEntry &e, const QByteArray &v) { e.detail = u"sent Authorization: Basic %1"_s.arg(QString::fromLatin1(("me:" + v).toBase64())); });
    row("another token, JWT", "api token", [](LogEntry &e, const QByteArray &v) { e.detail = u"got %1."_s.arg(QString::fromLatin1(v)); });
    row("JWT, escaped", "api token", [](LogEntry &e, const QByteArray &v) { e.answerBody = "{\"k\":\"" + spellings(v).at(7).text + "\"}"; });
    row("JWT in a form", "api token", [](LogEntry &e, const QByteArray &v) { e.requestBody = "x=1&jws=" + v; });
    row("named, JSON in a URL", "cookie", [](LogEntry &e, const QByteArray &v) { e.url = QUrl::fromEncoded("https://a.example/?q=" + QByteArray("{\"apiSecret\":\"" + v + "\"}").toPercentEncoding()); });
    row("named, JSON in a URL twice", "cookie", [](LogEntry &e, const QByteArray &v) { e.url = QUrl::fromEncoded("https://a.example/?q=" + QByteArray("{\"apiSecret\":\"" + v + "\"}").toPercentEncoding().toPercentEncoding()); });
    row("named, in base64", "cookie", [](LogEntry &e, const QByteArray &v) { e.answerBody = "{\"k\":\"" + QByteArray("{\"apiSecret\":\"" + v + "\"}").toBase64() + "\"}"; });
}

void CanaryTexts::byNameAndByShape()
{
    QFETCH(QByteArray, plant);
    QFETCH(LogEntry, entry);
    QVERIFY(m_search.finds(plant.constData(), textOf(entry))); // it is in there
    EventLog log;
    log.add(entry);
    QVERIFY2(!m_search.finds(plant.constData(), textOf(log.entries().back())), m_search.in(textOf(log.entries().back())).join(u'\n').toUtf8() + textOf(log.entries().back()));
}

/// Bodies are cut: what stands across the cut is found by nobody any more, also not its first half.
void CanaryTexts::halvesAtTheEndOfWhatIsKept()
{
    for (const char *name : {"api secret", "widget token", "name", "e-mail", "account number"}) {
        const QByteArray value = valueOf(name);
        for (qsizetype inside = 1; inside < value.size(); ++inside) {
            EventLog log;
            teach(log.redactor());
            LogEntry entry = call();
            entry.answerBody = QByteArray(loggedBody - inside - 1, 'q') + ' ' + value;
            log.add(entry);
            const QStringList found = m_search.in(log.entries().back().answerBody.right(200));
            QVERIFY2(found.isEmpty(), qPrintable(u"%1, %2 bytes: %3"_s.arg(QString::fromUtf8(name)).arg(inside).arg(found.join(u' '))));
        }
    }
}

void CanaryTexts::inPieces()
{
    QByteArray body = "{\"status\":\"success\"";
    for (const Plant &plant : plants()) {
        if (plant.learned) {
            for (const Spelling &spelling : spellings(plant.value))
                body += spelling.isJson ? ",\"n\":\"" + spelling.text + '"' : QByteArray();
        }
    }
    body += '}';
    QVERIFY(m_search.in(body).size() > 12);
    Pieces server(body);
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    ApiClient api(&network);
    EventLog log;
    teach(log.redactor());
    QObject::connect(&api, &ApiClient::exchanged, &log, &EventLog::addExchange);
    Environment environment;
    environment.aerosyncApi = QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    environment.reach = Reach::LoopbackOnly;
    api.setEnvironment(environment);
    const Call<Account> asked = api.account({Secret(valueOf("api token")), Secret(valueOf("api key"))}, u"c1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!log.entries().empty(), 20'000);
    QCOMPARE(log.entries().back().status, 200);
    QVERIFY(log.entries().back().answerBody.size() > 1000);
    const QStringList found = m_search.in(textOf(log.entries().back()));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void CanaryTexts::theHarStaysValid()
{
    EventLog log;
    teach(log.redactor());
    int count = 0;
    for (const Plant &plant : plants()) {
        for (const QByteArray &around : {QByteArray("\"\\"), QByteArray("\x01\x1f\x7f\0", 4), QByteArray("\xff\xfe\xc3"), QByteArray("\xed\xa0\x80"), QByteArray("\xe2\x80\xa8\r\n\t"),
                                         QByteArray("\\u0000\\ud800"), QByteArray("</script>'`$(")}) {
            LogEntry entry = call();
            const QByteArray text = around + plant.value + around;
            entry.title = QString::fromUtf8(text);
            entry.detail = entry.title;
            entry.url = QUrl::fromEncoded("https://a.example/?q=" + text.toPercentEncoding());
            entry.requestHeaders << std::pair("X-A", text);
            entry.answerHeaders << std::pair("Content-Type", text);
            entry.requestBody = text;
            entry.answerBody = "{\"a\":\"" + text;
            log.add(entry);
            ++count;
        }
    }
    QList<LogEntry> entries(log.entries().begin(), log.entries().end());
    const QByteArray har = logAsHar(entries, {u"Aerosync Console"_s, u"0"_s, QDateTime::currentDateTimeUtc(), {}, true});
    QJsonParseError error;
    const QJsonArray calls = QJsonDocument::fromJson(har, &error).object().value("log"_L1).toObject().value("entries"_L1).toArray();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    QCOMPARE(calls.size(), count);
    for (const QJsonValue &each : calls) {
        QVERIFY(QUrl(each["request"_L1]["url"_L1].toString(), QUrl::StrictMode).isValid());
        QVERIFY(each["response"_L1]["content"_L1]["text"_L1].isString() && each["startedDateTime"_L1].isString() && each["timings"_L1].isObject());
    }
}

/// The other way to fail: a record that says nothing any more.
void CanaryTexts::whatIsNotPersonalStays()
{
    EventLog log;
    teach(log.redactor());
    const QByteArray body = R"({"status":"success","statusCode":200,"bankName":"Harbour Bank","jobId":"REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9","connectionId":"5d41402abc4b2a76b9719d911017c592",)"
                            R"("availableBalance":1840.50,"lastRefreshTimeStamp":"2026-05-17 18:07:25.815355","note":"50% of it, 100%25 sure, C:\\users\\u0041","accountType":"CHECKING"})";
    LogEntry entry = call();
    entry.answerBody = body;
    entry.url = QUrl(u"https://api.example/v2/accounts/5d41402abc4b2a76b9719d911017c592/job/REF-0a1b?from=2026-01-01&name=x%20y%2Fz"_s);
    entry.detail = u"AC-112: A job is running already (50 %)."_s;
    log.add(entry);
    QCOMPARE(log.entries().back().answerBody, body);
    QCOMPARE(log.entries().back().detail, entry.detail);
    QVERIFY(log.entries().back().url.toString().contains(u"/accounts/5d41402abc4b2a76b9719d911017c592/job/REF-0a1b?from=2026-01-01"_s));
}

QTEST_GUILESS_MAIN(CanaryTexts)
#include "canary_texts.moc"

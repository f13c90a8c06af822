// SPDX-License-Identifier: GPL-3.0-or-later
// Copy as: what the code says, and, where its tool is on this machine, what it really sends.
#include "session/mask.h"
#include "session/requestcode.h"
#include "session/requestplan.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Seen {
    QByteArray verb, path, body;
    Headers headers;
};

/// Takes requests apart and answers each with 200.
class Witness : public QTcpServer
{
public:
    QList<Seen> seen;

    Witness()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        listen(QHostAddress::LocalHost);
    }

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &got = m_got[socket];
        got += socket->readAll();
        const qsizetype end = got.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Seen one;
        QList<QByteArray> lines = got.left(end).split('\n');
        const QList<QByteArray> first = lines.takeFirst().split(' ');
        one.verb = first.value(0);
        one.path = first.value(1);
        for (const QByteArray &line : std::as_const(lines)) {
            const qsizetype colon = line.indexOf(':');
            one.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
        }
        if (headerValue(one.headers, "Expect").toLower() == "100-continue" && !socket->property("told").toBool()) {
            socket->setProperty("told", true);
            socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        const qsizetype length = headerValue(one.headers, "Content-Length").toLongLong();
        if (got.size() < end + 4 + length)
            return;
        one.body = got.mid(end + 4, length);
        m_got.remove(socket);
        seen << one;
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\nfine\n");
        socket->disconnectFromHost();
    }
    QHash<QTcpSocket *, QByteArray> m_got;
};

LogEntry callOf(const QByteArray &verb, const QString &path, const Headers &headers, const QByteArray &body = {})
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.verb = verb;
    entry.url = QUrl(u"http://127.0.0.1:9"_s + path);
    entry.requestHeaders = headers;
    entry.requestBody = body;
    return entry;
}

const QByteArray apiKey = "k3y\"with\\signs&more%'";
const QByteArray apiSecret = "s3cret/value+1";
const QByteArray token = "tok.en-1";

/// The names that the rows below lead to, and what stands there in this test.
const QList<std::pair<QString, QByteArray>> variables{
    {u"AEROSYNC_API_KEY"_s, apiKey},   {u"AEROSYNC_API_SECRET"_s, apiSecret}, {u"AEROSYNC_BEARER_TOKEN"_s, token},
    {u"AEROSYNC_TOKEN"_s, apiSecret},  {u"AEROPAY_BEARER_TOKEN"_s, token},    {u"AEROPAY_API_KEY"_s, apiKey},
    {u"AEROPAY_API_SECRET"_s, apiSecret}, {u"AEROSYNC_SECRET"_s, token},
};

/// RFC 3986, 6.2.2: "%41" is "A", "%2f" is "%2F". The shell's helper escapes every byte.
QByteArray normalised(const QByteArray &bytes)
{
    QByteArray result;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const QByteArray hex = bytes[at] == '%' ? bytes.mid(at + 1, 2) : QByteArray();
        bool isHex = false;
        const char c = char(hex.toInt(&isHex, 16));
        if (hex.size() != 2 || !isHex) {
            result += bytes[at];
            continue;
        }
        const bool isFree = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c && QByteArrayView("-._~").contains(c));
        result += isFree ? QByteArray(1, c) : '%' + hex.toUpper();
        at += 2;
    }
    return result;
}

QByteArray jsonText(const QByteArray &text)
{
    return QByteArray(text).replace('\\', "\\\\").replace('"', "\\\"");
}

} // namespace

class SessionRequestCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void plans_data();
    void plans();
    void namesOfVariables_data();
    void namesOfVariables();
    void noMarkAndNoControlSignIsLeft_data() { rows(); }
    void noMarkAndNoControlSignIsLeft();
    void everyLanguageHasItsSkeleton();
    void maskedDataIsSaid();
    void onlyCallsHaveCode();
    void literalsOfCSharp_data();
    void literalsOfCSharp();
    void curlSendsTheSame_data();
    void curlSendsTheSame();
    void httpieSendsTheSame_data();
    void httpieSendsTheSame();
    void nodeSendsTheSame_data();
    void nodeSendsTheSame();
    void browserFetchSendsTheSame_data();
    void browserFetchSendsTheSame();
    void pythonSendsTheSame_data();
    void pythonSendsTheSame();

private:
    void rows(const QString &tool = {});
    void compare(const QString &program, const QStringList &arguments, const QString &code, const QString &file, bool inBrowser = false);
    std::unique_ptr<Witness> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void SessionRequestCode::initTestCase()
{
    m_server = std::make_unique<Witness>();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_server->isListening() && m_folder->isValid());
}

/// A call as it is kept, and the address' query and the body that have to arrive.
void SessionRequestCode::rows(const QString &tool)
{
#ifdef __SANITIZE_ADDRESS__
    if (!tool.isEmpty()) // starting one takes ten times as long from here
        QSKIP("The other build runs the programs: they would get the same texts.");
#endif
    if (!tool.isEmpty() && QStandardPaths::findExecutable(tool).isEmpty())
        QSKIP(qPrintable(u"%1 is not on this machine"_s.arg(tool)));
    QTest::addColumn<LogEntry>("entry");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Headers>("headers");
    const Headers json{{"Accept", "application/json"}, {"User-Agent", "aerosync-console/1"}, {"Content-Type", "application/json"}};
    const Headers keys{{"Authorization", "Bearer ‹redacted›"}, {"x-api-key", "‹redacted›"}};
    const Headers sentKeys{{"Authorization", "Bearer " + token}, {"x-api-key", apiKey}};
    const auto post = [&](const char *name, const QByteArray &body, const QByteArray &arrives) {
        QTest::newRow(name) << callOf("POST", u"/v2/x"_s, json, body) << QByteArray("/v2/x") << arrives << json;
    };
    QTest::newRow("get with keys") << callOf("GET", u"/v2/accounts/c1/balance?a=1&b=%20x"_s, {{"Accept", "application/json"}, keys[0], keys[1]})
                                   << QByteArray("/v2/accounts/c1/balance?a=1&b=%20x") << QByteArray()
                                   << Headers{{"Accept", "application/json"}, sentKeys[0], sentKeys[1]};
    QTest::newRow("token call") << callOf("POST", u"/v2/token"_s, json + Headers{keys[1]}, R"({"apiKey":"‹redacted›","apiSecret":"‹redacted›"})")
                                << QByteArray("/v2/token") << R"({"apiKey":")" + jsonText(apiKey) + R"(","apiSecret":")" + apiSecret + "\"}"
                                << json + Headers{sentKeys[1]};
    QTest::newRow("aeropay's token call") << callOf("POST", u"/aeropay/v2/token"_s, json, R"({"api_key":"‹redacted›","api_secret":"‹redacted›","scope":"merchant"})")
                                          << QByteArray("/aeropay/v2/token")
                                          << R"({"api_key":")" + jsonText(apiKey) + R"(","api_secret":")" + apiSecret + R"(","scope":"merchant"})" << json;
    QTest::newRow("aeropay's user") << callOf("POST", u"/aeropay/v2/user"_s, json + Headers{{"authorization", "Bearer ‹redacted›"}}, R"({"firstName":"Zoë"})")
                                    << QByteArray("/aeropay/v2/user") << QByteArray(R"({"firstName":"Zoë"})") << json + Headers{{"authorization", "Bearer " + token}};
    QTest::newRow("post without a body") << callOf("POST", u"/v2/accounts/c1/refresh"_s, json) << QByteArray("/v2/accounts/c1/refresh") << QByteArray() << json;
    QTest::newRow("delete") << callOf("DELETE", u"/v2/users/u/connections/c/transactions"_s, {keys[1]}) << QByteArray("/v2/users/u/connections/c/transactions")
                            << QByteArray() << Headers{sentKeys[1]};
    QTest::newRow("an id with every sign") << callOf("GET", u"/v2/accounts/a%2Fb%3Fc%25'$%28x%29/job?q=%22%60%5C"_s, {})
                                           << QByteArray("/v2/accounts/a%2Fb%3Fc%25'$%28x%29/job?q=%22%60%5C") << QByteArray() << Headers();
    QTest::newRow("a mark in the query") << callOf("GET", u"/v2/x?token=REDACTED&n=1"_s, {}) << QByteArray("/v2/x?token=s3cret%2Fvalue%2B1&n=1") << QByteArray() << Headers();
    QTest::newRow("signs in headers") << callOf("GET", u"/v2/x"_s, {{"X-Note", "it's \"quoted\" $HOME `id` \\n {0} !"}, {"X-At", "@file"}, {"X-Is", "=1"}})
                                      << QByteArray("/v2/x") << QByteArray()
                                      << Headers{{"X-Note", "it's \"quoted\" $HOME `id` \\n {0} !"}, {"X-At", "@file"}, {"X-Is", "=1"}};
    post("quotes and dollars", R"({"a":"it's $HOME `id` $(id) ${x} \\ \" {0} {{1}} %s !"})", R"({"a":"it's $HOME `id` $(id) ${x} \\ \" {0} {{1}} %s !"})");
    post("lines and letters", "{\n\t\"naïve\": \"日本 😀 \u202e\u2028\"\r\n}\n", "{\n\t\"naïve\": \"日本 😀 \u202e\u2028\"\r\n}\n");
    post("begins with an at sign", "@/etc/passwd", "@/etc/passwd");
    post("begins with a dash", "-n\x01 100%\\", "-n\x01 100%\\");
    post("JSON as text in JSON", R"({"payload":"{\"token\":\"‹redacted›\",\"n\":1}"})",
         R"({"payload":"{\"token\":\")" + apiSecret + R"(\",\"n\":1}"})");
    post("a mark in a list", R"(["‹redacted›"])", R"([")" + token + "\"]");
    post("an address in JSON", R"({"u":"https://h/?token=REDACTED&x=1"})", R"({"u":"https://h/?token=s3cret%2Fvalue%2B1&x=1"})");
    post("the word itself", R"({"note":"this was REDACTED by them"})", R"({"note":"this was REDACTED by them"})");
    post("no text", QByteArray("\x00\xff\xfe'\"%s\\\x80 end", 14), QByteArray("\x00\xff\xfe'\"%s\\\x80 end", 14));
    post("a byte order mark", "\xef\xbb\xbf{}", "\xef\xbb\xbf{}");
    post("long", '[' + QByteArray(150'000, '1') + ']', '[' + QByteArray(150'000, '1') + ']');
    const Headers form{{"Content-Type", "application/x-www-form-urlencoded"}};
    QTest::newRow("a form") << callOf("POST", u"/v2/x"_s, form, "token=‹redacted›&a=b+c") << QByteArray("/v2/x") << QByteArray("token=s3cret%2Fvalue%2B1&a=b+c") << form;
    QTest::newRow("without a type") << callOf("POST", u"/v2/x"_s, {}, "plain") << QByteArray("/v2/x") << QByteArray("plain") << Headers();
}

void SessionRequestCode::plans_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("put");
    QTest::addColumn<int>("depth");
    const auto row = [](const QByteArray &body, const QString &name, CodePiece::Put put, int depth = 1) {
        QTest::newRow(body.constData()) << body << name << static_cast<int>(put) << depth;
    };
    using Put = CodePiece::Put;
    row(R"({"apiKey":"‹redacted›"})", u"AEROSYNC_API_KEY"_s, Put::InJson);
    row(R"({"api_secret" : "‹redacted›"})", u"AEROSYNC_API_SECRET"_s, Put::InJson);
    row(R"({"a":"words ‹redacted› words"})", u"AEROSYNC_A"_s, Put::InJson);
    row(R"({"a":"{\"token\":\"‹redacted›\"}"})", u"AEROSYNC_TOKEN"_s, Put::InJson, 2);
    row(R"({"a":"{\"b\":\"{\\\"token\\\":\\\"‹redacted›\\\"}\"}"})", u"AEROSYNC_TOKEN"_s, Put::InJson, 3);
    row(R"({"token":"REDACTED"})", u"AEROSYNC_TOKEN"_s, Put::InJson);
    row(R"(["‹redacted›"])", u"AEROSYNC_SECRET"_s, Put::InJson);
    row("code=‹redacted›", u"AEROSYNC_CODE"_s, Put::InUrl);
    row("to=https%3A%2F%2Fh%2F%3Ftoken%3D%E2%80%B9redacted%E2%80%BA", u"AEROSYNC_TOKEN"_s, Put::InUrl);
    row("‹redacted›", u"AEROSYNC_SECRET"_s, Put::AsIs);
}

void SessionRequestCode::plans()
{
    QFETCH(QByteArray, body);
    const RequestPlan plan = requestPlan(callOf("POST", u"/v2/x"_s, {}, body));
    QCOMPARE(plan.names.size(), 1);
    QTEST(plan.names.first(), "name");
    const auto piece = std::find_if(plan.body.begin(), plan.body.end(), [](const CodePiece &each) { return !each.name.isEmpty(); });
    QVERIFY(piece != plan.body.end());
    QTEST(static_cast<int>(piece->put), "put");
    QTEST(piece->depth, "depth");
}

void SessionRequestCode::namesOfVariables_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("variable");
    QTest::newRow("camel") << QByteArray("apiKey") << u"API_KEY"_s;
    QTest::newRow("snake") << QByteArray("api_key") << u"API_KEY"_s;
    QTest::newRow("header") << QByteArray("x-api-key") << u"API_KEY"_s;
    QTest::newRow("Header") << QByteArray("X-Webhook-Signature") << u"WEBHOOK_SIGNATURE"_s;
    QTest::newRow("capitals") << QByteArray("clientID") << u"CLIENT_ID"_s;
    QTest::newRow("strange") << QByteArray("a b;c$d") << u"A_B_C_D"_s;
    QTest::newRow("nothing") << QByteArray() << u"SECRET"_s;
}

void SessionRequestCode::namesOfVariables()
{
    QFETCH(QByteArray, name);
    QTEST(variableName(name), "variable");
}

void SessionRequestCode::noMarkAndNoControlSignIsLeft()
{
    QFETCH(LogEntry, entry);
    QFETCH(QByteArray, body);
    for (const CodeLanguage language : codeLanguages()) {
        const QString code = requestAsCode(entry, language);
        QVERIFY2(!code.contains(u"‹redacted›"_s), qPrintable(code));
        QCOMPARE(code.contains(u"REDACTED"_s), body.contains("was REDACTED by")); // but where it is somebody's own word
        const bool hasControlSign = std::any_of(code.begin(), code.end(), [](QChar c) { return c.unicode() < 0x20 && c != u'\n'; });
        QVERIFY2(!hasControlSign, qPrintable(code));
        QVERIFY(code.endsWith(u'\n'));
    }
}

void SessionRequestCode::everyLanguageHasItsSkeleton()
{
    const LogEntry entry = callOf("POST", u"/v2/token"_s, {{"Accept", "application/json"}, {"x-api-key", "‹redacted›"}, {"Authorization", "Bearer ‹redacted›"}}, R"({"apiSecret":"‹redacted›"})");
    const QHash<CodeLanguage, QStringList> parts{
        {CodeLanguage::Curl, {u"curl --request POST 'http://127.0.0.1:9/v2/token'"_s, u"--header \"x-api-key: ${AEROSYNC_API_KEY}\""_s, u"--header 'Accept: application/json'"_s,
                              u"--header \"Authorization: Bearer ${AEROSYNC_BEARER_TOKEN}\""_s, u"${AEROSYNC_API_SECRET:?set it first}"_s}},
        {CodeLanguage::HttPie, {u"http --ignore-stdin POST 'http://127.0.0.1:9/v2/token'"_s, u"\"x-api-key:${AEROSYNC_API_KEY}\""_s, u"--raw "_s}},
        {CodeLanguage::BrowserFetch, {u"const AEROSYNC_API_KEY = \"\"; // fill in"_s, u"\"x-api-key\": AEROSYNC_API_KEY,"_s, u"\"Authorization\": \"Bearer \" + AEROSYNC_BEARER_TOKEN,"_s}},
        {CodeLanguage::NodeFetch, {u"const AEROSYNC_API_KEY = fromEnvironment(\"AEROSYNC_API_KEY\");"_s, u"JSON.stringify(AEROSYNC_API_SECRET).slice(1, -1)"_s}},
        {CodeLanguage::PythonRequests, {u"AEROSYNC_API_KEY = os.environ[\"AEROSYNC_API_KEY\"]"_s, u"json.dumps(AEROSYNC_API_SECRET)[1:-1]"_s}},
        {CodeLanguage::CSharpHttpClient, {u"string aerosyncApiKey = Environment.GetEnvironmentVariable(\"AEROSYNC_API_KEY\")"_s, u"TryAddWithoutValidation(\"x-api-key\", aerosyncApiKey)"_s,
                                          u"JsonSerializer.Serialize(aerosyncApiSecret)[1..^1]"_s}},
    };
    QSet<QString> ids, names;
    for (const CodeLanguage language : codeLanguages()) {
        const QString code = requestAsCode(entry, language);
        for (const QString &part : parts.value(language))
            QVERIFY2(code.contains(part), qPrintable(code));
        ids << codeLanguageId(language);
        names << codeLanguageName(language);
    }
    QCOMPARE(ids.size(), codeLanguages().size());
    QCOMPARE(names.size(), codeLanguages().size());
}

void SessionRequestCode::maskedDataIsSaid()
{
    const QByteArray body = R"({"firstName":"Dana","email":"dana@example.com"})";
    for (const CodeLanguage language : codeLanguages()) {
        const QString plain = requestAsCode(callOf("POST", u"/v2/user"_s, {}, body), language);
        const QString masked = requestAsCode(callOf("POST", u"/v2/user"_s, {}, maskedJson(body)), language);
        QVERIFY2(!plain.contains(u"masked"_s), qPrintable(plain));
        QVERIFY2(masked.section(u'\n', 0, 0).contains(u"masked"_s) && masked.contains(u"D•••"_s) && !masked.contains(u"Dana"_s), qPrintable(masked));
    }
    LogEntry inAddress = callOf("GET", u"/v2/x?name=D•••"_s, {});
    QVERIFY(requestAsCode(inAddress, CodeLanguage::Curl).contains(u"masked"_s));
    LogEntry inHeader = callOf("GET", u"/v2/x"_s, {{"X-Name", "D•••"}});
    QVERIFY(requestAsCode(inHeader, CodeLanguage::NodeFetch).contains(u"masked"_s));
    const QString cut = requestAsCode(callOf("POST", u"/v2/x"_s, {}, QByteArray(256 * 1024, 'a')), CodeLanguage::PythonRequests);
    QVERIFY(cut.startsWith(u"# The body was longer"_s));
}

void SessionRequestCode::onlyCallsHaveCode()
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Widget;
    for (const CodeLanguage language : codeLanguages())
        QVERIFY(requestAsCode(entry, language).isEmpty());
}

void SessionRequestCode::literalsOfCSharp_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("bytes");
    QTest::newRow("braces and dollars") << QByteArray("{0} {{$x}}") << uR"(Encoding.UTF8.GetBytes("{0} {{$x}}"))"_s;
    QTest::newRow("quotes") << QByteArray(R"(a"b'c\d)") << uR"(Encoding.UTF8.GetBytes("a\"b'c\\d"))"_s;
    QTest::newRow("lines") << QByteArray("a\r\n\tb\x01" "1") << uR"(Encoding.UTF8.GetBytes("a\r\n\tb\u00011"))"_s;
    QTest::newRow("hidden") << QByteArray("a\u202eb\u2028😀ä") << uR"(Encoding.UTF8.GetBytes("a\u202eb\u2028😀ä"))"_s;
    QTest::newRow("bytes") << QByteArray("\x00\xff", 2) << uR"(Encoding.Latin1.GetBytes("\u0000ÿ"))"_s;
}

void SessionRequestCode::literalsOfCSharp()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, bytes);
    const QString code = requestAsCode(callOf("PUT", u"/v2/x"_s, {}, body), CodeLanguage::CSharpHttpClient);
    QVERIFY2(code.contains(u"request.Content = new ByteArrayContent(%1);"_s.arg(bytes)), qPrintable(code));
}

/// Runs the code with the credentials in its environment and compares what arrives with what was sent once.
void SessionRequestCode::compare(const QString &program, const QStringList &arguments, const QString &code, const QString &file, bool inBrowser)
{
    QFETCH(LogEntry, entry);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(Headers, headers);
    QString text = code;
    text.replace(u"127.0.0.1:9/"_s, u"127.0.0.1:%1/"_s.arg(m_server->serverPort()));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &proxy : {u"http_proxy"_s, u"HTTP_PROXY"_s, u"all_proxy"_s, u"ALL_PROXY"_s})
        environment.remove(proxy);
    environment.insert(u"HOME"_s, m_folder->path()); // nobody's own settings of the tool
    for (const auto &[name, value] : variables) {
        environment.insert(name, QString::fromUtf8(value));
        text.replace(u"const %1 = \"\";"_s.arg(name), u"const %1 = process.env.%1;"_s.arg(name));
    }
    QFile script(m_folder->filePath(file));
    QVERIFY(script.open(QIODevice::WriteOnly | QIODevice::Truncate));
    script.write(text.toUtf8());
    script.close();
    m_server->seen.clear();
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder->path());
    process.start(program, arguments + QStringList{script.fileName()});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
    const QByteArray said = process.readAllStandardError() + process.readAllStandardOutput() + '\n' + text.left(4000).toUtf8();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("fine"), said.constData());
    QCOMPARE(m_server->seen.size(), 1);
    const Seen &seen = m_server->seen.first();
    QCOMPARE(seen.verb, entry.verb);
    QCOMPARE(normalised(seen.path), normalised(path));
    for (const auto &[name, value] : headers) {
        if (!inBrowser || name != "User-Agent")
            QCOMPARE(headerValue(seen.headers, name), value);
    }
    if (headerValue(headers, "Content-Type").isEmpty())
        QCOMPARE(headerValue(seen.headers, "Content-Type"), QByteArray());
    const bool escapesAll = program == u"sh" && requestPlan(entry).names.size() > 0;
    QCOMPARE(escapesAll ? normalised(seen.body) : seen.body, escapesAll ? normalised(body) : body);
}

void SessionRequestCode::curlSendsTheSame_data()
{
    rows(u"curl"_s);
}

void SessionRequestCode::curlSendsTheSame()
{
    QFETCH(LogEntry, entry);
    compare(u"sh"_s, {}, requestAsCode(entry, CodeLanguage::Curl), u"curl.sh"_s);
}

void SessionRequestCode::httpieSendsTheSame_data()
{
    rows(u"http"_s);
}

void SessionRequestCode::httpieSendsTheSame()
{
    QFETCH(LogEntry, entry);
    compare(u"sh"_s, {}, requestAsCode(entry, CodeLanguage::HttPie), u"httpie.sh"_s);
}

void SessionRequestCode::nodeSendsTheSame_data()
{
    rows(u"node"_s);
}

void SessionRequestCode::nodeSendsTheSame()
{
    QFETCH(LogEntry, entry);
    compare(u"node"_s, {}, requestAsCode(entry, CodeLanguage::NodeFetch), u"call.js"_s);
    if (!QTest::currentTestFailed() && entry.verb == "DELETE") // as a module too
        compare(u"node"_s, {}, requestAsCode(entry, CodeLanguage::NodeFetch), u"call.mjs"_s);
}

void SessionRequestCode::browserFetchSendsTheSame_data()
{
    rows(u"node"_s);
}

/// Node's fetch is the browsers' one, as far as this goes.
void SessionRequestCode::browserFetchSendsTheSame()
{
    QFETCH(LogEntry, entry);
    compare(u"node"_s, {}, requestAsCode(entry, CodeLanguage::BrowserFetch), u"page.mjs"_s, true);
}

void SessionRequestCode::pythonSendsTheSame_data()
{
    rows(u"python3"_s);
}

void SessionRequestCode::pythonSendsTheSame()
{
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    QFETCH(LogEntry, entry);
    static std::optional<bool> hasRequests;
    if (!hasRequests) {
        QProcess look;
        look.start(python, {u"-c"_s, u"import requests"_s});
        QTRY_COMPARE_WITH_TIMEOUT(look.state(), QProcess::NotRunning, 30'000);
        hasRequests = look.exitCode() == 0;
    }
    if (*hasRequests) {
        compare(python, {}, requestAsCode(entry, CodeLanguage::PythonRequests), u"call.py"_s);
        return;
    }
    QFile script(m_folder->filePath(u"call.py"_s));
    QVERIFY(script.open(QIODevice::WriteOnly | QIODevice::Truncate));
    script.write(requestAsCode(entry, CodeLanguage::PythonRequests).toUtf8());
    script.close();
    QProcess compiler;
    compiler.start(python, {u"-m"_s, u"py_compile"_s, script.fileName()});
    QTRY_COMPARE_WITH_TIMEOUT(compiler.state(), QProcess::NotRunning, 30'000);
    QVERIFY2(compiler.exitCode() == 0, compiler.readAllStandardError().constData());
    QSKIP("Python has no requests on this machine: only the syntax was checked");
}

QTEST_GUILESS_MAIN(SessionRequestCode)
#include "session_requestcode.moc"

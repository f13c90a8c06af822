// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/deck_world.h"

using namespace Qt::StringLiterals;

namespace deck {

DeckWorld::DeckWorld(int speed, console::History *history)
    : settings(folder.filePath(u"settings.ini"_s)),
      session({.network = &network, .secrets = &secrets, .settings = &settings, .clock = [this, speed] {
                   // the log has the time of the wall, so polls are only in their place where this is the same
                   if (speed == 1)
                       return QDateTime::currentDateTimeUtc();
                   return QDateTime(QDate(2026, 5, 17), QTime(18, 0), Qt::UTC).addMSecs(m_since.isValid() ? m_since.elapsed() * speed : 0);
               }, .history = history})
{
    m_since.start();
    network.on("POST /v2/token", R"({"status":"success","statusCode":200,"TTL":"1800","token":"test-token-0001"})");
    network.on("GET /v2/users/*/connections", R"({"connections":[]})"); // whoever existed before is asked about
    network.on("POST /v2/token_widget", support::FakeAnswer{.hangs = true});
    session.simulatorReady(R"({"api":"http://127.0.0.1:1","aeropay":"http://127.0.0.1:1","widget":"http://127.0.0.1:1",
        "hostOrigin":"http://127.0.0.1:1","apiKey":"key-aaaa-1111","apiSecret":"secret-bbbb-2222","aeropayApiKey":"key-cccc-3333",
        "aeropayApiSecret":"secret-dddd-4444","merchantId":"1"})");
    console::PollRule rule;
    rule.plan = [](console::JobKind, const QString &) { return console::PollPlan::fixed(std::chrono::milliseconds(20), std::chrono::milliseconds(20)); };
    rule.interval = rule.awaitingPerson = std::chrono::milliseconds(20);
    rule.conflict = std::chrono::milliseconds(200);
    rule.deadline = std::chrono::minutes(10);
    session.jobs()->setRule(rule);
    session.user()->use(u"0b6f5c1e-2f6e-4f3e-9f5a-3f1d2c4b5a69"_s);
}

QString DeckWorld::link(const QString &bank, Way way)
{
    ++m_links;
    const QString id = u"%1d41402abc4b2a76b9719d9110%2"_s.arg(m_links % 10).arg(m_links, 5, 16, QChar(u'0'));
    const QByteArray account = "/v2/accounts/" + id.toLatin1();
    network.on("GET " + account, R"({"status":"success","statusCode":200,"account":{"accountNumberDisplay":"6789","accountType":"CHECKING",
        "bankName":")" + bank.toUtf8() + R"(","connectionStatus":"CONNECTED"}})");
    session.connections()->add({.connectionId = id, .bank = bank, .numberDisplay = QString::number(2900 + m_links),
                                .accountType = u"CHECKING"_s, .status = u"CONNECTED"_s,
                                .linkedAt = session.clock()()});
    script(id, way);
    return id;
}

void DeckWorld::script(const QString &id, Way way)
{
    const QByteArray account = "/v2/accounts/" + id.toLatin1();
    const QByteArray jobId = "REF-0a1b2c3d4e5f60718293a4b5" + id.right(8).toLatin1();
    const QByteArray refused = way == Way::Conflict ? R"({"error":{"code":"AC-112","message":"A job is already running"}})"
                                                    : R"({"error":{"code":"AC-105","message":"Not supported for a manually linked account"}})";
    const bool starts = way != Way::Conflict && way != Way::NotAvailable;
    const QByteArray started = R"({"status":"success","statusCode":200,"identityStatus":"Initiated","jobId":")" + jobId + R"("})";
    for (const QByteArray &path : {"POST " + account + "/refresh", "POST " + account + "/transactions", "POST " + account + "/identity"}) {
        network.forget(path);
        network.on(path, starts ? started : refused, starts ? 200 : way == Way::Conflict ? 409 : 400);
    }
    const QByteArray status = "GET " + account + "/job/*";
    network.forget(status);
    const auto says = [&](const QByteArray &word, bool mfa, int times) {
        for (int i = 0; i < times; ++i)
            network.on(status, R"({"status":"success","statusCode":200,"jobStatus":")" + word + R"(","mfaTriggered":)" + (mfa ? "true" : "false")
                                   + R"(,"jobId":")" + jobId + R"("})");
    };
    says("IN_PROGRESS", false, way == Way::Running ? 1 : 3);
    if (way == Way::NeedsCode)
        says("Pending MFA", true, 1);
    else if (way != Way::Running)
        says(way == Way::Fails ? "FAILED" : "COMPLETED", false, 1);
    network.on("GET " + account + "/balance", R"({"status":"success","statusCode":200,"account":{"availableBalance":1840.50,"currentBalance":1902.07,
        "lastRefreshTimeStamp":"2026-05-17 18:07:25.815355","currency":"USD","bankName":"Harbour Bank","connectionId":")" + id.toLatin1() + R"("}})");
    network.on("GET " + account + "/transactions", R"({"status":"success","statusCode":200,"transactions":[]})");
    network.on("GET " + account + "/identity", R"({"status":"success","statusCode":200,"identity":{"accountHolderName":"Ada Novak"}})");
}

console::Job madeUp(int number, console::JobState state, console::JobKind kind)
{
    console::Job job;
    job.number = number;
    job.connectionId = u"connection-%1"_s.arg(number);
    job.bank = u"Bank %1"_s.arg(number % 7);
    job.kind = kind;
    job.state = state;
    job.jobId = u"REF-%1"_s.arg(number, 8, 10, QChar(u'0'));
    job.createdAt = QDateTime(QDate(2026, 5, 17), QTime(18, 0), Qt::UTC).addSecs(number);
    job.startedAt = job.changedAt = job.createdAt;
    return job;
}

} // namespace deck

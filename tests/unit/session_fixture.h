// SPDX-License-Identifier: GPL-3.0-or-later
// Everything below the session's parts: a scripted network, the real ApiClient, log and tokens, and a clock to move.
#pragma once

#include "session/eventlog.h"
#include "session/jobwatcher.h"
#include "session/tokensource.h"
#include "support/scriptednetwork.h"

#include <QSignalSpy>
#include <QtTest>

namespace fixture {

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::FakeAnswer;

inline Credentials goodKeys()
{
    return {Secret(QByteArray("sync-api-key")), Secret(QByteArray("sync-api-secret")), Secret(QByteArray("pay-api-key")), Secret(QByteArray("pay-api-secret")), u"1456"_s};
}

inline Environment loopback()
{
    Environment environment;
    environment.id = u"simulator"_s;
    environment.name = u"Simulator"_s;
    environment.aerosyncApi = QUrl(u"http://127.0.0.1:9"_s);
    environment.aeropassApi = QUrl(u"http://127.0.0.1:9/aeropay"_s);
    environment.widgetOrigin = QUrl(u"http://127.0.0.1:9"_s);
    environment.hostOrigin = QUrl(u"https://localhost"_s);
    environment.sdkEnvironment = u"sandbox"_s;
    environment.reach = Reach::LoopbackOnly;
    environment.builtIn = true;
    return environment;
}

inline QByteArray tokenJson(const QByteArray &token, int ttl = 1800)
{
    return R"({"status":"success","statusCode":200,"TTL":")" + QByteArray::number(ttl) + R"(","token":")" + token + "\"}";
}

inline QByteArray errorJson(const QByteArray &code, const QByteArray &message = "no")
{
    return R"({"error":{"code":")" + code + R"(","message":")" + message + "\"}}";
}

/// The real steps of a job, a thousand times as fast.
inline PollRule quick()
{
    PollRule rule;
    rule.plan = [](JobKind, const QString &) { return PollPlan::fixed(1ms, 3ms); };
    rule.interval = 3ms;
    rule.awaitingPerson = 5ms;
    rule.conflict = 3ms;
    rule.longest = 12ms;
    rule.deadline = 60s;
    return rule;
}

struct World {
    support::ScriptedNetwork network;
    ApiClient api{&network};
    EventLog log;
    QDateTime now = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    TokenSource tokens{&api, &log, [this] { return now; }};
    Clock clock = [this] { return now; };

    World()
    {
        api.setEnvironment(loopback());
        RetryRule rule;
        rule.firstDelay = 1ms;
        rule.longestDelay = 20ms;
        rule.timeout = 5s;
        api.setRetryRule(rule);
        QObject::connect(&api, &ApiClient::exchanged, &log, &EventLog::addExchange);
        tokens.setCredentials(goodKeys());
    }
    void scriptTokens()
    {
        network.on("POST /v2/token", tokenJson("bearer-token-1"));
        network.on("POST /aeropay/v2/token", R"({"TTL":1800,"token":"pay-token-1"})");
        network.on("POST /v2/token_widget", R"({"status":"success","statusCode":200,"token":"widget-token-1","userId":"w1"})");
    }
    /// Entries of one kind, as "title: detail".
    QStringList notes(LogEntry::Kind kind) const
    {
        QStringList lines;
        for (const LogEntry &entry : log.entries()) {
            if (entry.kind == kind)
                lines << (entry.detail.isEmpty() ? entry.title : entry.title + u": "_s + entry.detail);
        }
        return lines;
    }
    /// Everything that was recorded, as one text.
    QByteArray everything() const
    {
        QByteArray all;
        for (const LogEntry &entry : log.entries()) {
            all += (entry.title + u'\n' + entry.detail + u'\n').toUtf8() + entry.url.toEncoded() + '\n' + entry.requestBody + '\n' + entry.answerBody + '\n';
            for (const Headers &headers : {entry.requestHeaders, entry.answerHeaders}) {
                for (const auto &[name, value] : headers)
                    all += name + ": " + value + '\n';
            }
        }
        return all;
    }
};

} // namespace fixture

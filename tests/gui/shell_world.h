// SPDX-License-Identifier: GPL-3.0-or-later
// ShellWorld: a real Session without a network, for the tests of the shell: a request that is not expected fails.
#pragma once

#include "session/session.h"
#include "store/memorystore.h"
#include "store/settings.h"
#include "support/fakereply.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>

namespace shell {

class NoNetwork : public QNetworkAccessManager
{
public:
    QStringList asked;     ///< "POST https://…"
    bool expected = false; ///< true: requests are part of the test, and hang

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *) override
    {
        asked.append(QString::number(int(operation)) + u' ' + request.url().toString());
        if (!expected) {
            QTest::qFail(qPrintable(QStringLiteral("unexpected request ") + asked.last()), __FILE__, __LINE__);
        }
        return new support::FakeReply(support::FakeAnswer{.hangs = true}, operation, request, this);
    }
};

class ShellWorld
{
public:
    explicit ShellWorld(console::History *history = nullptr)
        : settings(folder.filePath(QStringLiteral("settings.ini"))),
          session({&network, &secrets, &settings, console::systemClock(), [](const char *) { return QString(); }, history})
    {
    }
    /// As if the simulator had started: addresses that nobody listens at.
    void simulatorIsReady()
    {
        session.simulatorReady(QJsonDocument(QJsonObject{
            {QStringLiteral("api"), QStringLiteral("http://127.0.0.1:9")},
            {QStringLiteral("aeropay"), QStringLiteral("http://127.0.0.1:9/aeropay")},
            {QStringLiteral("widget"), QStringLiteral("http://127.0.0.1:9")},
            {QStringLiteral("hostOrigin"), QStringLiteral("https://host.example")},
            {QStringLiteral("apiKey"), QStringLiteral("simulator-key")},
            {QStringLiteral("apiSecret"), QStringLiteral("simulator-secret")},
            {QStringLiteral("aeropayApiKey"), QStringLiteral("pay-key")},
            {QStringLiteral("aeropayApiSecret"), QStringLiteral("pay-secret")},
            {QStringLiteral("merchantId"), QStringLiteral("1456")}}).toJson());
    }
    void userIsReady()
    {
        const bool before = std::exchange(network.expected, true);
        session.user()->use(QStringLiteral("3f0c9c1e-2b7a-4d51-9a3e-0f6f2d9191ab"));
        session.data()->clear(); // the question for earlier links
        network.expected = before;
    }
    void bankIsLinked()
    {
        console::Connection connection;
        connection.connectionId = QStringLiteral("5d41402abc4b2a76b9719d911017c592");
        connection.bank = QStringLiteral("Aerobank");
        connection.numberDisplay = QStringLiteral("2901");
        session.connections()->add(connection);
    }

    QTemporaryDir folder;
    NoNetwork network;
    console::MemoryStore secrets;
    console::Settings settings;
    console::Session session;
};

} // namespace shell

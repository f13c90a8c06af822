// SPDX-License-Identifier: GPL-3.0-or-later
// ApiFixture: the client room in front of a simulator of its own thread, with a person who has linked a bank.
#pragma once

#include "api/apiclient.h"
#include "simulator/simulatorthread.h"

#include <QJsonObject>
#include <QNetworkAccessManager>

#include <functional>
#include <memory>

namespace support {

/// Waits for a condition while the loop runs; false after `limit`.
bool waitFor(const std::function<bool()> &condition, std::chrono::milliseconds limit = std::chrono::seconds(20));

class ApiFixture
{
public:
    /// Starts the simulator; `problem` says what went wrong, if anything.
    explicit ApiFixture(console::AeropassForm form = console::AeropassForm::V2, double speed = 1.0);

    /// A fresh world: new tokens, one user, one linked account whose first pull is over.
    void startOver();
    /// Talks to the control surface (or any other path) past the client. `{}` when it said no.
    QJsonObject control(const QByteArray &verb, const QString &path, const QJsonObject &body = {}, const QByteArray &session = {});
    void advance(double seconds) { control("POST", QStringLiteral("/simulator/clock"), {{QStringLiteral("advanceSeconds"), seconds}}); }
    void orderFault(const QJsonObject &order) { control("POST", QStringLiteral("/simulator/faults"), order); }
    void clearFaults() { control("DELETE", QStringLiteral("/simulator/faults")); }
    QString link(const QString &password = QStringLiteral("no_mfa"));
    QString linkByHand();

    /// Waits for a call and gives what it settled with.
    template <typename T>
    console::Result<T> wait(const console::Call<T> &call)
    {
        std::optional<console::Result<T>> result;
        QObject receiver;
        call.onDone(&receiver, [&result](const console::Result<T> &got) { result = got; });
        if (!waitFor([&result] { return result.has_value(); }))
            return console::fail(console::Error{.kind = console::Error::Kind::Timeout, .message = QStringLiteral("TEST: the call never settled")});
        return *result;
    }

    QString problem;
    QJsonObject announcement;
    QNetworkAccessManager network;
    std::unique_ptr<console::ApiClient> client;
    console::Environment environment;
    console::Credentials keys;
    console::UserDetails details;
    console::ApiClient::Bearer bearer;
    console::Secret aeropass;   ///< token of the scope merchant
    console::AeropassUser user;
    QString connectionId;

private:
    std::unique_ptr<simulator::SimulatorThread> m_simulator;
};

} // namespace support

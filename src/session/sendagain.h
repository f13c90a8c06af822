// SPDX-License-Identifier: GPL-3.0-or-later
// SendAgain: a recorded call, sent once more with the keys and tokens of now; the log gets a note and a new entry.
#pragma once

#include "session/requestplan.h"
#include "session/tokensource.h"

#include <QObject>

#include <functional>

namespace console {

class SendAgain : public QObject
{
    Q_OBJECT
public:
    struct World {
        ApiClient *api = nullptr;
        TokenSource *tokens = nullptr;
        EventLog *log = nullptr;
        std::function<QString()> obstacle = {}; ///< what stands against any call now, as a sentence; empty: nothing
    };
    SendAgain(const World &world, QObject *parent = nullptr);
    /// Why this entry cannot be sent again now, as a sentence; empty: it can.
    QString whyNot(const LogEntry &entry) const;
    /// Nothing changes at the service, however often it is sent; anything else is for a person to decide.
    static bool isSafe(const LogEntry &entry);
    void send(const LogEntry &entry);

private:
    using TokenReady = std::function<void(const Result<Secret> &)>;
    void withToken(const RequestPlan &plan, TokenReady then);
    void launch(const LogEntry &entry, const RequestPlan &plan, const Secret &token, bool renewed);
    void go(const LogEntry &entry, bool renewed);
    void refused(const RequestPlan &plan, const Secret &token);
    /// The secret of a name of the plan; empty: there is none.
    Secret secretOf(const QString &name, const Secret &token) const;
    QByteArray filled(const CodeText &text, const Secret &token) const;
    bool isHere(const LogEntry &entry, const RequestPlan &plan) const;
    World m_world;
};

} // namespace console

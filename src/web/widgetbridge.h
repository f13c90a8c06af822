// SPDX-License-Identifier: GPL-3.0-or-later
// WidgetBridge: the one way in from the host page's isolated world; takes envelopes apart and judges nothing.
#pragma once

#include "session/eventlog.h"
#include "web/framestate.h"

#include <QJsonObject>
#include <QObject>
#include <QUrl>

namespace console {

class WidgetBridge : public QObject
{
    Q_OBJECT
public:
    /// `callbackNonce`: what the host page's own messages carry.
    explicit WidgetBridge(const QString &callbackNonce, QObject *parent = nullptr);

    /// The only method that scripts can call, and only those in the isolated world (bridge.js, agent.js).
    Q_INVOKABLE void deliver(const QString &envelope);

Q_SIGNALS:
    void message(const QString &origin, const QString &text, bool wasText);
    void callback(const QString &name, const QString &argumentsJson);
    void frameAddress(const QUrl &url);   ///< the SDK put an iframe with this address into the page
    void frameState(const console::FrameState &state);
    void hostBroke(const QString &code, const QString &detail); ///< the host page cannot run the SDK
    void note(console::LogEntry::Kind kind, console::LogEntry::Level level, const QString &title, const QString &detail);

private:
    void takeMessage(const QJsonObject &envelope);
    void takeHostWord(const QString &text);
    QString m_nonce;
};

} // namespace console

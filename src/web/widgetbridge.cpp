// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/widgetbridge.h"

#include "session/widgetevent.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype noteLimit = 24 * 1024; // characters; more than the log looks at, so that it knows that more was cut off


constexpr qsizetype envelopeLimit = 2 * 1024 * 1024; // bridge.js cuts long before; a last bound on memory

FrameState stateOf(const QJsonObject &envelope)
{
    return FrameState{.loaded = envelope.value("phase"_L1).toString() == "load"_L1,
                      .protocol = envelope.value("protocol"_L1).toString(),
                      .origin = envelope.value("origin"_L1).toString(),
                      .type = envelope.value("type"_L1).toString(),
                      .scripts = envelope.value("scripts"_L1).toInt(),
                      .title = envelope.value("title"_L1).toString(),
                      .text = envelope.value("text"_L1).toString()};
}

} // namespace

WidgetBridge::WidgetBridge(const QString &callbackNonce, QObject *parent)
    : QObject(parent), m_nonce(callbackNonce)
{
}

void WidgetBridge::deliver(const QString &text)
{
    if (text.size() > envelopeLimit)
        return;
    const QJsonObject envelope = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString kind = envelope.value("kind"_L1).toString();
    if (kind == "message"_L1) {
        takeMessage(envelope);
    } else if (kind == "host"_L1) {
        takeHostWord(envelope.value("text"_L1).toString());
    } else if (kind == "frame"_L1) {
        Q_EMIT frameAddress(QUrl(envelope.value("url"_L1).toString()));
    } else if (kind == "state"_L1) {
        Q_EMIT frameState(stateOf(envelope));
    } else if (kind == "flood"_L1) {
        const int count = envelope.value("count"_L1).toInt();
        const QString origin = envelope.value("origin"_L1).toString();
        Q_EMIT note(LogEntry::Kind::Rejected, LogEntry::Level::Warning, tr("too many messages"),
                    count == 0 ? tr("%1 sends more than 200 messages a second; the rest is counted only").arg(origin)
                               : tr("%Ln message(s) of %1 were dropped", nullptr, count).arg(origin));
    }
}

void WidgetBridge::takeMessage(const QJsonObject &envelope)
{
    const QString origin = envelope.value("origin"_L1).toString();
    const QString text = envelope.value("text"_L1).toString();
    const qint64 length = envelope.value("length"_L1).toInteger();
    if (length > widgetMessageLimit) {
        Q_EMIT note(LogEntry::Kind::Rejected, LogEntry::Level::Warning, tr("message too long"),
                    tr("%L1 characters from %2; at most %L3 bytes are read. It begins: %4")
                        .arg(length).arg(origin).arg(widgetMessageLimit).arg(text.left(noteLimit)));
        return;
    }
    Q_EMIT message(origin, text, envelope.value("wasText"_L1).toBool());
}

void WidgetBridge::takeHostWord(const QString &text)
{
    const QJsonObject word = QJsonDocument::fromJson(text.toUtf8()).object();
    if (word.value("nonce"_L1).toString() != m_nonce)
        return; // bridge.js looked already
    const QString what = word.value("what"_L1).toString();
    const QString list = word.value("args"_L1).toString();
    const QJsonArray args = QJsonDocument::fromJson(list.toUtf8()).array();
    if (what == "broke"_L1)
        Q_EMIT hostBroke(args.at(0).toString(), args.at(1).toString());
    else if (what == "problem"_L1)
        Q_EMIT note(LogEntry::Kind::Problem, LogEntry::Level::Warning, tr("script error in the host page"), args.at(0).toString());
    else
        Q_EMIT callback(what, list);
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// NoteGate: lets the first of a burst of like notes through and tells the rest as one line with their count.
#pragma once

#include "session/eventlog.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace console {

class NoteGate : public QObject
{
    Q_OBJECT
public:
    /// At most `most` notes with the same title pass per `window`.
    explicit NoteGate(std::chrono::milliseconds window = std::chrono::seconds(1), int most = 5, QObject *parent = nullptr);
    void add(LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail);
    void flush(); ///< tells the counts now

Q_SIGNALS:
    void note(console::LogEntry::Kind kind, console::LogEntry::Level level, const QString &title, const QString &detail);

private:
    struct Burst {
        int passed = 0;
        int held = 0;
        LogEntry::Kind kind = LogEntry::Kind::Rejected;
        LogEntry::Level level = LogEntry::Level::Info;
    };
    QHash<QString, Burst> m_bursts; // by title
    QTimer m_window;
    int m_most;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/notegate.h"

namespace console {

NoteGate::NoteGate(std::chrono::milliseconds window, int most, QObject *parent)
    : QObject(parent), m_most(most)
{
    m_window.setInterval(window);
    m_window.setSingleShot(true);
    connect(&m_window, &QTimer::timeout, this, &NoteGate::flush);
}

void NoteGate::add(LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail)
{
    Burst &burst = m_bursts[title];
    burst.kind = kind;
    burst.level = level;
    if (!m_window.isActive())
        m_window.start();
    if (++burst.passed <= m_most)
        Q_EMIT note(kind, level, title, detail);
    else
        ++burst.held;
}

void NoteGate::flush()
{
    const QHash<QString, Burst> bursts = std::exchange(m_bursts, {});
    for (auto it = bursts.cbegin(); it != bursts.cend(); ++it) {
        if (it->held > 0)
            Q_EMIT note(it->kind, it->level, it.key(), tr("… and %Ln more of these in a second", nullptr, it->held));
    }
}

} // namespace console

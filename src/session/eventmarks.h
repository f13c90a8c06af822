// SPDX-License-Identifier: GPL-3.0-or-later
// EventMarks: what a person marked in the time line: pins and notes, by the ids of entries.
#pragma once

#include <QMap>
#include <QObject>
#include <QString>

namespace console {

struct EventMark {
    bool isPinned = false;
    QString note;
    bool isEmpty() const { return !isPinned && note.isEmpty(); }
    bool operator==(const EventMark &) const = default;
};

class EventMarks : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype longestNote = 2000; ///< characters
    using QObject::QObject;
    EventMark mark(quint64 id) const { return m_marks.value(id); }
    const QMap<quint64, EventMark> &all() const { return m_marks; }
    /// An empty mark is none. The caller has taken credentials out of the note.
    void set(quint64 id, const EventMark &mark);
    void clear();

Q_SIGNALS:
    void changed(quint64 id);

private:
    QMap<quint64, EventMark> m_marks;
};

} // namespace console

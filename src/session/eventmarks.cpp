// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/eventmarks.h"

namespace console {

void EventMarks::set(quint64 id, const EventMark &mark)
{
    if (m_marks.value(id) == mark)
        return;
    if (mark.isEmpty())
        m_marks.remove(id);
    else
        m_marks.insert(id, {mark.isPinned, mark.note.left(longestNote)});
    Q_EMIT changed(id);
}

void EventMarks::clear()
{
    m_marks.clear(); // with their entries: who shows those hears of it
}

} // namespace console

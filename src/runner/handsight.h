// SPDX-License-Identifier: GPL-3.0-or-later
// HandSight: what the console sees by itself of a step that a person does: a pure look at the session.
#pragma once

#include "session/linkflow.h"
#include "walk/walk.h"

#include <QDateTime>

namespace console {

class Session;

/// How the session was when the person came to some steps: what they do must be newer.
struct HandSnapshot {
    QDateTime at;              ///< UTC
    quint64 lastEntry = 0;     ///< of the time line
    QString launchId, user;
    LinkState link = LinkState::Idle;
    static HandSnapshot of(const Session *session);
};

struct HandSight {
    enum class Seen {
        NotYet,
        Holds,
        Differs,               ///< something else happened: `text` says what
        OnlyByPerson,          ///< nothing of the session tells
    };
    Seen seen = Seen::NotYet;
    QString text = {};
};

/// Verbs that act on the page or the outside: whether they were done shows only in what follows.
bool isAct(WalkStep::Verb verb);
/// Acts that the session tells of: a user, the widget, a job, its second factor.
bool isSeenAct(WalkStep::Verb verb);
/// Judged by looking at the page, not by this.
bool isOfPage(WalkStep::Verb verb);
HandSight sightOf(const WalkStep &step, const HandSnapshot &since, const Session *session);

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// SessionDiff: what is different between two sessions: "it worked yesterday". Pure, for a worker.
#pragma once

#include "session/sessionfile.h"

namespace console {

struct SessionDifference {
    enum class Area { Configuration, Sequence, Status, Duration, Answer };
    Area area = Area::Sequence;
    QString what;                        ///< "GET /v2/accounts/…/balance: account.status"
    QString before, after;               ///< in words or values, masked as the records are; empty: not there
    qint64 beforeRow = -1, afterRow = -1; ///< the entries, rows of the two archives; -1: none
    bool operator==(const SessionDifference &) const = default;
};

struct SessionDiff {
    QList<SessionDifference> differences; ///< by area, within one by time; each once
    int steps = 0;                        ///< that both have
    bool isCoarse = false;                ///< too long to be told step by step
    bool isCut = false;                   ///< there are more differences than anybody reads
};

/// A word for tables and reports: "configuration", "sequence", …
QString sessionAreaName(SessionDifference::Area area);

/// Steps are calls, widget messages, callbacks and job states in their order; repeated polls of a job count once for each
/// status. A duration differs when one is at least twice the other and 200 ms more; an answer when a field is there in one
/// only, has another type, or is another word (numbers, ids, dates and masks differ at every call).
SessionDiff sessionDiff(const SessionRecord &before, const SessionRecord &after);

} // namespace console

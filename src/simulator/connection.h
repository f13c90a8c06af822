// SPDX-License-Identifier: GPL-3.0-or-later
// One linked bank account of one user.
#pragma once

#include "simulator/banks.h"
#include "simulator/jobs.h"
#include "simulator/ledger.h"

namespace simulator {

struct Connection {
    QString id;                      ///< connectionId, 32 hex digits
    QString user;                    ///< aeroPassUserUuid
    QString bank, bankName;
    QString username;                ///< sign-in name at the bank; the person behind it follows from it
    Account account;
    bool mfaLater = false;           ///< jobs on it ask for a second factor
    Challenge challenge;             ///< what they ask
    QString status = QStringLiteral("CONNECTED");
    qint64 linked = 0;               ///< ms
    qint64 expires = 0;              ///< ms, end of the consent
    qint64 refreshed = 0;            ///< ms, moment of the cached balance
    bool identityKnown = false;      ///< an identity job has completed
    QDate storedFrom, storedTo;      ///< days of stored transactions; invalid: nothing stored
    qint64 storedUntil = 0;          ///< ms, moment of the pull that stored them
};

/// CONNECTED (contract e.1) and ACTIVE (f.10): the link works. In any case: contract (l) has "revoked" beside REVOKED.
inline bool isGoodStatus(const QString &status)
{
    return status.compare(QStringLiteral("CONNECTED"), Qt::CaseInsensitive) == 0
           || status.compare(QStringLiteral("ACTIVE"), Qt::CaseInsensitive) == 0;
}

/// A tester's wish for the next job on a connection.
struct NextJob {
    JobPlan plan = JobPlan::Completed;
    std::optional<qint64> run;       ///< ms
};

} // namespace simulator

// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the history, as values. Times are UTC, kept as milliseconds since 1970; no row holds a credential.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace console {

struct HistoryUser {
    QString environment, uuid; ///< together the key
    QString label;             ///< what a person recognises; empty where payloads are not kept
    QDateTime seenAt;
};

struct HistoryConnection {
    QString environment, connectionId; ///< together the key
    QString user;                      ///< aeroPassUserUuid
    QString bank, numberDisplay, accountType, status, launchId;
    QDateTime linkedAt, seenAt;
};

struct HistoryJob {
    qint64 id = 0;             ///< History::newId(), when it was asked for
    QString environment, user, connectionId, bank;
    QString kind;              ///< "balance", "transactions", "identity"
    QDate rangeStart, rangeEnd;///< transactions; invalid: the service's default
    QString jobId;             ///< the service's; empty until it accepted
    QString state;             ///< jobStateName(): "polling"
    bool ended = false;
    QString cause;             ///< of the last change, in a sentence
    QString rawStatus;         ///< the service's last word
    QString error;             ///< one line; empty: none
    QDateTime createdAt, startedAt, acceptedAt, changedAt, endedAt; ///< invalid: not yet
    int starts = 0;            ///< start requests that left
    int polls = 0;
    int mfa = 0;               ///< how often a second factor was asked for
    QDateTime runningAt;       ///< the last poll that said "not completed yet" without a person in between
    QDateTime completedAt;     ///< the poll that said "completed"; with runningAt the bounds of when it was
    qint64 resultBytes = -1;   ///< of the data answer; -1: none came
    int resultCount = -1;      ///< transactions; -1: does not apply
};

struct HistoryChange {
    qint64 job = 0;
    QDateTime at;
    QString state, cause, rawStatus;
};

struct HistoryLaunch {
    QString id;                ///< unique among programs; the key
    QString environment, user, configurationId, sdkVersion;
    qint64 job = 0;            ///< whose second factor; 0: links a bank
    QDateTime startedAt, endedAt;
    QString outcome;           ///< "open", "succeeded", "closed", "failed"
};

struct HistoryEvent {
    QString launch;
    QDateTime at;
    QString title, level, detail; ///< redacted
};

/// When a job completed after it was accepted, as well as polls can tell: after `atLeast`, not after `atMost`.
struct HistoryDuration {
    std::chrono::milliseconds atLeast{0}, atMost{0};
};

/// Empty fields ask for nothing.
struct HistoryFilter {
    QString environment;
    QStringList states;        ///< any of these
    QStringList kinds;
    std::optional<bool> ended;
    QString connectionId;
    QString text;              ///< part of bank, connectionId, jobId, user, cause or error, in any case
    QDateTime from, to;        ///< asked for in this time, both included
};

struct HistoryPurge {
    QString environment;       ///< empty: all
    bool payloads = true;      ///< the financial data
    bool everything = false;   ///< jobs that ended, launches, users, connections too
    QDateTime before;          ///< only what is older; invalid: all
};

} // namespace console

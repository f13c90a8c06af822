// SPDX-License-Identifier: GPL-3.0-or-later
// Whose fault it was: a pure judgement of a failed step by what was seen around it.
#pragma once

#include "walk/result.h"
#include "walk/walk.h"

namespace console {

/// An HTTP call of ours, or a request of the widget's page, since the launch or the step began.
struct SeenCall {
    QString label, host;      ///< "GET /v2/accounts/…/balance"
    int status = 0;           ///< 0: no answer
    QString code;             ///< the service's: "AC-100"
    std::optional<Error> error = {};
    bool ofWidget = false;    ///< a request of the page: only whether it ever ended is known
    bool isPending = false;
};
/// An event of the widget since it was opened, in order.
struct SeenEvent {
    QString name;             ///< "onSuccess", "pageSuccess" …: callbacks and messages
    bool isCallback = false;
    QString payload;          ///< compact JSON, redacted
};

struct Evidence {
    WalkStep step;
    /// Of the step. Input: the walk asks for what cannot be. Timeout: what was waited for did not come. Decode: an answer, or the
    /// fields or the number of an event, are not as expected. Else the call's or the launch's own.
    Error error;
    QList<SeenCall> calls;    ///< since the walk began; oldest first
    qsizetype callsBefore = 0;///< of them, before the failed step began
    QList<SeenEvent> events;  ///< since the last launch
    QStringList widgetErrors; ///< onError texts since the last launch: "INCORRECT_CREDENTIALS | Code: AC-117 | …"
    QStringList refused;      ///< by this program: "connection refused", "frame refused": title and detail
    std::optional<Error> launchError; ///< the page broke or did not open
    QString jobState, jobCause;       ///< of the last job: "failed", the service's words
    QStringList visible;      ///< controls and headings that were visible: button “Continue”
    bool isBusy = false;      ///< the page shows that it is waiting for something
    bool widgetOpen = false;
    QStringList lostOptions;  ///< launch options that were set and did not reach the widget though its SDK passes them on: "jobId"
    QStringList excused;      ///< of widgetErrors: those that an earlier expectation of the walk has met
};

struct Judgement {
    Verdict verdict = Verdict::Script;
    QString why, advice;
    QStringList evidence, nearest;
};

Judgement judge(const Evidence &evidence);
/// Those of `visible` that are most like what was looked for come first.
QStringList nearestTo(const Target &target, const QStringList &visible);

} // namespace console

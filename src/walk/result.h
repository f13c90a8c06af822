// SPDX-License-Identifier: GPL-3.0-or-later
// What a run of walks left: of each step, of each walk, of all of them. Values, without a window and without secrets.
#pragma once

#include "base/error.h"

#include <QDateTime>
#include <QImage>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace console {

enum class Verdict {
    Passed,
    IntegrationBroke, ///< our calls or events were wrong
    WidgetChanged,    ///< what a person would look for was not there
    ServiceDown,      ///< status, time-out, an answer that is none
    BankSaidNo,
    Environment,      ///< keys, origin, network
    Script,           ///< the walk itself asks for something that cannot be
    NotRun,           ///< stopped, or not come to
};
QString verdictName(Verdict verdict);   ///< for files: "widget-changed"
QString verdictText(Verdict verdict);   ///< for people: "widget changed"
QList<Verdict> allVerdicts();

struct StepResult {
    enum class Outcome { Passed, Failed, Skipped, Open, NeverReached }; ///< Open: only a person can say
    QString name;
    Outcome outcome = Outcome::NeverReached;
    std::chrono::milliseconds took{0};
    QString note;             ///< of a tester, or why it was skipped
    std::optional<Error> error;
    QImage picture;           ///< after it; may be null
    QString pictureFile;      ///< where it was saved; empty: not
    int line = 0;             ///< in the walk's file
};

/// One line of the time line, redacted and masked.
struct TimeLine {
    std::chrono::milliseconds at{0}; ///< since the walk began
    QString kind, level;      ///< as of logKindName(); "info", "good", "warning", "bad"
    QString title, detail;
};

struct CaseResult {
    QString id, name, file;
    QStringList tags;
    QDateTime startedAt;      ///< UTC
    std::chrono::milliseconds took{0};
    Verdict verdict = Verdict::NotRun;
    QString why;              ///< one sentence; empty where it passed
    QString advice;
    QStringList evidence;     ///< "POST /v2/token 503 from api.example.com"; facts behind `why`, most telling first
    QStringList nearest;      ///< widget changed: what was there instead, the most alike first
    QList<StepResult> steps;
    QList<TimeLine> timeLine;
    int attempt = 1;          ///< the one that counted; > 1 and passed: flaky
    bool isFlaky() const { return attempt > 1 && verdict == Verdict::Passed; }
    QStringList differs;      ///< from its last green run, in sentences; empty: it does not, or there was none
    bool hadGreen = false;
};

/// One measurement of a soak, after each walk.
struct SoakSample {
    int round = 1;
    QString id;               ///< the walk's
    std::chrono::milliseconds at{0}, took{0};
    qint64 memory = 0;        ///< bytes, of the program and its browser processes
    bool passed = true;
};

struct RunResult {
    QString environment;
    bool isSimulated = false;
    QString toolVersion;
    QDateTime startedAt;      ///< UTC
    std::chrono::milliseconds took{0};
    int shard = 1, shards = 1;///< 1 …
    QString plan;             ///< a hash of the ids of all walks that were chosen, of all shards
    bool isWhole = false;     ///< it came to its end
    QList<CaseResult> cases;  ///< in the order of the files; those not come to are NotRun
    QList<SoakSample> samples;///< soak only
    QImage memoryChart, durationChart; ///< soak only; drawn by who can
    int count(Verdict verdict) const;
    bool passed() const;      ///< at least one walk, and every one passed
};

/// Of the process: 0 all passed; 1 something failed; 2 nothing but environment and script stood in the way, or nothing was run.
int exitStatus(const RunResult &run);

} // namespace console

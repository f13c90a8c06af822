// SPDX-License-Identifier: GPL-3.0-or-later
// Report: what each step of a run did, and how long it took; printed as text.
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace console {

struct StepRecord {
    enum class Outcome { Passed, Failed, NeverReached };
    QString script, step;
    Outcome outcome = Outcome::NeverReached;
    std::chrono::milliseconds took{0};
    std::optional<Error> error;     ///< Failed only
    QString picture;                ///< file, when one was taken
};

struct Report {
    QString environment;            ///< its name; pictures and data of the Simulator are simulated
    QList<StepRecord> records;
    std::chrono::milliseconds took{0};
    bool passed() const;            ///< at least one step, and every one passed
};

/// One step in one line: "  ✓   412 ms  Sign in as sync / no_mfa", failed ones with what, where and what to do.
QString stepLine(const StepRecord &record);
/// The closing lines: counts, total time, what failed, what was never reached, the pictures.
QString summary(const Report &report);

} // namespace console

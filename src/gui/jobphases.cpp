// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jobphases.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console {

namespace {

struct PhaseText {
    Q_DECLARE_TR_FUNCTIONS(console::PhaseText)
};

using std::chrono::milliseconds;

/// The next larger round step.
milliseconds roundStep(double least)
{
    static constexpr std::array<milliseconds, 24> steps{
        1ms, 2ms, 5ms, 10ms, 20ms, 50ms, 100ms, 200ms, 500ms, 1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min, 1h, 2h, 3h};
    for (const milliseconds step : steps) {
        if (double(step.count()) >= least)
            return step;
    }
    milliseconds step = 6h;
    while (double(step.count()) < least)
        step *= 2;
    return step;
}

double spanOf(const QList<JobPhase> &phases)
{
    return phases.isEmpty() ? 0 : double(phases.constFirst().from.msecsTo(phases.constLast().to));
}

} // namespace

QList<JobPhase> jobPhases(const QList<Job::Change> &changes, const QDateTime &now)
{
    QList<JobPhase> phases;
    bool isOver = false;
    for (const Job::Change &change : changes) {
        const QDateTime at = phases.isEmpty() ? change.at : qMax(change.at, phases.constLast().from);
        if (isOver && isEnded(change.state))
            continue;
        if (isOver)
            phases.clear(); // it was tried again
        else if (!phases.isEmpty())
            phases.last().to = at;
        isOver = isEnded(change.state);
        if (isOver)
            continue;
        const QDateTime from = phases.isEmpty() ? change.at : at;
        if (!phases.isEmpty() && phases.constLast().state == change.state)
            continue; // goes on
        phases.append({change.state, from, from, change.cause});
    }
    if (!phases.isEmpty() && !isOver)
        phases.last().to = qMax(now, phases.constLast().from);
    return phases;
}

double placeOn(const QList<JobPhase> &phases, const QDateTime &at, double width)
{
    const double span = spanOf(phases);
    return span > 0 ? qBound(0.0, double(phases.constFirst().from.msecsTo(at)) / span * width, width) : 0;
}

QList<JobBar> jobBars(const QList<JobPhase> &phases, double width)
{
    QList<JobBar> bars;
    for (const JobPhase &phase : phases) {
        const double left = placeOn(phases, phase.from, width);
        const double length = placeOn(phases, phase.to, width) - left;
        bars.append(length < thinnest ? JobBar{qMin(left, width - thinnest), thinnest, true} : JobBar{left, length, false});
    }
    // Thin ones beside each other would cover one another: to the right, and those at the end back to the left.
    double free = 0;
    for (JobBar &bar : bars) {
        if (bar.thin) {
            bar.left = qMax(bar.left, free);
            free = bar.left + thinnest + 1;
        }
    }
    double end = width;
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar) {
        if (bar->thin) {
            bar->left = qMax(0.0, qMin(bar->left, end - thinnest));
            end = bar->left - 1;
        }
    }
    return bars;
}

int phaseAt(const QList<JobBar> &bars, double x)
{
    int found = -1;
    for (int i = 0; i < bars.size(); ++i) {
        const JobBar &bar = bars.at(i);
        const double reach = bar.thin ? 2 : 0; // px: a line is hard to hit
        if (x >= bar.left - reach && x <= bar.left + bar.width + reach && (found < 0 || bar.thin || !bars.at(found).thin))
            found = i;
    }
    return found;
}

QString axisText(milliseconds time)
{
    const qint64 ms = time.count();
    if (ms == 0)
        return u"0"_s;
    if (ms < 1000 || ms % 1000 != 0)
        return PhaseText::tr("%1 s").arg(double(ms) / 1000.0);
    const qint64 seconds = ms / 1000;
    if (seconds < 60)
        return PhaseText::tr("%1 s").arg(seconds);
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return seconds % 60 == 0 ? PhaseText::tr("%1 min").arg(minutes) : PhaseText::tr("%1 min %2").arg(minutes).arg(seconds % 60, 2, 10, QChar(u'0'));
    const qint64 hours = minutes / 60;
    return minutes % 60 == 0 ? PhaseText::tr("%1 h").arg(hours) : PhaseText::tr("%1 h %2").arg(hours).arg(minutes % 60, 2, 10, QChar(u'0'));
}

QList<AxisTick> axisTicks(milliseconds span, double width, double apart)
{
    QList<AxisTick> ticks{{0, axisText(0ms)}};
    if (span.count() <= 0 || width < apart)
        return ticks;
    const milliseconds step = roundStep(double(span.count()) * apart / width);
    for (milliseconds at = step; at <= span; at += step)
        ticks.append({double(at.count()) / double(span.count()) * width, axisText(at)});
    return ticks;
}

Theme::Role phaseRole(JobState state)
{
    switch (state) {
    case JobState::Queued: return Theme::Role::Muted;
    case JobState::Starting: return Theme::Role::Sandbox;
    case JobState::WaitingForOther:
    case JobState::StartDelayed: return Theme::Role::Custom;
    case JobState::Polling: return Theme::Role::Accent;
    case JobState::AwaitingPerson: return Theme::Role::Warning;
    case JobState::Answering: return Theme::Role::Simulator;
    case JobState::Fetching: return Theme::Role::Good;
    case JobState::Done: return Theme::Role::Good;
    case JobState::Failed:
    case JobState::TimedOut: return Theme::Role::Bad;
    case JobState::Unavailable:
    case JobState::Cancelled: return Theme::Role::Muted;
    }
    return Theme::Role::Muted;
}

} // namespace console

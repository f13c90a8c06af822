// SPDX-License-Identifier: GPL-3.0-or-later
// until(): waits for a condition while a browser runs in this process.
#pragma once

#include <QEventLoop>
#include <QTimer>

#include <functional>

/// Runs a real event loop until `holds`, asked every `every` milliseconds; false when
/// `milliseconds` were not enough. QTest's own waits sleep between rounds, and the browser in this process then gets
/// too few turns: the widget's own requests stall (measured, Qt 6.4.2 offscreen).
inline bool until(const std::function<bool()> &holds, int milliseconds, int every = 20)
{
    QEventLoop loop;
    QTimer look, limit;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (holds())
            loop.quit();
    });
    QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    look.start(every);
    limit.start(milliseconds);
    if (!holds())
        loop.exec();
    return holds();
}

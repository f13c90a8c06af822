// SPDX-License-Identifier: GPL-3.0-or-later
// What benches share: medians and the one line that a bench prints.
#pragma once

#include <QList>
#include <QString>

#include <algorithm>
#include <cstdio>

namespace bench {

inline double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

/// `bench NAME VALUE ratio=R limit=L`; true when the ratio holds.
inline bool line(const char *name, double value, const char *unit, double ratio, double limit)
{
    std::printf("bench %s %.1f%s ratio=%.2f limit=%.2f\n", name, value, unit, ratio, limit);
    std::fflush(stdout);
    return ratio <= limit;
}

} // namespace bench

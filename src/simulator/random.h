// SPDX-License-Identifier: GPL-3.0-or-later
// Repeatable chance: the same seed and key give the same numbers on every machine.
#pragma once

#include <QString>

namespace simulator {

/// SplitMix64. Not std::uniform_int_distribution: its results differ between libraries.
class Random {
public:
    explicit Random(quint64 seed) : m_state(seed) {}
    /// A stream of its own for each key, so that one thing never shifts the numbers of another.
    static Random of(quint32 seed, const QString &key);

    quint64 next();
    /// 0 ... count-1
    int below(int count);
    /// low ... high, both included
    qint64 between(qint64 low, qint64 high);
    QString digits(int count);
    QString hex(int count);
    /// A version 4 UUID, lower case, with dashes.
    QString uuid();

private:
    quint64 m_state;
};

} // namespace simulator

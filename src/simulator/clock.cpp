// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/clock.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr qint64 tenYears = 3652LL * 86'400'000;

/// Steady: a change of the system's clock must not end a job or a token.
Clock::Source steadyTime()
{
    QElapsedTimer timer;
    timer.start();
    const qint64 start = QDateTime::currentMSecsSinceEpoch();
    return [timer, start] { return start + timer.elapsed(); };
}

} // namespace

std::optional<qint64> momentOf(const QString &iso)
{
    static const QRegularExpression form(
        u"^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?)?(Z|[+-]\\d\\d:?\\d\\d)?$"_s);
    const QRegularExpressionMatch match = form.match(iso);
    if (!match.hasMatch())
        return std::nullopt;
    QString text = iso;
    if (match.captured(1).isEmpty())
        text.insert(10, u"T00:00:00"_s);
    if (match.captured(4).isEmpty()) // no zone named: the machine's must not matter
        text += u'Z';
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODateWithMs);
    const int year = moment.toUTC().date().year();
    if (!moment.isValid() || year < 2000 || year > 2099)
        return std::nullopt;
    return moment.toMSecsSinceEpoch();
}

bool isSpeed(double speed)
{
    return speed > 0 && speed <= greatestSpeed; // false for NaN, too
}

Clock::Clock(Source real, double speed, std::optional<qint64> start)
    : m_real(real ? std::move(real) : steadyTime()), m_speed(speed), m_firstSpeed(speed), m_firstStart(start)
{
    restart();
}

qint64 Clock::now() const
{
    // The product may be beyond 64 bits: it is cut while it is a floating number.
    const double run = static_cast<double>(m_real() - m_realStart) * m_speed;
    const double left = static_cast<double>(furthest() - m_start - m_advanced);
    return m_start + m_advanced + static_cast<qint64>(std::min(run, std::max(left, 0.0)));
}

qint64 Clock::furthest() const
{
    return m_begin + tenYears;
}

void Clock::setSpeed(double speed)
{
    m_start = now() - m_advanced;
    m_realStart = m_real();
    m_speed = speed;
}

void Clock::restart(std::optional<qint64> start)
{
    m_realStart = m_real();
    m_begin = m_start = start ? *start : m_firstStart.value_or(m_realStart);
    m_speed = m_firstSpeed;
    m_advanced = 0;
}

} // namespace simulator

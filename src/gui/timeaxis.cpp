// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeaxis.h"

#include "gui/eventmodel.h"
#include "gui/theme.h"
#include "gui/timetext.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int buckets = 512;
constexpr int wantedHeight = 28; // px
constexpr int margin = 4;      // px, left and right
constexpr int around = 400;    // rows that are looked at: a call is written when it ends, at the time when it began

} // namespace

TimeAxis::TimeAxis(EventModel *model, QWidget *parent) : QWidget(parent), m_model(model), m_buckets(buckets)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Time axis"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(model, &QAbstractItemModel::modelReset, this, &TimeAxis::begin);
    connect(model, &QAbstractItemModel::rowsInserted, this, &TimeAxis::take);
    begin();
}

QSize TimeAxis::sizeHint() const
{
    return {200, wantedHeight};
}

QSize TimeAxis::minimumSizeHint() const
{
    return {80, wantedHeight};
}

void TimeAxis::begin()
{
    std::fill(m_buckets.begin(), m_buckets.end(), Bucket());
    m_taken = 0;
    m_current = -1;
    m_width = 1;
    take();
    update();
}

void TimeAxis::take()
{
    const int rows = m_model->rowCount();
    if (m_taken == 0 && rows > 0) {
        m_from = m_last = m_model->timeAt(0);
        for (int row = 1; row < qMin(rows, around); ++row)
            m_from = qMin(m_from, m_model->timeAt(row));
    }
    for (; m_taken < rows; ++m_taken)
        add(m_taken);
    update();
}

/// Twice as wide, as often as it takes: nothing is looked at again.
void TimeAxis::widen(qint64 at)
{
    while (at >= m_from + m_width * buckets) {
        for (std::size_t i = 0; i < buckets / 2; ++i)
            m_buckets[i] = {m_buckets[2 * i].count + m_buckets[2 * i + 1].count, m_buckets[2 * i].bad + m_buckets[2 * i + 1].bad};
        std::fill(m_buckets.begin() + buckets / 2, m_buckets.end(), Bucket());
        m_width *= 2;
    }
}

void TimeAxis::add(int row)
{
    const qint64 at = qMax(m_from, m_model->timeAt(row));
    widen(at);
    m_last = qMax(m_last, at);
    Bucket &bucket = m_buckets[std::size_t((at - m_from) / m_width)];
    ++bucket.count;
    bucket.bad += m_model->levelAt(row) == LogEntry::Level::Bad;
}

int TimeAxis::xOf(qint64 at) const
{
    const double part = m_last == m_from ? 0 : double(at - m_from) / double(m_last - m_from);
    return margin + int(std::lround(part * (width() - 2 * margin - 1)));
}

qint64 TimeAxis::timeAt(int x) const
{
    const double part = std::clamp(double(x - margin) / qMax(1, width() - 2 * margin - 1), 0.0, 1.0);
    return m_from + qint64(part * double(m_last - m_from));
}

int TimeAxis::rowNear(qint64 at) const
{
    int low = 0, high = m_model->rowCount();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        (m_model->timeAt(middle) < at ? low = middle + 1 : high = middle);
    }
    int best = -1;
    for (int row = qMax(0, low - around); row < qMin(m_model->rowCount(), low + around); ++row) {
        if (best < 0 || qAbs(m_model->timeAt(row) - at) < qAbs(m_model->timeAt(best) - at))
            best = row;
    }
    return best;
}

int TimeAxis::rowAt(int x) const
{
    return rowNear(timeAt(x));
}

void TimeAxis::setCurrent(int row)
{
    m_current = row < m_model->rowCount() ? row : -1;
    setAccessibleDescription(m_current < 0 ? QString() : words(m_current));
    update();
}

QString TimeAxis::words(int row) const
{
    return tr("%1, entry %2 of %3").arg(clockTime(QDateTime::fromMSecsSinceEpoch(m_model->timeAt(row), Qt::UTC))).arg(row + 1).arg(m_model->rowCount());
}

void TimeAxis::scrub(int row)
{
    if (row < 0 || row == m_current)
        return;
    setCurrent(row);
    Q_EMIT scrubbed(row);
}

void TimeAxis::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        scrub(rowAt(int(event->position().x())));
}

void TimeAxis::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        scrub(rowAt(int(event->position().x())));
}

void TimeAxis::keyPressEvent(QKeyEvent *event)
{
    const int last = m_model->rowCount() - 1;
    const int page = qMax(1, last / 20);
    switch (event->key()) {
    case Qt::Key_Left: return scrub(qMax(0, m_current - 1));
    case Qt::Key_Right: return scrub(qMin(last, m_current + 1));
    case Qt::Key_PageUp: return scrub(qMax(0, m_current - page));
    case Qt::Key_PageDown: return scrub(qMin(last, m_current + page));
    case Qt::Key_Home: return scrub(last < 0 ? -1 : 0);
    case Qt::Key_End: return scrub(last);
    default: QWidget::keyPressEvent(event);
    }
}

bool TimeAxis::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos().x());
        row < 0 ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), words(row), this);
        return true;
    }
    return QWidget::event(event);
}

void TimeAxis::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int floor = rect().height() - margin;
    painter.setPen(Theme::color(Theme::Role::Line));
    painter.drawLine(margin, floor, width() - margin, floor);
    if (m_taken > 0) {
        int most = 1;
        for (const Bucket &bucket : m_buckets)
            most = qMax(most, bucket.count);
        for (std::size_t i = 0; i < m_buckets.size(); ++i) {
            const Bucket &bucket = m_buckets[i];
            if (bucket.count == 0)
                continue;
            // By its logarithm: one entry is seen beside a thousand.
            const double part = std::log1p(bucket.count) / std::log1p(most);
            const int top = floor - 1 - int(part * (floor - 2 * margin));
            const int x = xOf(m_from + qint64(i) * m_width);
            const int right = qMax(x + 2, xOf(m_from + qint64(i + 1) * m_width) - 1);
            painter.fillRect(QRect(QPoint(x, top), QPoint(qMin(right, x + 6), floor - 1)), Theme::color(bucket.bad ? Theme::Role::Bad : Theme::Role::Accent));
            if (bucket.bad) // not by the colour alone
                painter.fillRect(QRect(x, margin / 2, 3, 3), Theme::color(Theme::Role::Bad));
        }
    }
    if (m_current >= 0) {
        painter.setPen(QPen(Theme::color(Theme::Role::Text), 2));
        const int x = xOf(m_model->timeAt(m_current));
        painter.drawLine(x, 1, x, rect().height() - 1);
    }
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

} // namespace console

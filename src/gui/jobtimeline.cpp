// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jobtimeline.h"

#include "gui/jobtext.h"
#include "gui/timetext.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int left = 10;      // px: room for half a tick's text
constexpr int right = 32;     // px: how it ended
constexpr int bandTop = 6;
constexpr int band = 28;
constexpr int overhang = 4;   // of a thin line, above and below the band
constexpr int pollTop = bandTop + band + overhang + 2;
constexpr int pollLength = 6;
constexpr int axisTop = pollTop + pollLength + 3;
constexpr int tickLength = 4;

} // namespace

JobTimeline::JobTimeline(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

QSize JobTimeline::sizeHint() const
{
    return {480, axisTop + tickLength + fontMetrics().height() + 4};
}

QSize JobTimeline::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

double JobTimeline::room() const
{
    return qMax(1.0, double(width() - left - right));
}

void JobTimeline::setContent(const Content &content)
{
    if (content == m_content)
        return;
    const bool fewer = content.phases.size() < m_content.phases.size();
    m_content = content;
    if (fewer)
        m_current = -1;
    describe();
    update();
    Q_EMIT scaled();
}

bool JobTimeline::hasThinPhases() const
{
    const QList<JobBar> bars = jobBars(m_content.phases, room());
    return std::any_of(bars.cbegin(), bars.cend(), [](const JobBar &bar) { return bar.thin; });
}

void JobTimeline::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    Q_EMIT scaled();
}

void JobTimeline::setCurrent(int phase)
{
    const int now = phase >= 0 && phase < m_content.phases.size() ? phase : -1;
    if (now == m_current)
        return;
    m_current = now;
    describe();
    update();
}

void JobTimeline::choose(int phase)
{
    setCurrent(phase);
    Q_EMIT currentChanged(m_current);
}

QString JobTimeline::phaseText(int phase) const
{
    if (phase < 0 || phase >= m_content.phases.size())
        return {};
    const JobPhase &one = m_content.phases.at(phase);
    const bool goesOn = !m_content.end && phase == m_content.phases.size() - 1;
    const QString times = goesOn ? tr("%1 so far, since %2").arg(durationText(one.span()), clockTime(one.from))
                                 : tr("%1, from %2 to %3").arg(durationText(one.span()), clockTime(one.from), clockTime(one.to));
    const QString text = tr("%1: %2").arg(jobStateText(one.state), times);
    return one.cause.isEmpty() ? text : text + u'\n' + one.cause;
}

/// For who cannot see it: the whole way, and where the keyboard stands.
void JobTimeline::describe()
{
    QStringList way;
    for (const JobPhase &phase : std::as_const(m_content.phases))
        way << tr("%1 %2").arg(jobStateText(phase.state), durationText(phase.span()));
    if (m_content.end)
        way << jobStateText(*m_content.end);
    setAccessibleDescription(way.isEmpty() ? tr("Nothing happened yet.") : way.join(u", "_s));
    const QString here = phaseText(m_current).replace(u'\n', u". "_s);
    setAccessibleName(here.isEmpty() ? tr("Time line of the job") : tr("Time line of the job, %1 of %2: %3").arg(m_current + 1).arg(m_content.phases.size()).arg(here));
    if (hasFocus()) {
        QAccessibleEvent said(this, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&said);
    }
}

bool JobTimeline::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = phaseText(phaseAt(jobBars(m_content.phases, room()), help->pos().x() - left));
    if (text.isEmpty() || help->pos().y() > axisTop)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), u"<p>%1</p>"_s.arg(text.toHtmlEscaped().replace(u'\n', u"<br>"_s)), this);
    return true;
}

void JobTimeline::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_content.phases.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left: choose(qMax(0, m_current - 1)); return;
    case Qt::Key_Right: choose(qMin(last, m_current + 1)); return;
    case Qt::Key_Home: choose(qMin(0, last)); return;
    case Qt::Key_End: choose(last); return;
    default: QWidget::keyPressEvent(event);
    }
}

void JobTimeline::mousePressEvent(QMouseEvent *event)
{
    choose(phaseAt(jobBars(m_content.phases, room()), event->position().x() - left));
}

void JobTimeline::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason)
        choose(m_content.phases.isEmpty() ? -1 : 0);
}

void JobTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(QPen(Theme::color(Theme::Role::Focus), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    painter.translate(left, 0);
    paintAxis(painter);
    const QList<JobBar> bars = jobBars(m_content.phases, room());
    for (const bool thin : {false, true}) { // lines stand in front of bars
        for (int i = 0; i < bars.size(); ++i) {
            if (bars.at(i).thin == thin)
                paintBar(painter, bars.at(i), i);
        }
    }
    paintEnd(painter);
}

void JobTimeline::paintBar(QPainter &painter, const JobBar &bar, int phase) const
{
    const JobState state = m_content.phases.at(phase).state;
    const QRectF box = bar.thin ? QRectF(bar.left, bandTop - overhang, bar.width, band + 2 * overhang) : QRectF(bar.left, bandTop, bar.width, band);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::color(phaseRole(state)));
    if (bar.thin) {
        painter.fillRect(box.adjusted(-1, 0, 1, 0), Theme::color(Theme::Role::Surface)); // apart from the bars around it
        painter.drawRect(box);
    } else {
        painter.drawRoundedRect(box.adjusted(0.5, 0, -0.5, 0), qMin(3.0, box.width() / 3), 3);
    }
    if (phase == m_current) {
        painter.setPen(QPen(Theme::color(Theme::Role::Text), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(bar.thin ? -2 : 1, 1, bar.thin ? 2 : -1, -1));
    }
    const QString word = jobStateText(state);
    const double textRoom = box.width() - 12;
    if (!bar.thin && fontMetrics().horizontalAdvance(word) <= textRoom) {
        painter.setPen(Theme::color(Theme::Role::OnAccent));
        painter.drawText(box, Qt::AlignCenter, word);
    } else if (!bar.thin && textRoom >= 12) {
        const QPixmap icon = Theme::pixmap(jobFace(state).icon, Theme::Role::OnAccent, 16, devicePixelRatioF());
        painter.drawPixmap(QPointF(box.center().x() - 8, box.center().y() - 8), icon);
    }
}

void JobTimeline::paintAxis(QPainter &painter) const
{
    painter.setPen(QPen(Theme::color(Theme::Role::Muted), 1));
    painter.drawLine(QPointF(0, axisTop + 0.5), QPointF(room(), axisTop + 0.5));
    if (m_content.phases.isEmpty())
        return;
    const auto span = std::chrono::milliseconds(m_content.phases.constFirst().from.msecsTo(m_content.phases.constLast().to));
    for (const AxisTick &tick : axisTicks(span, room())) {
        const double x = qRound(tick.at) + 0.5;
        painter.setPen(QPen(Theme::color(Theme::Role::Muted), 1));
        painter.drawLine(QPointF(x, axisTop), QPointF(x, axisTop + tickLength));
        const int wide = fontMetrics().horizontalAdvance(tick.text);
        const double from = qBound(double(-left + 2), x - wide / 2.0, room() + right - wide);
        painter.drawText(QPointF(from, axisTop + tickLength + fontMetrics().ascent() + 1), tick.text);
    }
    painter.setPen(QPen(Theme::color(Theme::Role::Accent), 1));
    for (const QDateTime &poll : m_content.polls) {
        const double x = qRound(placeOn(m_content.phases, poll, room())) + 0.5;
        painter.drawLine(QPointF(x, pollTop), QPointF(x, pollTop + pollLength));
    }
}

void JobTimeline::paintEnd(QPainter &painter) const
{
    if (!m_content.end)
        return;
    const JobFace face = jobFace(*m_content.end);
    painter.drawPixmap(QPointF(room() + 8, bandTop + (band - 20) / 2.0), Theme::pixmap(face.icon, roleOf(face.tone), 20, devicePixelRatioF()));
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stepbutton.h"

#include "gui/theme.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Look {
    QString icon;
    Theme::Role role;
    const char *word;
};

Look lookOf(StepButton::State state)
{
    switch (state) {
    case StepButton::State::Later:
        return {u"circle"_s, Theme::Role::Muted, QT_TRANSLATE_NOOP("console::StepButton", "later")};
    case StepButton::State::Next:
        return {u"dot"_s, Theme::Role::Accent, QT_TRANSLATE_NOOP("console::StepButton", "next")};
    case StepButton::State::Working:
        return {u"half"_s, Theme::Role::Accent, QT_TRANSLATE_NOOP("console::StepButton", "working")};
    case StepButton::State::Attention:
        return {u"warning"_s, Theme::Role::Warning, QT_TRANSLATE_NOOP("console::StepButton", "needs you")};
    case StepButton::State::Done:
        return {u"check-circle"_s, Theme::Role::Good, QT_TRANSLATE_NOOP("console::StepButton", "done")};
    }
    return {};
}

} // namespace

StepButton::StepButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepButton::setStep(int number, const QString &word)
{
    m_number = number;
    setText(word);
    setState(m_state, m_detail);
}

void StepButton::setOverview(const QString &word, const QString &icon)
{
    m_icon = icon;
    setStep(0, word);
}

void StepButton::setState(State state, const QString &detail)
{
    m_state = state;
    m_detail = detail.isEmpty() ? tr(lookOf(state).word) : detail;
    setAccessibleName(m_number == 0 ? tr("%1: %2").arg(text(), m_detail)
                                    : tr("Step %1, %2: %3, %4").arg(QString::number(m_number), text(), tr(lookOf(state).word), m_detail));
    update();
}

QSize StepButton::sizeHint() const
{
    const int line = fontMetrics().height();
    return {176, 2 * line + 2 * Theme::grid + 2};
}

void StepButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void StepButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void StepButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Look look = lookOf(m_state);
    if (m_state == State::Later && !m_icon.isEmpty()) {
        look.icon = m_icon;
    }
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (isChecked() || underMouse()) {
        painter.setPen(isChecked() ? QPen(Theme::color(Theme::Role::Line), 1) : QPen(Qt::NoPen));
        painter.setBrush(Theme::color(isChecked() ? Theme::Role::Surface : Theme::Role::Raised));
        painter.drawRoundedRect(box, 6, 6);
    }
    if (isChecked()) { // the mark of the shown step is a shape as well as a colour
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::color(Theme::Role::Accent));
        painter.drawRoundedRect(QRectF(box.left() + 3, box.top() + 8, 3, box.height() - 16), 1.5, 1.5);
    }
    if (hasFocus()) {
        painter.setPen(QPen(Theme::color(Theme::Role::Focus), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 6, 6);
    }
    const int side = 22;
    const int left = 14;
    painter.drawPixmap(QPointF(left, (height() - side) / 2.0), Theme::pixmap(look.icon, look.role, side, devicePixelRatioF()));
    const int textLeft = left + side + 10;
    const int line = fontMetrics().height();
    const int top = (height() - 2 * line) / 2;
    painter.setFont(Theme::strong());
    painter.setPen(Theme::color(Theme::Role::Text));
    painter.drawText(QRect(textLeft, top, width() - textLeft - 8, line), Qt::AlignLeft | Qt::AlignVCenter,
                     m_number == 0 ? text() : u"%1  %2"_s.arg(m_number).arg(text()));
    painter.setFont(font());
    painter.setPen(Theme::color(m_state == State::Attention ? Theme::Role::Warning : Theme::Role::Muted));
    const QRect detail(textLeft, top + line, width() - textLeft - 8, line);
    painter.drawText(detail, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(m_detail, Qt::ElideRight, detail.width()));
}

} // namespace console

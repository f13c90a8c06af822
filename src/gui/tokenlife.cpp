// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tokenlife.h"

#include "gui/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace console {

namespace {
constexpr int wholeLife = 1800; // seconds; both kinds of token live that long (contract b.1, b.2)
constexpr int shortLife = 120;
} // namespace

QString lifeText(qint64 seconds)
{
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    if (seconds >= 3600) {
        return u"%1:%2:%3"_s.arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
    }
    return two(seconds / 60) + u':' + two(seconds % 60);
}

TokenLife::TokenLife(const QString &name, Clock clock, QWidget *parent)
    : QLabel(parent), m_name(name), m_clock(std::move(clock))
{
    setContentsMargins(20, 0, 0, 0);
    Theme::mark(this, "face", u"figures"_s);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &TokenLife::refresh);
    refresh();
}

void TokenLife::setExpiry(const QDateTime &expiresAt)
{
    m_expiresAt = expiresAt;
    if (isVisible() && m_expiresAt.isValid()) {
        m_second.start();
    }
    refresh();
}

void TokenLife::showEvent(QShowEvent *event)
{
    QLabel::showEvent(event);
    if (m_expiresAt.isValid()) {
        m_second.start();
    }
    refresh();
}

void TokenLife::hideEvent(QHideEvent *event)
{
    m_second.stop();
    QLabel::hideEvent(event);
}

qint64 TokenLife::secondsLeft() const
{
    return m_expiresAt.isValid() ? qMax<qint64>(0, m_clock().secsTo(m_expiresAt)) : 0;
}

void TokenLife::refresh()
{
    const qint64 left = secondsLeft();
    if (!m_expiresAt.isValid()) {
        setText(tr("%1 –").arg(m_name));
        setToolTip(tr("No %1 token yet.").arg(m_name));
        Theme::mark(this, "tone", u"muted"_s);
    } else if (left == 0) {
        setText(tr("%1 expired").arg(m_name));
        setToolTip(tr("A new %1 token is fetched when one is needed.").arg(m_name));
        Theme::mark(this, "tone", u"warning"_s);
        m_second.stop();
    } else {
        setText(tr("%1 %2").arg(m_name, lifeText(left)));
        setToolTip(tr("The %1 token lives until %2.").arg(m_name, m_expiresAt.toLocalTime().time().toString(u"HH:mm:ss"_s)));
        Theme::mark(this, "tone", left <= shortLife ? u"warning"_s : u"muted"_s);
    }
    setAccessibleName(tr("Life of the token: %1").arg(text()));
    update();
}

void TokenLife::paintEvent(QPaintEvent *event)
{
    QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qint64 left = secondsLeft();
    const QColor color = Theme::color(m_expiresAt.isValid() && left <= shortLife ? Theme::Role::Warning : Theme::Role::Muted);
    const QRectF circle(1.5, height() / 2.0 - 6.5, 13, 13);
    painter.setPen(QPen(color, 1.5));
    painter.drawEllipse(circle);
    if (left > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        const qreal share = qMin(1.0, qreal(left) / wholeLife);
        painter.drawPie(circle.adjusted(2.5, 2.5, -2.5, -2.5), 90 * 16, -qRound(share * 360 * 16));
    }
}

} // namespace console

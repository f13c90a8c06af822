// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/iconengine.h"

#include <QFile>
#include <QLoggingCategory>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace console {

IconEngine::IconEngine(QString name, Theme::Role role)
    : m_name(std::move(name)), m_role(role)
{
}

QColor IconEngine::colorFor(QIcon::Mode mode) const
{
    QColor color = Theme::color(mode == QIcon::Disabled ? Theme::Role::Muted
                                : mode == QIcon::Selected ? Theme::Role::OnAccent : m_role);
    if (mode == QIcon::Disabled) {
        color.setAlphaF(0.6f);
    }
    return color;
}

QPixmap IconEngine::render(const QString &name, const QColor &color, const QSize &pixels, qreal devicePixelRatio)
{
    if (pixels.isEmpty()) {
        return {};
    }
    const QString key = u"icon/%1/%2/%3x%4@%5"_s.arg(name, color.name(QColor::HexArgb)).arg(pixels.width()).arg(pixels.height()).arg(devicePixelRatio);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture)) {
        return picture;
    }
    picture = QPixmap(pixels);
    picture.fill(Qt::transparent);
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("no icon :/icons/%s.svg", qUtf8Printable(name));
    } else {
        // Qt's SVG renderer reads `currentColor` as black, so the colour is written into the text.
        QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
        QPainter painter(&picture);
        painter.setOpacity(color.alphaF());
        const int side = qMin(pixels.width(), pixels.height());
        renderer.render(&painter, QRectF((pixels.width() - side) / 2.0, (pixels.height() - side) / 2.0, side, side));
    }
    picture.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, picture);
    return picture;
}

void IconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const qreal scale = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
    painter->drawPixmap(rect, render(m_name, colorFor(mode), (QSizeF(rect.size()) * scale).toSize(), scale));
}

QPixmap IconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    return render(m_name, colorFor(mode), size, 1.0);
}

QPixmap IconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale)
{
    return render(m_name, colorFor(mode), size, scale); // `size` is already in device pixels
}

QSize IconEngine::actualSize(const QSize &size, QIcon::Mode, QIcon::State)
{
    const int side = qMin(size.width(), size.height());
    return {side, side};
}

QIconEngine *IconEngine::clone() const
{
    return new IconEngine(*this);
}

QString IconEngine::key() const
{
    return u"console-line-icon"_s;
}

} // namespace console

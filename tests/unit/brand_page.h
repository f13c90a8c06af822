// SPDX-License-Identifier: GPL-3.0-or-later
// A page of a bank-link widget, painted: the picture and what the page would tell of itself, for tests of the judge.
#pragma once

#include "brand/brandsheet.h"
#include "brand/colour.h"
#include "brand/shot.h"

#include <QPainter>
#include <QSvgRenderer>

namespace console {

/// A horizontal, tall or square drawing: a sign in `sign`, and strokes like letters in `letters`.
inline QByteArray brandDrawing(int shape, QRgb sign, QRgb letters)
{
    using namespace Qt::StringLiterals;
    static const QStringList signs{u"M4 4h24v24H4z"_s, u"M16 2l14 14-14 14L2 16z"_s, u"M16 3a13 13 0 1 0 .1 0z"_s, u"M3 29L16 3l13 26z"_s};
    const QString mark = u"<path d='%1' fill='%2'/>"_s.arg(signs[shape % 4], hexOf(sign));
    const auto words = [&](int x, int y, int count) {
        QString path;
        for (int i = 0; i < count; ++i)
            path += u"M%1 %2v12%3"_s.arg(x + 12 * i).arg(y).arg((i + shape) % 3 == 0 ? u"h7v-12"_s : (i + shape) % 3 == 1 ? u"m0-6h7m0-6v12"_s : u"h7m-7-6h5m-5-6h7"_s);
        return u"<path d='%1' fill='none' stroke='%2' stroke-width='3'/>"_s.arg(path, hexOf(letters));
    };
    const QSize size = shape % 3 == 0 ? QSize(130, 32) : shape % 3 == 1 ? QSize(32, 56) : QSize(32, 32);
    const QString more = shape % 3 == 0 ? words(40, 10, 7) : shape % 3 == 1 ? words(4, 40, 2) : u"<circle cx='16' cy='16' r='4' fill='%1'/>"_s.arg(hexOf(letters));
    return u"<svg xmlns='http://www.w3.org/2000/svg' width='%1' height='%2' viewBox='0 0 %1 %2'>%3%4</svg>"_s.arg(size.width()).arg(size.height()).arg(mark, more).toUtf8();
}

struct BrandPage {
    bool isDark = false;
    double scale = 1;
    QRgb primary = qRgb(0x1d, 0x4e, 0xd8);
    QRgb onPrimary = qRgb(255, 255, 255);
    QRgb text = 0;               ///< 0: the theme's
    QByteArray logo;             ///< empty: none
    QString logoName;
    QRectF logoBox{120, 12, 160, 32};
    bool isLogoLoaded = true;
    bool isLogoStretched = false;
    bool isCrowded = false;
    double radius = 8;
    bool hasButton = true;

    QRgb surface() const { return isDark ? qRgb(0x14, 0x16, 0x1c) : qRgb(255, 255, 255); }
    QRgb ink() const { return text ? text : isDark ? qRgb(0xf2, 0xf3, 0xf5) : qRgb(0x17, 0x1a, 0x21); }
    Shot shot() const;

private:
    void write(QPainter &painter, Look &look, const QRectF &box, const QString &text, QRgb colour, QRgb ground, int size) const;
};

inline void BrandPage::write(QPainter &painter, Look &look, const QRectF &box, const QString &words, QRgb colour, QRgb ground, int size) const
{
    QFont font = painter.font();
    font.setPixelSize(size);
    painter.setFont(font);
    painter.setPen(QColor(colour));
    QRectF seen;
    painter.drawText(box, Qt::AlignCenter, words, &seen);
    look.elements.append(LookElement{.kind = LookElement::Kind::Text, .rect = seen, .name = words, .colour = QColor(colour), .ground = QColor(ground), .fontSize = double(size)});
}

inline Shot BrandPage::shot() const
{
    using namespace Qt::StringLiterals;
    using Kind = LookElement::Kind;
    Shot shot{.pane = {.configurationId = u"5b0d7c52-8f0e"_s, .theme = isDark ? u"dark"_s : u"light"_s, .launchType = u"iframe"_s, .sdkVersion = u"2.1.4"_s, .size = u"phone"_s},
              .configurationName = u"Plumthicket"_s, .screen = u"welcome"_s, .at = QDateTime(QDate(2026, 3, 9), QTime(14, 5), Qt::UTC), .scale = scale,
              .picture = QImage(QSizeF(400 * scale, 640 * scale).toSize(), QImage::Format_ARGB32_Premultiplied), .environment = u"Simulator"_s, .isSimulated = true};
    Look &look = shot.look;
    look.view = QSizeF(400, 640);
    shot.picture.fill(QColor(surface()));
    QPainter painter(&shot.picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    if (!logo.isEmpty()) {
        QSvgRenderer svg(logo);
        svg.setAspectRatioMode(isLogoStretched ? Qt::IgnoreAspectRatio : Qt::KeepAspectRatio);
        if (isLogoLoaded)
            svg.render(&painter, logoBox);
        look.elements.append(LookElement{.kind = Kind::Image, .rect = logoBox, .name = logoName, .source = u"https://widget.example/logo.svg"_s, .ground = QColor(surface()), .isLoaded = isLogoLoaded});
    }
    write(painter, look, QRectF(20, isCrowded ? logoBox.bottom() - 2 : 100, 360, isCrowded ? 24 : 40), u"Link your bank"_s, ink(), surface(), 26);
    write(painter, look, QRectF(20, 150, 360, 24), u"You choose the account. Only what is listed is shared."_s, ink(), surface(), 13);
    for (int i = 0; i < 3; ++i) { // banks, whose pictures are no logos of the brand
        const QRectF tile(40, 200 + 60 * i, 40, 40);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor::fromHsl(40 + 100 * i, 160, 110));
        painter.drawRoundedRect(tile, 10, 10);
        look.elements.append(LookElement{.kind = Kind::Image, .rect = tile, .ground = QColor(surface())});
        look.elements.append(LookElement{.kind = Kind::Button, .rect = QRectF(20, 190 + 60 * i, 360, 58), .name = u"Bank %1"_s.arg(i), .colour = QColor(ink()), .ground = QColor(surface()), .fontSize = 15});
        write(painter, look, QRectF(100, 200 + 60 * i, 80, 40), u"Bank %1"_s.arg(i), ink(), surface(), 15);
    }
    if (hasButton) {
        const QRectF button(20, 540, 360, 48);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(primary));
        painter.drawRoundedRect(button, radius, radius);
        look.elements.append(LookElement{.kind = Kind::Button, .rect = button, .name = u"Continue"_s, .colour = QColor(onPrimary), .ground = QColor(primary), .fontSize = 16, .fontWeight = 600});
        write(painter, look, button, u"Continue"_s, onPrimary, primary, 16);
    }
    look.elements.append(LookElement{.kind = Kind::Button, .rect = QRectF(100, 596, 200, 32), .name = u"Not now"_s, .colour = QColor(ink()), .ground = QColor(surface()), .fontSize = 14});
    write(painter, look, QRectF(100, 596, 200, 32), u"Not now"_s, ink(), surface(), 14);
    return shot;
}

} // namespace console

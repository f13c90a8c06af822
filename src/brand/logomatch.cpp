// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/logomatch.h"

#include "brand/colour.h"
#include "brand/sampling.h"

#include <QPainter>
#include <QSvgRenderer>
#include <QXmlStreamReader>

#include <array>
#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int longestSide = 200;  // pixels; larger places are made smaller first
constexpr double inkFrom = 0.06;  // distance to the ground

using Colour = std::array<float, 3>;

/// A picture softened by 3 × 3, so that two renderers' anti-aliasing is no difference.
struct Soft {
    explicit Soft(const QImage &image);
    const Colour &at(int x, int y) const { return pixels[std::size_t(y * width + x)]; }

    int width, height;
    std::vector<Colour> pixels;
};

Soft::Soft(const QImage &image) : width(image.width()), height(image.height())
{
    pixels.reserve(std::size_t(width * height));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            Colour sum{};
            for (int i = 0; i < 9; ++i) {
                const QRgb pixel = image.pixel(qBound(0, x + i % 3 - 1, width - 1), qBound(0, y + i / 3 - 1, height - 1));
                sum[0] += float(qRed(pixel));
                sum[1] += float(qGreen(pixel));
                sum[2] += float(qBlue(pixel));
            }
            for (float &channel : sum)
                channel /= 9 * 255;
            pixels.push_back(sum);
        }
    }
}

float apart(const Colour &one, const Colour &two)
{
    const float red = one[0] - two[0], green = one[1] - two[1], blue = one[2] - two[2];
    return std::sqrt((red * red + green * green + blue * blue) / 3);
}

Colour colourOf(QRgb rgb)
{
    return {float(qRed(rgb)) / 255, float(qGreen(rgb)) / 255, float(qBlue(rgb)) / 255};
}

/// Likeness where `two` is moved by dx, dy: what differs, by all the ink that is there.
double likenessAt(const Soft &one, const Soft &two, const Colour &groundOfOne, const Colour &groundOfTwo, int dx, int dy)
{
    double differs = 0, ink = 0;
    for (int y = std::max(0, dy); y < std::min(one.height, two.height + dy); ++y) {
        for (int x = std::max(0, dx); x < std::min(one.width, two.width + dx); ++x) {
            const Colour &a = one.at(x, y), &b = two.at(x - dx, y - dy);
            const float inkOfA = apart(a, groundOfOne), inkOfB = apart(b, groundOfTwo);
            if (std::max(inkOfA, inkOfB) < 0.01f)
                continue;
            ink += std::max(inkOfA, inkOfB);
            differs += std::min(apart(a, b), std::max(inkOfA, inkOfB));
        }
    }
    constexpr double nothing = 0.5; // of one pixel: neither has ink
    return ink < nothing ? 1 : 1 - differs / ink;
}

/// Where an image differs from its ground; of one with alpha, where it is opaque.
QRect inkOf(const QImage &image, std::optional<QRgb> ground)
{
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            if (ground ? distance(pixel, *ground) > inkFrom : qAlpha(pixel) > 64)
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

/// The drawing in an image of `size`, over `ground` or over nothing.
QImage drawn(QSvgRenderer &svg, const QSize &size, const QRectF &place, QRgb ground)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(QColor::fromRgba(ground));
    QPainter painter(&image);
    svg.render(&painter, place);
    return image;
}

/// Mean ΔE00 where the drawing has one opaque colour all around, so that no edge plays a part; 0 where there is hardly such a place.
double recolouring(const QImage &picture, const QImage &drawing, const QPoint &moved)
{
    const auto isFlat = [&](int x, int y) {
        const QRgb middle = drawing.pixel(x, y);
        for (const QPoint by : {QPoint(-2, 0), QPoint(2, 0), QPoint(0, -2), QPoint(0, 2), QPoint(0, 0)}) {
            const QRgb pixel = drawing.pixel(QPoint(x, y) + by);
            if (qAlpha(pixel) < 250 || distance(pixel, middle) > 0.02)
                return false;
        }
        return true;
    };
    double sum = 0;
    int count = 0;
    for (int y = 2; y < drawing.height() - 2; ++y) {
        for (int x = 2; x < drawing.width() - 2; ++x) {
            const QPoint there = QPoint(x, y) + moved;
            if (!picture.rect().contains(there) || !isFlat(x, y))
                continue;
            sum += difference(picture.pixel(there), drawing.pixel(x, y));
            ++count;
        }
    }
    constexpr int hardly = 12;
    return count < hardly ? 0 : sum / count;
}

/// As large as it fits in, in the middle: what a browser does with an SVG in an <img>. It also pulls the image to whole pixels.
QRectF fitted(const QSizeF &drawing, const QSizeF &room)
{
    const QSizeF size = drawing.scaled(room, Qt::KeepAspectRatio);
    if (room.width() - size.width() < 1.5 && room.height() - size.height() < 1.5)
        return QRectF(QPointF(), room);
    return QRectF(QPointF((room.width() - size.width()) / 2, (room.height() - size.height()) / 2), size);
}

/// The share of the drawing's ink that cannot be told from the ground. Reached from outside: light letters in a dark
/// tile on a light ground are read by the tile around them.
double lostInk(QSvgRenderer &svg, QRgb ground)
{
    constexpr int room = 240, border = 1;
    const QRectF place = fitted(svg.defaultSize(), QSizeF(room, room)).translated(border, border);
    const QSize size(room + 2 * border, room + 2 * border);
    const QImage alpha = drawn(svg, size, place, 0), seen = drawn(svg, size, place, ground);
    std::vector<bool> reached(std::size_t(size.width() * size.height()));
    std::vector<QPoint> front{QPoint(0, 0)};
    int lost = 0, all = 0;
    while (!front.empty()) {
        const QPoint at = front.back();
        front.pop_back();
        const std::size_t index = std::size_t(at.y() * size.width() + at.x());
        if (!QRect(QPoint(), size).contains(at) || reached[index] || contrastRatio(seen.pixel(at), ground) >= inkContrastLeast)
            continue;
        reached[index] = true;
        lost += qAlpha(alpha.pixel(at)) >= 128;
        for (const QPoint step : {QPoint(1, 0), QPoint(-1, 0), QPoint(0, 1), QPoint(0, -1)})
            front.push_back(at + step);
    }
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            all += qAlpha(alpha.pixel(x, y)) >= 128;
    }
    return all == 0 ? 1 : double(lost) / all;
}

/// The picture that is compared, and ways in which the drawing could have been put into it.
class LogoComparison
{
public:
    LogoComparison(const QImage &crop, QSvgRenderer &svg) : m_crop(crop), m_soft(crop), m_svg(svg) {}

    /// The likeness over `ground` with the drawing at `place`.
    void tryAt(const QRectF &place, QRgb ground)
    {
        const QSizeF size = m_svg.defaultSize();
        const double stretch = (place.width() / place.height()) / (size.width() / size.height());
        if (std::max(stretch, 1 / stretch) > stretchMost)
            return;
        const QImage drawing = drawn(m_svg, m_crop.size(), place, ground);
        const Soft soft(drawing);
        const Colour paper = colourOf(ground);
        double best = likenessAt(m_soft, soft, paper, paper, 0, 0);
        QPoint moved;
        for (int i = 0; i < 9 && best > 0.2 && best < 0.9; ++i) {
            const QPoint by(i % 3 - 1, i / 3 - 1);
            if (const double here = likenessAt(m_soft, soft, paper, paper, by.x(), by.y()); here > best) {
                best = here;
                moved = by;
            }
        }
        if (m_best.similarity >= best)
            return;
        const QImage alone = drawn(m_svg, m_crop.size(), place, 0);
        m_best.similarity = best;
        m_best.stretch = stretch;
        m_best.ground = ground;
        m_best.ink = inkOf(alone, {}).translated(moved);
        m_best.recoloured = recolouring(m_crop, alone, moved);
    }

    /// By the place itself, and by where the ink of each is.
    void tryOver(QRgb ground)
    {
        const QRectF whole = fitted(m_svg.defaultSize(), m_crop.size());
        tryAt(whole, ground);
        // Thin strokes of a small logo look different half a pixel further.
        for (int i = 0; i < 9 && m_best.similarity > 0.5 && m_best.similarity < 0.9; ++i)
            tryAt(whole.translated((i % 3 - 1) / 2.0, (i / 3 - 1) / 2.0), ground);
        const QRect shown = inkOf(m_crop, ground);
        constexpr int fine = 400;
        const QSize canvas = QSizeF(m_svg.defaultSize()).scaled(fine, fine, Qt::KeepAspectRatio).toSize();
        const QRect ink = inkOf(drawn(m_svg, canvas, QRectF(QPointF(), canvas), 0), {});
        if (shown.isEmpty() || ink.isEmpty() || m_best.similarity >= 0.9)
            return;
        const double x = double(shown.width()) / ink.width(), y = double(shown.height()) / ink.height();
        tryAt(QRectF(shown.x() - ink.x() * x, shown.y() - ink.y() * y, canvas.width() * x, canvas.height() * y), ground);
    }

    const LogoMatch &best() const { return m_best; }

private:
    QImage m_crop;
    Soft m_soft;
    QSvgRenderer &m_svg;
    LogoMatch m_best{.similarity = -1};
};

} // namespace

std::optional<LogoMatch> matchLogo(const QImage &picture, const QRect &place, const QByteArray &svg)
{
    QSvgRenderer renderer(svg);
    if (svg.isEmpty() || place.isEmpty() || !renderer.isValid() || renderer.defaultSize().isEmpty())
        return {};
    const double shrink = std::max(1.0, double(std::max(place.width(), place.height())) / longestSide);
    const QSize size = (QSizeF(place.size()) / shrink).toSize().expandedTo(QSize(1, 1));
    const QImage crop = picture.copy(place).scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    LogoComparison comparison(crop, renderer);
    const QRgb around = colourAround(picture, place, 1, 2).colour;
    // A picture with a ground of its own shows that at its border.
    const QRgb border = colourAround(crop, crop.rect().adjusted(2, 2, -2, -2), 0, 2).colour;
    comparison.tryOver(around);
    if (distance(border, around) > inkFrom)
        comparison.tryOver(border);
    LogoMatch match = comparison.best();
    const QRect ink = match.ink;
    match.ink = QRectF(place.x() + ink.x() * shrink, place.y() + ink.y() * shrink, ink.width() * shrink, ink.height() * shrink).toRect() & place;
    match.similarity = qBound(0.0, match.similarity, 1.0);
    match.lost = match.similarity >= sameLogoFrom ? lostInk(renderer, match.ground) : 0;
    return match;
}

QImage drawnLogo(const QByteArray &svg, const QSize &room)
{
    QSvgRenderer renderer(svg);
    if (svg.isEmpty() || !renderer.isValid() || renderer.defaultSize().isEmpty())
        return {};
    const QSize size = renderer.defaultSize().scaled(room, Qt::KeepAspectRatio);
    return drawn(renderer, size, QRectF(QPointF(), size), 0);
}

QString undrawable(const QByteArray &svg)
{
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        for (const QLatin1StringView name : {"mask"_L1, "clipPath"_L1, "filter"_L1, "pattern"_L1, "foreignObject"_L1, "text"_L1}) {
            if (xml.name() == name)
                return name;
        }
    }
    return {};
}

double likeness(const QImage &one, const QImage &two, QRgb groundOfOne, QRgb groundOfTwo)
{
    if (one.isNull() || two.isNull())
        return one.isNull() && two.isNull() ? 1 : 0;
    const Soft other(two.scaled(one.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    return qBound(0.0, likenessAt(Soft(one), other, colourOf(groundOfOne), colourOf(groundOfTwo), 0, 0), 1.0);
}

} // namespace console

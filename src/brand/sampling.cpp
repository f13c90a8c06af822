// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/sampling.h"

#include "brand/colour.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace console {

namespace {

constexpr int nearEnough = 6; // of 255, each channel: what dithering and rounding do

/// At most about 40,000 pixels, evenly spread.
std::vector<QRgb> samples(const QImage &picture, const QRect &wanted)
{
    const QRect area = wanted & picture.rect();
    std::vector<QRgb> found;
    if (area.isEmpty())
        return found;
    const int step = std::max(1, int(std::sqrt(double(area.width()) * area.height() / 40'000)));
    for (int y = area.top(); y <= area.bottom(); y += step) {
        for (int x = area.left(); x <= area.right(); x += step)
            found.push_back(picture.pixel(x, y) | 0xff000000);
    }
    return found;
}

bool isNear(QRgb one, QRgb two)
{
    return std::abs(qRed(one) - qRed(two)) <= nearEnough && std::abs(qGreen(one) - qGreen(two)) <= nearEnough
        && std::abs(qBlue(one) - qBlue(two)) <= nearEnough;
}

Flat flatOf(const std::vector<QRgb> &pixels)
{
    QHash<QRgb, int> counts;
    QRgb mode = 0;
    int most = 0;
    for (const QRgb pixel : pixels) {
        if (const int count = ++counts[pixel]; count > most) {
            most = count;
            mode = pixel;
        }
    }
    std::array<qint64, 3> sums{};
    qint64 count = 0;
    for (const QRgb pixel : pixels) {
        if (!isNear(pixel, mode))
            continue;
        sums[0] += qRed(pixel);
        sums[1] += qGreen(pixel);
        sums[2] += qBlue(pixel);
        ++count;
    }
    if (count == 0)
        return {};
    const auto mean = [count](qint64 sum) { return int((sum + count / 2) / count); };
    return {qRgb(mean(sums[0]), mean(sums[1]), mean(sums[2])), double(count) / double(pixels.size())};
}

} // namespace

QRect pixelsOf(const Shot &shot, const QRectF &rect)
{
    // Cut first: a page may name any number as a place.
    const QRectF seen = QRectF(rect.topLeft() * shot.scale, rect.size() * shot.scale) & QRectF(shot.picture.rect());
    const QPoint from(qRound(seen.left()), qRound(seen.top())), to(qRound(seen.right()), qRound(seen.bottom()));
    return QRect(from, to - QPoint(1, 1));
}

Flat flatColour(const QImage &picture, const QRect &area)
{
    return flatOf(samples(picture, area));
}

Flat colourAround(const QImage &picture, const QRect &area, int gap, int thickness)
{
    const QRect inner = area.adjusted(-gap, -gap, gap, gap), outer = inner.adjusted(-thickness, -thickness, thickness, thickness);
    std::vector<QRgb> all;
    const std::array frame{QRect(outer.topLeft(), QPoint(outer.right(), inner.top() - 1)),
                           QRect(QPoint(outer.left(), inner.bottom() + 1), outer.bottomRight()),
                           QRect(QPoint(outer.left(), inner.top()), QPoint(inner.left() - 1, inner.bottom())),
                           QRect(QPoint(inner.right() + 1, inner.top()), QPoint(outer.right(), inner.bottom()))};
    for (const QRect &side : frame) {
        const std::vector<QRgb> pixels = samples(picture, side);
        all.insert(all.end(), pixels.begin(), pixels.end());
    }
    return flatOf(all);
}

double distance(QRgb one, QRgb two)
{
    const int red = qRed(one) - qRed(two), green = qGreen(one) - qGreen(two), blue = qBlue(one) - qBlue(two);
    return std::sqrt((red * red + green * green + blue * blue) / (3 * 255.0 * 255.0));
}

double difference(QRgb one, QRgb two)
{
    return ciede2000(labOf(one), labOf(two));
}

double medianLightness(const QImage &picture)
{
    std::vector<QRgb> pixels = samples(picture, picture.rect());
    if (pixels.empty())
        return 0;
    const auto middle = pixels.begin() + std::ptrdiff_t(pixels.size() / 2);
    std::ranges::nth_element(pixels, middle, {}, relativeLuminance);
    return labOf(*middle).lightness;
}

QImage cropAround(const QImage &picture, const QRect &place)
{
    constexpr int widest = 320, margin = 16;
    const QImage crop = picture.copy(place.adjusted(-margin, -margin, margin, margin) & picture.rect());
    return crop.width() > widest ? crop.scaledToWidth(widest, Qt::SmoothTransformation) : crop;
}

} // namespace console

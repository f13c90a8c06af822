// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/picturediff.h"

#include "brand/changedregions.h"
#include "brand/colour.h"
#include "brand/movededge.h"

#include <QPainter>

#include <cstring>
#include <vector>

namespace console {

namespace {

constexpr QRgb opaque = 0xff000000;
constexpr qint64 mostPixels = qint64(1) << 27; // of the canvas; a page of 4,000 × 30,000 fits

/// Format_RGB32, as the picture looks on white.
QImage onWhite(const QImage &picture)
{
    if (!picture.hasAlphaChannel())
        return picture.convertToFormat(QImage::Format_RGB32);
    QImage result = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < result.height(); ++y) {
        auto *row = reinterpret_cast<QRgb *>(result.scanLine(y));
        for (int x = 0; x < result.width(); ++x)
            row[x] = (row[x] + QRgb(255 - qAlpha(row[x])) * 0x010101) | opaque;
    }
    result.reinterpretAsFormat(QImage::Format_RGB32);
    return result;
}

/// CIEDE2000 of pairs of colours. A screen has few colours, so nearly every pair was there before.
class DeltaE
{
public:
    float of(QRgb one, QRgb two)
    {
        if (one > two)
            std::swap(one, two); // one result for both orders, to the last bit
        // Two odd factors spread the pairs over the table; the high bits are the best mixed.
        const std::size_t slot = (one * 0x9e3779b1u ^ two * 0x85ebca6bu) >> (32 - bits);
        Pair &pair = m_pairs[slot];
        if (pair.one != one || pair.two != two)
            pair = {one, two, float(ciede2000(labOf(one), labOf(two)))};
        return pair.delta;
    }

private:
    static constexpr int bits = 15;
    struct Pair {
        QRgb one = 0, two = 0; // that pair has no difference: true
        float delta = 0;
    };
    std::vector<Pair> m_pairs = std::vector<Pair>(std::size_t(1) << bits);
};

class Comparison
{
public:
    Comparison(const QImage &before, const QImage &after, const DifferenceOptions &options)
        : m_before(before), m_after(after), m_options(options), m_common(qMin(before.width(), after.width()), qMin(before.height(), after.height())),
          m_canvas(before.size().expandedTo(after.size())), m_edge(m_before, m_after, m_common), m_regions(m_canvas)
    {
        m_result.before = before.size();
        m_result.after = after.size();
    }

    Result<PictureDifference> run(const std::stop_token &stop)
    {
        for (int y = 0; y < m_common.height(); ++y) {
            if (stop.stop_requested())
                return fail(Error{.kind = Error::Kind::Cancelled, .message = Error::tr("The comparison was stopped.")});
            if (std::memcmp(m_before.constScanLine(y), m_after.constScanLine(y), std::size_t(m_common.width()) * sizeof(QRgb)) != 0)
                compareRow(y);
        }
        countOutside();
        const qint64 compared = m_result.differing - m_result.outside;
        m_result.meanDeltaE = compared ? m_sum / double(compared) : 0;
        if (m_result.visible)
            m_result.regions = m_regions.regions(m_options.maxRegions);
        return m_result;
    }

private:
    void compareRow(int y)
    {
        const auto *one = reinterpret_cast<const QRgb *>(m_before.constScanLine(y)), *two = reinterpret_cast<const QRgb *>(m_after.constScanLine(y));
        uchar *marks = marksOf(y);
        double delta = 0;
        for (int x = 0; x < m_common.width(); ++x) {
            if (one[x] == two[x])
                continue;
            if (x == 0 || one[x] != one[x - 1] || two[x] != two[x - 1]) // else the same pair as just before
                delta = double(m_deltaE.of(one[x], two[x]));
            ++m_result.differing;
            m_sum += delta;
            m_result.maxDeltaE = std::max(m_result.maxDeltaE, delta);
            marks[x] = PictureDifference::Unseen;
            if (delta <= m_options.tolerance)
                continue;
            if (m_options.ignoreAntialiasing && m_edge.explains(x, y)) {
                ++m_result.antialiased;
                marks[x] = PictureDifference::Antialiased;
            } else {
                addVisible(marks, x, y);
            }
        }
    }

    void countOutside()
    {
        if (m_common == m_canvas)
            return;
        for (int y = 0; y < m_canvas.height(); ++y) {
            uchar *marks = marksOf(y);
            for (int x = y < m_common.height() ? m_common.width() : 0; x < m_canvas.width(); ++x) {
                ++m_result.outside;
                ++m_result.differing;
                addVisible(marks, x, y);
            }
        }
    }

    void addVisible(uchar *marks, int x, int y)
    {
        ++m_result.visible;
        marks[x] = PictureDifference::Visible;
        m_regions.add(x, y);
    }

    uchar *marksOf(int y)
    {
        if (m_result.marks.isNull()) {
            m_result.marks = QImage(m_canvas, QImage::Format_Grayscale8);
            m_result.marks.fill(PictureDifference::Same);
        }
        return m_result.marks.scanLine(y);
    }

    const QImage &m_before, &m_after;
    const DifferenceOptions &m_options;
    const QSize m_common, m_canvas;
    const MovedEdge m_edge;
    ChangedRegions m_regions;
    DeltaE m_deltaE;
    double m_sum = 0;
    PictureDifference m_result;
};

/// Opaque, so light that the changes stand out.
QRgb faint(QRgb colour)
{
    const int grey = 255 - (255 - qGray(colour)) * 3 / 10;
    return qRgb(grey, grey, grey);
}

} // namespace

Result<PictureDifference> comparePictures(const QImage &before, const QImage &after, const DifferenceOptions &options, const std::stop_token &stop)
{
    if (before.isNull() || after.isNull())
        return fail(Error{.kind = Error::Kind::Input, .message = Error::tr("There is no picture to compare."), .advice = Error::tr("Take the picture first.")});
    const QSize canvas = before.size().expandedTo(after.size());
    if (qint64(canvas.width()) * canvas.height() > mostPixels)
        return fail(Error{.kind = Error::Kind::Input, .message = Error::tr("The pictures are too large to be compared (%1 × %2).").arg(canvas.width()).arg(canvas.height()),
                          .advice = Error::tr("Take smaller ones.")});
    const QImage one = onWhite(before), two = onWhite(after);
    return Comparison(one, two, options).run(stop);
}

QImage differencePicture(const QImage &before, const PictureDifference &difference, bool boxes)
{
    const QImage original = before.isNull() ? before : onWhite(before);
    QImage result(difference.before.expandedTo(difference.after), QImage::Format_RGB32);
    result.fill(Qt::white);
    constexpr QRgb changed = 0xffd6006c, edge = 0xfff2b233;
    for (int y = 0; y < result.height(); ++y) {
        auto *row = reinterpret_cast<QRgb *>(result.scanLine(y));
        const auto *from = y < original.height() ? reinterpret_cast<const QRgb *>(original.constScanLine(y)) : nullptr;
        const uchar *marks = difference.marks.isNull() ? nullptr : difference.marks.constScanLine(y);
        for (int x = 0; x < result.width(); ++x) {
            if (marks && marks[x] == PictureDifference::Visible)
                row[x] = changed;
            else if (marks && marks[x] == PictureDifference::Antialiased)
                row[x] = edge;
            else if (from && x < original.width())
                row[x] = faint(from[x]);
        }
    }
    if (boxes) {
        QPainter painter(&result);
        painter.setPen(QColor::fromRgb(changed));
        for (const QRect &region : difference.regions)
            painter.drawRect(region.adjusted(0, 0, -1, -1));
    }
    return result;
}

} // namespace console

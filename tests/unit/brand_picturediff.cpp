// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing pictures: what is counted, what is left out as a moved edge, and where the regions are.
#include "brand/colour.h"
#include "brand/picturediff.h"
#include "gui/picture.h"

#include <QFont>
#include <QPainter>
#include <QPainterPath>
#include <QRandomGenerator>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr QRgb paper = 0xfffafafa, ink = 0xff202830, blue = 0xff2060c0;

QImage filled(QSize size, QRgb colour)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

/// Text as outlines, so that it can stand at any fraction of a pixel.
QImage text(double x, double y, QRgb colour = ink, QRgb ground = paper, double pixels = 15, bool bold = false)
{
    QImage image = filled({420, 120}, ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(100);
    font.setBold(bold);
    QPainterPath path;
    path.addText(0, 0, font, u"Choose your bank to continue"_s);
    path.addText(0, 200, font, u"Aerosync links accounts, ijlt 0123"_s);
    painter.translate(10 + x, 40 + y);
    painter.scale(pixels / 100, pixels / 100);
    painter.fillPath(path, QColor::fromRgb(colour));
    return image;
}

QImage button(const QRectF &place, QRgb colour = blue, QRgb ground = paper)
{
    QImage image = filled({300, 200}, ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(colour));
    painter.drawRoundedRect(place, 8, 8);
    return image;
}

PictureDifference compared(const QImage &before, const QImage &after, const DifferenceOptions &options = {})
{
    const Result<PictureDifference> result = comparePictures(before, after, options);
    return result ? *result : PictureDifference{.visible = -1};
}

/// A colour near this one whose CIEDE2000 to it is as near to `wanted` as the bytes allow.
QRgb farBy(QRgb from, double wanted)
{
    QRgb best = from;
    double least = 1e9;
    for (int r = -14; r <= 14; ++r) {
        for (int g = -14; g <= 14; ++g) {
            for (int b = -14; b <= 14; ++b) {
                const QRgb colour = qRgb(qRed(from) + r, qGreen(from) + g, qBlue(from) + b);
                const double off = std::abs(ciede2000(labOf(from), labOf(colour)) - wanted);
                if (off < least) {
                    least = off;
                    best = colour;
                }
            }
        }
    }
    return best;
}

bool covers(const QList<QRect> &regions, QPoint point)
{
    return std::any_of(regions.cbegin(), regions.cend(), [&](const QRect &region) { return region.contains(point); });
}

} // namespace

class BrandPictureDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalPicturesHaveNoDifference()
    {
        for (const QImage &image : {text(0, 0), button({20, 20, 120, 40}), filled({1, 1}, ink)}) {
            for (const PictureDifference &difference : {compared(image, image), compared(image, image.copy())}) {
                QVERIFY(difference.sameSize() && difference.sameLook() && difference.differing == 0 && difference.antialiased == 0 && difference.outside == 0);
                QVERIFY(difference.regions.isEmpty() && difference.marks.isNull());
                QVERIFY(difference.meanDeltaE == 0 && difference.maxDeltaE == 0);
            }
        }
    }

    void findsOnePixelAnywhere_data()
    {
        QTest::addColumn<QPoint>("at");
        QTest::newRow("corner") << QPoint(0, 0);
        QTest::newRow("other corner") << QPoint(63, 47);
        QTest::newRow("edge") << QPoint(0, 20);
        QTest::newRow("middle") << QPoint(30, 20);
    }
    void findsOnePixelAnywhere()
    {
        QFETCH(QPoint, at);
        const QImage before = filled({64, 48}, paper);
        QImage after = before;
        after.setPixel(at, blue);
        const PictureDifference difference = compared(before, after);
        QCOMPARE(difference.differing, 1);
        QCOMPARE(difference.visible, 1);
        QCOMPARE(difference.regions.size(), 1);
        QVERIFY(difference.regions.first().contains(at) && before.rect().contains(difference.regions.first()) && difference.regions.first().width() <= 9);
        QVERIFY(std::abs(difference.maxDeltaE - ciede2000(labOf(paper), labOf(blue))) < 1e-4);
        QCOMPARE(difference.meanDeltaE, difference.maxDeltaE);
        QCOMPARE(int(difference.marks.constScanLine(at.y())[at.x()]), int(PictureDifference::Visible));
    }

    void flatColourOfAButton_data()
    {
        QTest::addColumn<double>("by");
        QTest::addColumn<bool>("found");
        QTest::newRow("0.5") << 0.5 << false;
        QTest::newRow("1.2") << 1.2 << false;
        QTest::newRow("1.5") << 1.5 << true;
        QTest::newRow("3") << 3.0 << true;
        QTest::newRow("6") << 6.0 << true;
    }
    void flatColourOfAButton()
    {
        QFETCH(double, by);
        QFETCH(bool, found);
        const QRgb other = farBy(blue, by);
        QVERIFY(std::abs(ciede2000(labOf(blue), labOf(other)) - by) < 0.05);
        const PictureDifference difference = compared(button({20, 20, 120, 40}), button({20, 20, 120, 40}, other));
        QVERIFY(difference.differing > 4700);
        QCOMPARE(!difference.sameLook(), found);
        QCOMPARE(difference.regions.size(), found ? 1 : 0);
        if (found)
            QVERIFY(difference.visible > 4600 && difference.regions.first().contains(QRect(20, 20, 120, 40)));
    }

    void oneStepOfAChannelIsNeverSeen()
    {
        double most = 0;
        for (int red = 0; red < 255; red += 5) {
            for (int green = 0; green < 255; green += 5) {
                for (int last = 0; last < 255; last += 5) {
                    const Lab lab = labOf(qRgb(red, green, last));
                    for (const QRgb next : {qRgb(red + 1, green, last), qRgb(red, green + 1, last), qRgb(red, green, last + 1)})
                        most = std::max(most, ciede2000(lab, labOf(next)));
                }
            }
        }
        QVERIFY2(most < DifferenceOptions().tolerance, qPrintable(QString::number(most)));
    }

    void textMovedByAFractionOfAPixel_data()
    {
        QTest::addColumn<double>("pixels");
        for (const double pixels : {12.0, 15.0, 20.0, 32.0})
            QTest::newRow(qPrintable(u"%1 px"_s.arg(pixels))) << pixels;
    }
    void textMovedByAFractionOfAPixel()
    {
        QFETCH(double, pixels);
        for (const auto &[front, back] : {std::pair(ink, paper), std::pair(paper, ink), std::pair(blue, paper)}) {
            const QImage before = text(0, 0, front, back, pixels);
            for (const auto &[x, y] : {std::pair(0.1, 0.0), std::pair(0.3, 0.0), std::pair(0.0, 0.3), std::pair(-0.3, 0.0)}) {
                const PictureDifference little = compared(before, text(x, y, front, back, pixels));
                QVERIFY(little.antialiased > 1000);
                QVERIFY2(little.visible <= 5 && little.regions.size() <= 3, qPrintable(u"%1 seen"_s.arg(little.visible)));
            }
            for (const auto &[x, y] : {std::pair(1.0, 0.0), std::pair(0.0, 1.0), std::pair(2.0, 0.0), std::pair(0.0, -2.0)}) {
                const PictureDifference much = compared(before, text(x, y, front, back, pixels));
                QVERIFY2(much.visible > 600 && !much.regions.isEmpty(), qPrintable(u"%1 seen"_s.arg(much.visible)));
            }
        }
    }

    void textInAnotherLookIsFound()
    {
        const QImage before = text(0, 0);
        for (const QImage &after : {text(0, 0, farBy(ink, 3)), text(0, 0, 0xff404040), text(0, 0, 0xff808080), text(0, 0, blue), text(0, 0, ink, paper, 15, true),
                                    text(0, 0, ink, paper, 15.3)}) {
            const PictureDifference difference = compared(before, after);
            QVERIFY2(difference.visible > 400 && covers(difference.regions, {60, 35}), qPrintable(u"%1 seen"_s.arg(difference.visible)));
        }
    }

    void edgesAreLeftOutOnlyWhereAsked()
    {
        const QImage before = button({20, 20, 120, 40}), after = button({20.3, 20, 120, 40});
        const PictureDifference tolerant = compared(before, after), strict = compared(before, after, {.ignoreAntialiasing = false});
        QVERIFY(tolerant.sameLook() && tolerant.antialiased > 60);
        QCOMPARE(strict.visible, tolerant.antialiased);
        QCOMPARE(strict.differing, tolerant.differing);
        QVERIFY(!compared(before, button({21, 20, 120, 40})).sameLook()); // a whole pixel is no fraction
    }

    void countsDoNotDependOnTheOrder()
    {
        const QList<QImage> images{text(0, 0), text(0.3, 0.2), text(2, 0), text(0, 0, blue), text(0, 0, paper, ink), text(0, 0, ink, paper, 21), noise(1), noise(2)};
        for (const QImage &a : images) {
            for (const QImage &b : images) {
                const PictureDifference there = compared(a, b), back = compared(b, a);
                QVERIFY(there.differing == back.differing && there.visible == back.visible && there.antialiased == back.antialiased);
                QVERIFY(there.meanDeltaE == back.meanDeltaE && there.maxDeltaE == back.maxDeltaE && there.regions == back.regions && there.marks == back.marks);
                holds(there);
            }
        }
    }

    void differentSizesAreSaidAndCounted()
    {
        const PictureDifference difference = compared(filled({100, 60}, paper), filled({80, 90}, paper));
        QVERIFY(!difference.sameSize() && !difference.sameLook());
        QCOMPARE(difference.before, QSize(100, 60));
        QCOMPARE(difference.after, QSize(80, 90));
        QCOMPARE(difference.marks.size(), QSize(100, 90));
        QCOMPARE(difference.outside, 100 * 90 - 80 * 60);
        QCOMPARE(difference.visible, difference.outside);
        QCOMPARE(difference.differing, difference.outside);
        QCOMPARE(difference.meanDeltaE, 0.0); // inside both they are the same
        holds(difference);
    }

    void regionsAreFewSortedAndApart()
    {
        const QImage before = filled({600, 400}, paper);
        QImage after = before;
        QPainter painter(&after);
        const QList<QRect> boxes{{500, 10, 30, 20}, {10, 12, 20, 20}, {40, 300, 50, 40}, {95, 305, 50, 40}}; // the last two are near
        for (const QRect &box : boxes)
            painter.fillRect(box, QColor::fromRgb(blue));
        painter.end();
        const PictureDifference difference = compared(before, after);
        const QList<QRect> wanted{QRect(496, 6, 38, 28), QRect(6, 8, 28, 28), QRect(36, 296, 113, 53)};
        QCOMPARE(difference.regions, wanted);
        holds(difference);
    }

    void regionsNeverExceedTheLimit()
    {
        QRandomGenerator random(7);
        for (const int limit : {1, 2, 5, 24}) {
            QImage after = filled({640, 480}, paper);
            for (int i = 0; i < 300; ++i)
                after.setPixel(random.bounded(640), random.bounded(480), blue);
            const PictureDifference difference = compared(filled({640, 480}, paper), after, {.maxRegions = limit});
            QVERIFY(difference.regions.size() <= limit && !difference.regions.isEmpty());
            holds(difference);
        }
        QCOMPARE(compared(filled({64, 48}, paper), filled({64, 48}, ink), {.maxRegions = 0}).regions, QList<QRect>{QRect(0, 0, 64, 48)});
    }

    void transparencyIsSeenOnWhite()
    {
        QImage clear({20, 20}, QImage::Format_ARGB32);
        clear.fill(Qt::transparent);
        QVERIFY(compared(clear, filled({20, 20}, 0xffffffff)).differing == 0);
        QImage half({20, 20}, QImage::Format_ARGB32);
        half.fill(QColor(0, 0, 0, 128));
        const PictureDifference difference = compared(half, filled({20, 20}, 0xff7f7f7f));
        QVERIFY2(difference.maxDeltaE < 0.5, qPrintable(QString::number(difference.maxDeltaE)));
        QVERIFY(compared(text(0, 0).convertToFormat(QImage::Format_ARGB32_Premultiplied), text(0, 0)).differing == 0);
        QVERIFY(compared(text(0, 0).convertToFormat(QImage::Format_RGB888), text(0, 0)).differing == 0);
        QVERIFY(compared(button({20, 20, 120, 40}).convertToFormat(QImage::Format_Indexed8, Qt::AvoidDither), button({20, 20, 120, 40})).sameLook());
    }

    void refusesWhatItCannotCompare()
    {
        const Result<PictureDifference> none = comparePictures(QImage(), text(0, 0));
        QVERIFY(!none && none.error().kind == Error::Kind::Input && !none.error().advice.isEmpty());
        const Result<PictureDifference> huge = comparePictures(filled({30'000, 1}, ink), filled({1, 30'000}, ink));
        QVERIFY(!huge && huge.error().kind == Error::Kind::Input);
        std::stop_source source;
        source.request_stop();
        const Result<PictureDifference> stopped = comparePictures(text(0, 0), text(2, 0), {}, source.get_token());
        QVERIFY(!stopped && stopped.error().kind == Error::Kind::Cancelled);
    }

    void picturesTheDifference()
    {
        const QImage before = text(0, 0);
        QImage after = text(0.3, 0);
        QPainter painter(&after);
        painter.fillRect(300, 60, 40, 30, QColor::fromRgb(blue));
        painter.end();
        const PictureDifference difference = compared(before, after);
        const QImage plain = differencePicture(before, difference, false), framed = differencePicture(before, difference);
        QCOMPARE(plain.size(), before.size());
        QCOMPARE(plain.pixel(320, 75), 0xffd6006c);
        QCOMPARE(plain.pixel(2, 2), qRgb(254, 254, 254)); // the paper, fainter
        QCOMPARE(plain.pixel(298, 75), plain.pixel(2, 75));
        QCOMPARE(framed.pixel(difference.regions.last().topLeft()), 0xffd6006c);
        QCOMPARE(framed.pixel(difference.regions.last().bottomRight()), 0xffd6006c);
        QCOMPARE(differencePicture(filled({5, 5}, ink), compared(filled({5, 5}, ink), filled({7, 6}, ink))).size(), QSize(7, 6));
        QVERIFY(keepPicture(framed, u"brand-difference"_s));
    }

private:
    static QImage noise(quint32 seed)
    {
        QRandomGenerator random(seed);
        QImage image = filled({420, 120}, paper);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                image.setPixel(x, y, 0xff000000 | random.generate());
        }
        return image;
    }

    /// What is true of every difference.
    static void holds(const PictureDifference &difference)
    {
        const QRect canvas({0, 0}, difference.before.expandedTo(difference.after));
        QVERIFY(difference.differing >= difference.visible + difference.antialiased && difference.visible >= difference.outside);
        QVERIFY(difference.meanDeltaE <= difference.maxDeltaE);
        QCOMPARE(difference.marks.isNull(), difference.differing == 0);
        QCOMPARE(difference.regions.isEmpty(), difference.visible == 0);
        qint64 visible = 0, antialiased = 0, inside = 0;
        for (int y = 0; y < difference.marks.height(); ++y) {
            for (int x = 0; x < difference.marks.width(); ++x) {
                const uchar mark = difference.marks.constScanLine(y)[x];
                antialiased += mark == PictureDifference::Antialiased ? 1 : 0;
                visible += mark == PictureDifference::Visible ? 1 : 0;
                inside += mark == PictureDifference::Visible && covers(difference.regions, {x, y}) ? 1 : 0;
            }
        }
        QVERIFY(visible == difference.visible && antialiased == difference.antialiased && inside == visible);
        for (qsizetype i = 0; i < difference.regions.size(); ++i) {
            QVERIFY(canvas.contains(difference.regions.at(i)));
            for (qsizetype j = i + 1; j < difference.regions.size(); ++j)
                QVERIFY(!difference.regions.at(i).intersects(difference.regions.at(j)) && difference.regions.at(i).top() <= difference.regions.at(j).top());
        }
    }
};

QTEST_MAIN(BrandPictureDiff)
#include "brand_picturediff.moc"

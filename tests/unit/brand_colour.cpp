// SPDX-License-Identifier: GPL-3.0-or-later
// Colour arithmetic against published tables: CIEDE2000 (Sharma, Wu & Dalal 2005), WCAG 2.2, APCA 0.0.98G-4g.
#include "brand/colour.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Pair {
    Lab one, two;
    double difference;
};

// Table 1 of the paper, in its order.
const Pair sharma[] = {
    {{50.0000, 2.6772, -79.7751}, {50.0000, 0.0000, -82.7485}, 2.0425},
    {{50.0000, 3.1571, -77.2803}, {50.0000, 0.0000, -82.7485}, 2.8615},
    {{50.0000, 2.8361, -74.0200}, {50.0000, 0.0000, -82.7485}, 3.4412},
    {{50.0000, -1.3802, -84.2814}, {50.0000, 0.0000, -82.7485}, 1.0000},
    {{50.0000, -1.1848, -84.8006}, {50.0000, 0.0000, -82.7485}, 1.0000},
    {{50.0000, -0.9009, -85.5211}, {50.0000, 0.0000, -82.7485}, 1.0000},
    {{50.0000, 0.0000, 0.0000}, {50.0000, -1.0000, 2.0000}, 2.3669},
    {{50.0000, -1.0000, 2.0000}, {50.0000, 0.0000, 0.0000}, 2.3669},
    {{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0009}, 7.1792},
    {{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0010}, 7.1792},
    {{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0011}, 7.2195},
    {{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0012}, 7.2195},
    {{50.0000, -0.0010, 2.4900}, {50.0000, 0.0009, -2.4900}, 4.8045},
    {{50.0000, -0.0010, 2.4900}, {50.0000, 0.0010, -2.4900}, 4.8045},
    {{50.0000, -0.0010, 2.4900}, {50.0000, 0.0011, -2.4900}, 4.7461},
    {{50.0000, 2.5000, 0.0000}, {50.0000, 0.0000, -2.5000}, 4.3065},
    {{50.0000, 2.5000, 0.0000}, {73.0000, 25.0000, -18.0000}, 27.1492},
    {{50.0000, 2.5000, 0.0000}, {61.0000, -5.0000, 29.0000}, 22.8977},
    {{50.0000, 2.5000, 0.0000}, {56.0000, -27.0000, -3.0000}, 31.9030},
    {{50.0000, 2.5000, 0.0000}, {58.0000, 24.0000, 15.0000}, 19.4535},
    {{50.0000, 2.5000, 0.0000}, {50.0000, 3.1736, 0.5854}, 1.0000},
    {{50.0000, 2.5000, 0.0000}, {50.0000, 3.2972, 0.0000}, 1.0000},
    {{50.0000, 2.5000, 0.0000}, {50.0000, 1.8634, 0.5757}, 1.0000},
    {{50.0000, 2.5000, 0.0000}, {50.0000, 3.2592, 0.3350}, 1.0000},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
    {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
    {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
    {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

bool near(double value, double wanted, double tolerance)
{
    if (std::abs(value - wanted) <= tolerance)
        return true;
    qWarning("%.10f, not %.10f", value, wanted);
    return false;
}

QRgb colour(const char *hex)
{
    return colourFromHex(QString::fromLatin1(hex)).value_or(0);
}

} // namespace

class BrandColour : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void differenceIsThatOfThePaper()
    {
        QCOMPARE(std::size(sharma), 34u);
        for (std::size_t i = 0; i < std::size(sharma); ++i) {
            const auto &[one, two, difference] = sharma[i];
            QVERIFY2(near(ciede2000(one, two), difference, 0.00005), qPrintable(u"pair %1"_s.arg(i + 1)));
            QVERIFY2(near(ciede2000(two, one), difference, 0.00005), qPrintable(u"pair %1, turned"_s.arg(i + 1)));
            QCOMPARE(ciede2000(one, one), 0.0);
        }
        QVERIFY(near(ciede2000(labOf(qRgb(0, 0, 0)), labOf(qRgb(255, 255, 255))), 100, 1e-9));
    }

    void labOfKnownColours_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<double>("lightness");
        QTest::addColumn<double>("a");
        QTest::addColumn<double>("b");
        // The corners of sRGB as every table of D65 has them.
        QTest::newRow("black") << QByteArray("#000000") << 0.0 << 0.0 << 0.0;
        QTest::newRow("white") << QByteArray("#FFFFFF") << 100.0 << 0.0 << 0.0;
        QTest::newRow("red") << QByteArray("#FF0000") << 53.2408 << 80.0925 << 67.2032;
        QTest::newRow("green") << QByteArray("#00FF00") << 87.7347 << -86.1827 << 83.1793;
        QTest::newRow("blue") << QByteArray("#0000FF") << 32.2970 << 79.1875 << -107.8602;
        QTest::newRow("grey") << QByteArray("#808080") << 53.5850 << 0.0 << 0.0;
    }
    void labOfKnownColours()
    {
        QFETCH(QByteArray, hex);
        QFETCH(double, lightness);
        QFETCH(double, a);
        QFETCH(double, b);
        const Lab lab = labOf(colour(hex.constData()));
        QVERIFY(near(lab.lightness, lightness, 0.001) && near(lab.a, a, 0.002) && near(lab.b, b, 0.002));
    }

    void greysHaveNoHue()
    {
        for (int grey = 0; grey < 256; ++grey) {
            const Lab lab = labOf(qRgb(grey, grey, grey));
            QVERIFY(std::abs(lab.a) < 1e-9 && std::abs(lab.b) < 1e-9);
        }
    }

    void linearIsMonotonousAndBounded()
    {
        QCOMPARE(linearOf(0), 0.0);
        QCOMPARE(linearOf(255), 1.0);
        QCOMPARE(linearOf(-1), 0.0);
        QCOMPARE(linearOf(256), 1.0);
        for (int i = 1; i < 256; ++i)
            QVERIFY(linearOf(i) > linearOf(i - 1));
    }

    void contrastOfWcag_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("ground");
        QTest::addColumn<double>("ratio");
        QTest::newRow("black on white") << QByteArray("#000") << QByteArray("#FFF") << 21.0;
        QTest::newRow("same") << QByteArray("#123456") << QByteArray("#123456") << 1.0;
        QTest::newRow("the lightest grey that is enough") << QByteArray("#767676") << QByteArray("#FFF") << 4.54;
        QTest::newRow("the next grey is not") << QByteArray("#777") << QByteArray("#FFF") << 4.48;
        QTest::newRow("red on white") << QByteArray("#F00") << QByteArray("#FFF") << 4.00;
        QTest::newRow("blue on white") << QByteArray("#00F") << QByteArray("#FFF") << 8.59;
        QTest::newRow("green on black") << QByteArray("#0F0") << QByteArray("#000") << 15.30;
        QTest::newRow("half of black is #7F7F7F") << QByteArray("#00000080") << QByteArray("#FFF") << 4.00;
        QTest::newRow("nothing") << QByteArray("#0000") << QByteArray("#FFF") << 1.0;
    }
    void contrastOfWcag()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, ground);
        QFETCH(double, ratio);
        QVERIFY(near(contrastRatio(colour(text.constData()), colour(ground.constData())), ratio, 0.006));
        if (qAlpha(colour(text.constData())) == 255)
            QCOMPARE(contrastRatio(colour(ground.constData()), colour(text.constData())), contrastRatio(colour(text.constData()), colour(ground.constData())));
    }

    void contrastOfApca_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("ground");
        QTest::addColumn<double>("lc");
        // "Testing your implementation" of APCA's documentation, unrounded.
        QTest::newRow("1") << QByteArray("#888") << QByteArray("#fff") << 63.056469930209424;
        QTest::newRow("2") << QByteArray("#fff") << QByteArray("#888") << -68.54146436644962;
        QTest::newRow("3") << QByteArray("#000") << QByteArray("#aaa") << 58.146262578561334;
        QTest::newRow("4") << QByteArray("#aaa") << QByteArray("#000") << -56.24113336839742;
        QTest::newRow("5") << QByteArray("#123") << QByteArray("#def") << 91.66830811481631;
        QTest::newRow("6") << QByteArray("#def") << QByteArray("#123") << -93.06770049484275;
        // The tests of apca-w3 itself.
        QTest::newRow("7") << QByteArray("#123") << QByteArray("#444") << 8.32326136957393;
        QTest::newRow("8") << QByteArray("#444") << QByteArray("#123") << -7.526878460278154;
        QTest::newRow("9") << QByteArray("#000") << QByteArray("#fff") << 106.04067321268862;
        QTest::newRow("10") << QByteArray("#fff") << QByteArray("#000") << -107.88473318309848;
        QTest::newRow("same") << QByteArray("#777") << QByteArray("#777") << 0.0;
        QTest::newRow("too little") << QByteArray("#777") << QByteArray("#7a7a7a") << 0.0;
        QTest::newRow("nothing") << QByteArray("#0000") << QByteArray("#fff") << 0.0;
    }
    void contrastOfApca()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, ground);
        QFETCH(double, lc);
        QVERIFY(near(apcaContrast(colour(text.constData()), colour(ground.constData())), lc, 1e-9));
    }

    void compositesAsAScreenDoes()
    {
        QCOMPARE(composited(qRgba(0, 0, 0, 0), qRgb(1, 2, 3)), qRgb(1, 2, 3));
        QCOMPARE(composited(qRgba(9, 8, 7, 255), qRgb(1, 2, 3)), qRgb(9, 8, 7));
        QCOMPARE(composited(qRgba(255, 0, 0, 128), qRgb(0, 0, 255)), qRgb(128, 0, 127));
        QCOMPARE(composited(qRgba(255, 255, 255, 77), qRgba(255, 255, 255, 0)), qRgb(255, 255, 255)); // a ground is opaque
    }

    void readsAndWritesHex()
    {
        QCOMPARE(colourFromHex(u" #1a2B3c\n"), qRgb(0x1a, 0x2b, 0x3c));
        QCOMPARE(colourFromHex(u"#FA0"), qRgb(0xff, 0xaa, 0));
        QCOMPARE(colourFromHex(u"#01020304"), qRgba(1, 2, 3, 4));
        QCOMPARE(colourFromHex(u"#FA08"), qRgba(0xff, 0xaa, 0, 0x88));
        QCOMPARE(hexOf(qRgb(0x1a, 0x2b, 0x3c)), u"#1A2B3C"_s);
        QCOMPARE(hexOf(qRgb(0, 0, 0)), u"#000000"_s);
        QCOMPARE(hexOf(qRgba(1, 2, 3, 4)), u"#01020304"_s);
        for (QRgb value = 0; value <= 0xffffff; value += 7919) // round trip
            QCOMPARE(colourFromHex(hexOf(value | 0xff000000)), value | 0xff000000);
        for (const QString &bad : {u""_s, u"#"_s, u"123456"_s, u"#12"_s, u"#12345"_s, u"#1234567"_s, u"#123456789"_s, u"#12345g"_s, u"# 23456"_s,
                                   u"#+12345"_s, u"red"_s, u"#１２３"_s, QString(100'000, u'#')}) {
            const Result<QRgb> result = colourFromHex(bad);
            QVERIFY2(!result && result.error().kind == Error::Kind::Input && result.error().message.size() < 80, qPrintable(bad.left(20)));
        }
    }
};

QTEST_APPLESS_MAIN(BrandColour)
#include "brand_colour.moc"

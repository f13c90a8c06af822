// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// The value of every channel, 0 to 255, by `curve` from 0…1 to 0…1.
template <typename Curve>
std::array<double, 256> tableOf(Curve curve)
{
    std::array<double, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = curve(double(i) / 255);
    return table;
}

double radians(double degrees)
{
    return degrees * (std::numbers::pi / 180);
}

/// The curve of CIELAB, of t from 0 to 1: a cube root, straight near black (CIE 15). Straight between the values of a
/// table, which is a tenth of the time of cbrt() and not more than 3e-7 off: 0.0003 in a* and b*.
double labCurve(double t)
{
    constexpr int steps = 1 << 14;
    static const std::vector<double> table = [] {
        constexpr double epsilon = 216.0 / 24389, kappa = 24389.0 / 27;
        std::vector<double> values(steps + 2);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double v = double(i) / steps;
            values[i] = v > epsilon ? std::cbrt(v) : (kappa * v + 16) / 116;
        }
        return values;
    }();
    const double place = std::clamp(t, 0.0, 1.0) * steps;
    const auto below = std::size_t(place);
    return table[below] + (table[below + 1] - table[below]) * (place - double(below));
}

/// The length of a vector; std::hypot() takes ten times as long, and only needs to where numbers are huge.
double length(double x, double y)
{
    return std::sqrt(x * x + y * y);
}

/// T of the paper: how much a difference in hue counts there. The cosines of the multiples of the angle come from its own
/// sine and cosine, which is most of the time of the whole.
double hueWeight(double hueMean)
{
    static const double cos30 = std::cos(radians(30)), sin30 = std::sin(radians(30)), cos6 = std::cos(radians(6)), sin6 = std::sin(radians(6)),
                        cos63 = std::cos(radians(63)), sin63 = std::sin(radians(63));
    const double c = std::cos(radians(hueMean)), s = std::sin(radians(hueMean));
    const double c2 = c * c - s * s, s2 = 2 * s * c;
    const double c3 = c2 * c - s2 * s, s3 = s2 * c + c2 * s;
    const double c4 = c2 * c2 - s2 * s2, s4 = 2 * s2 * c2;
    return 1 - 0.17 * (c * cos30 + s * sin30) + 0.24 * c2 + 0.32 * (c3 * cos6 - s3 * sin6) - 0.20 * (c4 * cos63 + s4 * sin63);
}

double seventhPower(double x)
{
    const double cube = x * x * x;
    return cube * cube * x;
}

/// Degrees, 0 to 360; 0 for a grey.
double hue(double a, double b)
{
    const double angle = std::atan2(b, a) * (180 / std::numbers::pi);
    return angle < 0 ? angle + 360 : angle;
}

/// APCA's estimate of a screen's luminance, with its soft clamp of the darkest.
double apcaLuminance(QRgb colour)
{
    static const std::array<double, 256> power = tableOf([](double v) { return std::pow(v, 2.4); });
    const auto of = [](int channel) { return power[std::size_t(channel)]; };
    const double y = 0.2126729 * of(qRed(colour)) + 0.7151522 * of(qGreen(colour)) + 0.0721750 * of(qBlue(colour));
    constexpr double black = 0.022;
    return y < black ? y + std::pow(black - y, 1.414) : y;
}

} // namespace

double linearOf(int channel)
{
    static const std::array<double, 256> table = tableOf([](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); });
    return table[std::size_t(qBound(0, channel, 255))];
}

Lab labOf(QRgb colour)
{
    // The white point is the sum of each row, so that a grey has no hue.
    const double red = linearOf(qRed(colour)), green = linearOf(qGreen(colour)), blue = linearOf(qBlue(colour));
    const double x = labCurve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / (0.4124564 + 0.3575761 + 0.1804375));
    const double y = labCurve(0.2126729 * red + 0.7151522 * green + 0.0721749 * blue);
    const double z = labCurve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / (0.0193339 + 0.1191920 + 0.9503041));
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double ciede2000(const Lab &one, const Lab &two)
{
    // The names are those of the paper; ' is written Prime.
    constexpr double twentyFive7 = 6103515625.0;
    const double cMean7 = seventhPower((length(one.a, one.b) + length(two.a, two.b)) / 2);
    const double stretch = 1.5 - 0.5 * std::sqrt(cMean7 / (cMean7 + twentyFive7)); // 1 + G
    const double a1 = one.a * stretch, a2 = two.a * stretch;
    const double c1 = length(a1, one.b), c2 = length(a2, two.b);
    const double h1 = hue(a1, one.b), h2 = hue(a2, two.b);
    const bool grey = c1 * c2 == 0; // it has no hue, so there is no difference in hue either

    double deltaHue = grey ? 0 : h2 - h1, hMean = h1 + h2;
    if (!grey) {
        hMean /= 2;
        if (std::abs(deltaHue) > 180) { // the shorter way round
            deltaHue += deltaHue > 0 ? -360 : 360;
            hMean += hMean < 180 ? 180 : -180;
        }
    }
    const double deltaL = two.lightness - one.lightness, deltaC = c2 - c1;
    const double deltaH = 2 * std::sqrt(c1 * c2) * std::sin(radians(deltaHue / 2));
    const double lMean = (one.lightness + two.lightness) / 2, cMean = (c1 + c2) / 2;

    const double fromMiddle = (lMean - 50) * (lMean - 50), fromBlue = (hMean - 275) / 25, cPrimeMean7 = seventhPower(cMean);
    const double l = deltaL / (1 + 0.015 * fromMiddle / std::sqrt(20 + fromMiddle));
    const double c = deltaC / (1 + 0.045 * cMean);
    const double h = deltaH / (1 + 0.015 * cMean * hueWeight(hMean));
    const double rotation = -std::sin(radians(60 * std::exp(-fromBlue * fromBlue))) * 2 * std::sqrt(cPrimeMean7 / (cPrimeMean7 + twentyFive7));
    return std::sqrt(std::max(0.0, l * l + c * c + h * h + rotation * c * h));
}

QRgb composited(QRgb colour, QRgb ground)
{
    const int alpha = qAlpha(colour);
    const auto mixed = [alpha](int over, int under) { return (over * alpha + under * (255 - alpha) + 127) / 255; };
    return qRgb(mixed(qRed(colour), qRed(ground)), mixed(qGreen(colour), qGreen(ground)), mixed(qBlue(colour), qBlue(ground)));
}

double relativeLuminance(QRgb colour)
{
    return 0.2126 * linearOf(qRed(colour)) + 0.7152 * linearOf(qGreen(colour)) + 0.0722 * linearOf(qBlue(colour));
}

double contrastRatio(QRgb text, QRgb ground)
{
    const double one = relativeLuminance(composited(text, ground)), two = relativeLuminance(ground);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

double apcaContrast(QRgb text, QRgb ground)
{
    const double ink = apcaLuminance(composited(text, ground)), paper = apcaLuminance(ground);
    constexpr double scale = 1.14, low = 0.1, offset = 0.027;
    if (std::abs(paper - ink) < 0.0005)
        return 0;
    if (paper > ink) {
        const double contrast = (std::pow(paper, 0.56) - std::pow(ink, 0.57)) * scale;
        return contrast < low ? 0 : (contrast - offset) * 100;
    }
    const double contrast = (std::pow(paper, 0.65) - std::pow(ink, 0.62)) * scale;
    return contrast > -low ? 0 : (contrast + offset) * 100;
}

Result<QRgb> colourFromHex(QStringView text)
{
    const QStringView digits = text.trimmed().startsWith(u'#') ? text.trimmed().sliced(1) : QStringView();
    bool good = digits.size() == 3 || digits.size() == 4 || digits.size() == 6 || digits.size() == 8;
    std::array<int, 8> values{};
    for (qsizetype i = 0; good && i < digits.size(); ++i) {
        const char16_t c = digits[i].unicode();
        values[std::size_t(i)] = c >= u'0' && c <= u'9' ? c - u'0' : (c | 0x20) >= u'a' && (c | 0x20) <= u'f' ? (c | 0x20) - u'a' + 10 : -1;
        good = values[std::size_t(i)] >= 0;
    }
    if (!good)
        return fail(Error{.kind = Error::Kind::Input, .message = Error::tr("“%1” is no colour.").arg(text.left(40)),
                          .advice = Error::tr("Write it as # and six hexadecimal digits, such as #1A2B3C.")});
    const bool brief = digits.size() < 6; // one digit stands for two equal ones
    const auto channel = [&](std::size_t i) { return brief ? values[i] * 17 : values[2 * i] * 16 + values[2 * i + 1]; };
    const bool opaque = digits.size() % 4 != 0;
    return qRgba(channel(0), channel(1), channel(2), opaque ? 255 : channel(3));
}

QString hexOf(QRgb colour)
{
    const auto hex = [](uint value, int digits) { return QString::number(value, 16).rightJustified(digits, u'0').toUpper(); };
    const QString rgb = u'#' + hex(colour & 0xffffff, 6);
    return qAlpha(colour) == 255 ? rgb : rgb + hex(uint(qAlpha(colour)), 2);
}

} // namespace console

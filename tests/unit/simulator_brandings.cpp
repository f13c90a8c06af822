// SPDX-License-Identifier: GPL-3.0-or-later
// Each wrong branding has its one defect, in figures; each right one is served as its sheet asks for.
#include "simulator/banks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>
#include <QUuid>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;
using namespace simulator;

namespace {

const QHash<QString, QString> surfaces{{u"light"_s, u"#ffffff"_s}, {u"dark"_s, u"#14161c"_s}}; // --surface of widget.css

double linear(const QString &colour, int part)
{
    const double value = colour.mid(1 + 2 * part, 2).toInt(nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QString &colour)
{
    return 0.2126 * linear(colour, 0) + 0.7152 * linear(colour, 1) + 0.0722 * linear(colour, 2);
}

/// WCAG 2.1
double contrast(const QString &one, const QString &other)
{
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

struct Lab {
    double l, a, b;
};

/// sRGB to CIE L*a*b*, D65
Lab labOf(const QString &colour)
{
    const double r = linear(colour, 0), g = linear(colour, 1), b = linear(colour, 2);
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const double y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double radians(double degrees) { return degrees * std::numbers::pi / 180; }
double hueOf(double a, double b) { return std::fmod(std::atan2(b, a) * 180 / std::numbers::pi + 360, 360); }

/// CIEDE2000 of two colours that both have a hue (Sharma, Wu, Dalal 2005).
double difference(const Lab &one, const Lab &two)
{
    const auto seventh = [](double c) { return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7))); };
    const double stretch = 1.5 - 0.5 * seventh((std::hypot(one.a, one.b) + std::hypot(two.a, two.b)) / 2);
    const double c1 = std::hypot(one.a * stretch, one.b), c2 = std::hypot(two.a * stretch, two.b);
    const double h1 = hueOf(one.a * stretch, one.b), h2 = hueOf(two.a * stretch, two.b);
    const double turn = std::remainder(h2 - h1, 360);
    const double l = (one.l + two.l) / 2, c = (c1 + c2) / 2, h = h1 + turn / 2;
    const double dh = 2 * std::sqrt(c1 * c2) * std::sin(radians(turn / 2));
    const double t = 1 - 0.17 * std::cos(radians(h - 30)) + 0.24 * std::cos(radians(2 * h)) + 0.32 * std::cos(radians(3 * h + 6))
                     - 0.2 * std::cos(radians(4 * h - 63));
    const double sl = 1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2));
    const double lightness = (two.l - one.l) / sl, chroma = (c2 - c1) / (1 + 0.045 * c), hue = dh / (1 + 0.015 * c * t);
    const double blue = std::exp(-std::pow((std::fmod(h + 360, 360) - 275) / 25, 2));
    const double rotation = -std::sin(radians(60 * blue)) * 2 * seventh(c);
    return std::sqrt(lightness * lightness + chroma * chroma + hue * hue + rotation * chroma * hue);
}

QJsonObject objectOf(const Json &json) { return QJsonDocument::fromJson(json.bytes()).object(); }

QString drawing(const QString &address)
{
    QFile file(QString(address).replace("/assets/"_L1, ":/simulator/widget/"_L1));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The least and the greatest contrast of a logo's colours on a surface; 0, 0 for a logo that is not there.
std::pair<double, double> contrastOf(const QString &address, const QString &surface)
{
    static const QRegularExpression colour(u"#[0-9A-Fa-f]{6}"_s);
    std::pair<double, double> range{0, 0};
    const QString svg = drawing(address);
    for (auto it = colour.globalMatch(svg); it.hasNext();) {
        const double value = contrast(it.next().captured(), surface);
        range = range.first == 0 ? std::pair(value, value) : std::pair(std::min(range.first, value), std::max(range.second, value));
    }
    return range;
}

QStringList texts(const QJsonValue &list)
{
    QStringList all;
    for (const QJsonValue &each : list.toArray())
        all << each.toString();
    return all;
}

/// What of the sheet is not as it is served, and what else is strange about the look; the names are those of the defects.
QStringList defectsOf(const Catalog &catalog, const Configuration &branding)
{
    const QJsonObject sheet = objectOf(branding.sheet), look = objectOf(catalog.configuration(branding.id).json);
    if (look.value("id"_L1) != branding.id)
        return {u"missing-id"_s};
    QStringList found;
    const QString logo = u"/assets/"_s + look.value("logo"_L1).toString();
    const QString logoDark = u"/assets/"_s + look.value("logoDark"_L1).toString(look.value("logo"_L1).toString());
    if (drawing(logo).isEmpty() && drawing(logoDark).isEmpty())
        found << u"no-logo"_s;
    else if (logoDark == sheet.value("logo"_L1).toString() && logoDark != sheet.value("logoDark"_L1).toString())
        found << u"dark-logo-on-dark"_s;
    else if (logo != sheet.value("logo"_L1).toString() || logoDark != sheet.value("logoDark"_L1).toString())
        found << u"wrong-logo"_s;
    const QString primary = look.value("primary"_L1).toString();
    if (primary != sheet.value("primary"_L1).toString())
        found << u"hex-off"_s;
    if (contrast(primary, look.value("onPrimary"_L1).toString()) < 4.5)
        found << u"low-contrast"_s;
    const QStringList served = texts(look.value("modes"_L1)), asked = texts(sheet.value("modes"_L1));
    if (served != asked)
        found << (served == QStringList{u"light"_s} ? u"dark-stays-light"_s : u"other modes"_s);
    if (!catalog.configuration(branding.id).embedded)
        found << u"embedded-unbranded"_s;
    if (look.contains("text"_L1))
        found << u"low-contrast-text"_s;
    return found;
}

} // namespace

class SimulatorBrandings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFormulaIsCiede2000()
    {
        // rows of the published test data, and both ways round
        const auto is = [](const Lab &one, const Lab &two, double expected) {
            return std::abs(difference(one, two) - expected) < 1e-4 && std::abs(difference(two, one) - expected) < 1e-4;
        };
        QVERIFY(is({50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425));
        QVERIFY(is({50, 2.5, 0}, {73, 25, -18}, 27.1492));
        QVERIFY(is({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644));
        QVERIFY(is({22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373));
        QVERIFY(is({90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441));
    }

    void nobodyIsOfferedThem()
    {
        QCOMPARE(m_catalog.configurations().size(), std::size_t(5));
        QCOMPARE(m_catalog.problems(), QStringList{});
    }

    void idsAreUnique()
    {
        QSet<QString> ids;
        for (const Configuration &each : all()) {
            QVERIFY2(each.id == QUuid::fromString(each.id).toString(QUuid::WithoutBraces), qPrintable(each.id));
            ids << each.id;
        }
        QCOMPARE(ids.size(), qsizetype(all().size()));
    }

    void everyDefectIsThere()
    {
        QStringList defects;
        for (const Configuration &each : m_catalog.brandings()) {
            if (!each.defect.isEmpty() && !defects.contains(each.defect))
                defects << each.defect;
        }
        QCOMPARE(defects, (QStringList{u"hex-off"_s, u"wrong-logo"_s, u"dark-logo-on-dark"_s, u"missing-id"_s, u"low-contrast"_s,
                                       u"dark-stays-light"_s, u"embedded-unbranded"_s, u"no-logo"_s, u"low-contrast-text"_s}));
    }

    void fiftyPairsAreRight()
    {
        int pairs = 0;
        QSet<QString> primaries, modes;
        for (const Configuration &each : m_catalog.brandings()) {
            if (!each.defect.isEmpty())
                continue;
            pairs += each.modes.size();
            modes << each.modes.join(u'+');
            primaries << objectOf(each.sheet).value("primary"_L1).toString();
        }
        QCOMPARE(pairs, 50);
        QCOMPARE(primaries.size(), 30);
        QCOMPARE(modes, (QSet<QString>{u"light"_s, u"dark"_s, u"light+dark"_s}));
    }

    void branding_data()
    {
        QTest::addColumn<QString>("id");
        for (const Configuration &each : all())
            QTest::addRow("%s %s", qPrintable(each.name), qPrintable(each.defect)) << each.id;
    }
    void branding()
    {
        QFETCH(QString, id);
        const Configuration branding = named(id);
        QCOMPARE(defectsOf(m_catalog, branding), branding.defect.isEmpty() ? QStringList{} : QStringList{branding.defect});
        QCOMPARE(branding.note.isEmpty(), branding.defect.isEmpty());
        const QByteArray look = branding.json.bytes();
        for (const char *word : {"\"defect\"", "\"note\"", "\"served\"", "\"embedded\""})
            QVERIFY2(!look.contains(word), word); // the page must not tell
    }

    void theSheetItselfIsFlawless_data() { branding_data(); }
    void theSheetItselfIsFlawless()
    {
        QFETCH(QString, id);
        const QJsonObject sheet = objectOf(named(id).sheet);
        const QStringList modes = texts(sheet.value("modes"_L1));
        QVERIFY(!modes.isEmpty());
        static const QRegularExpression hex(u"^#[0-9A-Fa-f]{6}$"_s);
        QVERIFY(hex.match(sheet.value("primary"_L1).toString()).hasMatch());
        for (const QString &mode : modes) {
            const QString logo = sheet.value(mode == "dark"_L1 ? "logoDark"_L1 : "logo"_L1).toString();
            const auto [least, greatest] = contrastOf(logo, surfaces.value(mode));
            // the five offered ones draw marks on marks, so only some of their colours lie on the surface
            QVERIFY2((logo.contains("/brands/"_L1) ? least : greatest) >= 3, qPrintable(logo));
        }
    }

    void theDefectsInFigures()
    {
        const QString primary = sheet(u"hex-off"_s, "primary"), served = look(u"hex-off"_s, "primary");
        const double off = difference(labOf(primary), labOf(served));
        QVERIFY2(std::abs(off - 3) < 0.05, qPrintable(QString::number(off)));

        const double button = contrast(look(u"low-contrast"_s, "primary"), look(u"low-contrast"_s, "onPrimary"));
        QVERIFY2(std::abs(button - 3) < 0.05, qPrintable(QString::number(button)));

        const QJsonObject text = objectOf(wrong(u"low-contrast-text"_s).json).value("text"_L1).toObject();
        for (const QString &mode : {u"light"_s, u"dark"_s}) {
            const double value = contrast(text.value(mode).toString(), surfaces.value(mode));
            QVERIFY2(std::abs(value - 3) < 0.05, qPrintable(QString::number(value)));
        }

        const auto [least, greatest] = contrastOf(u"/assets/"_s + look(u"dark-logo-on-dark"_s, "logoDark"), surfaces.value(u"dark"_s));
        QVERIFY2(least > 1 && greatest < 1.5, qPrintable(QString::number(greatest)));
        QVERIFY(drawing(u"/assets/"_s + look(u"wrong-logo"_s, "logo")) != drawing(sheet(u"wrong-logo"_s, "logo")));
        QCOMPARE(themeOf(u"dark"_s, wrong(u"dark-stays-light"_s)), u"light"_s);
        QCOMPARE(m_catalog.configuration(wrong(u"missing-id"_s).id).name, m_catalog.fallback().name);
    }

private:
    std::vector<Configuration> all() const
    {
        std::vector<Configuration> both = m_catalog.configurations();
        both.insert(both.end(), m_catalog.brandings().begin(), m_catalog.brandings().end());
        return both;
    }
    Configuration named(const QString &id) const
    {
        for (const Configuration &each : all()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    Configuration wrong(const QString &defect) const
    {
        for (const Configuration &each : m_catalog.brandings()) {
            if (each.defect == defect)
                return each;
        }
        return {};
    }
    QString sheet(const QString &defect, const char *key) const { return objectOf(wrong(defect).sheet).value(QLatin1StringView(key)).toString(); }
    QString look(const QString &defect, const char *key) const { return objectOf(wrong(defect).json).value(QLatin1StringView(key)).toString(); }

    Catalog m_catalog;
};

QTEST_GUILESS_MAIN(SimulatorBrandings)
#include "simulator_brandings.moc"

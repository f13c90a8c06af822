// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/brandsheet.h"

#include "brand/colour.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype largestLogo = 1'000'000; // bytes

struct SheetWords {
    Q_DECLARE_TR_FUNCTIONS(console::BrandSheet)
};

Error wrong(const QString &field, const QString &file, const QString &message, const QString &advice = {})
{
    return Error{.kind = Error::Kind::Input, .message = message, .where = SheetWords::tr("%1 in %2").arg(field, file), .advice = advice};
}

/// Why the bytes are no SVG that a page could show as an image; empty: they are one.
QString whatIsWrong(const QByteArray &svg)
{
    if (svg.size() > largestLogo)
        return SheetWords::tr("The logo is larger than 1 MB.");
    QXmlStreamReader xml(svg);
    bool isRoot = true;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (isRoot && xml.name() != "svg"_L1)
            return SheetWords::tr("The logo is no SVG: it begins with <%1>.").arg(xml.name().toString().left(40));
        isRoot = false;
        // An image in an SVG in a page loads nothing from elsewhere, and neither do we.
        if (xml.name() == "image"_L1) {
            for (const QXmlStreamAttribute &attribute : xml.attributes()) {
                if (attribute.name() == "href"_L1 && !attribute.value().trimmed().startsWith("data:"_L1))
                    return SheetWords::tr("The logo needs another file: %1.").arg(attribute.value().toString().left(80));
            }
        }
    }
    if (xml.hasError())
        return SheetWords::tr("The logo is no SVG: %1 (line %2).").arg(xml.errorString()).arg(xml.lineNumber());
    const QSvgRenderer renderer(svg);
    return renderer.isValid() && !renderer.defaultSize().isEmpty() ? QString() : SheetWords::tr("The logo is an SVG without a size or without a drawing.");
}

/// Reads the fields of one object; the first error stays.
class Fields
{
public:
    Fields(const QJsonObject &object, const QString &file) : m_object(object), m_file(file) {}

    QString text(const QString &key)
    {
        const QJsonValue value = m_object.value(key);
        if (!value.isUndefined() && !value.isNull() && !value.isString())
            refuse(wrong(key, m_file, SheetWords::tr("“%1” is no text.").arg(key)));
        return value.toString().trimmed();
    }

    QByteArray logo(const QString &key, const LogoReader &read)
    {
        const QString given = text(key);
        if (given.isEmpty())
            return {};
        const Result<QByteArray> svg = given.startsWith(u'<') ? Result<QByteArray>(given.toUtf8()) : read(given);
        if (!svg) {
            refuse(wrong(key, m_file, svg.error().message, svg.error().advice));
            return {};
        }
        if (const QString reason = whatIsWrong(*svg); !reason.isEmpty())
            refuse(wrong(key, m_file, reason, SheetWords::tr("Export it as a plain SVG with its letters as paths.")));
        return *svg;
    }

    std::optional<QRgb> colour(const QString &key)
    {
        const QString given = text(key);
        if (given.isEmpty())
            return {};
        const Result<QRgb> colour = colourFromHex(given);
        if (!colour)
            refuse(wrong(key, m_file, colour.error().message, colour.error().advice));
        else if (qAlpha(*colour) != 255)
            refuse(wrong(key, m_file, SheetWords::tr("The colour of a button cannot be translucent."),
                         SheetWords::tr("Write it as # and six hexadecimal digits, such as #1A2B3C.")));
        return colour ? std::optional(*colour) : std::nullopt;
    }

    void modes(BrandSheet &sheet)
    {
        const QJsonValue value = m_object.value("modes"_L1);
        QStringList modes;
        for (const QJsonValue &each : value.isArray() ? value.toArray() : value.isUndefined() ? QJsonArray() : QJsonArray{value})
            modes << each.toString();
        if (modes.isEmpty())
            return;
        sheet.light = modes.contains("light"_L1) || modes.contains("both"_L1);
        sheet.dark = modes.contains("dark"_L1) || modes.contains("both"_L1);
        for (const QString &mode : std::as_const(modes)) {
            if (mode != "light"_L1 && mode != "dark"_L1 && mode != "both"_L1)
                refuse(wrong(u"modes"_s, m_file, SheetWords::tr("“%1” is no mode.").arg(mode.left(40)), SheetWords::tr("Write light, dark or both.")));
        }
    }

    void refuse(const Error &error)
    {
        if (!m_error)
            m_error = error;
    }
    const std::optional<Error> &error() const { return m_error; }

private:
    QJsonObject m_object;
    QString m_file;
    std::optional<Error> m_error;
};

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error{.kind = Error::Kind::Storage, .message = SheetWords::tr("%1 cannot be read: %2.").arg(QFileInfo(path).fileName(), file.errorString()),
                          .where = path, .advice = SheetWords::tr("Check the path and the file's permissions.")});
    return file.read(2 * largestLogo); // more than any sheet or logo; what is cut off is refused as too large
}

QString sizeOf(const QByteArray &svg)
{
    const QSize size = QSvgRenderer(svg).defaultSize();
    return u"%1 × %2"_s.arg(size.width()).arg(size.height());
}

QString modesText(const BrandSheet &sheet)
{
    return sheet.light && sheet.dark ? SheetWords::tr("light and dark") : sheet.dark ? SheetWords::tr("dark only") : SheetWords::tr("light only");
}

} // namespace

Result<BrandSheet> brandSheetFrom(const QJsonObject &json, const LogoReader &read, const QString &file)
{
    const QJsonValue inside = json.value("sheet"_L1);
    Fields fields(inside.isObject() ? inside.toObject() : json, file);
    BrandSheet sheet{.name = fields.text(u"name"_s), .logo = fields.logo(u"logo"_s, read), .logoDark = fields.logo(u"logoDark"_s, read),
                     .primary = fields.colour(u"primary"_s)};
    fields.modes(sheet);
    if (inside.isObject()) {
        Fields row(json, file);
        sheet.name = row.text(u"name"_s);
        sheet.sandboxId = row.text(u"id"_s);
        if (row.error())
            return fail(*row.error());
    } else if (const QJsonValue ids = json.value("configurationIds"_L1); !ids.isUndefined()) {
        if (!ids.isObject())
            return fail(wrong(u"configurationIds"_s, file, SheetWords::tr("“%1” is no object.").arg(u"configurationIds"_s)));
        Fields both(ids.toObject(), file);
        sheet.sandboxId = both.text(u"sandbox"_s);
        sheet.productionId = both.text(u"production"_s);
        if (both.error())
            return fail(*both.error());
    }
    if (sheet.logoDark == sheet.logo)
        sheet.logoDark.clear();
    if (fields.error())
        return fail(*fields.error());
    return sheet;
}

QJsonObject toJson(const BrandSheet &sheet)
{
    QJsonObject json{{u"name"_s, sheet.name}, {u"configurationIds"_s, QJsonObject{{u"sandbox"_s, sheet.sandboxId}, {u"production"_s, sheet.productionId}}}};
    if (!sheet.logo.isEmpty())
        json.insert(u"logo"_s, QString::fromUtf8(sheet.logo));
    if (!sheet.logoDark.isEmpty())
        json.insert(u"logoDark"_s, QString::fromUtf8(sheet.logoDark));
    if (sheet.primary)
        json.insert(u"primary"_s, hexOf(*sheet.primary));
    QJsonArray modes;
    if (sheet.light)
        modes << u"light"_s;
    if (sheet.dark)
        modes << u"dark"_s;
    json.insert(u"modes"_s, modes);
    return json;
}

Result<BrandSheet> readBrandSheet(const QString &path)
{
    const Result<QByteArray> bytes = contentOf(path);
    if (!bytes)
        return fail(bytes.error());
    const QString file = QFileInfo(path).fileName();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(*bytes, &error);
    if (!document.isObject())
        return fail(Error{.kind = Error::Kind::Decode,
                          .message = SheetWords::tr("%1 is no brand sheet: %2.").arg(file, document.isNull() ? error.errorString() : SheetWords::tr("no JSON object")),
                          .where = file, .advice = SheetWords::tr("Choose the JSON file of a brand sheet.")});
    const QDir folder = QFileInfo(path).absoluteDir();
    return brandSheetFrom(document.object(), [&](const QString &logo) { return contentOf(folder.absoluteFilePath(logo)); }, file);
}

Result<void> writeBrandSheet(const QString &path, const BrandSheet &sheet)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(toJson(sheet)).toJson()) < 0 || !file.commit())
        return fail(Error{.kind = Error::Kind::Storage,
                          .message = SheetWords::tr("%1 cannot be written: %2.").arg(QFileInfo(path).fileName(), file.errorString()),
                          .where = path});
    return {};
}

QString requestText(const BrandSheet &sheet, const QList<Finding> &findings)
{
    const auto orOpen = [](const QString &text) { return text.isEmpty() ? SheetWords::tr("not known yet") : text; };
    const auto logo = [](const QByteArray &svg) { return SheetWords::tr("attached, SVG, %1").arg(sizeOf(svg)); };
    QStringList changes;
    for (const Finding &each : findings) {
        if (each.verdict != Finding::Verdict::Fail)
            continue;
        const QString line = u"- "_s + each.message;
        if (!changes.contains(line))
            changes << line;
    }
    QStringList lines{SheetWords::tr("Subject: Aerosync branding of %1").arg(sheet.name), {}, SheetWords::tr("Hello,"), {},
                      changes.isEmpty() ? SheetWords::tr("please set up this branding of the bank-link widget:")
                                        : SheetWords::tr("please correct the branding of the bank-link widget. This is what it should be:"),
                      {}};
    lines << SheetWords::tr("Name: %1").arg(sheet.name)
          << SheetWords::tr("Horizontal logo: %1").arg(sheet.logo.isEmpty() ? SheetWords::tr("follows") : logo(sheet.logo))
          << SheetWords::tr("Logo for dark surfaces: %1").arg(sheet.logoDark.isEmpty() ? SheetWords::tr("the same") : logo(sheet.logoDark))
          << SheetWords::tr("Primary button: %1").arg(sheet.primary ? hexOf(*sheet.primary) : SheetWords::tr("follows"))
          << SheetWords::tr("Modes: %1").arg(modesText(sheet))
          << SheetWords::tr("configurationId, sandbox: %1").arg(orOpen(sheet.sandboxId))
          << SheetWords::tr("configurationId, production: %1").arg(orOpen(sheet.productionId));
    if (!changes.isEmpty())
        lines << QString() << SheetWords::tr("What we measured, and what has to change:") << changes;
    lines << QString() << SheetWords::tr("Please tell us when it is served, and the configurationId of each environment.") << QString() << SheetWords::tr("Thank you");
    return lines.join(u'\n') + u'\n';
}

} // namespace console

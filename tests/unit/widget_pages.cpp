// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator's widget pages and data files: what the server, the CSP and the reader's eye rely on.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QUuid>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

QString pagesPath(const QString &name)
{
    return QDir(QString::fromLatin1(SIMULATOR_PAGES_DIR)).filePath(name);
}

QByteArray bytesOf(const QString &name)
{
    QFile file(pagesPath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject objectOf(const QString &name)
{
    return QJsonDocument::fromJson(bytesOf(name)).object();
}

QJsonArray banks()
{
    return objectOf(u"banks.json"_s).value("banks"_L1).toArray();
}

/// The configurations and, last, the default look.
QJsonArray looks()
{
    const QJsonObject file = objectOf(u"configurations.json"_s);
    QJsonArray all = file.value("configurations"_L1).toArray();
    all.append(file.value("default"_L1));
    return all;
}

/// WCAG 2.1 relative luminance of "#rrggbb", 0 (black) to 1 (white).
double luminance(const QString &colour)
{
    const auto part = [&colour](int at) {
        const double value = colour.mid(at, 2).toInt(nullptr, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

double contrast(const QString &one, const QString &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

bool isColour(const QString &text)
{
    static const QRegularExpression form(u"^#[0-9A-Fa-f]{6}$"_s);
    return form.match(text).hasMatch();
}

/// Paths below the pages folder, "widget/index.html" and so on.
QStringList filesLike(const QString &pattern)
{
    QStringList names;
    QDirIterator walk(pagesPath(u"widget"_s), {pattern}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext())
        names << QDir(pagesPath({})).relativeFilePath(walk.next());
    names.sort();
    return names;
}

void addFileRows(const QStringList &names)
{
    QTest::addColumn<QString>("name");
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

QString themeBlock(const QString &css, const QString &selector)
{
    const qsizetype start = css.indexOf(selector + u" {"_s);
    return start < 0 ? QString() : css.mid(start, css.indexOf(u'}', start) - start);
}

QString variable(const QString &block, const QString &name)
{
    const QRegularExpression form(u"--%1:\\s*(#[0-9a-fA-F]{6})"_s.arg(name));
    return form.match(block).captured(1);
}

} // namespace

class WidgetPagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrastIsWcag()
    {
        QCOMPARE(qRound(contrast(u"#000000"_s, u"#ffffff"_s)), 21);
        QVERIFY(contrast(u"#777777"_s, u"#ffffff"_s) < 4.5); // 4.48, the well-known near miss
        QVERIFY(contrast(u"#767676"_s, u"#ffffff"_s) > 4.5);
    }

    void bankEntry_data()
    {
        QTest::addColumn<QJsonObject>("bank");
        const QJsonArray all = banks();
        for (const QJsonValue &entry : all)
            QTest::newRow(qPrintable(entry.toObject().value("id"_L1).toString(u"no id"_s))) << entry.toObject();
    }
    void bankEntry()
    {
        QFETCH(QJsonObject, bank);
        static const QRegularExpression idForm(u"^[a-z0-9]+(-[a-z0-9]+)*$"_s);
        QVERIFY(idForm.match(bank.value("id"_L1).toString()).hasMatch());
        QVERIFY(!bank.value("name"_L1).toString().trimmed().isEmpty());
        const QStringList kinds{u"credentials"_s, u"oauth"_s, u"unavailable"_s};
        QVERIFY(kinds.contains(bank.value("kind"_L1).toString()));
        QVERIFY(bank.value("popular"_L1).isBool());
        QVERIFY2(QFile::exists(pagesPath(u"widget/"_s + bank.value("logo"_L1).toString())), "the logo is missing");
        const bool testBank = bank.value("kind"_L1).toString() != u"unavailable"_s;
        const QJsonArray credentials = bank.value("testCredentials"_L1).toArray();
        QCOMPARE(credentials.isEmpty(), !testBank);
        for (const QJsonValue &one : credentials) {
            for (const auto &key : {"username"_L1, "password"_L1, "note"_L1})
                QVERIFY(!one.toObject().value(key).toString().isEmpty());
        }
    }

    void bankIdsAndNamesAreUnique()
    {
        const QJsonArray all = banks();
        QSet<QString> ids, names;
        for (const QJsonValue &entry : all) {
            ids << entry.toObject().value("id"_L1).toString();
            names << entry.toObject().value("name"_L1).toString().toLower();
        }
        QVERIFY(all.size() >= 20);
        QCOMPARE(ids.size(), all.size());
        QCOMPARE(names.size(), all.size());
    }

    void everyTestBankOfTheContractIsThere_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kind");
        // contract (g)
        QTest::newRow("nonoauth") << u"aerobank"_s << u"Aerobank NonOAuth"_s << u"credentials"_s;
        QTest::newRow("oauth") << u"aerobank-oauth"_s << u"Aerobank OAuth"_s << u"oauth"_s;
        QTest::newRow("mfa") << u"aerosync-mfa"_s << u"Aerosync Bank (MFA)"_s << u"credentials"_s;
        QTest::newRow("old oauth") << u"aerosync-oauth"_s << u"Aerosync Bank (OAuth)"_s << u"oauth"_s;
        QTest::newRow("question") << u"aerosync-question"_s << u"Aerosync Bank (Security Question)"_s << u"credentials"_s;
        QTest::newRow("trigger") << u"aerosync-mfa-trigger"_s << u"Aerosync Bank (MFA Trigger)"_s << u"credentials"_s;
    }
    void everyTestBankOfTheContractIsThere()
    {
        QFETCH(QString, id);
        QFETCH(QString, name);
        QFETCH(QString, kind);
        const QJsonArray all = banks();
        int found = 0;
        for (const QJsonValue &entry : all) {
            const QJsonObject bank = entry.toObject();
            if (bank.value("id"_L1).toString() != id)
                continue;
            ++found;
            QCOMPARE(bank.value("name"_L1).toString(), name);
            QCOMPARE(bank.value("kind"_L1).toString(), kind);
            QVERIFY(bank.value("popular"_L1).toBool());
        }
        QCOMPARE(found, 1);
    }

    void configurationEntry_data()
    {
        QTest::addColumn<QJsonObject>("look");
        const QJsonArray all = looks();
        for (const QJsonValue &entry : all)
            QTest::newRow(qPrintable(entry.toObject().value("name"_L1).toString(u"no name"_s))) << entry.toObject();
    }
    void configurationEntry()
    {
        QFETCH(QJsonObject, look);
        QVERIFY(!look.value("name"_L1).toString().isEmpty());
        const QString primary = look.value("primary"_L1).toString();
        const QString onPrimary = look.value("onPrimary"_L1).toString();
        QVERIFY2(isColour(primary), qPrintable(primary));
        QVERIFY2(isColour(onPrimary), qPrintable(onPrimary));
        QVERIFY2(contrast(primary, onPrimary) >= 4.5, qPrintable(QString::number(contrast(primary, onPrimary))));
        const QJsonArray modes = look.value("modes"_L1).toArray();
        QVERIFY(!modes.isEmpty());
        for (const QJsonValue &mode : modes)
            QVERIFY(mode.toString() == u"light"_s || mode.toString() == u"dark"_s);
        QVERIFY(look.value("multiAccount"_L1).isBool());
        QVERIFY(look.value("otpBypass"_L1).isBool());
        const int radius = look.value("radius"_L1).toInt(-1);
        QVERIFY(radius >= 0 && radius <= 28);
        for (const auto &key : {"logo"_L1, "logoDark"_L1})
            QVERIFY2(QFile::exists(pagesPath(u"widget/"_s + look.value(key).toString())), key.data());
    }

    void configurationsDiffer()
    {
        const QJsonArray all = objectOf(u"configurations.json"_s).value("configurations"_L1).toArray();
        QVERIFY(all.size() >= 4);
        QSet<QString> ids, names, colours, logos, modes;
        bool multiple = false;
        for (const QJsonValue &entry : all) {
            const QJsonObject look = entry.toObject();
            const QString id = look.value("id"_L1).toString();
            QVERIFY2(!QUuid::fromString(id).isNull() && id == QUuid::fromString(id).toString(QUuid::WithoutBraces), qPrintable(id));
            ids << id;
            names << look.value("name"_L1).toString();
            colours << look.value("primary"_L1).toString();
            logos << look.value("logo"_L1).toString();
            QStringList mine;
            const QJsonArray list = look.value("modes"_L1).toArray();
            for (const QJsonValue &mode : list)
                mine << mode.toString();
            modes << mine.join(u'+');
            multiple = multiple || look.value("multiAccount"_L1).toBool();
        }
        for (const auto &set : {ids, names, colours, logos})
            QCOMPARE(set.size(), all.size());
        QVERIFY(modes.contains(u"light+dark"_s) && modes.contains(u"light"_s) && modes.contains(u"dark"_s));
        QVERIFY(multiple);
    }

    void everyLayoutIsMadeSomewhere()
    {
        const QString script = QString::fromUtf8(bytesOf(u"widget/layouts.js"_s)), sheet = QString::fromUtf8(bytesOf(u"widget/layouts.css"_s));
        static const QRegularExpression inScript(u"^  '?([a-z-]+)'?: \\{"_s, QRegularExpression::MultilineOption), inSheet(u"data-layout=\"([a-z-]+)\""_s);
        const QString table = script.mid(script.indexOf("const layouts = {"_L1)).section(u"\n};"_s, 0, 0);
        QSet<QString> made, listed;
        for (const auto &[form, text] : {std::pair(inScript, table), std::pair(inSheet, sheet)}) {
            QRegularExpressionMatchIterator all = form.globalMatch(text);
            while (all.hasNext())
                made << all.next().captured(1);
        }
        const QJsonArray layouts = objectOf(u"layouts.json"_s).value("layouts"_L1).toArray();
        for (const QJsonValue &layout : layouts)
            listed << layout["name"_L1].toString();
        QVERIFY2((listed - made).isEmpty(), qPrintable((listed - made).values().join(u' ')));
        QVERIFY2((made - listed).isEmpty(), qPrintable((made - listed).values().join(u' ')));
    }

    void otherWordsAreNotTranslatedAgain()
    {
        const QString words = QString::fromUtf8(bytesOf(u"widget/layout-words.js"_s));
        static const QRegularExpression pair(u"(?:'([^']+)'|\\b(\\w+)): '([^']+)'"_s);
        for (const QString &table : {words.section(u"export const"_s, 1, 1), words.section(u"export const"_s, 2, 2)}) {
            QSet<QString> from, to;
            QRegularExpressionMatchIterator all = pair.globalMatch(table);
            while (all.hasNext()) {
                const QRegularExpressionMatch one = all.next();
                const QString key = one.captured(1) + one.captured(2);
                from << key;
                if (key != one.captured(3))
                    to << one.captured(3);
            }
            QVERIFY(from.size() >= 20);
            QVERIFY2(!from.intersects(to), qPrintable((from & to).values().join(u' ')));
        }
    }

    void pageObeysThePolicy_data() { addFileRows(filesLike(u"*.html"_s)); }
    void pageObeysThePolicy()
    {
        // Served with script-src 'self' and style-src 'self': anything inline would silently not work.
        QFETCH(QString, name);
        const QString html = QString::fromUtf8(bytesOf(name));
        QVERIFY(html.startsWith("<!doctype html>"_L1));
        static const QRegularExpression inlineScript(u"<script(?![^>]*\\bsrc=)"_s), style(u"<style|\\sstyle="_s),
            handler(u"\\son[a-z]+="_s), reference(u"\\b(?:src|href)=\"([^\"]*)\""_s);
        for (const auto &form : {inlineScript, style, handler})
            QVERIFY2(!form.match(html).hasMatch(), qPrintable(form.match(html).captured()));
        QRegularExpressionMatchIterator all = reference.globalMatch(html);
        QVERIFY(all.hasNext());
        while (all.hasNext()) {
            const QString target = all.next().captured(1);
            if (target == "data:,"_L1)
                continue;
            QVERIFY2(target.startsWith("/assets/"_L1), qPrintable(target));
            QVERIFY2(QFile::exists(pagesPath(u"widget/"_s + target.mid(8))), qPrintable(target));
        }
        QVERIFY(html.contains("lang=\"en\""_L1) && html.contains("<main"_L1) && html.contains("aria-live"_L1));
    }

    void moduleImportsExist_data() { addFileRows(filesLike(u"*.js"_s)); }
    void moduleImportsExist()
    {
        QFETCH(QString, name);
        const QString code = QString::fromUtf8(bytesOf(name));
        static const QRegularExpression import(u"^import [^;]*from '([^']+)';"_s, QRegularExpression::MultilineOption),
            markup(u"innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function"_s);
        QVERIFY2(!markup.match(code).hasMatch(), qPrintable(markup.match(code).captured()));
        QRegularExpressionMatchIterator all = import.globalMatch(code);
        while (all.hasNext()) {
            const QString target = all.next().captured(1);
            QVERIFY2(target.startsWith(u'.'), qPrintable(target));
            const QString file = QFileInfo(pagesPath(name)).dir().filePath(target);
            QVERIFY2(QFile::exists(file), qPrintable(target));
        }
    }

    void nothingPointsOutside_data()
    {
        addFileRows(filesLike(u"*.html"_s) + filesLike(u"*.js"_s) + filesLike(u"*.css"_s) + filesLike(u"*.svg"_s));
    }
    void nothingPointsOutside()
    {
        QFETCH(QString, name);
        QString text = QString::fromUtf8(bytesOf(name));
        QVERIFY(text.contains("SPDX-License-Identifier: GPL-3.0-or-later"_L1));
        text.remove(u"http://www.w3.org/2000/svg"_s); // a name, never fetched
        static const QRegularExpression outside(u"(?:https?:)?//(?!127\\.0\\.0\\.1|localhost)[a-z0-9.-]+\\.[a-z]{2,}|@import|url\\("_s);
        QVERIFY2(!outside.match(text).hasMatch(), qPrintable(outside.match(text).captured()));
    }

    void drawingIsPassive_data() { addFileRows(filesLike(u"*.svg"_s)); }
    void drawingIsPassive()
    {
        QFETCH(QString, name);
        const QString svg = QString::fromUtf8(bytesOf(name));
        static const QRegularExpression active(u"<script|<style|<text|<image|<foreignObject|\\sstyle=|\\son[a-z]+="_s);
        QVERIFY2(!active.match(svg).hasMatch(), qPrintable(active.match(svg).captured()));
        QVERIFY(svg.contains("viewBox"_L1));
    }

    void themeColoursCanBeRead_data()
    {
        QTest::addColumn<QString>("sheet");
        QTest::addColumn<QString>("selector");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("ground");
        QTest::addColumn<double>("least");
        for (const auto &[theme, selector] : {std::pair("light", u":root"_s), std::pair("dark", u":root[data-theme=\"dark\"]"_s)}) {
            const QList<std::tuple<QString, QString, double>> pairs{
                {u"text"_s, u"surface"_s, 7.0}, {u"text"_s, u"soft"_s, 7.0}, {u"text"_s, u"danger-soft"_s, 4.5},
                {u"muted"_s, u"surface"_s, 4.5}, {u"muted"_s, u"soft"_s, 4.5}, {u"danger"_s, u"surface"_s, 4.5},
                {u"danger"_s, u"danger-soft"_s, 4.5}, {u"good"_s, u"good-soft"_s, 4.5}, {u"violet"_s, u"violet-soft"_s, 4.5},
                {u"field-line"_s, u"surface"_s, 3.0}}; // WCAG 1.4.11 for the border of a field
            for (const auto &[text, ground, least] : pairs)
                QTest::addRow("%s %s on %s", theme, qPrintable(text), qPrintable(ground)) << u"widget"_s << selector << text << ground << least;
            const QList<std::tuple<QString, QString, double>> bank{
                {u"ink"_s, u"card"_s, 7.0}, {u"ink"_s, u"paper"_s, 7.0}, {u"title"_s, u"card"_s, 4.5}, {u"muted"_s, u"card"_s, 4.5},
                {u"muted"_s, u"paper"_s, 4.5}, {u"danger"_s, u"card"_s, 4.5}, {u"danger"_s, u"danger-soft"_s, 4.5},
                {u"ink"_s, u"danger-soft"_s, 4.5}, {u"on-action"_s, u"action"_s, 4.5}, {u"on-action"_s, u"action-hover"_s, 4.5},
                {u"action"_s, u"card"_s, 4.5}, {u"on-off"_s, u"off"_s, 4.5}, {u"violet"_s, u"violet-soft"_s, 4.5},
                {u"field-line"_s, u"card"_s, 3.0}, {u"ring"_s, u"card"_s, 3.0}};
            for (const auto &[text, ground, least] : bank)
                QTest::addRow("bank, %s %s on %s", theme, qPrintable(text), qPrintable(ground)) << u"bank"_s << selector << text << ground << least;
        }
    }
    void themeColoursCanBeRead()
    {
        QFETCH(QString, sheet);
        QFETCH(QString, selector);
        QFETCH(QString, text);
        QFETCH(QString, ground);
        QFETCH(double, least);
        const QString block = themeBlock(QString::fromUtf8(bytesOf(u"widget/%1.css"_s.arg(sheet))), selector);
        const QString front = variable(block, text);
        const QString back = variable(block, ground);
        QVERIFY2(isColour(front) && isColour(back), qPrintable(text + u' ' + ground));
        QVERIFY2(contrast(front, back) >= least, qPrintable(QString::number(contrast(front, back))));
    }

    void surfacesOfScriptAndSheetAgree()
    {
        // theme.js judges contrast against these; the sheet paints them.
        const QString script = QString::fromUtf8(bytesOf(u"widget/theme.js"_s));
        const QString css = QString::fromUtf8(bytesOf(u"widget/widget.css"_s));
        for (const auto &[theme, selector] : {std::pair(u"light"_s, u":root"_s), std::pair(u"dark"_s, u":root[data-theme=\"dark\"]"_s)}) {
            const QString block = themeBlock(css, selector);
            const QString line = u"%1: { base: '%2', soft: '%3' }"_s.arg(theme, variable(block, u"surface"_s), variable(block, u"soft"_s));
            QVERIFY2(script.contains(line), qPrintable(line));
        }
    }

    void everyFileIsInAListedFolder()
    {
        // The resource list takes these folders only; a page elsewhere would not be served.
        const QStringList folders{u"widget"_s, u"widget/screens"_s, u"widget/logos"_s, u"widget/brands"_s};
        const QStringList names = filesLike(u"*"_s);
        QVERIFY(names.size() > 40);
        for (const QString &name : names)
            QVERIFY2(folders.contains(QFileInfo(name).path()), qPrintable(name));
    }
};

QTEST_APPLESS_MAIN(WidgetPagesTest)
#include "widget_pages.moc"

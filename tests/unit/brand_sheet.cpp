// SPDX-License-Identifier: GPL-3.0-or-later
// The brand sheet: its file there and back, the simulator's rows, what is refused and how, the request's text.
#include "brand/brandsheet.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QByteArray drawing = R"(<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30" viewBox="0 0 120 30"><path d="M0 0h120v30H0z"/></svg>)";

Result<BrandSheet> sheetOf(const QJsonObject &json)
{
    return brandSheetFrom(json, [](const QString &path) -> Result<QByteArray> {
        if (path == "logo.svg"_L1)
            return drawing;
        return fail(Error{.kind = Error::Kind::Storage, .message = u"%1 is not there."_s.arg(path)});
    }, u"brand.json"_s);
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

class BrandSheetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack();
    void logosByPath();
    void simulatorRow();
    void modes();
    void refused_data();
    void refused();
    void filesThatAreNone();
    void request();
};

void BrandSheetTest::thereAndBack()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"brand.json"_s);
    const BrandSheet sheet{.name = u"Plumthicket"_s, .logo = drawing, .logoDark = QByteArray(drawing).replace("<path", "<path fill=\"#fff\""),
                           .primary = qRgb(0x95, 0x1d, 0x52), .light = false, .sandboxId = u"501c"_s, .productionId = u"77aa"_s};
    QVERIFY(writeBrandSheet(path, sheet));
    const Result<BrandSheet> again = readBrandSheet(path);
    QVERIFY2(again, qPrintable(again ? QString() : oneLine(again.error())));
    QVERIFY(*again == sheet);
    QVERIFY(*sheetOf({}) == BrandSheet()); // nothing is needed
    QCOMPARE(writeBrandSheet(folder.filePath(u"no/where.json"_s), sheet).error().kind, Error::Kind::Storage);
}

void BrandSheetTest::logosByPath()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"art"_s));
    put(folder.filePath(u"art/logo.svg"_s), drawing);
    put(folder.filePath(u"brand.json"_s), R"({"name":"A","logo":"art/logo.svg","logoDark":"art/logo.svg","ours":{"x":1}})");
    const Result<BrandSheet> sheet = readBrandSheet(folder.filePath(u"brand.json"_s));
    QVERIFY(sheet);
    QCOMPARE(sheet->logo, drawing);
    QVERIFY(sheet->logoDark.isEmpty()); // the same drawing
    put(folder.filePath(u"brand.json"_s), R"({"logo":"art/lost.svg"})");
    const Error error = readBrandSheet(folder.filePath(u"brand.json"_s)).error();
    QCOMPARE(error.where, u"logo in brand.json"_s);
    QVERIFY2(error.message.contains(u"lost.svg"_s), qPrintable(error.message));
}

void BrandSheetTest::simulatorRow()
{
    const Result<BrandSheet> sheet = sheetOf({{u"id"_s, u"fb24"_s}, {u"name"_s, u"Plumthicket"_s}, {u"defect"_s, QJsonValue::Null}, {u"note"_s, QString()},
        {u"sheet"_s, QJsonObject{{u"logo"_s, u"logo.svg"_s}, {u"logoDark"_s, u"logo.svg"_s}, {u"primary"_s, u"#951D52"_s}, {u"modes"_s, QJsonArray{u"dark"_s}}}}});
    QVERIFY(sheet);
    const BrandSheet wanted{.name = u"Plumthicket"_s, .logo = drawing, .primary = qRgb(0x95, 0x1d, 0x52), .light = false, .sandboxId = u"fb24"_s};
    QVERIFY(*sheet == wanted);
}

void BrandSheetTest::modes()
{
    QVERIFY(sheetOf({{u"modes"_s, u"both"_s}})->light && sheetOf({{u"modes"_s, u"both"_s}})->dark);
    QVERIFY(sheetOf({{u"modes"_s, u"light"_s}})->light && !sheetOf({{u"modes"_s, u"light"_s}})->dark);
    QVERIFY(sheetOf({{u"modes"_s, QJsonArray{}}})->dark);
}

void BrandSheetTest::refused_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<QString>("where");
    QTest::newRow("name") << QJsonObject{{u"name"_s, 7}} << u"name in brand.json"_s;
    QTest::newRow("colour") << QJsonObject{{u"primary"_s, u"blue"_s}} << u"primary in brand.json"_s;
    QTest::newRow("translucent") << QJsonObject{{u"primary"_s, u"#11223380"_s}} << u"primary in brand.json"_s;
    QTest::newRow("mode") << QJsonObject{{u"modes"_s, QJsonArray{u"sepia"_s}}} << u"modes in brand.json"_s;
    QTest::newRow("mode's type") << QJsonObject{{u"modes"_s, 1}} << u"modes in brand.json"_s;
    QTest::newRow("ids") << QJsonObject{{u"configurationIds"_s, u"5b0d"_s}} << u"configurationIds in brand.json"_s;
    QTest::newRow("id") << QJsonObject{{u"configurationIds"_s, QJsonObject{{u"sandbox"_s, 1}}}} << u"sandbox in brand.json"_s;
    QTest::newRow("no XML") << QJsonObject{{u"logo"_s, u"<svg"_s}} << u"logo in brand.json"_s;
    QTest::newRow("no SVG") << QJsonObject{{u"logoDark"_s, u"<html/>"_s}} << u"logoDark in brand.json"_s;
    QTest::newRow("other file") << QJsonObject{{u"logo"_s, u"<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' width='9' height='9'><image x:href='a.png'/></svg>"_s}}
                                << u"logo in brand.json"_s;
    QTest::newRow("too large") << QJsonObject{{u"logo"_s, QString::fromUtf8(drawing) + u"<!--"_s + QString(1'000'000, u' ') + u"-->"_s}} << u"logo in brand.json"_s;
}

void BrandSheetTest::refused()
{
    QFETCH(QJsonObject, json);
    QFETCH(QString, where);
    const Result<BrandSheet> sheet = sheetOf(json);
    QVERIFY(!sheet);
    QCOMPARE(sheet.error().kind, Error::Kind::Input);
    QCOMPARE(sheet.error().where, where);
    QVERIFY(!sheet.error().message.isEmpty());
}

void BrandSheetTest::filesThatAreNone()
{
    const QTemporaryDir folder;
    QCOMPARE(readBrandSheet(folder.filePath(u"brand.json"_s)).error().kind, Error::Kind::Storage);
    put(folder.filePath(u"brand.json"_s), "[1]");
    QCOMPARE(readBrandSheet(folder.filePath(u"brand.json"_s)).error().kind, Error::Kind::Decode);
    put(folder.filePath(u"brand.json"_s), "{\"name\":");
    QCOMPARE(readBrandSheet(folder.filePath(u"brand.json"_s)).error().kind, Error::Kind::Decode);
}

void BrandSheetTest::request()
{
    const BrandSheet sheet{.name = u"Plumthicket"_s, .logo = drawing, .primary = qRgb(0x95, 0x1d, 0x52), .sandboxId = u"501c"_s};
    const QString first = requestText(sheet);
    for (const QString &part : {u"Plumthicket"_s, u"#951D52"_s, u"120 × 30"_s, u"light and dark"_s, u"501c"_s, u"not known yet"_s})
        QVERIFY2(first.contains(part), qPrintable(part));
    QVERIFY(!first.contains(u"has to change"_s));
    const Finding wrong{.verdict = Finding::Verdict::Fail, .message = u"The button is red."_s};
    const Finding fine{.verdict = Finding::Verdict::Pass, .message = u"The logo is there."_s};
    const QString second = requestText(sheet, {wrong, fine, wrong});
    QCOMPARE(second.count(wrong.message), 1);
    QVERIFY(!second.contains(fine.message));
}

QTEST_MAIN(BrandSheetTest)
#include "brand_sheet.moc"

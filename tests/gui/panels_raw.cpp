// SPDX-License-Identifier: GPL-3.0-or-later
// The raw view: the bytes as they came, re-indented, never re-ordered; big ones in portions; find.
#include "gui/panels_fixture.h"

#include "gui/rawview.h"
#include "gui/reveal.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray manyLines(int bytes)
{
    QByteArray json = R"({"list":[)";
    for (int i = 0; json.size() < bytes; ++i)
        json += (i ? "," : "") + QByteArray(R"({"number":)") + QByteArray::number(i) + R"(,"accountNumber":"000123456789"})";
    return json + "]}";
}

} // namespace

class PanelsRaw : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsOrderAndDigits();
    void cutsTheBigUntilAsked();
    void shortensEndlessLines();
    void veryBigIsPreparedElsewhere();
    void finds();
    void plainTextStaysPlain();
};

void PanelsRaw::keepsOrderAndDigits()
{
    const RawText raw = preparedRaw(R"({"z":1.2300,"a":"x","accountNumber":"000123456789","a":null})", true, false);
    QVERIFY(!raw.cut);
    QVERIFY(raw.text.indexOf(u"\"z\""_s) < raw.text.indexOf(u"\"a\""_s));
    QVERIFY(raw.text.contains(u"1.2300"_s));
    QCOMPARE(raw.text.count(u"\"a\""_s), 2);
    QVERIFY(!raw.text.contains(u"000123456789"_s));
    QVERIFY(preparedRaw(R"({"accountNumber":"000123456789"})", false, false).text.contains(u"000123456789"_s));
    QCOMPARE(preparedRaw("<html>not JSON", true, false).text, u"<html>not JSON"_s);
}

void PanelsRaw::cutsTheBigUntilAsked()
{
    const QByteArray bytes = manyLines(400 * 1024);
    const RawText some = preparedRaw(bytes, false, false);
    QVERIFY(some.cut);
    QVERIFY(some.text.size() <= rawShownAtFirst);
    const RawText all = preparedRaw(bytes, false, true);
    QVERIFY(!all.cut);
    QCOMPARE(all.text.size(), some.allChars);
    QVERIFY(all.text.startsWith(some.text));
}

void PanelsRaw::shortensEndlessLines()
{
    const QByteArray bytes = R"({"text":")" + QByteArray(50000, 'x') + R"("})";
    const RawText some = preparedRaw(bytes, false, false);
    QVERIFY(some.cut);
    for (const QStringView line : QStringView(some.text).split(u'\n'))
        QVERIFY(line.size() <= rawLongestLine + 1);
    QVERIFY(preparedRaw(bytes, false, true).text.contains(QString(50000, u'x')));
}

void PanelsRaw::veryBigIsPreparedElsewhere()
{
    panels::PanelWorld world;
    Reveal reveal(&world.settings);
    RawView view(&reveal);
    view.resize(420, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QByteArray bytes = manyLines(1200 * 1024);
    view.setBytes(bytes);
    QVERIFY(!view.isComplete());
    QTRY_VERIFY_WITH_TIMEOUT(view.isComplete(), 30000);
    QVERIFY(!view.shownText().contains(u"000123456789"_s));
    auto *all = view.findChild<QAbstractButton *>(u"allButton"_s);
    QVERIFY(all->isVisible());
    const qsizetype before = view.shownText().size();
    all->click();
    QTRY_VERIFY_WITH_TIMEOUT(view.isComplete() && view.shownText().size() > 4 * before, 60000);
    QVERIFY(!all->isVisible());
    view.setBytes("{}"); // a smaller answer takes its place at once, whatever was under way
    QCOMPARE(view.shownText(), indentedJson("{}"));
}

void PanelsRaw::finds()
{
    panels::PanelWorld world;
    Reveal reveal(&world.settings);
    RawView view(&reveal);
    view.setBytes(R"({"first":"needle","second":"hay","third":"Needle"})");
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    auto *text = view.findChild<QPlainTextEdit *>(u"text"_s);
    auto *edit = view.findChild<QLineEdit *>(u"findEdit"_s);
    QVERIFY(!edit->isVisible());
    text->setFocus();
    QTest::keySequence(text, QKeySequence::Find);
    QTRY_VERIFY(edit->isVisible());
    QTest::keyClicks(edit, u"needle"_s);
    QCOMPARE(text->textCursor().selectedText(), u"needle"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(text->textCursor().selectedText(), u"Needle"_s);
    QTest::keyClick(edit, Qt::Key_Return); // around the end
    QCOMPARE(text->textCursor().selectedText(), u"needle"_s);
    edit->setText(u"nowhere"_s);
    QCOMPARE(view.findChild<QLabel *>(u"findCount"_s)->text(), u"no match"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
}

void PanelsRaw::plainTextStaysPlain()
{
    panels::PanelWorld world;
    Reveal reveal(&world.settings);
    RawView view(&reveal);
    view.setPlainText(u"Sent:\nAccept: application/json"_s);
    QCOMPARE(view.shownText(), u"Sent:\nAccept: application/json"_s);
    view.setBytes("[1]");
    QCOMPARE(view.shownText(), indentedJson("[1]"));
}

QTEST_MAIN(PanelsRaw)
#include "panels_raw.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// LineDiff: what is the same stays in line, what was replaced stands side by side; long texts do not hang.
#include "session/linediff.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// One letter a line.
QStringList lines(const QString &letters)
{
    return letters.isEmpty() ? QStringList() : letters.split(QString(), Qt::SkipEmptyParts);
}

/// "=" same, "~" changed, "<" left only, ">" right only, each with its letters.
QString pattern(const LineDiff &diff, const QStringList &left, const QStringList &right)
{
    QString result;
    for (const DiffRow &row : diff.rows) {
        switch (row.kind) {
        case DiffRow::Kind::Same: result += u'=' + left.at(row.left); break;
        case DiffRow::Kind::Changed: result += u'~' + left.at(row.left) + right.at(row.right); break;
        case DiffRow::Kind::LeftOnly: result += u'<' + left.at(row.left); break;
        case DiffRow::Kind::RightOnly: result += u'>' + right.at(row.right); break;
        }
    }
    return result;
}

} // namespace

class SessionLineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void everyLineIsThereOnceInOrder();
    void longTextsAreTakenAsABlock();
    void entriesAsLines();
    void asText();
};

void SessionLineDiff::rows_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &left, const QString &right, const QString &expected) { QTest::newRow(name) << left << right << expected; };
    row("nothing", u""_s, u""_s, u""_s);
    row("equal", u"abc"_s, u"abc"_s, u"=a=b=c"_s);
    row("all new", u""_s, u"ab"_s, u">a>b"_s);
    row("all gone", u"ab"_s, u""_s, u"<a<b"_s);
    row("one changed", u"abc"_s, u"axc"_s, u"=a~bx=c"_s);
    row("one inserted", u"ac"_s, u"abc"_s, u"=a>b=c"_s);
    row("one removed", u"abc"_s, u"ac"_s, u"=a<b=c"_s);
    row("at the beginning", u"bc"_s, u"abc"_s, u">a=b=c"_s);
    row("at the end", u"ab"_s, u"abc"_s, u"=a=b>c"_s);
    row("nothing in common", u"ab"_s, u"xyz"_s, u"~ax~by>z"_s);
    row("more on the left", u"abcd"_s, u"x"_s, u"~ax<b<c<d"_s);
    row("two places", u"abcde"_s, u"axcye"_s, u"=a~bx=c~dy=e"_s);
    row("moved", u"abcd"_s, u"bcda"_s, u"<a=b=c=d>a"_s);
    row("repeated lines", u"aabaa"_s, u"aaaa"_s, u"=a=a<b=a=a"_s);
    row("interleaved", u"abcdef"_s, u"bxdyfz"_s, u"<a=b~cx=d~ey=f>z"_s);
}

void SessionLineDiff::rows()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(QString, expected);
    const LineDiff diff = lineDiff(lines(left), lines(right));
    QCOMPARE(pattern(diff, lines(left), lines(right)), expected);
    QVERIFY(!diff.isCoarse);
}

void SessionLineDiff::everyLineIsThereOnceInOrder()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 200; ++round) {
        QStringList left, right;
        for (int i = random.bounded(30); i > 0; --i)
            left << QString::number(random.bounded(6));
        for (int i = random.bounded(30); i > 0; --i)
            right << QString::number(random.bounded(6));
        int nextLeft = 0, nextRight = 0;
        for (const DiffRow &row : lineDiff(left, right).rows) {
            if (row.left >= 0)
                QCOMPARE(row.left, nextLeft++);
            if (row.right >= 0)
                QCOMPARE(row.right, nextRight++);
            if (row.kind == DiffRow::Kind::Same)
                QCOMPARE(left.at(row.left), right.at(row.right));
            else if (row.kind == DiffRow::Kind::Changed)
                QVERIFY(left.at(row.left) != right.at(row.right));
        }
        QCOMPARE(nextLeft, int(left.size()));
        QCOMPARE(nextRight, int(right.size()));
    }
}

void SessionLineDiff::longTextsAreTakenAsABlock()
{
    QStringList left{u"same"_s}, right{u"same"_s};
    for (int i = 0; i < 30'000; ++i) {
        left << u"left %1"_s.arg(i);
        right << u"right %1"_s.arg(i);
    }
    left << u"end"_s;
    right << u"more"_s << u"end"_s;
    QElapsedTimer time;
    time.start();
    const LineDiff diff = lineDiff(left, right);
    qInfo("two times 30000 lines: %lld ms", time.elapsed());
    QVERIFY(diff.isCoarse);
    QCOMPARE(diff.rows.size(), 30'003);
    QCOMPARE(diff.rows.first().kind, DiffRow::Kind::Same);
    QCOMPARE(diff.rows.last(), (DiffRow{DiffRow::Kind::Same, 30'001, 30'002}));
    QVERIFY(lineDiff(lines(u"abc"_s), lines(u"xyz"_s), 11).isCoarse);
    QVERIFY(!lineDiff(lines(u"abc"_s), lines(u"xyz"_s), 12).isCoarse);
}

void SessionLineDiff::entriesAsLines()
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.verb = "POST";
    entry.url = QUrl(u"https://h/v2/x?a=1"_s);
    entry.status = 409;
    entry.detail = u"why"_s;
    entry.requestHeaders = {{"Accept", "a"}};
    entry.requestBody = R"({"email":"dana@example.com"})";
    entry.answerHeaders = {{"Content-Type", "b"}};
    entry.answerBody = R"({"n":1,"accountNumber":"000123456789"})";
    const QStringList all = comparableLines(entry);
    QCOMPARE(all.mid(0, 6), (QStringList{u"POST https://h/v2/x?a=1"_s, u"status 409"_s, u"why"_s, QString(), u"— headers of the request"_s, u"Accept: a"_s}));
    const QString text = all.join(u'\n');
    QVERIFY(text.contains(u"Content-Type: b"_s) && text.contains(u"\"n\": 1"_s));
    QVERIFY(!text.contains(u"dana@"_s) && !text.contains(u"000123456789"_s));
    LogEntry event;
    event.kind = LogEntry::Kind::Widget;
    event.title = u"onEvent"_s;
    QCOMPARE(comparableLines(event), QStringList{u"onEvent"_s});
}

void SessionLineDiff::asText()
{
    const QStringList left = lines(u"abcd"_s), right = lines(u"axyd"_s);
    QCOMPARE(diffText(lineDiff(left, right), left, right), u"  a\n- b\n- c\n+ x\n+ y\n  d\n"_s);
}

QTEST_GUILESS_MAIN(SessionLineDiff)
#include "session_linediff.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is cut or changed at any byte is told about or read, and never more than that.
#include "walkfile_fixture.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace console;

class WalkFileFuzz : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cutAtEveryByte();
    void changedAtEveryByte();
    void thrownTogether();
    void deep();
};

namespace {

const QByteArray sample = R"({"walk": 1, "name": "Ünï", "variables": {"a": "1", "b": "${a}"},
 "banks": [{"name": "B", "kind": "oauth", "logins": [{"user": "u", "password": "p", "shows": "s"}]}],
 "blocks": {"x": [{"type": {"field": "f"}, "value": "${v}"}, {"do": "y"}], "y": [{"see": "\u00e9"}]},
 "detours": [{"see": "Got it", "click": {"role": "button", "text": ["Got it"]}}],
 "walks": [{"id": "w", "table": {"t": [1, 2.5, true]}, "rows": [{"row": "r"}],
  "steps": [{"do": "x", "with": {"v": "${b}"}}, {"expect": {"job": "balance", "state": "done"}, "limit": "5 s"},
  {"call": {"api": "aerosync", "path": "/v2/x", "body": {"k": [null, -1e3]}, "fields": {"a.b": "/x+/"}}}, {"see": "${t}", "when": {"t": "1"}}]}]}
)";

/// Lines are within the file, and what is told has words. What is told nothing about can be run.
void check(WalkFolder &folder, const QByteArray &text)
{
    const WalkReading reading = folder.read(text);
    const int lines = int(text.count('\n')) + 1;
    for (const WalkProblem &each : reading.problems)
        QVERIFY2(each.line >= 1 && each.line <= lines && !each.message.isEmpty(), text.constData());
    for (const WalkCase &each : reading.book.cases)
        QVERIFY2(!reading.problems.isEmpty() || (!each.id.isEmpty() && !each.steps.isEmpty()), text.constData());
}

} // namespace

void WalkFileFuzz::cutAtEveryByte()
{
    WalkFolder folder;
    QCOMPARE(textsOf(folder.read(sample)), QStringList());
    const qsizetype end = sample.lastIndexOf('}');
    for (qsizetype at = 0; at <= end; ++at) {
        QVERIFY2(!folder.read(sample.left(at)).problems.isEmpty(), qPrintable(QString::number(at))); // half a file is never taken for a whole one
        check(folder, sample.mid(at));
        if (QTest::currentTestFailed())
            return;
    }
}

void WalkFileFuzz::changedAtEveryByte()
{
    WalkFolder folder;
    const QByteArray others("\0\"{}[],:\\$9x \n\xff", 15);
    for (qsizetype at = 0; at < sample.size(); ++at) {
        for (int each = 0; each < 4; ++each) { // of all of them in turn
            QByteArray text = sample;
            text[at] = others.at((at * 4 + each) % others.size());
            check(folder, text);
        }
        QByteArray shorter = sample;
        check(folder, shorter.remove(at, 1));
        if (QTest::currentTestFailed())
            return;
    }
}

void WalkFileFuzz::thrownTogether()
{
    WalkFolder folder;
    QRandomGenerator chance(20240917);
    const QByteArrayList parts = sample.split('"');
    for (int round = 0; round < 500; ++round) {
        QByteArrayList mixed = parts;
        for (int i = 0; i < 1 + int(chance.bounded(4)); ++i)
            mixed.swapItemsAt(chance.bounded(int(mixed.size())), chance.bounded(int(mixed.size())));
        check(folder, mixed.join('"'));
        if (QTest::currentTestFailed())
            return;
    }
}

void WalkFileFuzz::deep()
{
    WalkFolder folder;
    for (const int levels : {60, 64, 65, 100'000}) {
        check(folder, QByteArray("[").repeated(levels) + QByteArray("]").repeated(levels));
        check(folder, "{\"walk\": 1, \"walks\": [{\"id\": \"w\", \"steps\": [{\"call\": {\"api\": \"aerosync\", \"path\": \"/x\", \"body\": " + QByteArray("{\"a\":").repeated(levels) + "1"
                          + QByteArray("}").repeated(levels) + "}}]}]}");
    }
}

QTEST_GUILESS_MAIN(WalkFileFuzz)
#include "walkfile_fuzz.moc"

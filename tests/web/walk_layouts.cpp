// SPDX-License-Identifier: GPL-3.0-or-later
// The widget in altered layouts: the walk gets through where a person would, and says that the widget changed where one
// would be stopped.
#include "web/walklab.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

/// Up to the connection: jobs open no other screens.
WalkCase linkOf(WalkCase walk)
{
    for (qsizetype i = 0; i < walk.steps.size(); ++i) {
        if (walk.steps.at(i).verb == WalkStep::Verb::Expect && walk.steps.at(i).args.find(u"connection"))
            walk.steps.resize(i + 1);
    }
    return walk;
}

} // namespace

class WalkLayoutsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void layouts_data();
    void layouts();
    void cleanupTestCase() { m_lab.end(); }

private:
    WalkLab m_lab;
    WalkCase m_plain, m_question, m_oauth;
    int m_turn = 0;
};

void WalkLayoutsTest::initTestCase()
{
    QVERIFY(m_lab.start(std::chrono::milliseconds(4500), 4));
    const WalkReading reading = readWalks({u":/walks/test-banks.json"_s});
    QVERIFY(reading.problems.isEmpty());
    for (const WalkCase &walk : reading.book.cases) {
        if (walk.id == "test-banks/link-no-mfa"_L1)
            m_plain = linkOf(walk);
        else if (walk.id == "test-banks/link-mfa"_L1)
            m_question = linkOf(walk);
        else if (walk.id == "test-banks/oauth"_L1)
            m_oauth = linkOf(walk);
    }
    QVERIFY(!m_plain.steps.isEmpty() && !m_question.steps.isEmpty() && !m_oauth.steps.isEmpty());
}

void WalkLayoutsTest::layouts_data()
{
    QTest::addColumn<QString>("layout");
    QTest::addColumn<bool>("isPassable");
    const QJsonArray all = m_lab.ask("GET", u"/simulator/layout"_s).value("layouts"_L1).toArray();
    int passable = 0, stopping = 0;
    for (const QJsonValue each : all) {
        const QString name = each.toObject().value("name"_L1).toString();
        const bool isPassable = each.toObject().value("passable"_L1).toBool();
        (isPassable ? passable : stopping) += 1;
        QTest::newRow(qPrintable(name)) << name << isPassable;
    }
    QVERIFY2(passable >= 20 && stopping >= 8, qPrintable(u"%1 and %2"_s.arg(passable).arg(stopping)));
}

void WalkLayoutsTest::layouts()
{
    QFETCH(QString, layout);
    QFETCH(bool, isPassable);
    // The walk with a question sees the most screens; the bank's own window is looked at in every third, with the benches in all.
    const bool isWithBank = isPassable && (qEnvironmentVariableIsSet("CONSOLE_ALL_LAYOUTS") || m_turn++ % 3 == 0);
    const QList<WalkCase> walks = !isPassable ? QList<WalkCase>{m_plain} : isWithBank ? QList<WalkCase>{m_question, m_oauth} : QList<WalkCase>{m_question};
    for (WalkCase walk : walks) {
        WalkStep order{.verb = WalkStep::Verb::Simulator, .name = u"order the layout"_s};
        order.args = Json::object({{u"path"_s, Json::text(u"/simulator/layout"_s)}, {u"body"_s, Json::object({{u"name"_s, Json::text(layout)}})}});
        walk.steps.prepend(order);
        const CaseResult result = m_lab.run(walk);
        // A page that says it is waiting looks like a service that does not answer, to a person too.
        const Verdict wanted = isPassable ? Verdict::Passed : layout == "endless-wait"_L1 ? Verdict::ServiceDown : Verdict::WidgetChanged;
        QVERIFY2(result.verdict == wanted, qPrintable(WalkLab::describe(result)));
        if (!isPassable)
            QVERIFY2(!result.why.isEmpty() && !result.advice.isEmpty(), qPrintable(WalkLab::describe(result)));
    }
}

QTEST_MAIN(WalkLayoutsTest)
#include "walk_layouts.moc"

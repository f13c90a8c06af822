// SPDX-License-Identifier: GPL-3.0-or-later
// The brand lab against the simulator's brandings, through the real SDK and widget: every wrong one is found by its name,
// and not one of the fifty right pairs of an id and a theme is blamed. The sheets come from the simulator's own list.
#include "app/world.h"
#include "brand/brandcheck.h"
#include "runner/brandrun.h"
#include "session/session.h"
#include "support/until.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Branding {
    QString defect; ///< empty: right
    QStringList modes;
    BrandSheet sheet;
};

QString id(Finding::Check check)
{
    return checkId(check);
}

/// The check that must fail for a defect, and nothing else.
const QMap<QString, Finding::Check> checkOf{
    {u"hex-off"_s, Finding::Check::PrimaryColour},      {u"wrong-logo"_s, Finding::Check::LogoRight},      {u"dark-logo-on-dark"_s, Finding::Check::LogoSeen},
    {u"missing-id"_s, Finding::Check::Applied},         {u"low-contrast"_s, Finding::Check::ButtonContrast}, {u"dark-stays-light"_s, Finding::Check::DarkMode},
    {u"no-logo"_s, Finding::Check::LogoPresent},        {u"low-contrast-text"_s, Finding::Check::TextContrast},
};

} // namespace

class WebBrandings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<World>(World::Secrets::MemoryOnly, m_folder.filePath(u"settings.ini"_s));
        m_world->wake();
        QVERIFY(until([&] { return session()->environments()->isReady() && !session()->keys()->isLoading(); }, 15000));
        readBrandings();
        QCOMPARE(pairs(QString(), u"light"_s).size() + pairs(QString(), u"dark"_s).size(), 50 + 8); // with the console's own five
    }

    void theRightOnesAreNotBlamed_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::newRow("light") << u"light"_s;
        QTest::newRow("dark") << u"dark"_s;
    }
    void theRightOnesAreNotBlamed()
    {
        QFETCH(QString, theme);
        const QList<Branding> right = pairs(QString(), theme);
        QVERIFY(run(right, theme, LaunchType::Iframe, {u"welcome"_s}));
        QCOMPARE(m_shots, right.size());
        for (const Finding &finding : m_findings)
            QVERIFY2(finding.verdict != Finding::Verdict::Fail, qPrintable(finding.pane + u": "_s + finding.message));
        // A judge that never can tell would blame nobody either.
        for (const Finding::Check check : {Finding::Check::PrimaryColour, Finding::Check::ButtonContrast, Finding::Check::LogoPresent, Finding::Check::LogoRight,
                                           Finding::Check::LogoSeen, Finding::Check::TextContrast, Finding::Check::DarkMode, Finding::Check::Applied})
            QVERIFY2(std::count_if(m_findings.begin(), m_findings.end(), [&](const Finding &each) { return each.check == check && each.verdict == Finding::Verdict::Pass; }) >= right.size() * 9 / 10,
                     qPrintable(id(check)));
    }

    void theWrongOnesAreFoundByName_data()
    {
        QTest::addColumn<QString>("defect");
        for (auto each = checkOf.begin(); each != checkOf.end(); ++each)
            QTest::newRow(qPrintable(each.key())) << each.key();
    }
    void theWrongOnesAreFoundByName()
    {
        QFETCH(QString, defect);
        const QString theme = defect.contains("dark"_L1) ? u"dark"_s : u"light"_s;
        const QList<Branding> wrong = pairs(defect, theme);
        QVERIFY(!wrong.isEmpty());
        QVERIFY(run(wrong, theme, LaunchType::Iframe, {u"welcome"_s}));
        QSet<QString> panes;
        for (const Finding &finding : m_findings) {
            if (finding.verdict != Finding::Verdict::Fail)
                continue;
            QVERIFY2(finding.check == checkOf.value(defect), qPrintable(id(finding.check) + u": "_s + finding.message));
            panes << finding.pane;
            QVERIFY(!finding.message.isEmpty() && !finding.advice.isEmpty());
        }
        QCOMPARE(panes.size(), wrong.size());
    }

    /// The SDK gives the embedded view no configurationId (finding F3), and the service does not know better here.
    void theUnbrandedEmbeddedViewIsFound()
    {
        const QList<Branding> wrong = pairs(u"embedded-unbranded"_s, u"light"_s);
        QVERIFY(run(wrong, u"light"_s, LaunchType::EmbeddedBankView, {u"search"_s}));
        QVERIFY(failed(Finding::Check::Applied));
        QVERIFY(failed(Finding::Check::OptionIgnored));
        QVERIFY(run(wrong, u"light"_s, LaunchType::Iframe, {u"welcome"_s}));
        for (const Finding &finding : m_findings)
            QVERIFY2(finding.verdict != Finding::Verdict::Fail, qPrintable(finding.message));
    }

private:
    Session *session() const { return m_world->session(); }
    bool failed(Finding::Check check) const
    {
        return std::ranges::any_of(m_findings, [&](const Finding &each) { return each.check == check && each.verdict == Finding::Verdict::Fail; });
    }
    QByteArray get(const QUrl &url)
    {
        QNetworkReply *reply = m_network.get(QNetworkRequest(url));
        (void)until([&] { return reply->isFinished(); }, 10000);
        reply->deleteLater();
        return reply->readAll();
    }
    void readBrandings()
    {
        const Environment &environment = session()->environments()->current();
        const QJsonArray rows = QJsonDocument::fromJson(get(QUrl(environment.aerosyncApi.toString() + u"/simulator/brandings"_s))).object().value("brandings"_L1).toArray();
        for (const QJsonValue &row : rows) {
            const Result<BrandSheet> sheet = brandSheetFrom(row.toObject(), [&](const QString &path) -> Result<QByteArray> { return get(QUrl(environment.widgetOrigin.toString() + path)); }, u"list"_s);
            QVERIFY2(sheet.has_value(), sheet ? "" : qPrintable(oneLine(sheet.error())));
            QStringList modes;
            for (const QJsonValue &mode : row["sheet"_L1]["modes"_L1].toArray())
                modes << mode.toString();
            m_brandings.append({row["defect"_L1].toString(), modes, *sheet});
        }
    }
    QList<Branding> pairs(const QString &defect, const QString &theme) const
    {
        QList<Branding> some;
        for (const Branding &each : m_brandings) {
            if (each.defect == defect && each.modes.contains(theme))
                some.append(each);
        }
        return some;
    }
    bool run(const QList<Branding> &brandings, const QString &theme, LaunchType type, const QStringList &screens)
    {
        BrandRun::Order order;
        QList<BrandSheet> sheets;
        for (const Branding &each : brandings) {
            order.matrix.configurations.append({each.sheet.name, each.sheet.sandboxId});
            sheets.append(each.sheet);
        }
        order.matrix.themes = {theme};
        order.matrix.types = {type};
        order.screens = screens;
        order.withControl = true;
        BrandRun lab(session(), order, [](const QString &) {});
        bool isOver = false;
        connect(&lab, &BrandRun::finished, &lab, [&] { isOver = true; });
        connect(&lab, &BrandRun::refused, &lab, [](const Error &error) { qWarning() << oneLine(error); });
        lab.begin();
        if (!until([&] { return isOver; }, 120'000))
            return false;
        for (const BrandRun::Trouble &trouble : lab.troubles())
            qWarning() << trouble.pane << trouble.screen << oneLine(trouble.error);
        m_shots = lab.shots().size();
        m_findings = judgeAll({lab.shots(), lab.controls(), sheets, [&](const PaneKey &key) { return lab.ignored(key); }});
        return lab.troubles().isEmpty();
    }
    QTemporaryDir m_folder;
    std::unique_ptr<World> m_world;
    QNetworkAccessManager m_network;
    QList<Branding> m_brandings;
    QList<Finding> m_findings;
    qsizetype m_shots = 0;
};

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication();
    WebBrandings test;
    return QTest::qExec(&test, argc, argv);
}

#include "brandings.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_tab.h"

#include <QColor>
#include <QUrlQuery>

#include <cmath>

namespace {

QStringList texts(const QJsonValue &list)
{
    QStringList all;
    for (const QJsonValue &each : list.toArray())
        all << each.toString();
    return all;
}

} // namespace

/// Every branding in a real browser: what is seen is what its sheet asks for, but for its one defect.
class SimulatorBranded : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_thread = std::make_unique<simulator::SimulatorThread>(simulator::Options{});
        QSignalSpy ready(m_thread.get(), &simulator::SimulatorThread::ready);
        m_thread->start();
        QVERIFY(ready.wait());
        m_client = std::make_unique<Client>(ready.first().first().toJsonObject());
        m_user = m_client->makeUser();
        m_tab = std::make_unique<Tab>();
    }
    void cleanupTestCase()
    {
        m_tab.reset();
        m_client.reset();
        m_thread.reset();
    }

    void widget_data()
    {
        QTest::addColumn<QJsonObject>("branding");
        QTest::addColumn<QString>("theme");
        const QJsonArray all = m_client->get(u"/simulator/brandings"_s).array(u"brandings"_s);
        QVERIFY(all.size() == 45);
        for (const QJsonValue &each : all) {
            for (const QString &theme : texts(each["sheet"_L1]["modes"_L1]))
                QTest::addRow("%s %s %s", qPrintable(each["name"_L1].toString()), qPrintable(theme),
                              qPrintable(each["defect"_L1].toString(u"right"_s))) << each.toObject() << theme;
        }
    }
    void widget()
    {
        QFETCH(QJsonObject, branding);
        QFETCH(QString, theme);
        open(u"/"_s, branding, theme);
        QVERIFY(m_tab->shows(u"welcome"_s));
        const QString defect = branding.value("defect"_L1).toString();
        if (defect == "missing-id"_L1) {
            QVERIFY(seenLogo().endsWith("aerosync%1.svg"_L1.arg(theme == "dark"_L1 ? "-dark"_L1 : ""_L1)));
            return;
        }
        const QJsonObject sheet = branding.value("sheet"_L1).toObject();
        const bool dark = theme == "dark"_L1;
        const bool rightLogo = seenLogo() == sheet.value(dark ? "logoDark"_L1 : "logo"_L1).toString();
        const bool wrongLogo = QStringList{u"wrong-logo"_s, u"no-logo"_s}.contains(defect)
                               || (dark && QStringList{u"dark-logo-on-dark"_s, u"dark-stays-light"_s}.contains(defect));
        QCOMPARE(rightLogo, !wrongLogo);
        QCOMPARE(colour(button, "backgroundColor") == QColor(sheet.value("primary"_L1).toString()), defect != "hex-off"_L1);
        QCOMPARE(isDark(colour(u"body"_s, "backgroundColor")), dark && defect != "dark-stays-light"_L1);
        QCOMPARE(contrast(colour(button, "color"), colour(button, "backgroundColor")) >= 4.5, defect != "low-contrast"_L1);
        for (const char *text : {"body", ".lead", ".point-text .muted"})
            QCOMPARE(contrast(colour(QLatin1StringView(text), "color"), colour(u"body"_s, "backgroundColor")) >= 4.5,
                     defect != "low-contrast-text"_L1);
    }

    void embedded_data()
    {
        QTest::addColumn<QJsonObject>("branding");
        QTest::addColumn<QString>("theme");
        const QJsonArray all = m_client->get(u"/simulator/brandings"_s).array(u"brandings"_s);
        for (const char *defect : {"embedded-unbranded", "low-contrast-text", "no-logo", "right"}) {
            for (const QJsonValue &each : all) {
                if (each["defect"_L1].toString(u"right"_s) != QLatin1StringView(defect) || texts(each["sheet"_L1]["modes"_L1]).size() < 2)
                    continue;
                for (const char *theme : {"light", "dark"})
                    QTest::addRow("%s %s", defect, theme) << each.toObject() << QString::fromLatin1(theme);
                break;
            }
        }
    }
    void embedded()
    {
        QFETCH(QJsonObject, branding);
        QFETCH(QString, theme);
        open(u"/embedded-view"_s, branding, theme);
        QVERIFY(m_tab->becomes(u"document.querySelector('.tile')"_s));
        const QString defect = branding.value("defect"_L1).toString();
        const QString asked = branding.value("sheet"_L1)[theme == "dark"_L1 ? "logoDark"_L1 : "logo"_L1].toString();
        QCOMPARE(seenLogo() == asked, !QStringList({u"embedded-unbranded"_s, u"no-logo"_s}).contains(defect));
        QCOMPARE(contrast(colour(u"h1"_s, "color"), colour(u"body"_s, "backgroundColor")) >= 4.5, defect != "low-contrast-text"_L1);
        // It has to fit into the 358 px of contract (f.9): the tiles, a gap, the line with the logo, the margin.
        QVERIFY(m_tab->holds(u"document.querySelector('.tiles').getBoundingClientRect().bottom+document.querySelector('footer').offsetHeight+20<=358"_s));
    }

    void theEmbeddedLogoFollowsTheTheme()
    {
        const QJsonObject branding = m_client->get(u"/simulator/brandings"_s).array(u"brandings"_s).first().toObject();
        open(u"/embedded-view"_s, branding, u"light"_s);
        QCOMPARE(seenLogo(), branding.value("sheet"_L1)["logo"_L1].toString());
        m_tab->js(u"window.postMessage({type:'embeddedView',payload:{name:'onToggleTheme',theme:'dark'}},'*')"_s);
        QVERIFY(m_tab->becomes(u"document.documentElement.dataset.theme==='dark'"_s));
        QCOMPARE(seenLogo(), branding.value("sheet"_L1)["logoDark"_L1].toString());
    }

private:
    void open(const QString &path, const QJsonObject &branding, const QString &theme)
    {
        const QUrlQuery query({{u"token"_s, m_client->widgetToken(m_user)}, {u"configurationId"_s, branding.value("id"_L1).toString()},
                               {u"aeroPassUserUuid"_s, m_user}, {u"defaultTheme"_s, theme}, {u"version"_s, u"2.0.0"_s}});
        m_tab->open(m_client->base + path + u'?' + query.toString());
        QVERIFY(m_tab->becomes(u"document.querySelector('#brand-logo').complete"_s));
    }
    /// The path of the logo, if one is seen: an image that could not be loaded has no size.
    QString seenLogo()
    {
        return m_tab->js(u"((one)=>one.offsetWidth>0&&one.naturalWidth>0?new URL(one.src).pathname:'')(document.querySelector('#brand-logo'))"_s).toString();
    }
    QColor colour(const QString &selector, const char *property)
    {
        const QString found = m_tab->js(u"getComputedStyle(document.querySelector('%1')).%2.match(/\\d+/g).join(',')"_s.arg(selector, QLatin1StringView(property))).toString();
        return QColor(found.section(u',', 0, 0).toInt(), found.section(u',', 1, 1).toInt(), found.section(u',', 2, 2).toInt());
    }
    static double luminance(const QColor &colour)
    {
        const auto linear = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    }
    static double contrast(const QColor &one, const QColor &other)
    {
        const double a = luminance(one), b = luminance(other);
        return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
    }
    static bool isDark(const QColor &colour) { return luminance(colour) < 0.1; }

    static inline const QString button = u"[data-action=continue]"_s;
    std::unique_ptr<simulator::SimulatorThread> m_thread;
    std::unique_ptr<Client> m_client;
    QString m_user;
    std::unique_ptr<Tab> m_tab;
};

QTEST_MAIN(SimulatorBranded)
#include "simulator_branded.moc"

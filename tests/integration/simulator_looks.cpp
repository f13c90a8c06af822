// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_client.h"

#include <QUrlQuery>

/// Brandings over HTTP: the list with its sheets, and what an id does to the pages and to the session.
class SimulatorLooks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_client = std::make_unique<Client>();
        m_user = m_client->makeUser();
        m_all = m_client->get(u"/simulator/brandings"_s).array(u"brandings"_s);
    }
    void cleanup() { m_client.reset(); }

    void theListHoldsWhatIsOfferedAndMore()
    {
        QCOMPARE(m_all.size(), 45);
        const QJsonArray offered = m_client->keys.value("configurations"_L1).toArray();
        QCOMPARE(offered.size(), 5);
        for (qsizetype i = 0; i < offered.size(); ++i)
            QCOMPARE(m_all.at(i)["id"_L1], offered.at(i)["id"_L1]);
        int wrong = 0;
        for (const QJsonValue &each : std::as_const(m_all)) {
            wrong += each["defect"_L1].isString() ? 1 : 0;
            QVERIFY(each["defect"_L1].isString() || each["defect"_L1].isNull());
        }
        QCOMPARE(wrong, 10);
    }

    void everySheetHasItsLogos()
    {
        for (const QJsonValue &each : std::as_const(m_all)) {
            const QJsonObject sheet = each["sheet"_L1].toObject();
            QVERIFY(!sheet.value("modes"_L1).toArray().isEmpty() && sheet.value("primary"_L1).toString().startsWith(u'#'));
            for (const auto &key : {"logo"_L1, "logoDark"_L1}) {
                const Reply logo = m_client->get(sheet.value(key).toString());
                QVERIFY2(logo.status == 200 && logo.body.contains("<svg"), qPrintable(sheet.value(key).toString()));
            }
        }
    }

    void everyIdWorks()
    {
        for (const QJsonValue &each : std::as_const(m_all)) {
            const QString id = each["id"_L1].toString();
            const QJsonObject look = m_client->post(u"/widget-api/session"_s, {{u"token"_s, m_client->widgetToken(m_user)},
                                                                               {u"configurationId"_s, id}}).object(u"configuration"_s);
            const bool missing = each["defect"_L1].toString() == "missing-id"_L1;
            QCOMPARE(look.value("id"_L1).toString(), missing ? QString() : id);
            QCOMPARE(page(u"/"_s, id).value("name"_L1), missing ? QJsonValue(u"Aerosync"_s) : each["name"_L1]);
        }
    }

    void theEmbeddedViewHasTheLookOfItsAddress()
    {
        const QString right = idOf({}), wrong = idOf(u"embedded-unbranded"_s);
        QCOMPARE(page(u"/embedded-view"_s, right).value("id"_L1).toString(), right);
        QCOMPARE(page(u"/"_s, wrong).value("id"_L1).toString(), wrong);
        QVERIFY(page(u"/embedded-view"_s, wrong).value("isDefault"_L1).toBool());
        QVERIFY(page(u"/embedded-view"_s, {}).value("isDefault"_L1).toBool()); // contract (f.2): all that the web SDK gives
    }

    void anOrderNamesTheLookOfTheEmbeddedView()
    {
        const QString right = idOf({}), order = u"/simulator/embedded-look"_s;
        QCOMPARE(m_client->post(order, {{u"configurationId"_s, right}}).text(u"configurationId"_s), right);
        QCOMPARE(page(u"/embedded-view"_s, {}).value("id"_L1).toString(), right);
        QCOMPARE(m_client->get(u"/simulator/state"_s).text(u"embeddedLook"_s), right);
        QVERIFY(page(u"/"_s, {}).value("isDefault"_L1).toBool()); // the widget itself has its own parameter
        for (const QJsonObject &bad : {QJsonObject{}, QJsonObject{{u"configurationId"_s, 5}}, QJsonObject{{u"id"_s, right}}})
            QCOMPARE(m_client->post(order, bad).status, 400);
        QCOMPARE(page(u"/embedded-view"_s, {}).value("id"_L1).toString(), right);
        m_client->post(order, {{u"configurationId"_s, idOf(u"embedded-unbranded"_s)}});
        QVERIFY(page(u"/embedded-view"_s, {}).value("isDefault"_L1).toBool());
        m_client->post(order, {{u"configurationId"_s, right}});
        m_client->post(u"/simulator/reset"_s);
        QVERIFY(page(u"/embedded-view"_s, {}).value("isDefault"_L1).toBool());
    }

private:
    /// The look that a page was served with.
    QJsonObject page(const QString &path, const QString &id)
    {
        QUrlQuery query({{u"token"_s, u"t"_s}});
        if (!id.isEmpty())
            query.addQueryItem(u"configurationId"_s, id);
        const QString html = QString::fromUtf8(m_client->get(path + u'?' + query.toString()).body);
        QString look = html.section("data-look=\""_L1, 1).section(u'"', 0, 0);
        return QJsonDocument::fromJson(look.replace("&quot;"_L1, "\""_L1).replace("&amp;"_L1, "&"_L1).toUtf8()).object();
    }
    /// Of the first branding with this defect; without one, of the last of all, which is right.
    QString idOf(const QString &defect) const
    {
        for (const QJsonValue &each : m_all) {
            if (!defect.isEmpty() && each["defect"_L1].toString() == defect)
                return each["id"_L1].toString();
        }
        return m_all.last()["id"_L1].toString();
    }

    std::unique_ptr<Client> m_client;
    QString m_user;
    QJsonArray m_all;
};

QTEST_GUILESS_MAIN(SimulatorLooks)
#include "simulator_looks.moc"

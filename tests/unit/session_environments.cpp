// SPDX-License-Identifier: GPL-3.0-or-later
// Environments: production is never guessed, never restored, always locked; custom ones are checked and kept.
#include "session/environments.h"

#include "store/settings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

Environment custom(const QString &name)
{
    Environment environment;
    environment.name = name;
    environment.aerosyncApi = QUrl(u"https://api.partner.example/sync"_s);
    environment.aeropassApi = QUrl(u"https://pass.partner.example"_s);
    environment.aeropassForm = AeropassForm::V1;
    environment.widgetOrigin = QUrl(u"https://widget.partner.example:8443"_s);
    environment.hostOrigin = QUrl(u"https://shop.example"_s);
    environment.sdkEnvironment = u"staging"_s;
    return environment;
}

} // namespace

class SessionEnvironments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(m_folder->filePath(u"s.ini"_s));
    }

    void startsOnTheSimulator()
    {
        const Environments environments(m_settings.get());
        QCOMPARE(environments.current().id, u"simulator"_s);
        QVERIFY(!environments.isReady());
        QVERIFY(!environments.isLocked());
        QCOMPARE(environments.all().size(), presetEnvironments().size());
    }

    void unknownWordsAreErrorsNeverProduction_data()
    {
        QTest::addColumn<QString>("word");
        for (const char *word : {"", " ", "sandbx", "prod", "productionn", "Production!", "0", "unknown", "production sandbox"})
            QTest::newRow(word) << QString::fromLatin1(word);
    }
    void unknownWordsAreErrorsNeverProduction()
    {
        QFETCH(QString, word);
        Environments environments(m_settings.get());
        QSignalSpy chosen(&environments, &Environments::chosen);
        const Result<void> result = environments.choose(word);
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().kind, Error::Kind::Input);
        QCOMPARE(environments.current().id, u"simulator"_s);
        QCOMPARE(chosen.count(), 0);
        m_settings->set(Setting::EnvironmentId, word); // in the file by hand: the same
        QCOMPARE(Environments(m_settings.get()).current().id, u"simulator"_s);
    }

    void theChoiceSurvivesARestartButProductionNever()
    {
        {
            Environments environments(m_settings.get());
            QVERIFY(environments.choose(u"sandbox"_s).has_value());
        }
        QCOMPARE(Environments(m_settings.get()).current().id, u"sandbox"_s);
        {
            Environments environments(m_settings.get());
            QVERIFY(environments.choose(u"production"_s).has_value());
            QVERIFY(environments.unlock(u"Production"_s).has_value());
        }
        QVERIFY(Environments(m_settings.get()).current().reach != Reach::Production);
        for (const char *id : {"production", "PRODUCTION", "Production", "production-aero-inc"}) {
            m_settings->set(Setting::EnvironmentId, QString::fromLatin1(id));
            QCOMPARE(Environments(m_settings.get()).current().id, u"simulator"_s);
        }
    }

    void productionIsLockedEachTimeItIsChosen()
    {
        Environments environments(m_settings.get());
        QSignalSpy locks(&environments, &Environments::lockChanged);
        QVERIFY(environments.choose(u"production"_s).has_value());
        QVERIFY(environments.isLocked());
        for (const char *typed : {"", "production", "Production ", " Production", "PRODUCTION", "Prod", "Sandbox"}) {
            QVERIFY2(!environments.unlock(QString::fromLatin1(typed)).has_value(), typed);
            QVERIFY(environments.isLocked());
        }
        QCOMPARE(locks.count(), 0);
        QVERIFY(environments.unlock(u"Production"_s).has_value());
        QVERIFY(!environments.isLocked() && environments.productionUnlocked());
        QCOMPARE(locks.count(), 1);
        QVERIFY(environments.choose(u"production"_s).has_value()); // the same one again
        QVERIFY(environments.isLocked());
        QVERIFY(environments.unlock(u"Production"_s).has_value());
        QVERIFY(environments.choose(u"sandbox"_s).has_value());
        QVERIFY(!environments.productionUnlocked());
        QVERIFY(environments.choose(u"production-aero-inc"_s).has_value());
        QVERIFY(environments.isLocked());
        QVERIFY(!environments.unlock(u"Production"_s).has_value()); // another environment's name
        environments.lock();
    }

    void onlyProductionHasALock()
    {
        Environments environments(m_settings.get());
        QVERIFY(environments.choose(u"sandbox"_s).has_value());
        QVERIFY(!environments.unlock(u"Sandbox"_s).has_value());
        QVERIFY(!environments.productionUnlocked());
    }

    void customRoundTrip()
    {
        Environment kept;
        {
            Environments environments(m_settings.get());
            const Result<void> saved = environments.save(custom(u"Partner “A” & Söhne"_s));
            QVERIFY2(saved.has_value(), saved ? "" : qPrintable(saved.error().message));
            kept = environments.all().last();
            QCOMPARE(kept.id, u"custom-partner-a-s-hne"_s);
            QVERIFY(!kept.builtIn);
            QVERIFY(environments.choose(kept.id).has_value());
        }
        Environments again(m_settings.get());
        QCOMPARE(again.all().last(), kept);
        QCOMPARE(again.current(), kept);
        QVERIFY(again.isReady());
        QVERIFY(again.remove(kept.id).has_value());
        QCOMPARE(again.current().id, u"simulator"_s);
        QCOMPARE(Environments(m_settings.get()).all().size(), presetEnvironments().size());
    }

    void customOnesAreChecked_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("http") << u"aerosyncApi"_s << u"http://api.partner.example"_s;
        QTest::newRow("not an address") << u"aeropassApi"_s << u"partner"_s;
        QTest::newRow("widget with a path") << u"widgetOrigin"_s << u"https://w.example/path"_s;
        QTest::newRow("production's host under another name") << u"aerosyncApi"_s << u"https://api.aerosync.com"_s;
        QTest::newRow("name of a preset") << u"name"_s << u"sandbox"_s;
        QTest::newRow("id of a preset") << u"name"_s << u"production-aero-inc"_s;
        QTest::newRow("no name") << u"name"_s << u"  "_s;
    }
    void customOnesAreChecked()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        Environment environment = custom(u"Partner"_s);
        if (field == u"name"_s)
            environment.name = value;
        else if (field == u"aerosyncApi"_s)
            environment.aerosyncApi = QUrl(value);
        else if (field == u"aeropassApi"_s)
            environment.aeropassApi = QUrl(value);
        else
            environment.widgetOrigin = QUrl(value);
        Environments environments(m_settings.get());
        const Result<void> saved = environments.save(environment);
        QVERIFY(!saved.has_value());
        QCOMPARE(saved.error().kind, Error::Kind::Input);
        QCOMPARE(environments.all().size(), presetEnvironments().size());
    }

    void presetsStayAsTheyAre()
    {
        Environments environments(m_settings.get());
        Environment sandbox = presetEnvironments().at(1);
        sandbox.aerosyncApi = QUrl(u"https://evil.example"_s);
        QVERIFY(!environments.save(sandbox).has_value());
        QVERIFY(!environments.remove(u"sandbox"_s).has_value());
        QVERIFY(!environments.remove(u"nothing"_s).has_value());
        QCOMPARE(environments.all(), Environments(m_settings.get()).all());
    }

    void changingTheCurrentOneVoidsEverything()
    {
        Environments environments(m_settings.get());
        QVERIFY(environments.save(custom(u"Partner"_s)).has_value());
        Environment partner = environments.all().last();
        QVERIFY(environments.choose(partner.id).has_value());
        QSignalSpy chosen(&environments, &Environments::chosen);
        QVERIFY(environments.save(partner).has_value()); // nothing differs
        QCOMPARE(chosen.count(), 0);
        partner.aerosyncApi = QUrl(u"https://api2.partner.example"_s);
        QVERIFY(environments.save(partner).has_value());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(environments.current().aerosyncApi, partner.aerosyncApi);
        QVERIFY(environments.save(custom(u"Partner 2"_s)).has_value()); // another one
        QCOMPARE(chosen.count(), 1);
    }

    void whatCannotBeUsedStaysInTheFile()
    {
        const QString stored = uR"([{"id":"custom-new","name":"New","reach":"mars","extra":1},{"id":"custom-http","name":"Plain","aerosyncApi":"http://x.example"}])"_s;
        m_settings->set(Setting::CustomEnvironments, stored);
        Environments environments(m_settings.get());
        QCOMPARE(environments.all().size(), presetEnvironments().size());
        QCOMPARE(environments.unusable(), 2);
        QVERIFY(environments.save(custom(u"Partner"_s)).has_value());
        const QString after = m_settings->value(Setting::CustomEnvironments).toString();
        QVERIFY2(after.contains(u"custom-new"_s) && after.contains(u"\"extra\":1"_s) && after.contains(u"custom-http"_s), qPrintable(after));
        QCOMPARE(Environments(m_settings.get()).unusable(), 2);
    }

    void brokenStorageIsNoCrash_data()
    {
        QTest::addColumn<QString>("json");
        for (const char *json : {"", "{", "{}", "[1,2]", "null", "[[]]", R"([{"id":5}])", R"([{"id":"simulator","name":"Simulator","reach":"open"}])"})
            QTest::newRow(json) << QString::fromLatin1(json);
    }
    void brokenStorageIsNoCrash()
    {
        QFETCH(QString, json);
        m_settings->set(Setting::CustomEnvironments, json);
        m_settings->set(Setting::Configurations, json);
        const Environments environments(m_settings.get());
        QCOMPARE(environments.all().size(), presetEnvironments().size());
        QCOMPARE(environments.current().reach, Reach::LoopbackOnly);
        QVERIFY(environments.configurations().isEmpty());
    }

    void theSimulatorTellsItsAddresses()
    {
        Environments environments(m_settings.get());
        QSignalSpy chosen(&environments, &Environments::chosen);
        const QUrl url(u"http://127.0.0.1:4711"_s);
        environments.simulatorReady(url, QUrl(u"http://127.0.0.1:4711/aeropay"_s), url, QUrl(u"https://console.localhost"_s));
        QCOMPARE(chosen.count(), 1);
        QVERIFY(environments.isReady());
        QCOMPARE(environments.current().widgetOrigin, url);
        QCOMPARE(environments.current().hostOrigin, QUrl(u"https://console.localhost"_s));
        environments.simulatorReady(url, QUrl(u"http://127.0.0.1:4711/aeropay"_s), url, QUrl());
        QCOMPARE(chosen.count(), 1); // nothing new
        QVERIFY(environments.choose(u"sandbox"_s).has_value());
        environments.simulatorReady(QUrl(u"http://127.0.0.1:1"_s), url, url, QUrl());
        QCOMPARE(chosen.count(), 2); // the sandbox is not touched by it
        QCOMPARE(environments.current().id, u"sandbox"_s);
    }

    void configurationsBelongToTheirEnvironment()
    {
        const QList<NamedConfiguration> two{{u"Northwind, “blue”"_s, u"id-1"_s}, {u"Other"_s, u"id-2"_s}};
        {
            Environments environments(m_settings.get());
            environments.setConfigurations(two);
            QVERIFY(environments.choose(u"sandbox"_s).has_value());
            QVERIFY(environments.configurations().isEmpty());
            environments.setConfigurationsOf(u"sandbox"_s, {{u"S"_s, u"id-3"_s}});
        }
        const Environments again(m_settings.get());
        QCOMPARE(again.configurations().size(), 1);
        QCOMPARE(again.configurationsOf(u"simulator"_s), two);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
};

QTEST_GUILESS_MAIN(SessionEnvironments)
#include "session_environments.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Environments: production is never guessed, never restored, always locked; custom ones are checked and kept.
#include "session/environments.h"

#include "store/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSettings>
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
            static const QRegularExpression grammar(u"\\Acustom-partner-a-s-hne-[0-9a-f]{8}\\z"_s);
            QVERIFY2(grammar.match(kept.id).hasMatch(), qPrintable(kept.id));
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

    /// The id is the keychain's key: an environment of the same name, perhaps with other hosts, must not find the keys of
    /// the one that was deleted.
    void anIdNeverComesTwice()
    {
        Environments environments(m_settings.get());
        QSet<QString> ids;
        for (int i = 0; i < 5; ++i) {
            QVERIFY(environments.save(custom(u"Partner"_s)).has_value());
            ids << environments.all().last().id;
            QVERIFY(environments.remove(environments.all().last().id).has_value());
        }
        QCOMPARE(ids.size(), 5);
    }

    void removingIsToldAndTakesTheConfigurations()
    {
        Environments environments(m_settings.get());
        QVERIFY(environments.save(custom(u"Partner"_s)).has_value());
        const Environment partner = environments.all().last();
        environments.setConfigurationsOf(partner.id, {{u"Blue"_s, u"id-1"_s}});
        environments.setConfigurationsOf(u"sandbox"_s, {{u"S"_s, u"id-2"_s}});
        QVERIFY(environments.choose(partner.id).has_value());
        QStringList order;
        connect(&environments, &Environments::chosen, this, [&] { order << u"chosen "_s + environments.current().id; });
        connect(&environments, &Environments::removed, this, [&](const Environment &gone) {
            order << u"removed "_s + gone.id;
            QCOMPARE(gone, partner);
            QVERIFY(!environments.all().contains(partner));
        });
        QVERIFY(environments.remove(partner.id).has_value());
        QCOMPARE(order, (QStringList{u"chosen simulator"_s, u"removed "_s + partner.id}));
        QVERIFY(!m_settings->value(Setting::Configurations).toString().contains(partner.id));
        QCOMPARE(environments.configurationsOf(u"sandbox"_s).size(), 1);
        QVERIFY(!environments.remove(partner.id).has_value()); // nothing is told of what is not there
        QVERIFY(!environments.remove(u"sandbox"_s).has_value());
        QCOMPARE(order.size(), 2);
    }

    void aChoiceThatIsGoneIsTold()
    {
        QCOMPARE(Environments(m_settings.get()).lostChoice(), QString());
        m_settings->set(Setting::EnvironmentId, u"custom-gone-1234"_s);
        {
            Environments environments(m_settings.get());
            QCOMPARE(environments.current().id, u"simulator"_s);
            QCOMPARE(environments.lostChoice(), u"custom-gone-1234"_s);
            QVERIFY(environments.choose(u"simulator"_s).has_value()); // the user has seen it, and agrees
        }
        QCOMPARE(Environments(m_settings.get()).lostChoice(), QString());
        for (const char *known : {"simulator", "Sandbox", "production"}) { // production is not lost: it is never the first thing after a start
            m_settings->set(Setting::EnvironmentId, QString::fromLatin1(known));
            QCOMPARE(Environments(m_settings.get()).lostChoice(), QString());
        }
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
        const QString file = m_folder->filePath(u"broken.ini"_s);
        const QStringList keys{Settings::keyOf(Setting::CustomEnvironments), Settings::keyOf(Setting::Configurations)};
        {
            QSettings byHand(file, QSettings::IniFormat);
            for (const QString &key : keys)
                byHand.setValue(key, json);
        }
        {
            Settings settings(file);
            Environments environments(&settings);
            QCOMPARE(environments.all().size(), presetEnvironments().size());
            QCOMPARE(environments.current().reach, Reach::LoopbackOnly);
            QVERIFY(environments.configurations().isEmpty());
            QVERIFY(environments.save(custom(u"Partner"_s)).has_value());
            environments.setConfigurationsOf(u"sandbox"_s, {{u"S"_s, u"id-3"_s}});
            QVERIFY(settings.keep());
        }
        // Saving loses nothing of what was there, readable or not.
        const QSettings after(file, QSettings::IniFormat);
        for (const QString &key : keys) {
            const QStringList aside = after.allKeys().filter(key + u".damaged-"_s);
            const QJsonDocument before = QJsonDocument::fromJson(json.toUtf8());
            const bool isList = key == keys.first();
            if (isList ? before.isArray() : before.isObject()) {
                const QJsonArray now = QJsonDocument::fromJson(after.value(key).toString().toUtf8()).array();
                QVERIFY(aside.isEmpty());
                for (const QJsonValue &each : before.array())
                    QVERIFY2(now.contains(each), qPrintable(after.value(key).toString()));
            } else {
                QCOMPARE(aside.size(), 1);
                QCOMPARE(after.value(aside.first()).toString(), json);
            }
        }
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

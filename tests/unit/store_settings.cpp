// SPDX-License-Identifier: GPL-3.0-or-later
// Settings: a typed table; unusable values are the default; a damaged file is kept aside, never overwritten.
#include "store/settings.h"
#include "support/littleroom.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(console::Setting)

namespace {

const QList<Setting> allSettings{Setting::EnvironmentId, Setting::CustomEnvironments, Setting::Configurations, Setting::LaunchOptions,
                                 Setting::SdkVersion, Setting::WindowGeometry, Setting::WindowState, Setting::DeckDetailsPermille, Setting::RevealSeconds,
                                 Setting::JobDeadlineSeconds, Setting::SoundOnQuestion, Setting::ColourScheme, Setting::ReduceMotion, Setting::RequestTimeoutSeconds};

QByteArray fileBytes(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// As QSettings writes a text into an INI file.
QByteArray iniText(QByteArray text)
{
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

} // namespace

class StoreSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_file = m_folder->filePath(u"settings.ini"_s);
    }

    void everySettingHasAKeyOfItsOwnAndADefaultOfItsType()
    {
        QSet<QString> keys;
        const Settings settings(m_file);
        for (const Setting setting : allSettings) {
            keys << Settings::keyOf(setting);
            QVERIFY(Settings::defaultOf(setting).isValid());
            QCOMPARE(settings.value(setting), Settings::defaultOf(setting));
        }
        QCOMPARE(keys.size(), allSettings.size());
        QCOMPARE(Settings::defaultOf(Setting::EnvironmentId).toString(), u"simulator"_s);
        QCOMPARE(Settings::defaultOf(Setting::JobDeadlineSeconds), QVariant(300));
        QCOMPARE(Settings::defaultOf(Setting::DeckDetailsPermille), QVariant(480));
        QCOMPARE(Settings::defaultOf(Setting::RevealSeconds), QVariant(30));
        QCOMPARE(Settings::defaultOf(Setting::RequestTimeoutSeconds), QVariant(20));
        QCOMPARE(Settings::defaultOf(Setting::ReduceMotion), QVariant(false));
        QCOMPARE(Settings::defaultOf(Setting::ColourScheme).toString(), u"desktop"_s);
        QCOMPARE(Settings::defaultOf(Setting::SdkVersion).toString(), u"2.1.4"_s);
    }

    void survivesARestart_data()
    {
        QTest::addColumn<Setting>("setting");
        QTest::addColumn<QVariant>("value");
        QTest::newRow("text") << Setting::EnvironmentId << QVariant(u"custom-ümlaut"_s);
        QTest::newRow("text with commas and quotes") << Setting::CustomEnvironments << QVariant(u"[{\"a\":\"b, c\"},\"d;e\\\\\"]"_s);
        QTest::newRow("bytes") << Setting::WindowGeometry << QVariant(QByteArray("\x00\x01\xff\"@", 5));
        QTest::newRow("number") << Setting::RevealSeconds << QVariant(7);
        QTest::newRow("flag") << Setting::ReduceMotion << QVariant(true);
        QTest::newRow("choice") << Setting::ColourScheme << QVariant(u"dark"_s);
    }
    void survivesARestart()
    {
        QFETCH(Setting, setting);
        QFETCH(QVariant, value);
        {
            Settings settings(m_file);
            settings.set(setting, value);
            QCOMPARE(settings.value(setting), value);
        }
        const Settings again(m_file);
        QCOMPARE(again.value(setting), value);
        QCOMPARE(again.value(setting).typeId(), value.typeId());
        QVERIFY(again.problem().isEmpty());
    }

    void unusableValuesAreTheDefault_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<Setting>("setting");
        QTest::newRow("text for a number") << QByteArray("[privacy]\nrevealSeconds=soon\n") << Setting::RevealSeconds;
        QTest::newRow("below the range") << QByteArray("[jobs]\ndeadlineSeconds=-1\n") << Setting::JobDeadlineSeconds;
        QTest::newRow("beyond the range") << QByteArray("[network]\ntimeoutSeconds=100000\n") << Setting::RequestTimeoutSeconds;
        QTest::newRow("no such choice") << QByteArray("[look]\ncolourScheme=pink\n") << Setting::ColourScheme;
        QTest::newRow("no such SDK") << QByteArray("[widget]\nsdkVersion=9\n") << Setting::SdkVersion;
        QTest::newRow("no flag") << QByteArray("[look]\nreduceMotion=perhaps\n") << Setting::ReduceMotion;
        QTest::newRow("a list for text") << QByteArray("[environment]\nid=a, b\n") << Setting::EnvironmentId;
    }
    void unusableValuesAreTheDefault()
    {
        QFETCH(QByteArray, line);
        QFETCH(Setting, setting);
        writeFile(m_file, line);
        const Settings settings(m_file);
        QCOMPARE(settings.value(setting), Settings::defaultOf(setting));
    }

    void setIgnoresWhatDoesNotFit()
    {
        Settings settings(m_file);
        QSignalSpy changed(&settings, &Settings::changed);
        settings.set(Setting::RevealSeconds, u"soon"_s);
        settings.set(Setting::RevealSeconds, 0);
        settings.set(Setting::ColourScheme, u"pink"_s);
        QCOMPARE(settings.value(Setting::RevealSeconds), QVariant(30));
        QCOMPARE(settings.value(Setting::ColourScheme).toString(), u"desktop"_s);
        QCOMPARE(changed.count(), 0);
    }

    void changedIsToldOncePerChange()
    {
        Settings settings(m_file);
        QSignalSpy changed(&settings, &Settings::changed);
        settings.set(Setting::RevealSeconds, 10);
        settings.set(Setting::RevealSeconds, 10);
        QCOMPARE(changed.count(), 1);
        settings.reset(Setting::RevealSeconds);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(settings.value(Setting::RevealSeconds), QVariant(30));
        settings.reset(Setting::RevealSeconds);
        QCOMPARE(changed.count(), 2);
    }

    void aDamagedFileIsKeptAside_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no INI at all") << QByteArray("{\"json\": true,\nthis is no setting\n");
        QTest::newRow("zero bytes of a torn write") << QByteArray("[environment]\nid=sandbox\n") + QByteArray(64, '\0');
        QTest::newRow("zero bytes inside a line") << QByteArray("[environment]\nid=sand") + QByteArray(8, '\0') + "box\n[privacy]\nrevealSeconds=7\n";
        QTest::newRow("binary") << QByteArray("\x7f" "ELF\x02\x01\x01\x00\x00\x00garbage\nmore", 22);
    }
    void aDamagedFileIsKeptAside()
    {
        QFETCH(QByteArray, bytes);
        writeFile(m_file, bytes);
        Settings settings(m_file);
        for (const Setting setting : allSettings)
            QCOMPARE(settings.value(setting), Settings::defaultOf(setting));
        settings.set(Setting::RevealSeconds, 11);
        QVERIFY(settings.keep());
        const QStringList aside = QDir(m_folder->path()).entryList({u"settings.ini.damaged-*"_s});
        QCOMPARE(aside.size(), 1);
        QCOMPARE(fileBytes(m_folder->filePath(aside.first())), bytes); // not one byte of it is lost
        QVERIFY2(settings.problem().contains(aside.first()), qPrintable(settings.problem()));
        QCOMPARE(Settings(m_file).value(Setting::RevealSeconds), QVariant(11));
        QVERIFY(Settings(m_file).problem().isEmpty());
    }

    /// The file is whole, but what one of its lines holds is not: the text stays, under another key, whatever is saved later.
    void damagedJsonIsKeptAside_data()
    {
        QTest::addColumn<Setting>("setting");
        QTest::addColumn<QByteArray>("stored");
        QTest::newRow("cut off") << Setting::CustomEnvironments << iniText(R"([{"id":"custom-a","name":"A")");
        QTest::newRow("an object for a list") << Setting::CustomEnvironments << iniText(R"({"id":"custom-a"})");
        QTest::newRow("typed by hand, without quotes") << Setting::CustomEnvironments << QByteArray(R"([{"id":"custom-a","name":"A"}])");
        QTest::newRow("configurations") << Setting::Configurations << iniText(R"({"sandbox":[{"name":"custom-a"}])");
        QTest::newRow("a list for an object") << Setting::Configurations << iniText(R"(["custom-a"])");
        QTest::newRow("launch options") << Setting::LaunchOptions << iniText(R"({"sandbox":"custom-a"}})");
    }
    void damagedJsonIsKeptAside()
    {
        QFETCH(Setting, setting);
        QFETCH(QByteArray, stored);
        const QString key = Settings::keyOf(setting);
        writeFile(m_file, '[' + key.section(u'/', 0, 0).toLatin1() + "]\n" + key.section(u'/', 1).toLatin1() + '=' + stored + "\nother=kept\n");
        const QVariant before = QSettings(m_file, QSettings::IniFormat).value(key);
        QVERIFY(before.isValid());
        {
            Settings settings(m_file);
            QCOMPARE(settings.value(setting), Settings::defaultOf(setting));
            QVERIFY2(settings.problem().contains(key) && settings.problem().contains(m_file), qPrintable(settings.problem()));
            settings.set(setting, Settings::defaultOf(setting)); // as the next save does
            settings.set(Setting::RevealSeconds, 11);
            QVERIFY(settings.keep());
        }
        const QSettings file(m_file, QSettings::IniFormat);
        QCOMPARE(file.value(key), Settings::defaultOf(setting));
        const QStringList keys = file.allKeys().filter(key + u".damaged-"_s);
        QCOMPARE(keys.size(), 1);
        QCOMPARE(file.value(keys.first()), before); // not one byte of it is lost
        QCOMPARE(file.value(key.section(u'/', 0, 0) + u"/other"_s).toString(), u"kept"_s);
        QVERIFY(Settings(m_file).problem().isEmpty()); // and it is told once
        QCOMPARE(Settings(m_file).value(Setting::RevealSeconds), QVariant(11));
    }

    void setTakesNoDamagedJson()
    {
        Settings settings(m_file);
        const QString good = u"[{\"id\":\"custom-a\"}]"_s;
        settings.set(Setting::CustomEnvironments, good);
        for (const char *bad : {"", "{", "{}", "null", "[1", "\"x\""})
            settings.set(Setting::CustomEnvironments, QString::fromLatin1(bad));
        QCOMPARE(settings.value(Setting::CustomEnvironments).toString(), good);
    }

    void twoDamagedFilesInOneSecondAreBothKept()
    {
        for (const char *bytes : {"first damage", "second damage"}) {
            writeFile(m_file, bytes);
            const Settings settings(m_file);
            QVERIFY(!settings.problem().isEmpty());
        }
        QCOMPARE(QDir(m_folder->path()).entryList({u"settings.ini.damaged-*"_s}).size(), 2);
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        const Settings unused(m_file);
        Settings settings(u"/proc/aerosync-console/settings.ini"_s);
        settings.set(Setting::RevealSeconds, 12);
        QVERIFY(!settings.keep());
        QCOMPARE(settings.value(Setting::RevealSeconds), QVariant(12)); // for this run
    }

    /// The user's environments are in this file: the next start must find them.
    void aFullDiskLosesNothing()
    {
        // Longer than the file that Qt locks it with: without room for that it does not even begin.
        const QString environments = u"[{\"id\":\"custom-%1\"}]"_s.arg(QString(2000, u'a'));
        Settings settings(m_file);
        settings.set(Setting::CustomEnvironments, environments);
        QVERIFY(settings.keep());
        const QByteArray before = fileBytes(m_file);
        for (const qsizetype room : {qsizetype(1000), before.size(), before.size() + 5}) {
            const support::LittleRoom little{rlim_t(room)};
            settings.set(Setting::RevealSeconds, 12 + int(room % 100));
            QVERIFY(!settings.keep());
            QVERIFY(!settings.keep()); // nor is it told once only
            QCOMPARE(fileBytes(m_file), before);
            QCoreApplication::processEvents(); // it is written by itself, too
            QCOMPARE(fileBytes(m_file), before);
        }
        QCOMPARE(settings.value(Setting::RevealSeconds), QVariant(12 + int((before.size() + 5) % 100)));
        QVERIFY(settings.keep()); // there is room again
        QCOMPARE(Settings(m_file).value(Setting::RevealSeconds), QVariant(12 + int((before.size() + 5) % 100)));
        QCOMPARE(Settings(m_file).value(Setting::CustomEnvironments).toString(), environments);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"settings.ini"_s});
    }

    void aFullDiskAtTheEndLosesNothing_data()
    {
        QTest::addColumn<int>("room");
        QTest::newRow("none") << 0;
        QTest::newRow("some") << 1000;
    }
    void aFullDiskAtTheEndLosesNothing()
    {
        QFETCH(int, room);
        {
            Settings settings(m_file);
            settings.set(Setting::CustomEnvironments, u"[{\"id\":\"custom-%1\"}]"_s.arg(QString(2000, u'a')));
        }
        const QByteArray before = fileBytes(m_file);
        {
            const support::LittleRoom little{rlim_t(room)};
            Settings settings(m_file);
            settings.set(Setting::RevealSeconds, 12);
        }
        QCOMPARE(fileBytes(m_file), before);
    }

    /// What the user wrote into it by hand is no damage.
    void aCommentIsNoDamage()
    {
        writeFile(m_file, "; mine\n\n[privacy]\n; more\nother=1\n");
        Settings settings(m_file);
        QVERIFY(settings.keep());
        settings.set(Setting::RevealSeconds, 12);
        QVERIFY(settings.keep());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(StoreSettings)
#include "store_settings.moc"

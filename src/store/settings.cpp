// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/settings.h"

#include "store/safeini.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <functional>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// One row of the table: everything the program knows about a setting.
struct Row {
    Setting setting;
    QLatin1StringView key;
    QMetaType::Type type;
    QLatin1StringView defaultText;    // "" for empty text and bytes; "[]" or "{}": the text is JSON, a list or an object
    int least = 0;                    // Int only
    int most = 0;
    QLatin1StringView choices = {};   // QString only: "a|b|c"; empty: any text
};

constexpr std::array<Row, 19> table{{
    {Setting::EnvironmentId, "environment/id"_L1, QMetaType::QString, "simulator"_L1},
    {Setting::CustomEnvironments, "environment/custom"_L1, QMetaType::QString, "[]"_L1},
    {Setting::Configurations, "widget/configurations"_L1, QMetaType::QString, "{}"_L1},
    {Setting::LaunchOptions, "widget/launchOptions"_L1, QMetaType::QString, "{}"_L1},
    {Setting::SdkVersion, "widget/sdkVersion"_L1, QMetaType::QString, "2.1.4"_L1, 0, 0, "2.1.4|1.1.3|1.1.0|file"_L1},
    {Setting::WindowGeometry, "window/geometry"_L1, QMetaType::QByteArray, ""_L1},
    {Setting::WindowState, "window/state"_L1, QMetaType::QByteArray, ""_L1},
    {Setting::DeckDetailsPermille, "window/deckDetailsPermille"_L1, QMetaType::Int, "480"_L1, 100, 900},
    {Setting::RevealSeconds, "privacy/revealSeconds"_L1, QMetaType::Int, "30"_L1, 1, 3600},
    {Setting::JobDeadlineSeconds, "jobs/deadlineSeconds"_L1, QMetaType::Int, "300"_L1, 5, 86400},
    {Setting::SoundOnQuestion, "jobs/soundOnQuestion"_L1, QMetaType::Bool, "false"_L1},
    {Setting::WidgetPictures, "timeline/widgetPictures"_L1, QMetaType::Bool, "false"_L1},
    {Setting::ColourScheme, "look/colourScheme"_L1, QMetaType::QString, "desktop"_L1, 0, 0, "desktop|light|dark"_L1},
    {Setting::ReduceMotion, "look/reduceMotion"_L1, QMetaType::Bool, "false"_L1},
    {Setting::RequestTimeoutSeconds, "network/timeoutSeconds"_L1, QMetaType::Int, "20"_L1, 1, 600},
    {Setting::KeepDataSimulator, "history/keepDataSimulator"_L1, QMetaType::Bool, "true"_L1},
    {Setting::KeepDataSandbox, "history/keepDataSandbox"_L1, QMetaType::Bool, "true"_L1},
    {Setting::KeepDataProduction, "history/keepDataProduction"_L1, QMetaType::Bool, "false"_L1},
    {Setting::HistoryDays, "history/days"_L1, QMetaType::Int, "90"_L1, 0, 3650},
}};

const Row &rowOf(Setting setting)
{
    for (const Row &row : table) {
        if (row.setting == setting)
            return row;
    }
    Q_UNREACHABLE();
}

QVariant defaultOfRow(const Row &row)
{
    if (row.type == QMetaType::Int)
        return QString(row.defaultText).toInt();
    if (row.type == QMetaType::Bool)
        return row.defaultText == "true"_L1;
    if (row.type == QMetaType::QByteArray)
        return QByteArray();
    return QString(row.defaultText);
}

bool isJson(const Row &row)
{
    return row.defaultText == "[]"_L1 || row.defaultText == "{}"_L1;
}

bool isGoodJson(const Row &row, const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return row.defaultText == "[]"_L1 ? document.isArray() : document.isObject();
}

/// The value in the row's type, or invalid when it cannot be used. An INI file gives everything as text.
QVariant usable(const Row &row, const QVariant &value)
{
    if (row.type == QMetaType::Int) {
        bool ok = false;
        const int number = value.toInt(&ok);
        return ok && number >= row.least && number <= row.most ? QVariant(number) : QVariant();
    }
    if (row.type == QMetaType::Bool) {
        const QString word = value.toString().toLower();
        if (word == "true"_L1 || word == "1"_L1)
            return true;
        return word == "false"_L1 || word == "0"_L1 ? QVariant(false) : QVariant();
    }
    if (row.type == QMetaType::QByteArray)
        return value.canConvert<QByteArray>() ? QVariant(value.toByteArray()) : QVariant();
    if (value.typeId() != QMetaType::QString) // an INI list ("a, b") is no text of ours
        return {};
    const QString text = value.toString();
    if (!row.choices.isEmpty() && !QString(row.choices).split(u'|').contains(text))
        return {};
    if (isJson(row) && !isGoodJson(row, text))
        return {};
    return text;
}

QString defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/aerosync-console/settings.ini"_s;
}

/// "name.damaged-20260102-030405", or with a number behind it: one that is not taken.
QString asideName(const QString &name, const std::function<bool(const QString &)> &isTaken)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString aside = u"%1.damaged-%2"_s.arg(name, stamp);
    for (int n = 2; isTaken(aside); ++n)
        aside = u"%1.damaged-%2-%3"_s.arg(name, stamp).arg(n);
    return aside;
}

/// A file that cannot be read as INI is never overwritten: it is moved aside, for the user to look at.
QString moveAside(const QString &file)
{
    const QString aside = asideName(file, [](const QString &name) { return QFile::exists(name); });
    return QFile::rename(file, aside) ? aside : QString();
}

/// The same for JSON that cannot be read: all of the user's environments are in one such text, and the next save would
/// replace it. Sentences that say what is kept where.
QStringList keepDamagedJson(QSettings &settings)
{
    QStringList problems;
    for (const Row &row : table) {
        if (!isJson(row) || !settings.contains(row.key) || usable(row, settings.value(row.key)).isValid())
            continue;
        const QString aside = asideName(row.key, [&](const QString &name) { return settings.contains(name); });
        settings.setValue(aside, settings.value(row.key));
        settings.remove(row.key);
        problems << Settings::tr("What is stored as “%1” cannot be read. It is kept as “%2” in %3; the default is used.")
                        .arg(row.key, aside, settings.fileName());
    }
    return problems;
}

/// Not what QSettings writes? Judged here and not by QSettings, which keeps what it could read of such a file in a
/// cache of the whole process.
bool looksDamaged(const QString &file)
{
    QFile bytes(file);
    if (!bytes.open(QIODevice::ReadOnly))
        return false; // not there, or not readable: QSettings reports that when it writes
    const QByteArray all = bytes.readAll();
    if (all.contains('\0')) // a torn write often leaves zero bytes
        return true;
    const QList<QByteArray> lines = all.split('\n');
    return std::any_of(lines.cbegin(), lines.cend(), [](const QByteArray &raw) {
        const QByteArray line = raw.trimmed();
        const bool isComment = line.startsWith(';') || line.startsWith('#');
        const bool isSection = line.startsWith('[') && line.endsWith(']');
        return !line.isEmpty() && !isComment && !isSection && line.indexOf('=') < 1;
    });
}

} // namespace

Settings::Settings(const QString &file, QObject *parent) : QObject(parent)
{
    const QString path = file.isEmpty() ? defaultFile() : file;
    QDir().mkpath(QFileInfo(path).absolutePath());
    if (looksDamaged(path)) {
        const QString aside = moveAside(path);
        m_problem = aside.isEmpty() ? tr("The settings file %1 is damaged and could not be moved aside.").arg(path)
                                    : tr("The settings file was damaged. It is kept as %1; the defaults are used.").arg(aside);
    }
    m_settings = std::make_unique<SafeIni>(path);
    if (const QStringList problems = keepDamagedJson(*m_settings); !problems.isEmpty())
        m_problem = problems.join(u' ');
}

Settings::~Settings() = default;

QVariant Settings::value(Setting setting) const
{
    const Row &row = rowOf(setting);
    const QVariant stored = m_settings->value(row.key);
    const QVariant value = stored.isValid() ? usable(row, stored) : QVariant();
    return value.isValid() ? value : defaultOfRow(row);
}

void Settings::set(Setting setting, const QVariant &value)
{
    const Row &row = rowOf(setting);
    const QVariant fit = usable(row, value);
    if (!fit.isValid() || (m_settings->contains(row.key) && fit == this->value(setting)))
        return;
    const bool differs = fit != this->value(setting);
    m_settings->setValue(row.key, fit);
    if (differs)
        Q_EMIT changed(setting);
}

void Settings::reset(Setting setting)
{
    const QVariant before = value(setting);
    m_settings->remove(rowOf(setting).key);
    if (value(setting) != before)
        Q_EMIT changed(setting);
}

QString Settings::file() const
{
    return m_settings->fileName();
}

bool Settings::keep()
{
    return m_settings->keep();
}

QString Settings::keyOf(Setting setting)
{
    return rowOf(setting).key;
}

QVariant Settings::defaultOf(Setting setting)
{
    return defaultOfRow(rowOf(setting));
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// Settings: what survives a restart and is no secret; one typed table with defaults.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <QVariant>

#include <memory>

namespace console {

class SafeIni;

/// Every setting of the program. Its key, type and default stand in one table in settings.cpp.
enum class Setting {
    EnvironmentId,       ///< QString, "simulator"; never production after a restart
    CustomEnvironments,  ///< QString, JSON array
    Configurations,      ///< QString, JSON: environment id → [{name, configurationId}]
    LaunchOptions,       ///< QString, JSON: environment id → launch options as left (no ids of a job)
    SdkVersion,          ///< QString, "2.1.4"
    WindowGeometry,      ///< QByteArray
    WindowState,         ///< QByteArray (splitters)
    DeckDetailsPermille, ///< int, 480: how much of the flight deck's height the details of a job have
    RevealSeconds,       ///< int, 30: how long personal data stays revealed
    JobDeadlineSeconds,  ///< int, 300: a job that has not ended by then is given up (polling stops)
    SoundOnQuestion,     ///< bool, false: a sound when a job needs a second factor
    WidgetPictures,      ///< bool, false: saved sessions hold pictures of the widget
    ColourScheme,        ///< QString, "desktop" | "light" | "dark"
    ReduceMotion,        ///< bool, false
    RequestTimeoutSeconds, ///< int, 20
    KeepDataSimulator,   ///< bool, true: the history keeps the answers of jobs (financial data), not only that there were some
    KeepDataSandbox,     ///< bool, true: the same in environments that are neither the simulator nor production
    KeepDataProduction,  ///< bool, false
    HistoryDays,         ///< int, 90: what is older is deleted at the start; 0: never
};

class Settings : public QObject
{
    Q_OBJECT
public:
    /// An INI file of the user's configuration folder; `file` for tests and portable use.
    explicit Settings(const QString &file = {}, QObject *parent = nullptr);
    ~Settings() override;

    QVariant value(Setting setting) const;  ///< of the table's type; the default when absent or unusable
    /// A value that is not of the table's type or range is ignored.
    void set(Setting setting, const QVariant &value);
    void reset(Setting setting);
    QString file() const;
    /// Set when the file found at the start, or JSON in it, was damaged: sentences that say where it is kept now.
    QString problem() const { return m_problem; }
    /// Writes to the file now (else: when the event loop is idle, and at the end). False: it cannot be written;
    /// what stood in the file before is as it was.
    bool keep();
    static QString keyOf(Setting setting);
    static QVariant defaultOf(Setting setting);

Q_SIGNALS:
    void changed(console::Setting setting);

private:
    std::unique_ptr<SafeIni> m_settings;
    QString m_problem;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// Environments: the presets and the user's own, the chosen one, production's lock, named configurationIds.
#pragma once

#include "api/environment.h"

#include <QJsonArray>
#include <QObject>

namespace console {

class Settings;

struct NamedConfiguration {
    QString name, configurationId;
    bool operator==(const NamedConfiguration &) const = default;
};

class Environments : public QObject
{
    Q_OBJECT
public:
    explicit Environments(Settings *settings, QObject *parent = nullptr);
    const QList<Environment> &all() const { return m_all; }
    const Environment &current() const;
    /// By id or name. Errors: Input for an unknown one. Choosing always locks production again.
    Result<void> choose(const QString &id);
    /// Adds (an empty id: one is made from the name) or replaces a custom one; presets cannot be changed, only the simulator's addresses by the app.
    Result<void> save(const Environment &environment);
    Result<void> remove(const QString &id);
    /// The in-process simulator told its addresses.
    void simulatorReady(const QUrl &aerosyncApi, const QUrl &aeropassApi, const QUrl &widgetOrigin, const QUrl &hostOrigin);
    bool isReady() const;              ///< false: the simulator has not told its addresses yet
    bool isLocked() const;             ///< production and not unlocked
    bool productionUnlocked() const { return m_unlocked; }
    Result<void> unlock(const QString &typedName); ///< must be the environment's name, letter for letter
    void lock();

    QList<NamedConfiguration> configurations() const; ///< of the current environment
    void setConfigurations(const QList<NamedConfiguration> &configurations);
    QList<NamedConfiguration> configurationsOf(const QString &environmentId) const;
    void setConfigurationsOf(const QString &environmentId, const QList<NamedConfiguration> &configurations);
    /// How many stored environments cannot be used (edited by hand, or by a newer version). They stay in the file.
    qsizetype unusable() const { return m_unusable.size(); }
    /// The environment that was stored as the last choice, when there is none of that name any more: the simulator is
    /// chosen instead. Empty: nothing was lost.
    const QString &lostChoice() const { return m_lostChoice; }

Q_SIGNALS:
    void changed();        ///< list, choice, readiness or lock
    void chosen();         ///< another environment (or its addresses): everything of the old one is void
    void lockChanged();
    void removed(const console::Environment &environment); ///< it is not in all() any more; what belongs to it may go

private:
    void readCustom();
    void writeCustom();
    qsizetype indexOf(const QString &id) const;
    QString freshId(const QString &name) const;
    Settings *m_settings;
    QList<Environment> m_all;
    QString m_currentId;
    bool m_unlocked = false;
    QString m_lostChoice;
    QJsonArray m_unusable;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs on one history: a simulator with people whose banks are linked, the console offscreen, the walk's jobs;
// and the history looked at from outside.
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QTemporaryDir>
#include <QVariant>

#include <optional>

namespace jobs_world {

using namespace Qt::StringLiterals;

class JobsWorld
{
public:
    JobsWorld();
    /// Starts the simulator and links two accounts for each person; the first of all asks for a second factor if
    /// `oneAsks`. Empty, or what went wrong.
    QString begin(double speed, int people, bool oneAsks);
    bool end();
    QJsonObject ask(const QByteArray &verb, const QString &path, const QJsonObject &body = {}, const QByteArray &authorization = {});
    void setSpeed(double factor) { ask("POST", u"/simulator/clock"_s, {{u"speed"_s, factor}}); }
    /// The ids of the jobs that were started, in the service's order.
    QStringList jobsAtTheService();

    QString file(const QString &name) const { return m_folder.filePath(name); }
    QString history() const { return m_history.isEmpty() ? file(u"history.sqlite"_s) : m_history; }
    void setHistory(const QString &name) { m_history = name; }
    /// A settings file whose environment “Kill” has the service at `api` (empty: without detour); the console begins in it.
    void writeSettings(const QString &name = u"settings.ini"_s, const QString &api = {}) const;
    QString api() const { return m_keys.value("api"_L1).toString(); }
    const QStringList &users() const { return m_users; }
    const QString &asking() const { return m_asking; } ///< the connection whose jobs want a second factor

    void startConsole(QProcess &program, const QString &settings = u"settings.ini"_s) const;
    void startWalk(QProcess &program, bool more, const QString &settings = u"settings.ini"_s) const;

    /// Of the history as it is now, also while programs write it: reading disturbs none. None: not there yet, or busy.
    std::optional<QList<QVariantList>> look(const QString &sql) const;
    /// How many; -1: it cannot be said now.
    int number(const QString &sql) const;
    /// The same of a copy, so that what a killed program left is still for the next one to tidy up. Nobody may write.
    QList<QVariantList> lookAtCopy(const QString &sql) const;

private:
    QString link(int person, int account, bool asks);
    QString createUser(int number);
    void prepare(QProcess &program) const;
    QTemporaryDir m_folder;
    QString m_history;
    QProcess m_simulator;
    QJsonObject m_keys;
    QNetworkAccessManager m_network;
    QStringList m_users;
    QString m_asking;
};

} // namespace jobs_world

// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryKeeper: writes users, connections and widget launches into the history (jobs: JobBoard), and gives a user's
// connections back.
#pragma once

#include "base/clock.h"
#include "session/connections.h"
#include "session/eventlog.h"
#include "store/historyrows.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace console {

class History;
class JobBoard;
class LinkFlow;
class UserFlow;
struct WidgetLaunch;

class HistoryKeeper : public QObject
{
    Q_OBJECT
public:
    struct World {
        History *history = nullptr;
        UserFlow *user = nullptr;
        Connections *connections = nullptr;
        LinkFlow *link = nullptr;
        JobBoard *jobs = nullptr;
        EventLog *log = nullptr;
        Clock clock = systemClock();
    };
    explicit HistoryKeeper(const World &world, QObject *parent = nullptr);
    /// `keepsNames`: a user is stored with a name to recognise, not with the id alone.
    void setEnvironment(const QString &environment, bool keepsNames);
    /// What the history knows of the simulator from before was another one's; it is gone with it.
    void setSimulatorSince(const QDateTime &since) { m_simulatorSince = since; }
    /// Who was a user of this environment before, the last seen first; of the simulator only whom the running one can know.
    void recentUsers(int limit, QObject *receiver, std::function<void(const Result<QList<HistoryUser>> &)> then) const;

private:
    void userChanged();
    void recall(const QString &user);
    void connectionsChanged();
    void launched(const WidgetLaunch &launch);
    void ended(const QString &launchId);
    void logged(const LogEntry &entry);
    bool isSimulator() const { return m_environment == QLatin1StringView("simulator"); }
    World m_world;
    QString m_environment;
    QDateTime m_simulatorSince;
    bool m_keepsNames = false;
    QString m_user;                          // as written last
    QHash<QString, Connection> m_written;    // connections, as they stand in the history
    QString m_launch;                        // the open one, by its id in this session
    HistoryLaunch m_row;                     // of it
};

} // namespace console

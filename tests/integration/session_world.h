// SPDX-License-Identifier: GPL-3.0-or-later
// A session and a simulator on its own thread; and the widget's part played over the simulator's private widget API.
#pragma once

#include "session/session.h"
#include "simulator/simulatorthread.h"
#include "store/memorystore.h"
#include "store/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace fixture {

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class World : public QObject
{
    Q_OBJECT
public:
    /// `speed`: simulated seconds per real second.
    explicit World(double speed);
    ~World() override;

    /// Starts the simulator and lets the session know. False: it did not start within 30 s.
    bool open();

    /// A call of ours to the simulator, not the session's: the control surface, the widget's private API.
    QJsonObject post(const QString &path, const QJsonObject &body, const QByteArray &widgetSession = {}, const QByteArray &verb = "POST");
    int lastStatus = 0;
    void advance(int seconds) { post(u"/simulator/clock"_s, {{u"advanceSeconds"_s, seconds}}); }
    void fault(const QString &name, const QString &path, const QString &method = {}, const QJsonValue &times = 1, const QJsonObject &args = {});
    void clearFaults() { post(u"/simulator/faults"_s, {}, {}, "DELETE"); }
    int requests(const QString &method, const QString &path);

    bool createUser(const QString &phone = u"+12025550142"_s, const QString &email = u"dana@example.com"_s);
    /// Launches, and links through the widget API as a person would. The new connectionId, or empty.
    QString link(const QString &password = u"no_mfa"_s);
    QString linkManually();
    /// Answers the second factor of the launch that is open.
    bool answerMfa(const QString &answer);
    /// Lets the pull that linking starts pass.
    void letPullPass() { advance(10); }

    /// One job from start to end; its last snapshot.
    Job run(const QString &connectionId, JobKind kind);
    bool waitFor(const std::function<bool()> &condition, int ms = 60'000) const { return QTest::qWaitFor(condition, ms); }
    QStringList notes(LogEntry::Kind kind) const;
    /// Everything recorded, as one text.
    QByteArray everything() const;

    Session &session() { return *m_session; }
    QString key(const char *name) const { return m_announcement.value(QLatin1StringView(name)).toString(); }

private:
    QByteArray openWidget();
    QString succeed(const QJsonObject &next);
    QTemporaryDir m_folder;
    QNetworkAccessManager m_network, m_control;
    MemoryStore m_store;
    Settings m_settings{m_folder.filePath(u"s.ini"_s)};
    simulator::SimulatorThread m_simulator;
    QJsonObject m_announcement;
    std::unique_ptr<Session> m_session;
};

} // namespace fixture

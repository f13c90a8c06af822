// SPDX-License-Identifier: GPL-3.0-or-later
// Session: owns what the user is doing; what every front end holds.
#pragma once

#include "session/connections.h"
#include "session/credentialkeeper.h"
#include "session/datadesk.h"
#include "session/environments.h"
#include "session/eventlog.h"
#include "session/jobboard.h"
#include "session/linkflow.h"
#include "session/userflow.h"

class QNetworkAccessManager;

namespace console {

class History;
class HistoryKeeper;
class SendAgain;
struct HistoryJob;
class Settings;

class Session : public QObject
{
    Q_OBJECT
public:
    struct World {                       ///< everything from outside, not owned
        QNetworkAccessManager *network = nullptr;
        SecretStore *secrets = nullptr;
        Settings *settings = nullptr;
        Clock clock = systemClock();
        CredentialKeeper::Variable variable; ///< empty: qEnvironmentVariable
        History *history = nullptr;          ///< none: nothing survives this run
    };
    explicit Session(const World &world, QObject *parent = nullptr);
    ~Session() override;

    Settings *settings() const { return m_settings; }
    History *history() const { return m_history; } ///< may be null
    const HistoryKeeper *keeper() const { return m_keeper; } ///< null where there is no history
    EventLog *log() const { return m_log; }
    Environments *environments() const { return m_environments; }
    CredentialKeeper *keys() const { return m_keys; }
    TokenSource *tokens() const { return m_tokens; }
    UserFlow *user() const { return m_user; }
    Connections *connections() const { return m_connections; }
    LinkFlow *link() const { return m_link; }
    JobBoard *jobs() const { return m_jobs; }
    DataDesk *data() const { return m_data; }
    SendAgain *sendAgain() const { return m_sendAgain; }
    ApiClient *api() const { return m_api; }
    Clock clock() const { return m_clock; }
    QNetworkAccessManager *network() const { return m_network; }

    /// The JSON line of the simulator: addresses, keys, configurations.
    void simulatorReady(const QByteArray &announcement);
    /// Opens the widget for the job that waits for a second factor.
    void answerMfa(int jobNumber);
    /// What launching again would do now: a job's second factor is asked for again only while that job waits for it.
    enum class Again { Nothing, Launch, NextQuestion, RetryJob };
    Again again() const;
    void relaunch();
    /// As after the start, in the same environment, with its keys, options and configurations: no widget, no user,
    /// nothing of theirs, an empty time line. Jobs that run are not cancelled: they stand in the history, and go on when
    /// this environment is chosen again, or at the next start.
    void startOver();
    /// Loads the keys of the current environment (keychain): call it after the first paint.
    void loadKeys();

    /// What can be done now, for buttons: pure facts of the states above.
    /// `whyNot`: the first thing that stands in the way of the next step, as a sentence; empty: nothing does.
    /// `whyNoUser`: why no user can be created, which is about other keys; empty: one can.
    struct Can { bool createUser = false, link = false, startJob = false, fetchData = false, answerMfa = false, cancel = false; QString whyNot = {}, whyNoUser = {}; };
    Can can() const;
    /// Ends one running thing: the creation of the user, else the open widget, else the newest job.
    void cancel();

Q_SIGNALS:
    /// What an earlier run left unfinished in this environment goes on; once per environment, also when there was nothing.
    void jobsTakenUp(int count);
    /// The history could not say what was left unfinished (locked, disk full); asked again as soon as it works.
    void jobsNotTakenUp(const console::Error &why);
    void changed();  ///< anything that `can()` depends on
    void startedOver();

private:
    std::optional<Job> jobOfLaunch() const;
    bool widgetIsOn() const; ///< open, or on its way
    void wireEnvironments();
    void wireFlows();
    void environmentChosen();
    void userChanged();
    void lookForLinks();
    void launchEnded();
    void forgetLinks();
    void forgetAll();
    void jobChanged();
    void takeUpJobs();
    void takeUp(const HistoryJob &row);
    void environmentRemoved(const Environment &environment);
    void tellSettingsProblems();
    void wireHistory();
    void tellHistoryProblem();
    void deleteOld();
    void lockChanged();
    void applySettings();
    void restoreOptions();
    void keepOptions();
    QString obstacle() const;
    QString whyNoUser() const;
    QNetworkAccessManager *m_network;
    Settings *m_settings;
    History *m_history;
    Clock m_clock;
    EventLog *m_log;
    Environments *m_environments;
    CredentialKeeper *m_keys;
    ApiClient *m_api;
    TokenSource *m_tokens;
    UserFlow *m_user;
    Connections *m_connections;
    LinkFlow *m_link;
    JobBoard *m_jobs;
    DataDesk *m_data;
    SendAgain *m_sendAgain;
    HistoryKeeper *m_keeper = nullptr; // where there is a history
    LaunchOptions m_keptOptions; // as they stand in the settings
    std::pair<bool, bool> m_jobFacts{false, false}; // one needs a person, one runs: as last told
    QDateTime m_simulatorSince;  // what its history knows from before was another simulator's, and is gone with it
    QString m_toldProblem;       // of the history
    bool m_deletedOld = false;   // what is too old has been deleted, once for each start
    bool m_tookUp = false;       // the unfinished jobs of this environment have been asked for
    QString m_person;            // the last user's uuid: whose the connections, jobs and data are
    bool m_wasReady = false;     // was there a user at the last change?
};

} // namespace console

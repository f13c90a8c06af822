// SPDX-License-Identifier: GPL-3.0-or-later
// LinkFlow: one widget launch at a time, from a new token to its end; turns success into connections, once.
#pragma once

#include "session/eventlog.h"
#include "session/launchoptions.h"
#include "session/tokensource.h"
#include "session/widgetevent.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>

namespace console {

class Connections;
class UserFlow;

enum class LinkState {
    Idle,       ///< nothing launched yet
    Preparing,  ///< asking for a widget token
    Open,       ///< the widget is on the stage
    Succeeded,  ///< ended with success
    Closed,     ///< ended by the user
    Failed,     ///< could not launch, or the page broke; `error()` says what
};

class LinkFlow : public QObject
{
    Q_OBJECT
public:
    LinkFlow(ApiClient *api, TokenSource *tokens, UserFlow *user, Connections *connections, EventLog *log, Clock clock,
             QObject *parent = nullptr);

    /// Of a flow beside the session's own, a pane of the brand lab.
    struct Pane {
        QString name;             ///< its launches are "NAME-1", "NAME-2"; empty: "launch-1"
        QUrl hostOrigin = {};     ///< instead of the environment's; empty: that one
        QString locale = {};      ///< as of WidgetLaunch
    };
    void setPane(const Pane &pane) { m_pane = pane; } ///< for the next launch

    LinkState state() const { return m_state; }
    const std::optional<WidgetLaunch> &launch() const { return m_launch; } ///< the current or last one; none while the next is prepared
    const std::optional<Error> &error() const { return m_error; }
    /// The error that the widget of this launch reported last (widgetError), unless the person has gone on since: then
    /// it is not why the launch ended.
    const std::optional<Error> &reported() const { return m_widgetError; }
    /// What is wrong with the open widget although it stays: its page is silent, its token has expired.
    const std::optional<Error> &trouble() const { return m_trouble; }
    const LaunchOptions &options() const { return m_options; }
    void setOptions(const LaunchOptions &options); ///< for the next launch
    QUrl receivedUrl() const { return m_received; }  ///< what the SDK built; token redacted; empty until known
    QString lastSuccess() const { return m_lastConnection; }
    /// The job that the current or last launch was for; empty: it links a bank.
    QString jobOfLaunch() const { return m_launchOptions.handleMFA ? m_launchOptions.jobId : QString(); }

    /// Asks for a new widget token and launches. A running launch is ended first.
    void start();
    /// The same for a job that waits for a second factor.
    /// `user`: whose job it is, if that is not the current user.
    void startMfa(int jobNumber, const QString &jobId, const QString &connectionId, const QString &user = {});
    void retry();    ///< the last launch again, with a new token
    void end();      ///< the user ends it from outside the widget
    void reset();    ///< another environment: ends it, and forgets every launch and what they left

    // From web::WidgetView, which knows nothing of their meaning:
    void pageMessage(const QString &launchId, const QString &origin, const QString &text, bool wasText);
    /// A callback that the SDK called in the host page: "onLoad", "onEvent", "onSuccess", "onClose", "onError".
    void sdkCallback(const QString &launchId, const QString &name, const QString &argumentsJson);
    void widgetUrl(const QString &launchId, const QUrl &url);
    void deeplink(const QString &launchId, const QUrl &url);
    /// Something refused or odd: title "pop-up refused", detail why.
    void pageNote(const QString &launchId, LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail);
    /// The page cannot go on: renderer died, load failed, frame-ancestors refused it.
    void pageBroke(const QString &launchId, const Error &error);
    /// The page is there, but nothing comes of it; a message takes that back.
    void pageStuck(const QString &launchId, const Error &error);

Q_SIGNALS:
    void changed();
    /// The stage shall show this. A new WidgetLaunch each time.
    void launchReady(const console::WidgetLaunch &launch);
    /// The stage shall take the widget away (success, close, end, environment switch). After a success or a close it
    /// comes a moment later than the state, so that the SDK's callbacks behind the message are still seen.
    void launchEnded(const QString &launchId);
    void linked(const QString &connectionId);
    /// The MFA widget of this job opened / ended.
    void mfaOpened(int jobNumber);
    void mfaEnded(int jobNumber);
    /// The widget of this job says that something went wrong; the person may still try again in it.
    void mfaFailed(int jobNumber, const console::Error &error);
    /// The widget asks the host to open the bank's OAuth page (handleOAuthManually).
    void externalWindowAsked(const QString &launchId, const QUrl &url);

private:
    std::optional<Error> obstacle() const;
    void begin();
    QString person() const;
    void open(const WidgetToken &token);
    void finish(LinkState state, std::optional<Error> error = {});
    void conclude(LinkState state, std::optional<Error> error = {});
    void callbackHeard();
    void clearStage();
    void endMfa();
    void tokenExpired();
    void judge(const WidgetEvent &event, LogEntry::Kind kind);
    void askExternalWindow(const QUrl &url);
    void succeeded(const LinkSuccess &success);
    void remember(const LinkedAccount &account, bool isMfa);
    bool isCurrent(const QString &launchId) const;
    bool isOpen(const QString &launchId) const;
    bool accepts(const QString &launchId, const QString &what);
    QString idOfLaunch() const;
    ApiClient *m_api;
    TokenSource *m_tokens;
    UserFlow *m_user;
    Connections *m_connections;
    EventLog *m_log;
    Clock m_clock;
    LinkState m_state = LinkState::Idle;
    Pane m_pane;
    LaunchOptions m_options;      // as the user set them
    LaunchOptions m_launchOptions;// of the launch being prepared (MFA adds its ids)
    std::optional<WidgetLaunch> m_launch;
    std::optional<Error> m_error;
    std::optional<Error> m_trouble;
    std::optional<Error> m_widgetError;
    QUrl m_received;
    QString m_lastConnection;
    QSet<QString> m_reported;     // connectionIds of this launch
    QString m_jobsUser;           // whose launch is being prepared, if it is a job's; empty: the current user's
    int m_wantedJob = 0;          // the job of the launch being prepared; 0: links a bank
    int m_mfaJob = 0;             // the job whose widget is open: mfaEnded is owed
    bool m_stageOpen = false;     // launchEnded is owed
    QTimer m_settle;              // from the end in the widget to taking the page away
    QTimer m_expiry;              // of the launch's token
    int m_nextLaunch = 1;
    std::unique_ptr<QObject> m_scope; // receiver of the token under way
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: the one window: strip, rail, stage, side, drawer.
#pragma once

#include "gui/steprail.h"
#include "session/session.h"

#include <QMainWindow>

#include <memory>

namespace Ui {
class MainWindow;
}

namespace console {

class Actions;
class SavedSessions;
class WidgetPictures;
class EventsPanel;
class BannerKeeper;
class DataPanel;
class JobDesk;
class JobsPanel;
class Dialogs;
class OptionsSheet;
class Presentation;
class StartPage;
class UserPage;
class WidgetStage;
class WidgetView;
class WindowLayout;

/// Light to make: no browser, no keychain, no network; pages and panels that the first picture does not show are
/// made when they are needed, at the latest just after the first paint.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(Session *session, QWidget *parent = nullptr);
    ~MainWindow() override;
    WidgetView *widgetView() const; ///< for walk-throughs and tests
    Actions *actions() const { return m_actions; }
    Step step() const { return m_step; }
    void showStep(Step step);
    Presentation *presentation() const { return m_presentation.get(); }
    JobDesk *jobDesk() const { return m_desk; } ///< the flight deck: all jobs
    /// The app's word: the in-process simulator could not start (banner with a button); empty: it runs.
    void setSimulatorProblem(const std::optional<Error> &error);
    /// A session file, in a window of its own.
    void openSession(const QString &path);

Q_SIGNALS:
    /// After the first paint: the app starts the simulator, loads keys.
    void firstPainted();
    /// The user pressed "Start it again" on the banner.
    void simulatorRetryRequested();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void wireSession();
    void wireActions();
    void applyTheme();
    void ensurePanels();
    void refreshSide();
    enum class UserView { Start, Page, AnotherUser };
    void showUser(UserView view);
    void showOptions(bool received);
    void closeOptions();
    void startJob(JobKind kind);
    void doAgain();
    void copy(const QString &text, const QString &said);
    void answer(int jobNumber);
    void deckShown();
    void mfaEnded(int jobNumber);
    void toggleDrawer(bool open);
    void saveSession();
    void refreshTitle();
    UserPage *userPage();
    StartPage *startPage();
    Session *m_session;
    std::unique_ptr<Ui::MainWindow> m_ui;
    std::unique_ptr<WindowLayout> m_layout;
    Actions *m_actions = nullptr;
    JobDesk *m_desk = nullptr;
    Dialogs *m_dialogs = nullptr;
    BannerKeeper *m_banners = nullptr;
    StartPage *m_startPage = nullptr;
    UserPage *m_userPage = nullptr;
    WidgetStage *m_widgetStage = nullptr;
    QWidget *m_dataPage = nullptr;
    DataPanel *m_dataPanel = nullptr;
    JobsPanel *m_jobsPanel = nullptr;
    OptionsSheet *m_options = nullptr;
    Step m_step = Step::User;
    bool m_answeredFromDeck = false; // the person goes back there
    bool m_painted = false;
    EventsPanel *m_events = nullptr; // once the drawer was open
    SavedSessions *m_savedSessions = nullptr;
    WidgetPictures *m_pictures = nullptr;
    std::unique_ptr<Presentation> m_presentation; // gone first: it may hold a part of the stage in another window
};

} // namespace console

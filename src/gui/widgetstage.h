// SPDX-License-Identifier: GPL-3.0-or-later
// WidgetStage: the bank link on the stage: what will happen, the widget in its frame, how it ended.
#pragma once

#include "session/linkflow.h"

#include <QWidget>

#include <memory>

namespace Ui {
class WidgetStage;
}

namespace console {

class Actions;
class Session;
class WidgetMirror;
class WidgetView;
struct Error;

class WidgetStage : public QWidget
{
    Q_OBJECT
public:
    WidgetStage(Session *session, Actions *actions, QWidget *parent = nullptr);
    ~WidgetStage() override;
    WidgetView *view() const { return m_view; }
    bool phoneFrame() const;
    void setPhoneFrame(bool phone);
    /// The widget, running or not, goes to another window; a picture of it stays in the frame until takeBack().
    WidgetView *lend();
    void takeBack();
    void focusNext(); ///< the keyboard's focus goes to the button of the next step, if there is one

Q_SIGNALS:
    void keysRequested();
    void environmentsRequested();
    void frameChanged();       ///< phone or browser
    void windowOfWidgetRequested(); ///< while it is lent: the person wants to go to it

private:
    void wire();
    void wireTools();
    void orderTabs();
    void refresh();
    QWidget *faceNow() const;
    void noteLaunch();
    void refreshEmpty();
    void refreshDone();
    void refreshError();
    void refreshMfa();
    void refreshTools();
    void repair();
    Session *m_session;
    Actions *m_actions;
    std::unique_ptr<Ui::WidgetStage> m_ui;
    WidgetView *m_view;
    WidgetMirror *m_mirror = nullptr; // in the frame while the view is lent
    LinkState m_lastState = LinkState::Idle;
    int m_setAside = 0; // the question that was open when the last launch ended: its end is newer, and shown
};

} // namespace console

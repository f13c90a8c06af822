// SPDX-License-Identifier: GPL-3.0-or-later
// WalksWindow: test banks, walks by hand, walks by machine, and recording one.
#pragma once

#include "base/error.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class WalksWindow;
}

namespace console {

class FieldTyper;
class Session;
class WalkRecorder;
class WalkShelf;
class WalksBanks;
class WalksHand;
class WalksMachine;
class WalksRecord;
class WidgetView;
struct WalkProblem;

class WalksWindow : public QWidget
{
    Q_OBJECT
public:
    /// `view`: the main window's widget; it lives longer.
    WalksWindow(Session *session, WidgetView *view, QWidget *parent = nullptr);
    ~WalksWindow() override;
    WalkShelf *shelf() const { return m_shelf; }
    WalksHand *hand() const { return m_hand; }
    WalksMachine *machine() const { return m_machine; }
    WalkRecorder *recorder() const { return m_recorder; }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void wire();
    void askForFile();
    void showProblems(const QString &path, const QList<WalkProblem> &problems);
    void say(const QString &text);
    void sayError(const QString &what, const Error &error);
    void refreshTyping();
    Session *m_session;
    WidgetView *m_view;
    std::unique_ptr<Ui::WalksWindow> m_ui;
    WalkShelf *m_shelf;
    WalkRecorder *m_recorder;
    FieldTyper *m_typer;
    WalksBanks *m_banks;
    WalksHand *m_hand;
    WalksMachine *m_machine;
    WalksRecord *m_record;
    QTimer m_noticeEnd;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// WalksHandPanel: one walk by hand: the step that is next, in large; all steps with their marks; its report.
#pragma once

#include "runner/handwalk.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QTreeWidgetItem;

namespace Ui {
class WalksHandPanel;
}

namespace console {

class WalkExports;
class WidgetDriver;
class WidgetView;
struct RunResult;

class WalksHandPanel : public QWidget
{
    Q_OBJECT
public:
    WalksHandPanel(Session *session, WidgetView *view, QWidget *parent = nullptr);
    ~WalksHandPanel() override;
    void show(HandWalk *walk);         ///< nullptr: none
    RunResult report() const;

Q_SIGNALS:
    void left();
    void discardRequested();
    void saved(const QString &path);
    void failed(const QString &what, const console::Error &error);

private:
    void wire();
    void refresh();
    void refreshCard();
    void fillRow(QTreeWidgetItem *row, int index);
    void markCurrent(HandStep::Mark mark);
    void takePicture();
    int current() const;
    Session *m_session;
    WidgetView *m_view;
    WidgetDriver *m_driver;
    std::unique_ptr<Ui::WalksHandPanel> m_ui;
    WalkExports *m_exports;
    QPointer<HandWalk> m_walk;
    int m_next = -1;                   // as last shown: when it moves, the selection goes with it
    int m_shown = -1;                  // whose note stands in the field
};

} // namespace console

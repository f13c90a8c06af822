// SPDX-License-Identifier: GPL-3.0-or-later
// JobsPanel: The three jobs of the selected connection: start, watch, answer MFA, cancel, retry.
#pragma once

#include "session/session.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>

class QAction;

namespace Ui {
class JobsPanel;
}

namespace console {

class JobRow;
class RangePicker;

class JobsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit JobsPanel(Session *session, QWidget *parent = nullptr);
    ~JobsPanel() override;

public Q_SLOTS:
    /// Starts or queues it for the selected connection, transactions with the range that is set here.
    void start(console::JobKind kind);
    void startAll();
    void cancelRunning(); ///< of the selected connection

Q_SIGNALS:
    void answerRequested(int jobNumber);
    /// By the person, here or through start(); of several the first. What a queue starts later is nobody's wish to look at it.
    void started(console::JobKind kind);

private:
    JobRow *addRow(JobKind kind);
    void refresh();
    void refreshRow(JobRow *row, const Session::Can &can);
    void tick();
    QString connectionId() const;
    Session *m_session;
    std::unique_ptr<Ui::JobsPanel> m_ui;
    RangePicker *m_range;
    std::array<JobRow *, 3> m_rows{};
    QAction *m_all = nullptr;
    QTimer m_tick;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: the one window: strip, rail, stage, side, drawer.
#pragma once

#include "session/session.h"

#include <QMainWindow>

#include <memory>

namespace Ui {
class MainWindow;
}

namespace console {

class WidgetView;

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(Session *session, QWidget *parent = nullptr);
    ~MainWindow() override;
    WidgetView *widgetView() const; ///< for walk-throughs and tests

Q_SIGNALS:
    /// After the first paint: the app starts the simulator, loads keys.
    void firstPainted();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    Session *m_session;
    std::unique_ptr<Ui::MainWindow> m_ui;
    bool m_painted = false;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// JobNotifier: tells the desktop that jobs need a person while the window is not the one that is used.
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

class QSystemTrayIcon;
class QWidget;

namespace console {

class JobBoard;
class JobTally;

/// No sound: what a desktop plays with a message is the desktop's choice.
class JobNotifier : public QObject
{
    Q_OBJECT
public:
    /// Shows title and text outside the window; replaced in tests.
    using Show = std::function<void(const QString &title, const QString &text)>;
    JobNotifier(JobBoard *board, const JobTally *tally, QWidget *window);
    void setShow(Show show) { m_show = std::move(show); }

Q_SIGNALS:
    void clicked(); ///< the message: the window is in front again

private:
    void tell();
    void showByTray(const QString &title, const QString &text);
    const JobTally *m_tally;
    QWidget *m_window;
    Show m_show;
    QSystemTrayIcon *m_tray = nullptr; // only while something waits
    QTimer m_gather;                   // several at once are one message
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// JobNotifier: tells the desktop that jobs need a person while the window is not the one that is used; with a sound, if wanted.
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

class QSystemTrayIcon;
class QWidget;

namespace console {

class JobBoard;
class JobTally;

class JobNotifier : public QObject
{
    Q_OBJECT
public:
    /// Shows title and text outside the window; replaced in tests.
    using Show = std::function<void(const QString &title, const QString &text)>;
    JobNotifier(JobBoard *board, const JobTally *tally, QWidget *window);
    void setShow(Show show) { m_show = std::move(show); }
    /// Asked at each question, also while the window is used. None: silence, which is the default.
    void setSoundWanted(std::function<bool()> isWanted) { m_isSoundWanted = std::move(isWanted); }
    void setPlay(std::function<void()> play) { m_play = std::move(play); } ///< instead of the desktop's own sound, in tests

Q_SIGNALS:
    void clicked(); ///< the message: the window is in front again

private:
    void tell();
    void showByTray(const QString &title, const QString &text);
    const JobTally *m_tally;
    QWidget *m_window;
    Show m_show;
    std::function<bool()> m_isSoundWanted;
    std::function<void()> m_play;
    QSystemTrayIcon *m_tray = nullptr; // only while something waits
    QTimer m_gather;                   // several at once are one message
};

} // namespace console

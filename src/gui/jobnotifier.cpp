// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jobnotifier.h"

#include "gui/jobtally.h"
#include "session/jobboard.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QWidget>

namespace console {

namespace {

constexpr int gatherFor = 700; // ms

} // namespace

JobNotifier::JobNotifier(JobBoard *board, const JobTally *tally, QWidget *window)
    : QObject(window), m_tally(tally), m_window(window), m_show([this](const QString &title, const QString &text) { showByTray(title, text); }),
      m_play([] { QApplication::beep(); })
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gatherFor);
    connect(&m_gather, &QTimer::timeout, this, &JobNotifier::tell);
    connect(board, &JobBoard::mfaAsked, this, [this] {
        if (!m_gather.isActive())
            m_gather.start();
    });
    connect(tally, &JobTally::changed, this, [this] {
        if (m_tray && m_tally->awaiting().isEmpty())
            m_tray->hide();
    });
}

void JobNotifier::tell()
{
    const qsizetype waiting = m_tally->awaiting().size();
    if (waiting > 0 && m_isSoundWanted && m_isSoundWanted())
        m_play();
    if (waiting == 0 || m_window->isActiveWindow())
        return;
    QApplication::alert(m_window); // until it is looked at
    // Nobody's name, no bank, no number: such a message is read by whoever sees the screen.
    m_show(waiting == 1 ? tr("A job needs a second factor") : tr("%1 jobs need a second factor").arg(waiting),
           tr("It can wait. Open the console to answer."));
}

void JobNotifier::showByTray(const QString &title, const QString &text)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(m_window->windowIcon(), this);
        m_tray->setToolTip(tr("Aerosync Console"));
        const auto front = [this] {
            m_tray->hide();
            m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
            m_window->raise();
            m_window->activateWindow();
            Q_EMIT clicked();
        };
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, front);
        connect(m_tray, &QSystemTrayIcon::activated, this, front);
    }
    m_tray->show();
    m_tray->showMessage(title, text, QSystemTrayIcon::NoIcon);
}

} // namespace console

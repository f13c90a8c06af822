// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dialogs.h"

#include "gui/aboutdialog.h"
#include "gui/actions.h"
#include "gui/brandlab.h"
#include "gui/commandpalette.h"
#include "gui/manualviewer.h"
#include "gui/settingsdialog.h"
#include "gui/unlockdialog.h"
#include "gui/walkswindow.h"

namespace console {

Dialogs::Dialogs(Session *session, Actions *actions, QWidget *window)
    : QObject(window), m_session(session), m_actions(actions), m_window(window)
{
    connect(actions->settings, &QAction::triggered, this, &Dialogs::showSettings);
    connect(actions->keys, &QAction::triggered, this, &Dialogs::showKeys);
    connect(actions->manageEnvironments, &QAction::triggered, this, &Dialogs::showEnvironments);
    connect(actions->unlock, &QAction::triggered, this, &Dialogs::showUnlock);
    connect(actions->palette, &QAction::triggered, this, &Dialogs::showPalette);
    connect(actions->manual, &QAction::triggered, this, &Dialogs::showManual);
    connect(actions->brandLab, &QAction::triggered, this, &Dialogs::showBrandLab);
    connect(actions->about, &QAction::triggered, this, &Dialogs::showAbout);
}

SettingsDialog *Dialogs::settingsDialog()
{
    if (!m_settings) {
        m_settings = new SettingsDialog(m_session, m_window);
    }
    m_settings->open();
    return m_settings;
}

void Dialogs::showSettings()
{
    settingsDialog();
}

void Dialogs::showKeys()
{
    settingsDialog()->showPage(SettingsDialog::Page::Keys);
}

void Dialogs::showEnvironments()
{
    settingsDialog()->showPage(SettingsDialog::Page::Environments);
}

void Dialogs::showHistory()
{
    settingsDialog()->showPage(SettingsDialog::Page::History);
}

void Dialogs::showUnlock()
{
    // A new one each time: what was typed the last time is gone.
    if (!m_unlock) {
        m_unlock = new UnlockDialog(m_session->environments(), m_window);
        m_unlock->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_unlock->open();
}

void Dialogs::showPalette()
{
    if (!m_palette) {
        m_palette = new CommandPalette(m_window);
    }
    m_palette->popUp(m_actions->everything());
}

void Dialogs::showManual()
{
    if (!m_manual) {
        m_manual = new ManualViewer(m_window);
    }
    m_manual->show();
    m_manual->raise();
    m_manual->activateWindow();
}

/// A window beside the main one: both may be wanted at once.
void Dialogs::showWalks(WidgetView *view)
{
    if (!m_walks)
        m_walks = new WalksWindow(m_session, view, m_window);
    m_walks->show();
    m_walks->raise();
    m_walks->activateWindow();
}

void Dialogs::showBrandLab()
{
    if (!m_brandLab)
        m_brandLab = new BrandLab(m_session, m_window);
    m_brandLab->show();
    m_brandLab->raise();
    m_brandLab->activateWindow();
}

void Dialogs::showAbout()
{
    if (!m_about) {
        m_about = new AboutDialog(m_window);
        m_about->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_about->open();
}

} // namespace console

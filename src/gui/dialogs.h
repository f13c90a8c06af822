// SPDX-License-Identifier: GPL-3.0-or-later
// Dialogs: opens each dialog once, made on first use, never waiting for it.
#pragma once

#include <QObject>
#include <QPointer>

class QDialog;
class QWidget;

namespace console {

class Actions;
class BrandLab;
class CommandPalette;
class ManualViewer;
class Session;
class SettingsDialog;
class WalksWindow;
class WidgetView;

class Dialogs : public QObject
{
    Q_OBJECT
public:
    Dialogs(Session *session, Actions *actions, QWidget *window);

public Q_SLOTS:
    void showSettings();
    void showKeys();
    void showEnvironments();
    void showHistory();
    void showUnlock();
    void showPalette();
    void showManual();
    void showAbout();
    void showBrandLab();
    void showWalks(console::WidgetView *view);

private:
    SettingsDialog *settingsDialog();
    Session *m_session;
    Actions *m_actions;
    QWidget *m_window;
    QPointer<SettingsDialog> m_settings;
    QPointer<CommandPalette> m_palette;
    QPointer<ManualViewer> m_manual;
    QPointer<BrandLab> m_brandLab;
    QPointer<WalksWindow> m_walks;
    QPointer<QDialog> m_unlock, m_about;
};

} // namespace console

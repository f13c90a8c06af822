// SPDX-License-Identifier: GPL-3.0-or-later
// WindowLayout: the window's place, size, splitters and switches, as they were left.
#pragma once

class QMainWindow;
class QSplitter;

namespace console {

class Settings;

class WindowLayout
{
public:
    struct Switches { bool drawerOpen = false, phoneFrame = true; };
    /// Nothing is owned. Call restore() once the splitters have their widgets.
    WindowLayout(QMainWindow *window, QSplitter *body, QSplitter *drawer, Settings *settings);
    Switches restore();
    void save(const Switches &switches);

private:
    void setDefaults();
    QMainWindow *m_window;
    QSplitter *m_body, *m_drawer;
    Settings *m_settings;
};

} // namespace console

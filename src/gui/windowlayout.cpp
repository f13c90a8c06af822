// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/windowlayout.h"

#include "store/settings.h"

#include <QDataStream>
#include <QMainWindow>
#include <QSplitter>

namespace console {

namespace {
constexpr quint32 version = 1; // of what is written; another one is not read
} // namespace

WindowLayout::WindowLayout(QMainWindow *window, QSplitter *body, QSplitter *drawer, Settings *settings)
    : m_window(window), m_body(body), m_drawer(drawer), m_settings(settings)
{
}

void WindowLayout::setDefaults()
{
    m_body->setStretchFactor(0, 0);
    m_body->setStretchFactor(1, 3);
    m_body->setStretchFactor(2, 1);
    m_drawer->setStretchFactor(0, 1);
    m_drawer->setStretchFactor(1, 0);
    m_body->setSizes({224, 700, 360});
    m_drawer->setSizes({560, 240});
}

WindowLayout::Switches WindowLayout::restore()
{
    if (!m_window->restoreGeometry(m_settings->value(Setting::WindowGeometry).toByteArray())) {
        m_window->resize(1280, 832);
    }
    setDefaults();
    QDataStream stream(m_settings->value(Setting::WindowState).toByteArray());
    quint32 written = 0;
    QByteArray body, drawer;
    Switches switches;
    stream >> written >> body >> drawer >> switches.drawerOpen >> switches.phoneFrame;
    if (stream.status() != QDataStream::Ok || written != version) {
        return {};
    }
    m_body->restoreState(body);
    m_drawer->restoreState(drawer);
    return switches;
}

void WindowLayout::save(const Switches &switches)
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << version << m_body->saveState() << m_drawer->saveState() << switches.drawerOpen << switches.phoneFrame;
    m_settings->set(Setting::WindowState, state);
    m_settings->set(Setting::WindowGeometry, m_window->saveGeometry());
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// Presentation: makes one window two and one again: hands the story and the widget over, and takes the widget back.
#pragma once

#include <QObject>
#include <QTimer>

class QBoxLayout;
class QScreen;
class QWidget;

namespace console {

class Actions;
class AudienceWindow;
class PresenterStrip;
class Session;
class WidgetStage;

class Presentation : public QObject
{
    Q_OBJECT
public:
    struct Place {
        WidgetStage *stage = nullptr;
        QBoxLayout *column = nullptr;  ///< of the window's parts; the strip comes below the first
        QWidget *window = nullptr;     ///< the presenter's
    };
    Presentation(Session *session, Actions *actions, const Place &place);
    ~Presentation() override;          ///< ends it: the widget must be home before either window goes
    bool isOn() const { return m_audience; }
    AudienceWindow *audience() const { return m_audience; } ///< null while it is off
    void start();
    void end();

private:
    void wire();
    void refresh();
    void toggle();
    void putOnAScreen();
    void makeStrip();
    void forgetChoices();
    void widgetOpened();
    void widgetClosed();
    void goToAudience();
    Session *m_session;
    Actions *m_actions;
    Place m_place;
    AudienceWindow *m_audience = nullptr; // while it is on; nobody else deletes it
    PresenterStrip *m_strip = nullptr;
    QTimer m_tick;                       // times move although nothing happens
    bool m_wasOpen = false;              // the widget
};

/// Another one than the presenter's where there is another, else the same.
QScreen *audienceScreen(const QList<QScreen *> &screens, QScreen *presenters);

} // namespace console

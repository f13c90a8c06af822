// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/presentation.h"

#include "gui/actions.h"
#include "gui/audiencewindow.h"
#include "gui/jobtally.h"
#include "gui/presenterstrip.h"
#include "gui/widgetstage.h"
#include "session/audience.h"
#include "session/session.h"
#include "store/settings.h"
#include "web/widgetview.h"

#include <QApplication>
#include <QBoxLayout>
#include <QScreen>

using namespace std::chrono_literals;

namespace console {

Presentation::Presentation(Session *session, Actions *actions, const Place &place)
    : m_session(session), m_actions(actions), m_place(place)
{
    m_tick.setInterval(500ms);
    connect(&m_tick, &QTimer::timeout, this, &Presentation::refresh);
    connect(actions->present, &QAction::triggered, this, &Presentation::toggle);
    connect(actions->showAmounts, &QAction::toggled, this, &Presentation::refresh);
    wire();
}

Presentation::~Presentation()
{
    end();
}

void Presentation::wire()
{
    connect(m_session, &Session::changed, this, &Presentation::refresh);
    connect(m_session->user(), &UserFlow::changed, this, &Presentation::refresh);
    connect(m_session->link(), &LinkFlow::changed, this, &Presentation::refresh);
    connect(m_session->connections(), &Connections::changed, this, &Presentation::refresh);
    connect(m_session->connections(), &Connections::selectionChanged, this, &Presentation::refresh);
    whenJobsChange(m_session->jobs(), this, [this] { refresh(); });
    connect(m_session->jobs(), &JobBoard::cleared, this, &Presentation::refresh);
    connect(m_session->environments(), &Environments::changed, this, &Presentation::refresh);
    connect(m_place.stage->view(), &WidgetView::opened, this, &Presentation::widgetOpened);
    connect(m_place.stage, &WidgetStage::frameChanged, this, &Presentation::refresh);
    connect(m_place.stage, &WidgetStage::windowOfWidgetRequested, this, &Presentation::goToAudience);
    // Allowed for one demo in one environment.
    connect(m_session->environments(), &Environments::chosen, this, &Presentation::forgetChoices);
    connect(m_session, &Session::startedOver, this, [this] {
        forgetChoices();
        if (isOn())
            m_strip->begin();
    });
}

void Presentation::toggle()
{
    isOn() ? end() : start();
}

void Presentation::start()
{
    if (isOn())
        return;
    forgetChoices();
    m_audience = new AudienceWindow;
    connect(m_audience, &AudienceWindow::closed, this, &Presentation::end);
    makeStrip();
    m_strip->begin();
    m_strip->show();
    m_actions->setPresenting(true);
    m_wasOpen = m_session->link()->state() == LinkState::Open;
    refresh();
    putOnAScreen();
    m_audience->borrow(m_place.stage->lend());
    m_tick.start();
    if (m_wasOpen || m_audience->screen() == m_place.window->screen())
        goToAudience();
    else
        m_place.window->activateWindow(); // where the presenter goes on
}

void Presentation::end()
{
    if (!isOn())
        return;
    AudienceWindow *audience = std::exchange(m_audience, nullptr); // closing tells once more
    m_tick.stop();
    m_place.stage->takeBack();
    audience->disconnect(this);
    audience->hide();
    audience->deleteLater(); // it may be closing just now
    forgetChoices();
    m_actions->setPresenting(false);
    m_strip->keepNotes();
    m_strip->hide();
    m_place.window->activateWindow();
}

void Presentation::makeStrip()
{
    if (m_strip)
        return;
    m_strip = new PresenterStrip(m_actions, m_session->settings()->file(), m_place.window);
    m_place.column->insertWidget(1, m_strip);
}

void Presentation::forgetChoices()
{
    m_actions->showAmounts->setChecked(false);
}

void Presentation::refresh()
{
    if (!isOn())
        return;
    const AudienceChoices choices{.amounts = m_actions->showAmounts->isChecked(), .isPhone = m_place.stage->phoneFrame()};
    const AudienceStory story = audienceStory(*m_session, choices, m_session->clock()());
    m_audience->tell(story);
    m_strip->tell(story);
    if (std::exchange(m_wasOpen, story.isWidgetOpen) && !story.isWidgetOpen)
        widgetClosed();
}

/// What is typed goes to the widget as soon as it opens. Asked for behind the view: the first one in a window makes Qt
/// create its native window anew.
void Presentation::widgetOpened()
{
    if (isOn() && (m_audience->isActiveWindow() || m_place.window->isActiveWindow()))
        QTimer::singleShot(0, this, &Presentation::goToAudience);
}

void Presentation::widgetClosed()
{
    if (m_audience->isActiveWindow() && m_audience->screen() != m_place.window->screen())
        m_place.window->activateWindow(); // on one screen it would hide what is shown
}

void Presentation::goToAudience()
{
    if (!isOn())
        return;
    m_audience->raise();
    m_audience->activateWindow();
    m_audience->focusWidgetView();
}

void Presentation::putOnAScreen()
{
    constexpr QSize usual(1280, 720);
    constexpr int beside = 48; // px: the presenter's window stays to be seen
    QScreen *own = m_place.window->screen();
    QScreen *screen = audienceScreen(QGuiApplication::screens(), own);
    const QRect room = screen->availableGeometry();
    QRect place(room.topLeft(), usual.boundedTo(room.size()));
    if (screen == own)
        place.moveTopLeft(m_place.window->pos() + QPoint(beside, beside));
    else
        place.moveCenter(room.center());
    m_audience->setGeometry(place);
    if (screen == own)
        m_audience->show();
    else
        m_audience->showFullScreen();
}

QScreen *audienceScreen(const QList<QScreen *> &screens, QScreen *presenters)
{
    for (QScreen *each : screens) {
        // Mirrored screens show the same: the presenter's window is on both.
        if (each != presenters && (!presenters || !each->geometry().intersects(presenters->geometry())))
            return each;
    }
    return presenters;
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/personinput.h"

#include "web/popupwindow.h"
#include "web/widgetview.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool isText(const QString &role)
{
    return role == "textbox"_L1 || role == "searchbox"_L1;
}

bool isModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta || key == Qt::Key_AltGr || key == Qt::Key_CapsLock;
}

} // namespace

PersonInput::PersonInput(WidgetView *view, QObject *parent) : QObject(parent), m_view(view), m_driver(view)
{
    QCoreApplication::instance()->installEventFilter(this);
}

void PersonInput::setOn(bool on)
{
    if (m_on)
        finishTyping();
    m_isTyped = false;
    m_focus.reset();
    m_on = on;
}

bool PersonInput::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_on || !event->spontaneous() || !watched->isWidgetType())
        return false;
    auto *widget = static_cast<QWidget *>(watched);
    const QEvent::Type type = event->type();
    if (type == QEvent::Close && m_view->popups().contains(qobject_cast<PopupWindow *>(widget))) {
        finishTyping();
        Q_EMIT popupClosed();
        return false;
    }
    if (type != QEvent::MouseButtonPress && type != QEvent::MouseButtonRelease && type != QEvent::KeyPress && type != QEvent::KeyRelease)
        return false;
    if (type == QEvent::MouseButtonRelease)
        return m_clicks.holds(widget, static_cast<QMouseEvent *>(event));
    const Place place = placeOf(widget);
    if (!place.view || widget != place.view->focusProxy()) // the event also visits the widgets around
        return false;
    if (type != QEvent::MouseButtonPress)
        return key(place, widget, static_cast<QKeyEvent *>(event));
    press(place, widget, static_cast<QMouseEvent *>(event));
    return false;
}

PersonInput::Place PersonInput::placeOf(QWidget *widget) const
{
    for (QWidget *each = widget; each; each = each->parentWidget()) {
        if (auto *popup = qobject_cast<PopupWindow *>(each))
            return m_view->popups().contains(popup) ? Place{popup->view(), true} : Place();
        if (each == m_view)
            return {m_view->view(), false};
    }
    return {};
}

/// A click into a field says nothing yet; what is typed there will.
void PersonInput::press(const Place &place, QWidget *widget, QMouseEvent *event)
{
    finishTyping();
    m_focus.reset();
    if (event->button() != Qt::LeftButton)
        return;
    m_clicks.press(&m_driver, place.view, place.isPopup, widget, event, [this](const std::optional<Target> &target) {
        if (m_on && target && target->field.isEmpty() && !isText(target->role))
            Q_EMIT clicked(*target);
    });
}

/// The keys of a field that nobody knows yet wait for the page's answer, in their order.
bool PersonInput::key(const Place &place, QWidget *widget, QKeyEvent *event)
{
    const bool isPress = event->type() == QEvent::KeyPress;
    if (!m_asking && (!isPress || isModifier(event->key())))
        return false;
    if (!m_asking && m_focus) {
        take(event);
        return false;
    }
    m_held.push_back({widget, std::unique_ptr<QKeyEvent>(event->clone())});
    if (!m_asking)
        askFocus(place.isPopup);
    return true;
}

void PersonInput::askFocus(bool isPopup)
{
    m_asking = true;
    m_driver.focusedControl(isPopup, this, [this, isPopup](const std::optional<WidgetDriver::Focused> &focused) {
        m_asking = false;
        m_focus = focused.value_or(WidgetDriver::Focused());
        m_shadow.setText(m_focus->value);
        goOn(isPopup);
    });
}

void PersonInput::goOn(bool isPopup)
{
    while (!m_held.empty()) {
        const bool isPress = m_held.front().event->type() == QEvent::KeyPress && !isModifier(m_held.front().event->key());
        if (isPress && !m_focus && m_on) { // the key before took the focus elsewhere
            askFocus(isPopup);
            return;
        }
        const Held held = std::move(m_held.front());
        m_held.pop_front();
        if (isPress && m_focus && m_on)
            take(held.event.get());
        if (held.widget)
            QCoreApplication::sendEvent(held.widget, held.event.get());
    }
}

void PersonInput::take(QKeyEvent *event)
{
    const int key = event->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter, inText = isText(m_focus->role);
    if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
        finishTyping();
        m_focus.reset();
    } else if (!inText && (isEnter || key == Qt::Key_Space)) {
        if (!m_focus->target.isEmpty())
            Q_EMIT clicked(m_focus->target);
        m_focus.reset();
    } else if (isEnter || key == Qt::Key_Escape) {
        finishTyping();
        Q_EMIT pressed(isEnter ? u"Enter"_s : u"Escape"_s);
        m_focus.reset();
    } else if (inText) {
        typeKey(event);
    }
}

void PersonInput::typeKey(QKeyEvent *event)
{
    const QString before = m_shadow.text();
    if (event == QKeySequence::Copy)
        return;
    if (event == QKeySequence::Cut) { // the page puts it on the clipboard
        m_shadow.del();
    } else {
        QKeyEvent copy(event->type(), event->key(), event->modifiers(), event->text(), event->isAutoRepeat());
        QCoreApplication::sendEvent(&m_shadow, &copy);
    }
    m_isTyped |= m_shadow.text() != before;
}

void PersonInput::finishTyping()
{
    if (std::exchange(m_isTyped, false) && m_focus)
        Q_EMIT typed(m_focus->target, m_shadow.text());
    m_shadow.setText({}); // with what could be undone
}

} // namespace console

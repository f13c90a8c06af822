// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/inputevents.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWebEngineView>

namespace console::input {

namespace {

// The engine takes input on the view's focus proxy, not on the view.
QWidget *receiver(QWebEngineView *view)
{
    QWidget *proxy = view->focusProxy() ? view->focusProxy() : view;
    proxy->setFocus(Qt::MouseFocusReason);
    return proxy;
}

void mouse(QWidget *to, QEvent::Type type, const QPoint &at, Qt::MouseButton button, Qt::MouseButtons buttons)
{
    QCoreApplication::postEvent(to, new QMouseEvent(type, QPointF(at), QPointF(to->mapToGlobal(at)), button, buttons, Qt::NoModifier));
}

} // namespace

void click(QWebEngineView *view, const QPoint &at)
{
    QWidget *to = receiver(view);
    const QPoint there = to->mapFrom(view, at);
    mouse(to, QEvent::MouseMove, there, Qt::NoButton, Qt::NoButton);
    mouse(to, QEvent::MouseButtonPress, there, Qt::LeftButton, Qt::LeftButton);
    mouse(to, QEvent::MouseButtonRelease, there, Qt::LeftButton, Qt::NoButton);
}

void leave(QWebEngineView *view)
{
    QWidget *to = view->focusProxy() ? view->focusProxy() : view;
    mouse(to, QEvent::MouseMove, {0, 0}, Qt::NoButton, Qt::NoButton); // the engine keeps the last place, and looks again when the page changes
    QCoreApplication::postEvent(to, new QEvent(QEvent::Leave));
}

void press(QWebEngineView *view, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    QWidget *to = receiver(view);
    QCoreApplication::postEvent(to, new QKeyEvent(QEvent::KeyPress, key, modifiers, text));
    QCoreApplication::postEvent(to, new QKeyEvent(QEvent::KeyRelease, key, modifiers, text));
}

int replaceText(QWebEngineView *view, const QString &text)
{
    press(view, Qt::Key_A, Qt::ControlModifier, {});
    press(view, Qt::Key_Delete, Qt::NoModifier, {});
    for (const QChar c : text) {
        const bool isPlain = c.unicode() >= 0x20 && c.unicode() < 0x7f;
        const auto key = isPlain ? Qt::Key(c.toUpper().unicode()) : Qt::Key_unknown;
        press(view, key, c.isUpper() ? Qt::ShiftModifier : Qt::NoModifier, QString(c));
    }
    return int(text.size()) + 2;
}

} // namespace console::input

// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/inputmirror.h"

#include "web/brandpane.h"
#include "web/popupwindow.h"
#include "web/widgetview.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWebEngineView>
#include <QWheelEvent>

namespace console {

namespace {

QWebEngineView *viewIn(const BrandPane *pane, bool isPopup)
{
    const QList<PopupWindow *> popups = pane->view()->popups();
    return !isPopup ? pane->view()->view() : popups.isEmpty() ? nullptr : popups.last()->view();
}

QWidget *receiverIn(const BrandPane *pane, bool isPopup)
{
    QWebEngineView *view = viewIn(pane, isPopup);
    return view && view->focusProxy() ? view->focusProxy() : nullptr;
}

} // namespace

InputMirror::InputMirror(QObject *parent) : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

InputMirror::~InputMirror() = default;

void InputMirror::setPanes(const QList<BrandPane *> &panes)
{
    m_clicks.letGo();
    m_panes.clear();
    m_queues.clear();
    for (BrandPane *pane : panes)
        m_panes.append(pane);
}

/// Only what a person does is mirrored: what the driver or this mirror sends is not spontaneous.
bool InputMirror::eventFilter(QObject *watched, QEvent *event)
{
    if (m_panes.isEmpty() || !event->spontaneous() || !watched->isWidgetType())
        return false;
    const QEvent::Type type = event->type();
    if (type != QEvent::MouseButtonPress && type != QEvent::MouseButtonRelease && type != QEvent::KeyPress && type != QEvent::KeyRelease && type != QEvent::Wheel)
        return false;
    auto *widget = static_cast<QWidget *>(watched);
    if (type == QEvent::MouseButtonRelease)
        return m_clicks.holds(widget, static_cast<QMouseEvent *>(event));
    const Source source = sourceOf(watched);
    if (!source.pane || widget != receiverIn(source.pane, source.isPopup)) // the event also visits the widgets around
        return false;
    if (type == QEvent::MouseButtonPress || type == QEvent::KeyPress)
        Q_EMIT touched(source.pane);
    if (!m_on)
        return false;
    if (type == QEvent::MouseButtonPress)
        return press(source, widget, static_cast<QMouseEvent *>(event));
    if (type == QEvent::Wheel)
        scroll(source, widget, static_cast<QWheelEvent *>(event));
    else
        sendKeys(source, static_cast<QKeyEvent *>(event));
    return false;
}

InputMirror::Source InputMirror::sourceOf(QObject *watched) const
{
    Source source;
    for (auto *widget = static_cast<QWidget *>(watched); widget && !source.pane; widget = widget->parentWidget()) {
        source.isPopup |= qobject_cast<PopupWindow *>(widget) != nullptr;
        source.pane = qobject_cast<BrandPane *>(widget);
    }
    return m_panes.contains(source.pane) ? source : Source();
}

QList<QPointer<BrandPane>> InputMirror::othersOf(const BrandPane *source) const
{
    QList<QPointer<BrandPane>> others;
    for (const QPointer<BrandPane> &pane : m_panes) {
        if (pane && pane != source && pane->view()->isOpen())
            others.append(pane);
    }
    return others;
}

/// What the pointer is on: asked once, waited for in every other pane's queue.
struct InputMirror::Lookup {
    bool isKnown = false;
    std::optional<Target> target;
    QList<std::function<void()>> waiting;
    void settle(const std::optional<Target> &found)
    {
        isKnown = true;
        target = found;
        for (const auto &each : std::exchange(waiting, {}))
            each();
    }
};

bool InputMirror::press(const Source &source, QWidget *widget, QMouseEvent *event)
{
    QWebEngineView *view = viewIn(source.pane, source.isPopup);
    const auto lookup = std::make_shared<Lookup>();
    const auto settle = [lookup](const std::optional<Target> &target) { lookup->settle(target); };
    if (event->button() != Qt::LeftButton || !view || !m_clicks.press(source.pane->driver(), view, source.isPopup, widget, event, settle))
        return false;
    for (const QPointer<BrandPane> &pane : othersOf(source.pane)) {
        enqueue(pane, [this, pane, lookup] {
            m_queues[pane].isBusy = true;
            if (lookup->isKnown)
                click(pane, lookup->target);
            else
                lookup->waiting.append([this, pane, lookup] { click(pane, lookup->target); });
        });
    }
    return false;
}

void InputMirror::click(const QPointer<BrandPane> &pane, const std::optional<Target> &target)
{
    if (!pane)
        return;
    if (!target) {
        m_queues[pane].isBusy = false;
        next(pane);
        return;
    }
    pane->driver()->click(*target, pane, [this, pane, what = target->describe()](const Result<void> &clicked) {
        if (!pane)
            return;
        m_queues[pane].isBusy = false;
        if (m_clicks.pressed())
            m_clicks.pressed()->setFocus(Qt::OtherFocusReason); // a click takes it along
        if (!clicked)
            Q_EMIT missed(pane, what);
        next(pane);
    });
}

void InputMirror::sendKeys(const Source &source, QKeyEvent *event)
{
    const std::shared_ptr<QKeyEvent> copy(event->clone());
    for (const QPointer<BrandPane> &pane : othersOf(source.pane)) {
        enqueue(pane, [pane, isPopup = source.isPopup, copy] {
            QWidget *to = receiverIn(pane, isPopup);
            if (!to)
                return;
            // Its page only takes keys while it believes to have the focus; the real one stays where the person is.
            QCoreApplication::postEvent(to, new QFocusEvent(QEvent::FocusIn, Qt::OtherFocusReason));
            QCoreApplication::postEvent(to, new QKeyEvent(copy->type(), copy->key(), copy->modifiers(), copy->text(), copy->isAutoRepeat()));
        });
    }
}

void InputMirror::scroll(const Source &source, QWidget *widget, QWheelEvent *event)
{
    const QPointF share(event->position().x() / std::max(1, widget->width()), event->position().y() / std::max(1, widget->height()));
    for (const QPointer<BrandPane> &pane : othersOf(source.pane)) {
        QWidget *to = receiverIn(pane, source.isPopup);
        if (!to)
            continue;
        const QPointF at(share.x() * to->width(), share.y() * to->height());
        QCoreApplication::postEvent(to, new QWheelEvent(at, to->mapToGlobal(at), event->pixelDelta(), event->angleDelta(), event->buttons(), event->modifiers(), event->phase(), event->inverted()));
    }
}

void InputMirror::enqueue(BrandPane *pane, std::function<void()> what)
{
    m_queues[pane].waiting.append(std::move(what));
    next(pane);
}

void InputMirror::next(BrandPane *pane)
{
    while (!m_queues[pane].isBusy && !m_queues[pane].waiting.isEmpty())
        m_queues[pane].waiting.takeFirst()();
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// ClickLookup: what a person's pointer is on, asked of the page before the click is done: the button's release waits for it.
#pragma once

#include "web/widgetdriver.h"

#include <QMouseEvent>
#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

class QWebEngineView;

namespace console {

/// The page may be another one as soon as the click is done, so what is there is asked between press and release.
/// Its owner's event filter shows it presses and releases.
class ClickLookup : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    using Then = std::function<void(const std::optional<Target> &)>;
    /// The button was pressed on `widget`, which shows `view`'s page. False, and nothing is asked: another press is looked up.
    bool press(WidgetDriver *driver, QWebEngineView *view, bool inPopup, QWidget *widget, const QMouseEvent *event, Then then);
    /// True: the release waits, and must not go on now.
    bool holds(QWidget *widget, const QMouseEvent *release);
    void letGo();              ///< what waits goes on
    QWidget *pressed() const { return m_pressed; } ///< where the person is

private:
    bool m_asking = false;
    std::unique_ptr<QMouseEvent> m_release;
    QPointer<QWidget> m_releasedOn, m_pressed;
};

} // namespace console

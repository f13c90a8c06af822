// SPDX-License-Identifier: GPL-3.0-or-later
// PersonInput: what a person does in the widget and its pop-ups, in the words of a walk: which control was clicked, what was
// typed into which field.
#pragma once

#include "web/clicklookup.h"

#include <QLineEdit>

#include <deque>

class QKeyEvent;

namespace console {

class WidgetView;

/// What the driver or anybody else sends is not a person's. Each key waits until it is known which field it is for; a page
/// never notices. What is typed stays in memory.
class PersonInput : public QObject
{
    Q_OBJECT
public:
    explicit PersonInput(WidgetView *view, QObject *parent = nullptr);
    void setOn(bool on);       ///< off: what was being typed is told first
    bool isOn() const { return m_on; }
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void clicked(const console::Target &target);
    void typed(const console::Target &target, const QString &text); ///< the whole text of the field
    void pressed(const QString &key); ///< "Enter", "Escape"; what it does is the page's business
    void popupClosed();        ///< by its window's button

private:
    struct Place { QWebEngineView *view = nullptr; bool isPopup = false; };
    Place placeOf(QWidget *widget) const;
    void press(const Place &place, QWidget *widget, QMouseEvent *event);
    bool key(const Place &place, QWidget *widget, QKeyEvent *event);
    void askFocus(bool isPopup);
    void goOn(bool isPopup);
    void take(QKeyEvent *event);
    void typeKey(QKeyEvent *event);
    void finishTyping();
    WidgetView *m_view;
    WidgetDriver m_driver;
    ClickLookup m_clicks;
    std::optional<WidgetDriver::Focused> m_focus; // where the keys go; nothing: not known
    QLineEdit m_shadow;        // what the field must hold by now: keys, selections and what is pasted mean the same there
    bool m_on = false, m_asking = false, m_isTyped = false;
    struct Held { QPointer<QWidget> widget; std::unique_ptr<QKeyEvent> event; };
    std::deque<Held> m_held;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// InputMirror: what a person does in one pane happens in the others: clicks by what was clicked, keys and scrolling as they are.
#pragma once

#include "web/clicklookup.h"

#include <QHash>
#include <QObject>
#include <QPointer>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace console {

class BrandPane;

/// A click is looked up in the page first (what is there: role and name, or the field), and finds the same control in
/// panes of any size. What is typed goes from memory to memory; nothing of it is recorded.
class InputMirror : public QObject
{
    Q_OBJECT
public:
    explicit InputMirror(QObject *parent = nullptr);
    ~InputMirror() override;
    void setPanes(const QList<BrandPane *> &panes);
    void setOn(bool on) { m_on = on; }
    bool isOn() const { return m_on; }
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// A person did something in that pane, mirrored or not.
    void touched(console::BrandPane *pane);
    /// That pane has no such control now; it stays where it is.
    void missed(console::BrandPane *pane, const QString &what);

private:
    struct Lookup;
    struct Source { BrandPane *pane = nullptr; bool isPopup = false; };
    Source sourceOf(QObject *watched) const;
    bool press(const Source &source, QWidget *widget, QMouseEvent *event);
    void click(const QPointer<BrandPane> &pane, const std::optional<Target> &target);
    void sendKeys(const Source &source, QKeyEvent *event);
    void scroll(const Source &source, QWidget *widget, QWheelEvent *event);
    void enqueue(BrandPane *pane, std::function<void()> what);
    void next(BrandPane *pane);
    QList<QPointer<BrandPane>> othersOf(const BrandPane *source) const;
    QList<QPointer<BrandPane>> m_panes;
    struct Queue { QList<std::function<void()>> waiting; bool isBusy = false; };
    QHash<BrandPane *, Queue> m_queues;   // keys wait until the click before them has arrived
    bool m_on = false;
    ClickLookup m_clicks;
};

} // namespace console

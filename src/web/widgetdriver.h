// SPDX-License-Identifier: GPL-3.0-or-later
// WidgetDriver: finds, clicks, types and takes pictures inside the SDK's own iframe and its pop-ups, by real
// input events, for walk-throughs and tests.
#pragma once

#include "base/result.h"
#include "brand/look.h"
#include "walk/target.h"

#include <QImage>
#include <QJsonObject>
#include <QObject>
#include <QRect>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

class QWebEnginePage;

namespace console {

class WidgetView;

struct Found {
    QString role = {}, name = {}, value = {};
    QRect rect = {};           ///< in the view's pixels
    bool enabled = true;
    bool inPopup = false;
};

/// What the pages tell when something did not happen.
struct PageEvidence {
    QStringList visible = {};  ///< controls and headings: button “Continue”; the top-most pop-up's first
    bool isBusy = false;       ///< one of them shows that it waits
    QStringList ended = {};    ///< addresses, without queries, of their requests that came to an end, each as often as it did
};

/// Each call settles once through `then`, in the receiver's thread; not at all when the receiver is gone.
/// Waits for conditions, never for time. Errors: Timeout (with the nearest visible matches), Web.
class WidgetDriver : public QObject
{
    Q_OBJECT
public:
    explicit WidgetDriver(WidgetView *view, QObject *parent = nullptr);
    using FoundThen = std::function<void(const Result<Found> &)>;
    using Then = std::function<void(const Result<void> &)>;
    void setLimit(std::chrono::milliseconds limit) { m_limit = limit; } ///< per action; 15 s

    void find(const Target &target, QObject *receiver, FoundThen then);
    void click(const Target &target, QObject *receiver, Then then);
    /// Focuses the field by a click, replaces its text by key events.
    void type(const Target &target, const QString &text, QObject *receiver, Then then);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, bool inPopup = false);
    /// As it is now, without waiting; nothing: it is not there, is covered or cannot be used.
    void probe(const Target &target, QObject *receiver, std::function<void(const std::optional<Found> &)> then);
    void evidence(QObject *receiver, std::function<void(const PageEvidence &)> then);
    /// Called right before each click: the screen is as a person sees it who is about to click.
    void setBeforeClick(std::function<void()> what) { m_beforeClick = std::move(what); }
    int clicks() const { return m_clicks; } ///< that were sent to a page, whatever became of them
    /// Visible text of the widget and its pop-ups, a line per element.
    void visibleText(QObject *receiver, std::function<void(const QString &)> then);
    /// What stands where in the top-most pop-up, else in the widget; nothing: the page did not answer.
    void look(QObject *receiver, std::function<void(const std::optional<Look> &)> then);
    /// The control at a place of the view, as a target that finds it in another widget; nothing: there is none.
    void controlAt(const QPoint &place, bool inPopup, QObject *receiver, std::function<void(const std::optional<Target> &)> then);
    /// Where the keyboard's keys go now, as a target; `value`: what stands in the field, never of a password's.
    struct Focused { Target target; QString role, value; };
    void focusedControl(bool inPopup, QObject *receiver, std::function<void(const std::optional<Focused> &)> then);
    QImage picture() const;    ///< of the top-most pop-up, else of the view

private:
    void ask(const QJsonObject &query, bool inPopup, QObject *receiver, std::function<void(const QJsonObject &)> then);
    QList<QWebEnginePage *> pages() const; // the top-most pop-up's first, the widget's last
    std::function<void()> m_beforeClick;
    int m_clicks = 0;
    WidgetView *m_view;        // outlives the driver, or takes its actions' pages with it
    std::chrono::milliseconds m_limit{15000};
};

} // namespace console

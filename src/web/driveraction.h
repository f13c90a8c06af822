// SPDX-License-Identifier: GPL-3.0-or-later
// DriverAction: one find, click or typing of the driver, from the first look to the page's receipt.
#pragma once

#include "web/agentquestion.h"
#include "web/widgetdriver.h"

#include <QDeadlineTimer>

#include <optional>

class QWebEngineView;

namespace console {

class DriverAction : public QObject
{
    Q_OBJECT
public:
    enum class Kind { Find, Click, Type, Probe }; ///< Probe: looks once, settles with what is ready to be used, or Timeout
    using Settled = std::function<void(const Result<Found> &)>;
    /// Settles once through `then`, and deletes itself; without a word when `receiver` is gone.
    DriverAction(Kind kind, const Target &target, const QString &text, WidgetView *view, std::chrono::milliseconds limit,
                 QObject *receiver, Settled then, QObject *parent);
    void setBeforeClick(std::function<void()> what) { m_beforeClick = std::move(what); }
    void start();

private:
    struct Candidate {
        QWebEngineView *view = nullptr;
        Found found;
        bool focused = false, ready = false; ///< ready: enabled, uncovered, at rest, inside the window
        double rank = 0;
        QString document = {};               ///< the agent's name for its document
        /// What is called exactly so is worth waiting for while it is covered or disabled: “Continue”, not the dialog's “OK,
        /// continue” above it; “Allow”, not “Do not allow” beside it.
        bool isUsable() const { return ready || rank < 1000; }
        int keys = 0, clicks = 0;            ///< events that the document had received at that time
    };
    void again();
    void look();
    void judge(const QList<AgentQuestion::Answer> &answers);
    void act(const Candidate &candidate);
    void awaitReceipt(int keys, int clicks);
    void askReceipt();
    void received();
    void settle(const Result<Found> &result);
    void timedOut();
    QList<QWebEngineView *> views() const;
    Candidate best(const QList<AgentQuestion::Answer> &answers) const;
    QJsonObject query() const;

    const Kind m_kind;
    const Target m_target;
    const QString m_text;
    QPointer<WidgetView> m_view;
    const std::chrono::milliseconds m_limit;
    const QDeadlineTimer m_deadline;
    QPointer<QObject> m_receiver;
    Settled m_then;
    std::function<void()> m_beforeClick;
    QTimer m_poll;
    Candidate m_chosen;
    QPointer<QWebEngineView> m_chosenView;
    bool m_isClicked = false; ///< Type: the field got its click; now it must have the focus
    bool m_isTyped = false;
    int m_awaitKeys = 0, m_awaitClicks = 0;
    QDeadlineTimer m_patience;
    QTimer m_receiptPoll;
    QStringList m_near;
    QString m_obstacle;       ///< why the last candidate could not be used
};

} // namespace console

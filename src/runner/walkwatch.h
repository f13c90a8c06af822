// SPDX-License-Identifier: GPL-3.0-or-later
// WalkWatch: what happens while a walk runs: events of the widget, calls, the time line; and the evidence when a step failed.
#pragma once

#include "session/logentry.h"
#include "walk/result.h"
#include "walk/verdict.h"
#include "web/widgetdriver.h"

#include <QElapsedTimer>
#include <QObject>
#include <QUrl>

namespace console {

class Session;
class WidgetView;
struct Exchange;

class WalkWatch : public QObject
{
    Q_OBJECT
public:
    WalkWatch(Session *session, WidgetView *view, QObject *parent = nullptr);
    void begin();              ///< a walk; what was seen before is forgotten
    void stepBegins() { m_callsBefore = m_calls.size(); }

    /// An event as it came: for expectations, in memory only.
    struct Event { QString name; bool isCallback = false; Json body; };
    /// Since the widget was opened last.
    const QList<Event> &events() const { return m_events; }
    QStringList widgetErrors() const; ///< texts of onError, of the same time
    void excuse(const Event &event);  ///< an error that the walk expected
    const QList<TimeLine> &timeLine() const { return m_timeLine; }
    Evidence evidence(const WalkStep &step, const Error &error, const PageEvidence &page) const;

Q_SIGNALS:
    void changed();            ///< an event came

private:
    void opened();
    void message(const QString &origin, const QString &text, bool wasText);
    void callback(const QString &name, const QString &argumentsJson);
    void exchanged(const Exchange &exchange);
    void logged(const LogEntry &entry);
    void tell(Evidence *evidence, const PageEvidence &page) const;
    static constexpr qsizetype mostLines = 2000; ///< of a time line
    Session *m_session;
    WidgetView *m_view;
    QElapsedTimer m_clock;
    QList<Event> m_events;
    QList<SeenCall> m_calls;
    qsizetype m_callsBefore = 0;
    QStringList lostOptions() const;
    QStringList m_excused, m_refused, m_asked; ///< m_asked: addresses that the widget's pages asked for, since it was opened
    QList<TimeLine> m_timeLine;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// WalkSteps: the vocabulary of walk-throughs: what a person does in the console and in the widget, as steps.
#pragma once

#include "api/types.h"
#include "runner/script.h"
#include "session/jobboard.h"
#include "web/widgetdriver.h"

#include <QObject>

namespace console {

class Session;

/// Makes steps over one session and its widget. Every wait is for a condition of the session or the page.
class WalkSteps : public QObject
{
    Q_OBJECT
public:
    WalkSteps(Session *session, WidgetDriver *driver, QObject *parent = nullptr);

    Step waitForEnvironment();
    Step createUser(const UserDetails &details);
    Step openWidget(const QString &name, std::function<void()> start);   ///< until the widget says it loaded
    Step link();
    Step click(const QString &name, const QString &role, const QStringList &texts, bool picture = false);
    Step type(const QString &name, const QString &field, const QString &text);
    /// A new connection is there; it becomes the selected one.
    Step waitForConnection();
    Step startJob(JobKind kind);
    /// The latest job of that kind on the selected connection reaches the state; any other end is a failure.
    Step waitForJob(JobKind kind, JobState state);
    Step answerInWidget(JobKind kind);
    Step check(const QString &name, std::function<Result<void>()> what);

    std::optional<Job> latest(JobKind kind) const;
    Session *session() const { return m_session; }

private:
    /// Settles when `test` gives something: nothing yet → std::nullopt.
    using Test = std::function<std::optional<Result<void>>()>;
    void until(Test test, StepDone done);
    /// Settles the step when the widget fails meanwhile; the runner hears only the first word of a step.
    void orWidgetBreaks(const StepDone &done);
    Session *m_session;
    WidgetDriver *m_driver;
    qsizetype m_connectionsBefore = 0;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// WalkRecorder: what a person does in the console and in its widget becomes a walk file, and what came of it is expected there.
#pragma once

#include "runner/recordedwalk.h"
#include "session/jobstate.h"

#include <QDateTime>
#include <QHash>
#include <QObject>

namespace console {

class PersonInput;
class Session;
class WidgetView;
struct Job;
struct LogEntry;

class WalkRecorder : public QObject
{
    Q_OBJECT
public:
    WalkRecorder(Session *session, WidgetView *view, QObject *parent = nullptr);
    ~WalkRecorder() override;
    /// A new recording; `book`: what is public and may be written as it was typed.
    void start(const WalkBook &book);
    void stop();
    bool isOn() const { return m_isOn; }
    /// The console typed it for the person.
    void typed(const Target &target, const QString &text);
    const RecordedWalk &walk() const { return m_walk; }

Q_SIGNALS:
    void changed();            ///< a step more, or it began, or it ended

private:
    void wireInput();
    void wireSession();
    void userChanged();
    void launched(const WidgetLaunch &launch);
    void linkChanged();
    void heard(const LogEntry &entry);
    void jobChanged(const Job &job);
    void jobEnded(const Job &job);
    void startFromWhatIsThere();
    Session *m_session;
    PersonInput *m_input;
    RecordedWalk m_walk;
    bool m_isOn = false;
    QString m_user, m_launch;
    bool m_hasEnded = false;   // the widget said that this launch is over
    QDateTime m_since;
    QHash<int, JobState> m_jobs; // started in this recording: as last seen
};

} // namespace console

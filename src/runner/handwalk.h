// SPDX-License-Identifier: GPL-3.0-or-later
// HandWalk: a walk that a person does in the console: its steps as a checklist that ticks what can be seen, marks and notes
// for the rest, and the same result as the machine's.
#pragma once

#include "runner/handsight.h"
#include "walk/result.h"
#include "walk/walk.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>

namespace console {

class Session;

struct HandStep {
    enum class Mark { Open, Passed, Failed, Blocked, Skipped };
    Mark mark = Mark::Open;
    bool bySelf = false;       ///< the console saw it
    Verdict verdict = Verdict::IntegrationBroke; ///< of a failed one: whose fault
    QString note;              ///< the tester's
    QString hint;              ///< what happened instead, while it is open
    QImage picture;            ///< may be null
    QDateTime at;              ///< UTC, when it was marked
};
QString handMarkName(HandStep::Mark mark);             ///< for files: "passed"
HandStep::Mark handMarkFrom(const QString &name);      ///< no such word: Open

class HandWalk : public QObject
{
    Q_OBJECT
public:
    /// Is the target visible in the open widget? Answers once; not at all when the receiver is gone.
    using Look = std::function<void(const Target &target, QObject *receiver, std::function<void(bool)> then)>;
    HandWalk(const WalkCase &walk, Session *session, Look look, QObject *parent = nullptr);

    const WalkCase &walk() const { return m_walk; }
    const QList<HandStep> &steps() const { return m_steps; }
    QDateTime startedAt() const { return m_startedAt; }
    int next() const;                                  ///< the first open step; -1: none
    bool isWhole() const { return next() < 0; }
    QString wordsOf(int index) const;                  ///< what a person does, variables filled in as far as they are known
    void mark(int index, HandStep::Mark mark, const QString &note = {}, Verdict verdict = Verdict::IntegrationBroke);
    void setNote(int index, const QString &note);
    void setPicture(int index, const QImage &picture); ///< ticks a step that asks for one
    /// Marks of an earlier run of the program; nothing is seen before resume().
    void restore(const QList<HandStep> &steps, const QDateTime &startedAt);
    /// The console looks on from now on. Not before: what stands in the session may be older.
    void resume();
    void pause();
    bool isOn() const { return m_isOn; }
    CaseResult result() const;

Q_SIGNALS:
    void changed();            ///< marks, notes, hints, pictures
    void marked(int index);    ///< worth keeping: a mark, a note or a picture is new

private:
    void look();
    QList<int> pageSteps() const;
    void lookAtPage();
    void lookAt(const QList<int> &steps, const QList<bool> &soFar);
    void judgePage(const QList<int> &steps, const QList<bool> &visible);
    void holdActsBefore(int index);
    int judged() const;
    void hold(int index);
    void setHint(int index, const QString &hint);
    void settle(int index, HandStep::Mark mark, bool bySelf);
    void came();
    WalkStep filled(int index) const;
    StepResult resultOf(int index, const QDateTime &before) const;
    WalkCase m_walk;
    Session *m_session;
    Look m_look;
    QList<HandStep> m_steps;
    QDateTime m_startedAt;
    HandSnapshot m_since;      // when the person came to the present group of steps
    int m_group = -1;          // its first step
    bool m_isOn = false, m_isLooking = false;
    QSet<int> m_awaited;       // steps whose target was not there while one before them could be done
    QTimer m_soon, m_page;
};

} // namespace console

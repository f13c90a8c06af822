// SPDX-License-Identifier: GPL-3.0-or-later
// JobTimeline: the way of one job from asked to ended as coloured bars over an axis of time, drawn to scale.
#pragma once

#include "gui/jobphases.h"

#include <QWidget>

#include <optional>

namespace console {

/// Left, Right, Home and End go from phase to phase; hovering says the same.
class JobTimeline : public QWidget
{
    Q_OBJECT
public:
    struct Content {
        QList<JobPhase> phases;
        QList<QDateTime> polls;         ///< when the service was asked, as far as it is known
        std::optional<JobState> end;    ///< how it ended
        bool operator==(const Content &) const = default;
    };
    explicit JobTimeline(QWidget *parent = nullptr);
    void setContent(const Content &content);
    /// Is a phase too short for its length to be seen?
    bool hasThinPhases() const;
    bool hasPolls() const { return !m_content.polls.isEmpty(); }
    int current() const { return m_current; } ///< -1: none
    void setCurrent(int phase);
    /// "running, 8.0 s, from 12:00:01.200 to 12:00:09.200: accepted"
    QString phaseText(int phase) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int phase); ///< by the person
    void scaled();                  ///< another width or other phases: what is thin may be another

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    double room() const;                    ///< px for the axis
    void choose(int phase);
    void paintBar(QPainter &painter, const JobBar &bar, int phase) const;
    void paintAxis(QPainter &painter) const;
    void paintEnd(QPainter &painter) const;
    void describe();
    Content m_content;
    int m_current = -1;
};

} // namespace console

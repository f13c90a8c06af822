// SPDX-License-Identifier: GPL-3.0-or-later
// JobRow: one kind of job of the selected connection: where it is, its one button, its story behind a fold.
#pragma once

#include "gui/jobtext.h"

#include <QFrame>

#include <memory>

namespace Ui {
class JobRow;
}

namespace console {

class JobRow : public QFrame
{
    Q_OBJECT
public:
    explicit JobRow(JobKind kind, QWidget *parent = nullptr);
    ~JobRow() override;
    JobKind kind() const { return m_kind; }
    /// Below the title, above the story: the date range.
    void addExtra(QWidget *extra);
    void setStartable(bool startable, const QString &whyNot);
    void showJob(const std::optional<Job> &job, const std::optional<std::chrono::milliseconds> &lastTook, const QDateTime &now);
    void tick(const QDateTime &now);
    bool isRunning() const { return m_job && !isEnded(m_job->state); }
    const std::optional<Job> &job() const { return m_job; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void startAsked();
    void cancelAsked(int number);
    void retryAsked(int number);
    void answerAsked(int number);

private:
    void pressed();
    void showState(const QDateTime &now);
    void showTrouble();
    void refreshButton();
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    std::unique_ptr<Ui::JobRow> m_ui;
    JobKind m_kind;
    std::optional<Job> m_job;
    std::optional<std::chrono::milliseconds> m_lastTook;
    QString m_whyNot;
    bool m_startable = false;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// DeckDetails: one job of the flight deck in full: facts, what went wrong, its way drawn to scale, every change with its cause.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "gui/deckrow.h"
#include "gui/inklabel.h"

#include <QFrame>

#include <memory>

namespace Ui {
class DeckDetails;
}

namespace console {

class ChangesModel;
class EventLog;
class IdLabel;

class DeckDetails : public QFrame
{
    Q_OBJECT
public:
    DeckDetails(const EventLog *log, Clock clock, QWidget *parent = nullptr);
    ~DeckDetails() override;
    /// `live`: the job as the board has it; without it its changes come later through showChanges().
    void showJob(const DeckRow &row, const QString &bank, const std::optional<Job> &live);
    void showChanges(qint64 key, const Result<QList<HistoryChange>> &changes);
    qint64 key() const { return m_row.key; } ///< 0: nothing is shown
    void showNothing();
    void tick();                             ///< what still runs goes on

Q_SIGNALS:
    void closed();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Fact { QWidget *caption = nullptr; InkLabel *text = nullptr; IdLabel *id = nullptr; };
    Fact addFact(const QString &name, const QString &caption, bool isId);
    void addFacts();
    void setUpTable();
    void showHead();
    void showFacts();
    void showNotice();
    void showStory();
    void showScale();
    QList<QDateTime> polls(const QDateTime &from, const QDateTime &to) const;
    static void say(const Fact &fact, const QString &value, const QString &toolTip = {});
    const EventLog *m_log;
    Clock m_clock;
    std::unique_ptr<Ui::DeckDetails> m_ui;
    ChangesModel *m_changes;
    DeckRow m_row;
    QString m_bank, m_said; // what the notice says
    std::optional<Error> m_error;
    QList<Job::Change> m_story;
    bool m_choosing = false; // the bar was chosen, and the row follows
    Fact m_user, m_dates, m_asked, m_waited, m_time, m_attempts, m_factors, m_word, m_ended;
};

/// An error of the history, which is one line, with what can be done about its code.
Error errorFromLine(const QString &line);

} // namespace console

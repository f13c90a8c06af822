// SPDX-License-Identifier: GPL-3.0-or-later
// DeckPanel: the flight deck: all jobs of all connections, what can be done with the chosen ones, one of them in full.
#pragma once

#include "gui/deckrow.h"
#include "session/session.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class DeckPanel;
}

namespace console {

class DeckDetails;
class DeckLook;
class DeckModel;
class DeckVerbs;
class EndedCounts;
class JobTally;
class ManyStarts;

class DeckPanel : public QWidget
{
    Q_OBJECT
public:
    DeckPanel(Session *session, const JobTally *tally, QWidget *parent = nullptr);
    ~DeckPanel() override;
    DeckModel *model() const { return m_model; }
    void setFilter(const DeckFilter &filter);
    void showNeedsYou();  ///< those that wait for a person, the first of them chosen

public Q_SLOTS:
    void startMany();     ///< asks on which connections
    void tryAgain();      ///< the chosen ones that ended
    void focusList();

Q_SIGNALS:
    void answerRequested(int jobNumber);
    void linkRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpTable();
    void setUpVerbs();
    void setUpHistory();
    void refresh();        ///< faces, counts, actions
    void refreshFace();
    void refreshVerbs();
    void selectionChanged();
    void showDetails();
    void closeDetails();
    void placeSplitter();
    void keepSplitter();
    void tick();
    void fitColumns();
    qint64 currentKey() const;
    QString bankOf(const QString &connectionId) const;
    Session *m_session;
    const JobTally *m_tally;
    std::unique_ptr<Ui::DeckPanel> m_ui;
    DeckModel *m_model;
    DeckLook *m_look;
    DeckDetails *m_details;
    ManyStarts *m_starts;
    EndedCounts *m_ended;
    DeckVerbs *m_verbs = nullptr;
    QTimer m_tick, m_later, m_slow; // m_slow: the history answers, but has not yet
    bool m_wasLoading = false;
    bool m_wantsFirst = false; // of what comes, the first is chosen
};

} // namespace console

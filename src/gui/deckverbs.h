// SPDX-License-Identifier: GPL-3.0-or-later
// DeckVerbs: what can be done with the chosen jobs of the flight deck: as actions, enabled from their states alone.
#pragma once

#include "gui/deckrow.h"
#include "session/session.h"

class QAbstractButton;
class QAction;
class QTableView;

namespace console {

class DeckModel;
class ManyStarts;

class DeckVerbs : public QObject
{
    Q_OBJECT
public:
    /// The actions are the table's menu, too, and what its copy key does.
    DeckVerbs(Session *session, DeckModel *model, QTableView *table, ManyStarts *starts, QObject *parent);
    QAction *answer = nullptr, *poll = nullptr, *retry = nullptr, *cancel = nullptr, *copy = nullptr;
    /// The button does what the action does, and looks like it.
    static void bind(QAbstractButton *button, QAction *action);
    void refresh();
    int chosenCount() const { return m_chosen; }
    QStringList chosenIds() const; ///< of the service

Q_SIGNALS:
    void answerAsked(int number);
    void copyAsked();

private:
    struct Chosen { QList<int> cancel, poll; QList<const DeckRow *> again; QStringList ids; int answer = 0, all = 0; };
    QAction *make(const QString &name, const QString &icon, const QString &text, const QString &palette, void (DeckVerbs::*slot)());
    Chosen chosen() const;
    void doAnswer();
    void doPoll();
    void doRetry();
    void doCancel();
    void doCopy();
    Session *m_session;
    DeckModel *m_model;
    QTableView *m_table;
    ManyStarts *m_starts;
    int m_chosen = 0;
};

} // namespace console

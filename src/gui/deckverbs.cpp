// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/deckverbs.h"

#include "gui/copykey.h"
#include "gui/deckmodel.h"
#include "gui/manystarts.h"

#include <QAbstractButton>
#include <QAction>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Can the service be asked about it sooner than planned?
bool canHurry(JobState state)
{
    return isPolled(state) || state == JobState::WaitingForOther || state == JobState::StartDelayed;
}

} // namespace

DeckVerbs::DeckVerbs(Session *session, DeckModel *model, QTableView *table, ManyStarts *starts, QObject *parent)
    : QObject(parent), m_session(session), m_model(model), m_table(table), m_starts(starts)
{
    answer = make(u"deckAnswer"_s, u"question"_s, tr("Answer…"), tr("Answer the chosen job's second factor"), &DeckVerbs::doAnswer);
    poll = make(u"deckPoll"_s, u"reload"_s, tr("Ask now"), tr("Ask the service about the chosen jobs now"), &DeckVerbs::doPoll);
    retry = make(u"deckRetry"_s, u"play"_s, tr("Try again"), tr("Try the chosen jobs again"), &DeckVerbs::doRetry);
    cancel = make(u"deckCancel"_s, u"stop"_s, tr("Cancel"), tr("Cancel the chosen jobs"), &DeckVerbs::doCancel);
    copy = make(u"deckCopy"_s, u"copy"_s, tr("Copy jobId"), tr("Copy the chosen jobs' ids"), &DeckVerbs::doCopy);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    new CopyKey(table, [this] { doCopy(); });
}

QAction *DeckVerbs::make(const QString &name, const QString &icon, const QString &text, const QString &palette, void (DeckVerbs::*slot)())
{
    auto *action = new QAction(Theme::icon(icon), text, this);
    action->setObjectName(u"action-"_s + name);
    action->setProperty("palette", palette);
    connect(action, &QAction::triggered, this, slot);
    m_table->addAction(action);
    return action;
}

void DeckVerbs::bind(QAbstractButton *button, QAction *action)
{
    connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->property("whyNot").toString());
        button->setAccessibleName(action->property("palette").toString());
    };
    connect(action, &QAction::changed, button, follow);
    follow();
}

DeckVerbs::Chosen DeckVerbs::chosen() const
{
    Chosen chosen;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection()) {
        for (int at = range.top(); at <= range.bottom(); ++at) {
            const DeckRow *row = m_model->row(at);
            if (!row)
                continue;
            ++chosen.all;
            if (!row->jobId.isEmpty())
                chosen.ids << row->jobId;
            if (row->isLive() && !isEnded(row->state))
                chosen.cancel << row->number;
            if (row->isLive() && canHurry(row->state))
                chosen.poll << row->number;
            if (row->isLive() && row->state == JobState::AwaitingPerson)
                chosen.answer = row->number; // the lowest row waits the longest
            // a job of an earlier run is started anew, if its connection is one of this user's
            if (isEnded(row->state) && (row->isLive() || m_session->connections()->find(row->connectionId)))
                chosen.again << row;
        }
    }
    return chosen;
}

void DeckVerbs::refresh()
{
    const Chosen now = chosen();
    m_chosen = now.all;
    const auto allow = [&now](QAction *action, bool possible, const QString &why) {
        const QString reason = possible ? QString() : now.all == 0 ? tr("Choose a job under All jobs first.") : why;
        action->setProperty("whyNot", reason);
        action->setToolTip(reason.isEmpty() ? action->text() : reason); // whoever follows the action is told by this
        action->setEnabled(possible);
    };
    const Session::Can can = m_session->can();
    allow(answer, can.answerMfa && now.answer != 0, now.answer == 0 ? tr("None of the chosen jobs waits for a second factor.") : can.whyNot);
    allow(poll, !now.poll.isEmpty(), tr("None of the chosen jobs waits for the service."));
    allow(retry, can.startJob && !now.again.isEmpty(), now.again.isEmpty() ? tr("None of the chosen jobs has ended on a connection of this user.") : can.whyNot);
    allow(cancel, !now.cancel.isEmpty(), tr("All of the chosen jobs have ended."));
    allow(copy, !now.ids.isEmpty(), tr("The service has not given them an id yet."));
}

QStringList DeckVerbs::chosenIds() const
{
    return chosen().ids;
}

void DeckVerbs::doAnswer()
{
    if (const int number = chosen().answer)
        Q_EMIT answerAsked(number);
}

void DeckVerbs::doPoll()
{
    for (const int number : chosen().poll)
        m_session->jobs()->pollNow(number);
}

void DeckVerbs::doCancel()
{
    for (const int number : chosen().cancel)
        m_session->jobs()->cancel(number);
}

void DeckVerbs::doRetry()
{
    QList<int> numbers;
    QList<ManyStarts::Wish> wishes;
    for (const DeckRow *row : chosen().again) {
        if (row->isLive() && m_session->jobs()->job(row->number))
            numbers << row->number;
        else // the board has made room since, or it is of an earlier run
            wishes.append({row->connectionId, row->kind, row->range});
    }
    for (const int number : numbers)
        m_session->jobs()->retry(number);
    if (!wishes.isEmpty())
        m_starts->startAll(wishes);
}

void DeckVerbs::doCopy()
{
    if (copy->isEnabled())
        Q_EMIT copyAsked();
}

} // namespace console

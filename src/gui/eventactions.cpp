// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventactions.h"

#include "gui/actions.h"
#include "gui/comparewindow.h"
#include "gui/copyasmenu.h"
#include "gui/copykey.h"
#include "gui/eventdetails.h"
#include "gui/question.h"
#include "gui/theme.h"
#include "gui/timetext.h"
#include "session/sendagain.h"

#include <QInputDialog>
#include <QMenu>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace console {

EventActions::EventActions(EventLog *log, Session *session, QTableView *table, EventDetails *details, Current current)
    : QObject(table), m_log(log), m_session(session), m_table(table), m_details(details), m_current(std::move(current)), m_menu(new QMenu(table))
{
    setUpMenu();
    new CopyKey(table, [this] { copy(); });
    table->setContextMenuPolicy(Qt::CustomContextMenu); // Qt's own menu of a widget's actions shows no tool-tips, so no reasons
    connect(table, &QTableView::customContextMenuRequested, this, [this](const QPoint &place) {
        if (!m_current())
            return;
        refresh();
        // By the key the menu belongs to the row, not to wherever the pointer is.
        const QRect row = m_table->visualRect(m_table->currentIndex());
        m_menu->popup(m_table->viewport()->mapToGlobal(row.top() <= place.y() && place.y() <= row.bottom() ? place : row.bottomLeft()));
    });
    connect(m_details, &EventDetails::sendAgainAsked, this, &EventActions::sendAgain);
    if (m_session)
        connect(m_session, &Session::changed, this, &EventActions::refresh);
    refresh();
}

void EventActions::setUpMenu()
{
    m_menu->setObjectName(u"entryMenu"_s);
    m_menu->setAccessibleName(tr("What can be done with this entry"));
    m_menu->setToolTipsVisible(true);
    m_copy = add(u"copyEntryAction"_s, u"copy"_s, tr("&Copy this entry"), &EventActions::copy);
    m_copyAs = makeCopyAsMenu(m_menu, u"entryCopyAsMenu"_s, [this](CodeLanguage language) {
        if (const LogEntry *entry = m_current())
            m_details->copyAsCode(*entry, language);
    });
    for (QAction *action : m_copyAs->actions()) // the command palette finds what has this property
        action->setProperty("palette", tr("Copy the selected call as %1").arg(action->text()));
    m_menu->addMenu(m_copyAs);
    m_menu->addSeparator();
    m_sendAgain = add(u"sendAgainAction"_s, u"reload"_s, tr("&Send again"), &EventActions::sendAgain);
    m_menu->addSeparator();
    m_mark = add(u"markForComparingAction"_s, u"table"_s, tr("&Mark for comparing"), &EventActions::markForComparing);
    m_compare = add(u"compareAction"_s, u"layout"_s, tr("Com&pare with the marked one"), &EventActions::compare);
    m_menu->addSeparator();
    m_pin = add(u"pinAction"_s, u"pin"_s, tr("P&in"), &EventActions::pin);
    m_note = add(u"noteAction"_s, u"edit"_s, tr("&Note…"), &EventActions::note);
    m_pin->setProperty("palette", tr("Pin the selected entry, or take its pin away"));
    m_note->setProperty("palette", tr("Write a note to the selected entry"));
    m_copy->setProperty("palette", tr("Copy the selected entry"));
    m_sendAgain->setProperty("palette", tr("Send the selected call again"));
    m_mark->setProperty("palette", tr("Mark the selected entry for comparing"));
    m_compare->setProperty("palette", tr("Compare the selected entry with the marked one"));
}

QAction *EventActions::add(const QString &name, const QString &icon, const QString &text, void (EventActions::*slot)())
{
    QAction *action = m_menu->addAction(Theme::icon(icon), text);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void EventActions::allow(QAction *action, const QString &whyNot)
{
    action->setEnabled(whyNot.isEmpty());
    action->setProperty("whyNot", whyNot);
    action->setToolTip(toolTipOf(action));
}

void EventActions::refresh()
{
    const LogEntry *entry = m_current();
    const bool isCall = entry && entry->kind == LogEntry::Kind::Http;
    const QString nothing = tr("No entry is selected.");
    allow(m_copy, entry ? QString() : nothing);
    m_copyAs->setEnabled(isCall);
    for (QAction *action : m_copyAs->actions())
        allow(action, isCall ? QString() : entry ? tr("Only calls can be copied as code.") : nothing);
    const QString whyNotAgain = !entry ? nothing : m_session ? m_session->sendAgain()->whyNot(*entry) : tr("This is a saved session.");
    m_sendAgain->setText(entry && !SendAgain::isSafe(*entry) ? tr("&Send again…") : tr("&Send again"));
    allow(m_sendAgain, whyNotAgain);
    m_details->setSendAgain(isCall, whyNotAgain);
    allow(m_mark, entry ? QString() : nothing);
    m_pin->setText(entry && m_log->marks()->mark(entry->id).isPinned ? tr("Take the p&in away") : tr("P&in"));
    allow(m_pin, entry ? QString() : nothing);
    allow(m_note, entry ? QString() : nothing);
    if (m_marked)
        m_compare->setText(tr("Com&pare with %1").arg(clockTime(m_marked->at) + u' ' + QString(m_marked->title).replace(u'&', u"&&"_s)));
    allow(m_compare, !m_marked ? tr("Mark another entry first.") : !entry ? nothing : entry->id == m_marked->id ? tr("This is the marked one.") : QString());
}

void EventActions::copy()
{
    if (const LogEntry *entry = m_current())
        m_details->copyAsMasked(*entry);
}

void EventActions::sendAgain()
{
    const LogEntry *current = m_current();
    if (!current || !m_session)
        return;
    if (SendAgain::isSafe(*current)) {
        m_session->sendAgain()->send(*current);
        return;
    }
    ask(m_table,
        {.name = u"sendAgainQuestion"_s,
         .title = tr("Send it again?"),
         .text = tr("%1\n\nIt may change something in %2. What it starts there is not followed by this console.")
                     .arg(current->title, m_session->environments()->current().name),
         .verb = tr("&Send it again")},
        [this, entry = *current] { m_session->sendAgain()->send(entry); });
}

void EventActions::markForComparing()
{
    if (const LogEntry *entry = m_current())
        m_marked = *entry;
    refresh();
}

void EventActions::pin()
{
    if (const LogEntry *entry = m_current())
        m_log->pin(entry->id, !m_log->marks()->mark(entry->id).isPinned);
    refresh();
}

void EventActions::note()
{
    const LogEntry *entry = m_current();
    if (!entry)
        return;
    auto *dialog = new QInputDialog(m_table);
    dialog->setObjectName(u"noteDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("A note to this entry"));
    dialog->setLabelText(clockTime(entry->at) + u"  "_s + entry->title);
    dialog->setTextValue(m_log->marks()->mark(entry->id).note);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id = entry->id](const QString &text) { m_log->note(id, text); });
    dialog->open();
}

void EventActions::compare()
{
    const LogEntry *entry = m_current();
    if (!entry || !m_marked)
        return;
    auto *window = new CompareWindow(*m_marked, *entry, m_table->window());
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connectioncard.h"

#include "gui/actions.h"
#include "gui/connectiontext.h"
#include "gui/copied.h"
#include "gui/iconlabel.h"
#include "session/mask.h"
#include "session/session.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace console {

ConnectionCard::ConnectionCard(Session *session, Actions *actions, QWidget *parent)
    : QFrame(parent), m_session(session)
{
    setObjectName(u"connectionCard"_s);
    setProperty("card", true);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 12, 12, 12);
    outer->setSpacing(4);
    addHead(outer);
    m_account = addLabel(u"cardAccount"_s, u"muted"_s);
    m_account->setWordWrap(true);
    outer->addWidget(m_account);
    addIdRow(outer, actions);
    m_note = addLabel(u"cardNote"_s, u"muted"_s);
    m_note->setWordWrap(true);
    outer->addWidget(m_note);
    connect(session->connections(), &Connections::changed, this, &ConnectionCard::refresh);
    connect(session->connections(), &Connections::selectionChanged, this, &ConnectionCard::refresh);
    connect(session->data(), &DataDesk::changed, this, &ConnectionCard::refresh);
    refresh();
}

QLabel *ConnectionCard::addLabel(const QString &name, const QString &tone)
{
    auto *label = new QLabel(this);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("tone", tone);
    return label;
}

void ConnectionCard::addHead(QVBoxLayout *outer)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::grid);
    m_icon = new IconLabel(this);
    m_bank = addLabel(u"cardBank"_s, {});
    Theme::mark(m_bank, "face", u"title"_s);
    m_bank->setWordWrap(true);
    m_statusIcon = new IconLabel(this);
    m_status = new InkLabel(this);
    m_status->setObjectName(u"cardStatus"_s);
    head->addWidget(m_icon);
    head->addWidget(m_bank, 1);
    head->addWidget(m_statusIcon);
    head->addWidget(m_status);
    outer->addLayout(head);
}

void ConnectionCard::addIdRow(QVBoxLayout *outer, Actions *actions)
{
    m_idRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_idRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_id = addLabel(u"cardConnectionId"_s, {});
    Theme::mark(m_id, "face", u"fixed"_s);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy = new QToolButton(m_idRow);
    m_copy->setObjectName(u"cardCopyButton"_s);
    m_copy->setIcon(Theme::icon(u"copy"_s));
    m_copy->setAccessibleName(tr("Copy the connectionId"));
    m_copy->setToolTip(actions->copyConnection->toolTip());
    m_copy->setFocusPolicy(Qt::TabFocus);
    connect(m_copy, &QToolButton::clicked, actions->copyConnection, &QAction::trigger);
    connect(actions->copyConnection, &QAction::triggered, m_copy, [this] { sayCopied(m_copy); }); // by its key, too
    row->addWidget(m_id);
    row->addWidget(m_copy);
    row->addStretch(1);
    outer->addWidget(m_idRow);
}

void ConnectionCard::refresh()
{
    const Connection *connection = m_session->connections()->find(m_session->connections()->selected());
    m_idRow->setVisible(connection != nullptr);
    m_statusIcon->setVisible(connection != nullptr);
    m_status->setVisible(connection != nullptr);
    m_account->setVisible(connection != nullptr);
    if (connection) {
        showConnection(*connection);
    } else {
        showNothing();
    }
}

void ConnectionCard::showNothing()
{
    m_icon->set(u"bank"_s, Theme::Role::Muted, 22);
    m_bank->setText(tr("No connection yet"));
    m_note->setText(tr("Link a bank, and its account, jobs and data are shown here."));
    m_note->setVisible(true);
}

void ConnectionCard::showConnection(const Connection &connection)
{
    m_icon->set(u"bank"_s, Theme::Role::Accent, 22);
    m_bank->setText(connection.bank.isEmpty() ? tr("Bank not known yet") : connection.bank);
    const StatusText status = connectionStatusText(connection.status);
    m_statusIcon->set(status.icon, roleOf(status.tone), 18);
    m_status->setTone(status.tone);
    m_status->setText(status.word);
    const QString account = accountSummary(connection.nickname, connection.accountType, connection.numberDisplay);
    m_account->setText(account.isEmpty() ? tr("Account details are being fetched…") : account);
    m_id->setText(shortId(connection.connectionId));
    m_id->setToolTip(connection.connectionId);
    m_id->setAccessibleName(tr("connectionId %1").arg(connection.connectionId));
    m_note->setVisible(!connection.isGood());
    m_note->setText(tr("Link the bank again to refresh it; the connectionId stays."));
}

} // namespace console

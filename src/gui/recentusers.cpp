// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/recentusers.h"

#include "gui/theme.h"
#include "gui/timetext.h"
#include "session/historykeeper.h"
#include "session/mask.h"
#include "session/session.h"
#include "store/history.h"
#include "ui_recentusers.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int rowsInSight = 5;
constexpr int frame = 2; // px, above and below: the focus ring

} // namespace

RecentUsers::RecentUsers(Session *session, QWidget *parent)
    : QFrame(parent), m_session(session), m_ui(std::make_unique<Ui::RecentUsers>())
{
    m_ui->setupUi(this);
    m_ui->recentHint->setTone(InkLabel::Tone::Muted);
    QHeaderView *header = m_ui->recentList->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(2, QHeaderView::Stretch);
    connect(m_ui->recentList, &QTreeWidget::itemClicked, this, &RecentUsers::choose);
    connect(m_ui->recentList, &QTreeWidget::itemActivated, this, &RecentUsers::choose);
    connect(session->environments(), &Environments::changed, this, &RecentUsers::reload); // the simulator has started anew
    connect(session->environments(), &Environments::chosen, this, &RecentUsers::reload);
    if (History *history = session->history()) {
        connect(history, &History::purged, this, &RecentUsers::reload);
        connect(session->user(), &UserFlow::changed, this, [this, history] { // the keeper has put the new one by now
            if (m_session->user()->state() == UserState::Ready)
                history->whenKept(this, [this](bool) { reload(); });
        });
    }
    fill({});
    reload();
}

RecentUsers::~RecentUsers() = default;

void RecentUsers::reload()
{
    const quint64 question = ++m_question;
    if (!m_session->keeper())
        return;
    m_session->keeper()->recentUsers(most, this, [this, question](const Result<QList<HistoryUser>> &users) {
        if (question == m_question)
            fill(users.value_or(QList<HistoryUser>())); // the history's own problem is told by itself
    });
}

void RecentUsers::fill(const QList<HistoryUser> &users)
{
    QTreeWidget *list = m_ui->recentList;
    list->clear();
    const QDateTime now = m_session->clock()();
    for (const HistoryUser &user : users) {
        const QString seen = spokenTime(user.seenAt, now);
        const QString label = user.label.trimmed(); // earlier versions wrote the space between two names that they did not know
        auto *item = new QTreeWidgetItem(list, {label.isEmpty() ? tr("no name kept") : label, shortId(user.uuid), seen});
        item->setIcon(0, Theme::icon(u"user"_s, Theme::Role::Muted));
        item->setFont(1, Theme::fixed());
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, Qt::UserRole, user.uuid);
        item->setData(0, Qt::AccessibleTextRole, keptTogether({item->text(0), user.uuid, seen}));
        for (int column = 0; column < list->columnCount(); ++column)
            item->setToolTip(column, u"%1\n%2"_s.arg(user.uuid, exactTime(user.seenAt)));
    }
    setVisible(!users.isEmpty());
    if (users.isEmpty())
        return;
    const int rows = qMin(int(users.size()), rowsInSight);
    list->setFixedHeight(rows * list->sizeHintForRow(0) + 2 * frame);
}

/// Where the style activates what is clicked, both signals come; the second finds the list out of sight.
void RecentUsers::choose()
{
    const QTreeWidgetItem *item = m_ui->recentList->currentItem();
    if (item && isVisible())
        Q_EMIT chosen(item->data(0, Qt::UserRole).toString());
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connectionspanel.h"

#include "gui/buttons.h"
#include "gui/connectiondelegate.h"
#include "gui/connectionsmodel.h"
#include "gui/copied.h"
#include "gui/copykey.h"
#include "ui_connectionspanel.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace console {

ConnectionsPanel::ConnectionsPanel(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::ConnectionsPanel>()),
      m_model(new ConnectionsModel(session->connections(), this)), m_delegate(new ConnectionDelegate(this))
{
    m_ui->setupUi(this);
    m_ui->title->setFace(InkLabel::Face::Strong);
    asIcon(m_ui->copyButton, u"copy"_s, tr("Copy the connectionId"), QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText));
    asIcon(m_ui->refreshButton, u"reload"_s, tr("Read the service's list again"));
    m_ui->linkButton->setIcon(Theme::icon(u"plus"_s));
    m_ui->face->setActionPrimary(false); // the stage has the primary button of the view
    m_ui->face->setStacked();
    setUpList();
    connect(m_ui->copyButton, &QToolButton::clicked, this, &ConnectionsPanel::copySelectedId);
    connect(m_ui->refreshButton, &QToolButton::clicked, m_session->data(), &DataDesk::fetchConnections);
    connect(m_ui->notice, &NoticeBar::acted, m_session->data(), &DataDesk::fetchConnections);
    connect(m_ui->linkButton, &QPushButton::clicked, this, &ConnectionsPanel::linkRequested);
    connect(m_ui->face, &StateFace::acted, this, [this] {
        m_ui->face->face() == StateFace::Face::Error ? m_session->data()->fetchConnections() : Q_EMIT linkRequested();
    });
    connect(m_ui->face, &StateFace::secondActed, m_session->data(), &DataDesk::fetchConnections);
    connect(m_session, &Session::changed, this, &ConnectionsPanel::refresh);
    connect(m_session->connections(), &Connections::changed, this, &ConnectionsPanel::refresh);
    connect(m_session->connections(), &Connections::selectionChanged, this, &ConnectionsPanel::select);
    connect(m_session->data(), &DataDesk::changed, this, &ConnectionsPanel::refresh);
    connect(m_session->link(), &LinkFlow::changed, this, &ConnectionsPanel::refresh);
    refresh();
    select();
}

ConnectionsPanel::~ConnectionsPanel() = default;

void ConnectionsPanel::setUpList()
{
    m_ui->list->setModel(m_model);
    m_ui->list->setItemDelegate(m_delegate);
    m_ui->list->setFrameShape(QFrame::NoFrame);
    m_ui->list->setMinimumHeight(64);
    auto *copyAction = new QAction(tr("Copy connectionId"), m_ui->list);
    copyAction->setObjectName(u"copyIdAction"_s);
    new CopyKey(m_ui->list, [this] { copySelectedId(); });
    m_ui->list->addAction(copyAction);
    m_ui->list->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyAction, &QAction::triggered, this, &ConnectionsPanel::copySelectedId);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ConnectionsPanel::select); // a reset forgets what was selected
    connect(m_delegate, &ConnectionDelegate::copyAsked, this, &ConnectionsPanel::copy);
    connect(m_ui->list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            m_session->connections()->select(current.data(ConnectionIdRole).toString());
    });
}

void ConnectionsPanel::refresh()
{
    const Session::Can can = m_session->can();
    if (m_model->rowCount() == 0) {
        faceForNone(can);
        m_ui->stack->setCurrentWidget(m_ui->face);
        return;
    }
    m_ui->stack->setCurrentWidget(m_ui->content);
    refreshList();
    m_ui->linkButton->setEnabled(can.link);
    m_ui->linkButton->setToolTip(can.link ? QString() : can.whyNot);
}

void ConnectionsPanel::faceForNone(const Session::Can &can)
{
    const Fetched<QList<ConnectionSummary>> &list = m_session->data()->connectionList();
    if (list.working) {
        m_ui->face->showWorking({.title = tr("Looking for links"), .text = tr("Reading the service's list of this user's banks."), .since = {}},
                                m_session->clock()());
    } else if (list.error && !m_session->data()->isListUnasked()) {
        m_ui->face->showError(tr("The list could not be read"), *list.error, tr("Try again"));
    } else {
        // Asked by the program itself, a service that has no such list is nothing to be alarmed about.
        const QString text = list.error ? tr("The service did not say whether there are links from before. Link a bank, or ask again.")
                                        : tr("Link a bank: the widget opens, and the connectionId appears here by itself.");
        m_ui->face->showEmpty(u"link"_s, list.error ? tr("No bank linked here yet") : tr("No bank linked yet"), text, tr("Link a bank"),
                              can.link ? QString() : can.whyNot, can.link ? tr("Find earlier links") : QString());
    }
}

void ConnectionsPanel::refreshList()
{
    const Fetched<QList<ConnectionSummary>> &list = m_session->data()->connectionList();
    const int count = m_model->rowCount();
    m_ui->title->setText(count == 1 ? tr("1 connection") : tr("%1 connections").arg(count));
    m_ui->refreshButton->setEnabled(!list.working && m_session->can().fetchData);
    if (list.working)
        m_ui->notice->say(NoticeBar::Tone::Info, tr("Reading the service's list…"));
    else if (list.error && m_session->data()->isListUnasked())
        m_ui->notice->say(NoticeBar::Tone::Info, tr("Links made elsewhere may be missing: the service's list could not be read."), tr("Ask again"));
    else if (list.error)
        m_ui->notice->sayError(tr("The list could not be read."), *list.error, tr("Try again"));
    else
        m_ui->notice->hide();
}

void ConnectionsPanel::select()
{
    const QModelIndex index = m_model->indexOf(m_session->connections()->selected());
    if (index.isValid() && index != m_ui->list->currentIndex())
        m_ui->list->setCurrentIndex(index);
    m_ui->copyButton->setEnabled(index.isValid());
}

void ConnectionsPanel::copySelectedId()
{
    copy(m_session->connections()->selected());
}

void ConnectionsPanel::copy(const QString &connectionId)
{
    copyAndSay(m_ui->copyButton, connectionId);
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jobspanel.h"

#include "gui/buttons.h"
#include "gui/jobrow.h"
#include "gui/rangepicker.h"
#include "ui_jobspanel.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace console {

JobsPanel::JobsPanel(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::JobsPanel>()), m_range(new RangePicker(session->clock()))
{
    m_ui->setupUi(this);
    m_ui->title->setFace(InkLabel::Face::Strong);
    for (InkLabel *label : {m_ui->whyNot, m_ui->manualNote})
        label->setTone(InkLabel::Tone::Muted);
    m_ui->face->setActionPrimary(false); // the stage has the primary button of the view
    m_rows = {addRow(JobKind::Balance), addRow(JobKind::Transactions), addRow(JobKind::Identity)};
    m_rows[1]->addExtra(m_range);
    m_ui->rows->addStretch(1);
    m_ui->rowsHost->setAutoFillBackground(false);
    m_ui->scroll->viewport()->setAutoFillBackground(false);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &JobsPanel::tick);
    connect(m_range, &RangePicker::changed, this, &JobsPanel::refresh);
    m_all = new QAction(Theme::icon(u"download"_s), m_ui->allButton->text(), this);
    m_all->setObjectName(u"action-getAll"_s);
    m_all->setProperty("palette", tr("Get all three: balance, transactions, identity"));
    addAction(m_all);
    connect(m_all, &QAction::triggered, this, &JobsPanel::startAll);
    connect(m_ui->allButton, &QPushButton::clicked, m_all, &QAction::trigger);
    connect(m_ui->face, &StateFace::acted, m_session->link(), &LinkFlow::start);
    connect(m_session, &Session::changed, this, &JobsPanel::refresh);
    connect(m_session->connections(), &Connections::changed, this, &JobsPanel::refresh);
    connect(m_session->connections(), &Connections::selectionChanged, this, &JobsPanel::refresh);
    connect(m_session->data(), &DataDesk::changed, this, &JobsPanel::refresh);
    connect(m_session->jobs(), &JobBoard::changed, this, [this](const Job &job) {
        if (job.connectionId == connectionId())
            refresh();
    });
    connect(m_session->jobs(), &JobBoard::cleared, this, &JobsPanel::refresh);
    refresh();
}

JobsPanel::~JobsPanel() = default;

JobRow *JobsPanel::addRow(JobKind kind)
{
    auto *row = new JobRow(kind, m_ui->rowsHost);
    m_ui->rows->addWidget(row);
    connect(row, &JobRow::startAsked, this, [this, kind] { start(kind); });
    connect(row, &JobRow::cancelAsked, m_session->jobs(), &JobBoard::cancel);
    connect(row, &JobRow::retryAsked, this, [this, kind](int number) {
        // Transactions are asked for anew, because the dates may have been changed since.
        if (kind == JobKind::Transactions) {
            start(kind);
            return;
        }
        m_session->jobs()->retry(number);
        Q_EMIT started(kind);
    });
    connect(row, &JobRow::answerAsked, this, &JobsPanel::answerRequested);
    return row;
}

QString JobsPanel::connectionId() const
{
    return m_session->connections()->selected();
}

void JobsPanel::start(JobKind kind)
{
    if (connectionId().isEmpty() || !m_session->can().startJob || (kind == JobKind::Transactions && !m_range->isUsable()))
        return;
    m_session->jobs()->start(connectionId(), kind, kind == JobKind::Transactions ? m_range->range() : DateRange());
    Q_EMIT started(kind);
}

void JobsPanel::startAll()
{
    if (!m_all->isEnabled())
        return;
    for (const JobRow *row : m_rows)
        m_session->jobs()->start(connectionId(), row->kind(), row->kind() == JobKind::Transactions ? m_range->range() : DateRange());
    Q_EMIT started(m_rows.front()->kind()); // the first to have something to show
}

void JobsPanel::cancelRunning()
{
    for (const JobRow *row : m_rows) {
        if (row->isRunning())
            m_session->jobs()->cancel(row->job()->number);
    }
}

void JobsPanel::refresh()
{
    const Connection *connection = m_session->connections()->find(connectionId());
    const Session::Can can = m_session->can();
    if (!connection) {
        m_ui->face->showEmpty(u"link"_s, tr("No bank is linked yet"),
                              tr("Link a bank to get its balance, transactions and identity."), tr("Link a bank"),
                              can.link ? QString() : can.whyNot);
        m_ui->stack->setCurrentWidget(m_ui->face);
        m_all->setEnabled(false);
        m_all->setProperty("whyNot", tr("Link a bank or select a connection first."));
        m_tick.stop();
        return;
    }
    m_ui->stack->setCurrentWidget(m_ui->content);
    bool running = false;
    for (JobRow *row : m_rows) {
        refreshRow(row, can);
        running = running || row->isRunning();
    }
    const QString whyNotAll = !can.startJob ? can.whyNot : running ? tr("A job of this connection is still running.")
                              : m_range->isUsable() ? QString() : tr("Correct the dates first.");
    m_all->setEnabled(can.startJob && !running && m_range->isUsable());
    m_all->setProperty("whyNot", whyNotAll);
    m_ui->allButton->setEnabled(m_all->isEnabled());
    m_ui->allButton->setToolTip(whyNotAll);
    m_ui->whyNot->setText(can.whyNot);
    m_ui->whyNot->setVisible(!can.startJob && !can.whyNot.isEmpty());
    m_ui->manualNote->setVisible(connection->isLinkedByHand());
    if (running && !m_tick.isActive())
        m_tick.start();
    else if (!running)
        m_tick.stop();
}

void JobsPanel::refreshRow(JobRow *row, const Session::Can &can)
{
    const std::optional<Job> job = m_session->jobs()->latest(connectionId(), row->kind());
    const bool usable = row->kind() != JobKind::Transactions || m_range->isUsable();
    row->setStartable(can.startJob && usable, usable ? can.whyNot : tr("Correct the dates first."));
    row->showJob(job, tookTime(m_session->jobs()->lastDone(row->kind(), job ? job->number : 0)), m_session->clock()());
}

void JobsPanel::tick()
{
    for (JobRow *row : m_rows)
        row->tick(m_session->clock()());
}

} // namespace console

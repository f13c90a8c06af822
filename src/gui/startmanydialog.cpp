// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/startmanydialog.h"

#include "gui/buttons.h"
#include "gui/connectiontext.h"
#include "gui/jobgroup.h"
#include "gui/jobtext.h"
#include "gui/rangepicker.h"
#include "session/mask.h"
#include "ui_startmanydialog.h"

using namespace Qt::StringLiterals;

namespace console {

StartManyDialog::StartManyDialog(Session *session, QWidget *parent)
    : QDialog(parent), m_session(session), m_ui(std::make_unique<Ui::StartManyDialog>()), m_range(new RangePicker(session->clock()))
{
    m_ui->setupUi(this);
    m_ui->kindsTitle->setFace(InkLabel::Face::Strong);
    m_ui->sum->setTone(InkLabel::Tone::Muted);
    m_ui->rangeSlot->addWidget(m_range);
    m_ui->allConnections->setTristate(true);
    asPrimary(m_ui->startButton);
    fill();
    connect(m_ui->connectionList, &QListWidget::itemChanged, this, &StartManyDialog::refresh);
    // Pressing the box of all goes from "some" to "all", never to "some".
    connect(m_ui->allConnections, &QCheckBox::clicked, this, [this] { checkAll(connections().size() == m_ui->connectionList->count() ? Qt::Unchecked : Qt::Checked); });
    for (QCheckBox *kind : {m_ui->kindBalance, m_ui->kindTransactions, m_ui->kindIdentity})
        connect(kind, &QCheckBox::toggled, this, &StartManyDialog::refresh);
    connect(m_range, &RangePicker::changed, this, &StartManyDialog::refresh);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->startButton, &QPushButton::clicked, this, [this] {
        Q_EMIT wished(wishesFor(connections(), kinds(), m_range->range()));
        accept();
    });
    // They were another user's, or another environment's.
    connect(session->connections(), &Connections::changed, this, [this] {
        if (m_session->connections()->all().isEmpty())
            reject();
    });
    refresh();
}

StartManyDialog::~StartManyDialog() = default;

void StartManyDialog::fill()
{
    for (const Connection &connection : m_session->connections()->all()) {
        const QString name = connection.bank.isEmpty() ? shortId(connection.connectionId) : connection.bank;
        auto *item = new QListWidgetItem(u"%1  %2"_s.arg(name, accountLine(connection.accountType, connection.numberDisplay)).trimmed(), m_ui->connectionList);
        item->setData(Qt::UserRole, connection.connectionId);
        item->setToolTip(connection.connectionId);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    m_ui->connectionList->setCurrentRow(0);
}

void StartManyDialog::checkAll(Qt::CheckState state)
{
    {
        const QSignalBlocker quiet(m_ui->connectionList);
        for (int i = 0; i < m_ui->connectionList->count(); ++i)
            m_ui->connectionList->item(i)->setCheckState(state);
    }
    m_ui->connectionList->viewport()->update();
    refresh();
}

QStringList StartManyDialog::connections() const
{
    QStringList chosen;
    for (int i = 0; i < m_ui->connectionList->count(); ++i) {
        const QListWidgetItem *item = m_ui->connectionList->item(i);
        if (item->checkState() == Qt::Checked)
            chosen << item->data(Qt::UserRole).toString();
    }
    return chosen;
}

QList<JobKind> StartManyDialog::kinds() const
{
    QList<JobKind> chosen;
    const std::pair<QCheckBox *, JobKind> boxes[] = {
        {m_ui->kindBalance, JobKind::Balance}, {m_ui->kindTransactions, JobKind::Transactions}, {m_ui->kindIdentity, JobKind::Identity}};
    for (const auto &[box, kind] : boxes) {
        if (box->isChecked())
            chosen << kind;
    }
    return chosen;
}

void StartManyDialog::refresh()
{
    const qsizetype chosen = connections().size();
    const qsizetype all = m_ui->connectionList->count();
    const qsizetype many = kinds().size();
    m_ui->allConnections->setText(tr("All connections (%1 of %2 chosen)").arg(chosen).arg(all));
    m_ui->allConnections->setCheckState(chosen == 0 ? Qt::Unchecked : chosen == all ? Qt::Checked : Qt::PartiallyChecked);
    m_range->setVisible(m_ui->kindTransactions->isChecked());
    const qsizetype jobs = chosen * many;
    const bool dates = !m_ui->kindTransactions->isChecked() || m_range->isUsable();
    QString sum;
    if (chosen == 0)
        sum = tr("Choose a connection.");
    else if (many == 0)
        sum = tr("Choose what to get.");
    else if (!dates)
        sum = tr("Correct the dates first.");
    else if (many > 1)
        sum = tr("%1 × %2 jobs. A connection runs one of them at a time; the others wait in line.").arg(chosen).arg(many);
    m_ui->sum->setText(sum);
    const QString verb = jobs == 1 ? tr("Start 1 job") : tr("Start %1 jobs").arg(jobs);
    m_ui->startButton->setText(jobs > 0 ? verb : tr("Start"));
    m_ui->startButton->setAccessibleName(m_ui->startButton->text());
    m_ui->startButton->setEnabled(jobs > 0 && dates);
}

} // namespace console

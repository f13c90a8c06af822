// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/storedview.h"

#include "gui/rangepicker.h"
#include "gui/transactiontable.h"
#include "ui_storedview.h"

using namespace Qt::StringLiterals;

namespace console {

StoredView::StoredView(Reveal *reveal, const Clock &clock, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::StoredView>()), m_range(new RangePicker(clock)), m_table(new TransactionTable(reveal)),
      m_clock(clock)
{
    m_ui->setupUi(this);
    m_ui->rangeSlot->addWidget(m_range);
    m_ui->stack->addWidget(m_table);
    connect(m_ui->readButton, &QPushButton::clicked, this, &StoredView::read);
    connect(m_ui->storedFace, &StateFace::acted, this, &StoredView::read);
    connect(m_ui->moreButton, &QPushButton::clicked, this, &StoredView::moreAsked);
    connect(m_ui->deleteButton, &QPushButton::clicked, this, [this] {
        m_asking = true;
        m_ui->deleteButton->setEnabled(false);
        m_ui->storedNotice->say(NoticeBar::Tone::Warning,
                                tr("Delete the transactions that the service keeps for this connection? The link itself stays."),
                                tr("Delete them"), tr("Keep them"));
    });
    connect(m_ui->storedNotice, &NoticeBar::acted, this, [this] {
        if (!m_asking) { // then it is the error's "try again"
            read();
            return;
        }
        forgetQuestion();
        Q_EMIT deleteAsked();
    });
    connect(m_ui->storedNotice, &NoticeBar::secondActed, this, &StoredView::forgetQuestion);
}

StoredView::~StoredView() = default;

void StoredView::read()
{
    if (m_range->isUsable())
        Q_EMIT readAsked(m_range->range());
}

void StoredView::forgetQuestion()
{
    m_asking = false;
    m_shown = -1;
    m_ui->storedNotice->hide();
    m_ui->deleteButton->setEnabled(true);
}

void StoredView::showStored(const ConnectionData &known, bool canFetch, const QString &whyNot)
{
    const Fetched<QList<Transaction>> &stored = known.stored;
    const bool hasRows = stored.value && !stored.value->isEmpty();
    if (stored.working != m_since.isValid())
        m_since = stored.working ? m_clock() : QDateTime();
    if (hasRows) {
        if (m_shown != stored.value->size() || m_shownAt != stored.at) {
            m_shown = stored.value->size();
            m_shownAt = stored.at;
            m_table->setTransactions(*stored.value);
        }
        m_ui->stack->setCurrentWidget(m_table);
    } else {
        m_shown = -1;
        showFace(known, canFetch, whyNot);
        m_ui->stack->setCurrentWidget(m_ui->storedFace);
    }
    if (!m_asking)
        showNotice(known);
    const bool free = canFetch && !stored.working;
    m_ui->readButton->setEnabled(free);
    m_ui->readButton->setVisible(hasRows); // while there are none, the face has the button
    m_ui->moreButton->setEnabled(free && !known.nextPage.isEmpty());
    m_ui->moreButton->setText(hasRows ? tr("Next page (%1 so far)").arg(stored.value->size()) : tr("Next page"));
    m_ui->moreButton->setVisible(hasRows && !known.nextPage.isEmpty());
    m_ui->deleteButton->setEnabled(free && !m_asking);
    m_ui->deleteButton->setVisible(stored.value.has_value() || known.deleted.has_value());
}

void StoredView::showFace(const ConnectionData &known, bool canFetch, const QString &whyNot)
{
    const Fetched<QList<Transaction>> &stored = known.stored;
    const QString blocked = canFetch ? QString() : whyNot;
    if (stored.working) {
        m_ui->storedFace->showWorking({.title = tr("Asking the service"), .text = tr("No job is started at the bank."), .since = m_since}, m_clock());
    } else if (stored.error) {
        m_ui->storedFace->showError(tr("The stored transactions could not be read"), *stored.error, tr("Try again"));
    } else if (stored.value) {
        const bool deleted = known.deleted.has_value();
        m_ui->storedFace->showEmpty(deleted ? u"trash"_s : u"transactions"_s, deleted ? tr("Deleted") : tr("Nothing is stored"),
                              deleted ? tr("The service deleted %1 stored transactions. The link stays.").arg(*known.deleted)
                                      : tr("The service keeps no transactions of these days. A transactions job stores them."),
                              tr("Read again"), blocked);
    } else {
        m_ui->storedFace->showEmpty(u"data"_s, tr("Stored transactions"),
                              tr("What the service keeps from earlier jobs. Reading it starts no job at the bank."),
                              tr("Read stored transactions"), blocked);
    }
}

void StoredView::showNotice(const ConnectionData &known)
{
    const Fetched<QList<Transaction>> &stored = known.stored;
    const bool hasRows = stored.value && !stored.value->isEmpty();
    if (!hasRows) {
        m_ui->storedNotice->hide();
    } else if (stored.working) {
        m_ui->storedNotice->say(NoticeBar::Tone::Info, tr("Asking the service…"));
    } else if (stored.error) {
        m_ui->storedNotice->sayError(tr("That did not work."), *stored.error, tr("Try again"));
    } else {
        m_ui->storedNotice->hide();
    }
}

} // namespace console

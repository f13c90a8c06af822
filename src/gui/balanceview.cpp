// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/balanceview.h"

#include "gui/fieldlist.h"
#include "gui/noticebar.h"
#include "gui/timetext.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString amountText(const std::optional<Money> &amount)
{
    return amount ? amount->display() : BalanceView::tr("not given");
}

void sayAsOf(InkLabel *label, const QDateTime &at, const QDateTime &now)
{
    label->setText(at.isValid() ? BalanceView::tr("as of %1").arg(spokenTime(at, now)) : BalanceView::tr("time not given"));
    label->setToolTip(at.isValid() ? exactTime(at) : QString());
}

} // namespace

BalanceView::BalanceView(Settings *settings, Reveal *reveal, QWidget *parent)
    : QWidget(parent), m_caption(new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Plain, this)),
      m_amount(new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Large, this)),
      m_asOf(new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Plain, this)), m_fields(new FieldList(settings, reveal, this)),
      m_cachedCaption(new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Strong, this)),
      m_cachedAmount(new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Figures, this)),
      m_cachedAsOf(new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Plain, this)), m_cachedNotice(new NoticeBar(this)),
      m_cachedButton(new QPushButton(tr("Get cached balance"), this))
{
    m_amount->setObjectName(u"balanceAmount"_s);
    m_asOf->setObjectName(u"balanceAsOf"_s);
    m_cachedAmount->setObjectName(u"cachedAmount"_s);
    m_cachedButton->setObjectName(u"cachedButton"_s);
    m_caption->setObjectName(u"balanceCaption"_s);
    m_amount->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_cachedCaption->setText(tr("What the service has stored"));
    m_cachedCaption->setWordWrap(true);
    m_cachedAsOf->setWordWrap(true);
    m_cachedButton->setToolTip(tr("Asks for the stored balance. No job is started at the bank."));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, Theme::grid, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_caption);
    column->addWidget(m_amount);
    column->addWidget(m_asOf);
    column->addSpacing(2 * Theme::grid);
    column->addWidget(m_fields);
    column->addSpacing(3 * Theme::grid);
    column->addWidget(m_cachedCaption);
    column->addSpacing(Theme::grid / 2);
    column->addWidget(m_cachedAmount);
    column->addWidget(m_cachedAsOf);
    column->addWidget(m_cachedNotice);
    column->addSpacing(Theme::grid);
    column->addWidget(m_cachedButton, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_cachedButton, &QPushButton::clicked, this, &BalanceView::cachedAsked);
}

void BalanceView::showBalance(const std::optional<Balance> &fresh, const Fetched<Balance> &cached, const QDateTime &now)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_caption, m_amount, m_asOf, m_fields})
        widget->setVisible(fresh.has_value());
    if (fresh) {
        const bool available = fresh->available.has_value();
        const std::optional<Money> main = available ? fresh->available : fresh->current;
        m_caption->setText(available || !main ? tr("Available") : tr("Current (available is not given)"));
        m_amount->setText(amountText(main));
        m_amount->setTone(main ? InkLabel::Tone::Text : InkLabel::Tone::Muted);
        m_amount->setAccessibleName(tr("%1: %2").arg(m_caption->text(), m_amount->text()));
        sayAsOf(m_asOf, fresh->refreshedAt, now);
        showFields(*fresh);
    }
    showCached(cached, now);
}

void BalanceView::showFields(const Balance &balance)
{
    // Rebuilt only for another answer: a rebuild takes the focus out of the fields.
    const QString key = u"%1 %2 %3 %4"_s.arg(amountText(balance.available), amountText(balance.current), balance.connectionId,
                                             balance.refreshedAt.toString(Qt::ISODateWithMs));
    if (key == m_shownKey)
        return;
    m_shownKey = key;
    m_fields->clear();
    if (balance.available || !balance.current)
        m_fields->addPlain(tr("Current"), balance.current ? balance.current->display() : QString());
    else
        m_fields->addPlain(tr("Available"), {});
    if (!balance.available && !balance.current)
        m_fields->addPlain(tr("Currency"), balance.currency);
    m_fields->addPlain(tr("Bank"), balance.institutionName.isEmpty() ? balance.bankName : balance.institutionName);
    m_fields->addUnknown(balance.unknown);
}

void BalanceView::showCached(const Fetched<Balance> &cached, const QDateTime &now)
{
    const bool known = cached.value.has_value();
    m_cachedAmount->setVisible(known);
    m_cachedAsOf->setVisible(true);
    if (known) {
        m_cachedAmount->setText(tr("%1 available, %2 current").arg(amountText(cached.value->available), amountText(cached.value->current)));
        sayAsOf(m_cachedAsOf, cached.value->refreshedAt, now);
    } else if (cached.unavailable) {
        m_cachedAsOf->setText(tr("Not available for this account."));
    } else {
        m_cachedAsOf->setText(tr("The balance of the last refresh, without asking the bank again."));
    }
    m_cachedNotice->hide();
    if (cached.error && !cached.working && !cached.unavailable)
        m_cachedNotice->sayError(tr("The stored balance could not be read."), *cached.error);
    m_cachedButton->setEnabled(!cached.working);
    m_cachedButton->setText(cached.working ? tr("Asking…") : known ? tr("Get it again") : tr("Get cached balance"));
}

} // namespace console

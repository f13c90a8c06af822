// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/accountview.h"

#include "gui/connectiontext.h"
#include "gui/fieldlist.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace console {

AccountView::AccountView(Settings *settings, Reveal *reveal, QWidget *parent)
    : QWidget(parent), m_bank(new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Title, this)),
      m_line(new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Figures, this)), m_fields(new FieldList(settings, reveal, this))
{
    m_bank->setObjectName(u"accountBank"_s);
    m_line->setObjectName(u"accountLine"_s);
    m_bank->setWordWrap(true);
    m_line->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    column->addWidget(m_bank);
    column->addWidget(m_line);
    column->addSpacing(Theme::grid);
    column->addWidget(m_fields);
    column->addStretch(1);
}

void AccountView::showAccount(const Account &account, const QString &connectionId, const QDateTime &now)
{
    // The contract's `bankName` held a product name in older samples; the institution is the better title when both are there.
    const QString bank = account.institutionName.isEmpty() ? account.bankName : account.institutionName;
    m_bank->setText(bank.isEmpty() ? tr("Bank not given") : bank);
    m_line->setText(accountLine(account.accountType, account.numberDisplay));
    m_line->setVisible(!m_line->text().isEmpty());

    m_fields->clear();
    m_fields->addPersonal(tr("Account number"), account.accountNumber, MaskKind::Number);
    m_fields->addPersonal(tr("Routing number"), account.routingNumber, MaskKind::Number);
    const bool tokenized = account.numberType.compare(u"Tokenized"_s, Qt::CaseInsensitive) == 0;
    m_fields->addPlain(tr("Number type"), account.numberType,
                       tokenized ? tr("The bank gave a stand-in for the account number.") : QString());
    m_fields->addPlain(tr("Account type"), account.accountType.toLower());
    m_fields->addPlain(tr("Nickname"), account.nickname);
    m_fields->addPlain(tr("Bank name"), account.bankName);
    m_fields->addHeading(tr("Connection"));
    const StatusText status = connectionStatusText(account.connectionStatus);
    m_fields->addPlain(tr("Status"), account.connectionStatus.isEmpty() ? QString() : status.word, {}, status.tone);
    m_fields->addTime(tr("Consent ends"), account.connectionExpiry, now);
    QString canFetch;
    if (account.canFetchBalance)
        canFetch = *account.canFetchBalance ? tr("can be fetched") : tr("cannot be fetched: linked by hand");
    m_fields->addPlain(tr("Balance"), canFetch);
    m_fields->addPlain(tr("Method"), account.connectionMethod.isEmpty() ? QString() : tr("number %1, its meaning is not published").arg(account.connectionMethod));
    m_fields->addId(tr("connectionId"), connectionId);
    m_fields->addId(tr("Institution id"), account.institutionUuid);
    m_fields->addUnknown(account.unknown);
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/identityview.h"

#include "gui/fieldlist.h"

#include <QVBoxLayout>

namespace console {

IdentityView::IdentityView(Settings *settings, Reveal *reveal, QWidget *parent)
    : QWidget(parent), m_fields(new FieldList(settings, reveal, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_fields);
    column->addStretch(1);
}

void IdentityView::showIdentity(const Identity &identity)
{
    m_fields->clear();
    m_fields->addHeading(tr("Holder"));
    m_fields->addPersonal(tr("Name"), identity.holderName, MaskKind::Name);
    m_fields->addPersonal(tr("E-mail"), identity.email, MaskKind::Email);
    m_fields->addPersonal(tr("Phone"), identity.phone, MaskKind::Phone);
    m_fields->addHeading(tr("Address"));
    m_fields->addPersonal(tr("In one line"), identity.address, MaskKind::Line);
    m_fields->addPersonal(tr("Line 1"), identity.address1, MaskKind::Line);
    m_fields->addPersonal(tr("Line 2"), identity.address2, MaskKind::Line);
    m_fields->addPersonal(tr("City"), identity.city, MaskKind::Line);
    m_fields->addPersonal(tr("State"), identity.state, MaskKind::Line);
    m_fields->addPersonal(tr("Region"), identity.region, MaskKind::Line);
    m_fields->addPersonal(tr("Postal code"), identity.postalCode, MaskKind::Line);
    m_fields->addPersonal(tr("Country"), identity.country, MaskKind::Line);
    m_fields->addHeading(tr("Source"));
    m_fields->addPlain(tr("Bank"), identity.institutionName.isEmpty() ? identity.bankName : identity.institutionName);
    m_fields->addId(tr("connectionId"), identity.connectionId);
    m_fields->addUnknown(identity.unknown);
}

} // namespace console

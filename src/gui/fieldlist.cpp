// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fieldlist.h"

#include "gui/idlabel.h"
#include "gui/timetext.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace console {

FieldList::FieldList(Settings *settings, Reveal *reveal, QWidget *parent)
    : QWidget(parent), m_settings(settings), m_reveal(reveal), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(2 * Theme::grid);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(1, 1);
}

void FieldList::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_row = 0;
}

void FieldList::addHeading(const QString &text)
{
    auto *heading = new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Strong, this);
    heading->setText(text);
    heading->setWordWrap(true);
    heading->setContentsMargins(0, m_row == 0 ? 0 : 2 * Theme::grid, 0, Theme::grid / 2);
    m_grid->addWidget(heading, m_row++, 0, 1, 2);
}

void FieldList::addRow(const QString &name, QWidget *value)
{
    auto *label = new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Plain, this);
    label->setText(name);
    label->setWordWrap(true);
    label->setMinimumWidth(104);
    label->setMinimumHeight(32);
    label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    value->setMinimumHeight(32);
    m_grid->addWidget(label, m_row, 0);
    m_grid->addWidget(value, m_row, 1);
    ++m_row;
}

void FieldList::addPlain(const QString &name, const QString &value, const QString &toolTip, InkLabel::Tone tone)
{
    auto *label = new InkLabel(value.isEmpty() ? InkLabel::Tone::Muted : tone, InkLabel::Face::Plain, this);
    label->setText(value.isEmpty() ? tr("not given") : value);
    label->setWordWrap(true);
    label->setToolTip(toolTip);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(tr("%1: %2").arg(name, label->text()));
    addRow(name, label);
}

void FieldList::addPersonal(const QString &name, const QString &value, MaskKind kind)
{
    auto *field = new MaskedField(kind, m_settings, m_reveal, this);
    field->setValue(name, value);
    addRow(name, field);
}

void FieldList::addId(const QString &name, const QString &id)
{
    if (id.isEmpty()) {
        addPlain(name, {});
        return;
    }
    auto *label = new IdLabel(this);
    label->setId(id, name);
    label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    addRow(name, label);
}

void FieldList::addTime(const QString &name, const QDateTime &at, const QDateTime &now)
{
    addPlain(name, at.isValid() ? spokenTime(at, now) : QString(), at.isValid() ? exactTime(at) : QString());
}

void FieldList::addUnknown(const UnknownFields &fields)
{
    static const QStringList ofTheBank{u"institutionUuid"_s, u"institutionId"_s, u"institutionName"_s, u"bankId"_s, u"bankName"_s};
    if (fields.isEmpty())
        return;
    addHeading(tr("Fields the contract does not name"));
    for (const Json::Field &field : fields) {
        const Json &value = field.second;
        const bool harmless = value.isNull() || value.type() == Json::Type::Bool;
        const QString text = value.type() == Json::Type::Text ? value.scalar() : value.compact();
        const bool isOfTheBank = ofTheBank.contains(field.first, Qt::CaseInsensitive); // the same for all its customers
        if (harmless || (isOfTheBank && field.first.endsWith(u"name", Qt::CaseInsensitive)))
            addPlain(field.first, text);
        else if (isOfTheBank)
            addId(field.first, text);
        else
            addPersonal(field.first, text, MaskKind::Line);
    }
}

} // namespace console

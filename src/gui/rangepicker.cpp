// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/rangepicker.h"

#include "gui/inklabel.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace console {

namespace {

enum Preset { ServiceDefault, Days30, Days365, ThisYear, Custom };

} // namespace

RangePicker::RangePicker(const Clock &clock, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_preset(new QComboBox(this)), m_custom(new QWidget(this)), m_from(new QDateEdit(m_custom)),
      m_to(new QDateEdit(m_custom)), m_problem(new InkLabel(InkLabel::Tone::Bad, InkLabel::Face::Plain, this))
{
    m_preset->setObjectName(u"rangePreset"_s);
    m_preset->setAccessibleName(tr("Date range"));
    m_preset->addItem(tr("Last 90 days (default)"), ServiceDefault);
    m_preset->addItem(tr("Last 30 days"), Days30);
    m_preset->addItem(tr("Last 365 days"), Days365);
    m_preset->addItem(tr("This year"), ThisYear);
    m_preset->addItem(tr("From … to …"), Custom);
    m_preset->setToolTip(tr("Without dates the service takes the last 90 days."));
    m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_preset->setMinimumContentsLength(12);
    m_from->setObjectName(u"rangeFrom"_s);
    m_to->setObjectName(u"rangeTo"_s);
    m_from->setAccessibleName(tr("First day"));
    m_to->setAccessibleName(tr("Last day"));
    const QDate today = m_clock().date();
    m_from->setDate(today.addDays(-90));
    m_to->setDate(today);
    for (QDateEdit *edit : {m_from, m_to}) {
        edit->setDisplayFormat(u"yyyy-MM-dd"_s);
        edit->setCalendarPopup(true);
        edit->setDateRange(QDate(1970, 1, 1), today.addDays(1)); // the service's day may already be tomorrow
        connect(edit, &QDateEdit::dateChanged, this, &RangePicker::check);
    }
    auto *dates = new QHBoxLayout(m_custom);
    dates->setContentsMargins(0, 0, 0, 0);
    dates->setSpacing(Theme::grid);
    dates->addWidget(m_from, 1);
    dates->addWidget(m_to, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    column->addWidget(m_preset);
    column->addWidget(m_custom);
    column->addWidget(m_problem);
    m_problem->setText(tr("The first day is after the last."));
    connect(m_preset, &QComboBox::currentIndexChanged, this, &RangePicker::choose);
    choose();
}

void RangePicker::choose()
{
    m_custom->setVisible(m_preset->currentData().toInt() == Custom);
    check();
}

void RangePicker::check()
{
    m_problem->setVisible(!isUsable());
    Q_EMIT changed();
}

DateRange RangePicker::range() const
{
    const QDate today = m_clock().date();
    switch (m_preset->currentData().toInt()) {
    case Days30: return {today.addDays(-30), today};
    case Days365: return {today.addDays(-365), today};
    case ThisYear: return {QDate(today.year(), 1, 1), today};
    case Custom: return {m_from->date(), m_to->date()};
    default: return {};
    }
}

bool RangePicker::isUsable() const
{
    return m_preset->currentData().toInt() != Custom || m_from->date() <= m_to->date();
}

} // namespace console

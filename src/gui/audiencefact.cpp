// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/audiencefact.h"

#include "gui/audiencelabel.h"
#include "session/audiencestory.h"

#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace console {

AudienceFact::AudienceFact(const QString &name, QWidget *parent)
    : QFrame(parent), m_column(new QVBoxLayout(this)), m_figure(new AudienceLabel(this)), m_what(new AudienceLabel(this))
{
    setObjectName(name);
    setProperty("card", true);
    m_figure->setObjectName(name + u"Figure"_s);
    m_what->setObjectName(name + u"What"_s);
    m_what->setProperty("tone", u"muted"_s);
    m_column->addWidget(m_figure);
    m_column->addWidget(m_what);
}

void AudienceFact::tell(const AudienceText &amount, const QString &what)
{
    show(amount.text(), what);
}

void AudienceFact::tell(qint64 count, const QString &what)
{
    show(QLocale(QLocale::English).toString(count), what);
}

void AudienceFact::tellThere(const QString &what)
{
    show(QString(QChar(0x2713)), what);
}

void AudienceFact::show(const QString &figure, const QString &what)
{
    m_figure->tell(figure);
    m_what->tell(what);
    setAccessibleName(what);
    setVisible(true);
}

void AudienceFact::setUnit(int pixels)
{
    m_column->setContentsMargins(pixels, pixels / 2, pixels, pixels / 2);
    m_column->setSpacing(0);
    m_figure->setSize(pixels * 7 / 4, pixels);
    m_what->setSize(pixels, pixels * 4 / 5, false);
}

} // namespace console

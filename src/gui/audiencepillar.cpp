// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/audiencepillar.h"

#include "gui/audiencelabel.h"
#include "gui/audiencelook.h"
#include "gui/iconlabel.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace console {

AudiencePillar::AudiencePillar(const QString &name, const QString &icon, const QString &title, QWidget *parent)
    : QFrame(parent), m_about(icon), m_column(new QVBoxLayout(this)), m_head(new QHBoxLayout), m_words(new QVBoxLayout), m_icon(new IconLabel(this)), m_mark(new IconLabel(this)),
      m_title(new AudienceLabel(this)), m_details(new AudienceLabel(this)), m_said(new AudienceLabel(this))
{
    setObjectName(name);
    setAccessibleName(title);
    setProperty("card", true);
    m_title->setObjectName(name + u"Title"_s);
    m_details->setObjectName(name + u"Details"_s);
    m_said->setObjectName(name + u"Said"_s);
    m_title->tell(title);
    m_said->setLines(3);
    m_details->setLines(4);
    m_said->setProperty("tone", u"muted"_s);
    m_head->addWidget(m_icon);
    m_head->addStretch(1);
    m_head->addWidget(m_mark);
    m_words->addWidget(m_title);
    m_words->addWidget(m_details);
    m_words->addWidget(m_said);
    m_words->addStretch(1);
    m_column->addLayout(m_head);
    m_column->addLayout(m_words);
    tell({});
}

void AudiencePillar::tell(const AudienceStory::Pillar &pillar, const QList<AudienceText> &details, AudienceStory::Account type)
{
    m_state = pillar.state;
    QStringList lines;
    for (const AudienceText &detail : details) {
        if (!detail.isEmpty())
            lines << detail.text();
    }
    m_details->tell(lines.join(m_isTall ? u'\n' : u' '));
    m_details->setVisible(!lines.isEmpty());
    const bool isTold = type != AudienceStory::Account::Unknown && pillar.state == AudienceState::Done;
    m_said->tell(isTold ? audienceWord(type) : audienceSentence(pillar.said));
    drawIcons();
    update();
}

void AudiencePillar::setUnit(int pixels, bool isTall)
{
    m_unit = pixels;
    if (m_isTall != isTall) { // beside each other there is no room for the title between the icons
        m_isTall = isTall;
        QBoxLayout *row = isTall ? m_words : m_head;
        (isTall ? m_head : m_words)->removeWidget(m_title);
        row->insertWidget(isTall ? 0 : 1, m_title, isTall ? 0 : 100);
    }
    setMinimumHeight(isTall ? pixels * 10 : 0);
    m_column->setContentsMargins(pixels, pixels, pixels, pixels * 3 / 4);
    m_column->setSpacing(isTall ? pixels / 2 : pixels / 4);
    m_head->setSpacing(pixels / 2);
    m_words->setSpacing(pixels / 4);
    m_title->setSize(pixels * 5 / 4, pixels);
    m_details->setSize(pixels, isTall ? pixels * 3 / 4 : pixels * 9 / 10);
    m_said->setSize(pixels, isTall ? pixels * 3 / 4 : pixels * 9 / 10, false);
    drawIcons();
}

void AudiencePillar::drawIcons()
{
    const AudienceLook look = audienceLook(m_state);
    const int size = m_isTall ? m_unit * 2 : m_unit * 7 / 5;
    m_icon->set(m_about, Theme::Role::Muted, size);
    m_mark->set(look.icon, look.role, size);
}

/// The state's colour across the top, so that it is seen from afar.
void AudiencePillar::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    if (m_state == AudienceState::Waiting)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath card;
    card.addRoundedRect(QRectF(rect()), Theme::grid, Theme::grid);
    painter.setClipPath(card);
    painter.fillRect(QRectF(0, 0, width(), qMax(4.0, m_unit / 4.0)), Theme::color(audienceLook(m_state).role));
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/audiencejob.h"

#include "gui/audiencelook.h"
#include "gui/iconlabel.h"
#include "gui/timetext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace console {

/// How far it is; empty as long as nobody knows.
class AudienceBar : public QWidget
{
public:
    using QWidget::QWidget;
    void tell(std::optional<double> share, Theme::Role role)
    {
        m_share = share.value_or(0);
        m_role = role;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const double radius = height() / 2.0;
        painter.setBrush(Theme::color(Theme::Role::Raised));
        painter.drawRoundedRect(QRectF(rect()), radius, radius);
        painter.setBrush(Theme::color(m_role));
        if (m_share > 0)
            painter.drawRoundedRect(QRectF(0, 0, qMax<double>(height(), width() * m_share), height()), radius, radius);
    }

private:
    double m_share = 0;
    Theme::Role m_role = Theme::Role::Accent;
};

AudienceJob::AudienceJob(JobKind kind, QWidget *parent)
    : QWidget(parent), m_line(audienceJob(kind, JobState::Queued)), m_row(new QHBoxLayout(this)), m_icon(new IconLabel(this)), m_bar(new AudienceBar(this)),
      m_name(new QLabel(audienceWord(kind), this)), m_said(new QLabel(this)), m_elapsed(new QLabel(this))
{
    const QString name = u"audienceJob-"_s + jobKindName(kind);
    setObjectName(name);
    setAccessibleName(audienceWord(kind));
    m_said->setObjectName(name + u"-said"_s);
    m_elapsed->setObjectName(name + u"-elapsed"_s);
    for (QLabel *label : {m_name, m_said, m_elapsed})
        label->setTextFormat(Qt::PlainText);
    m_elapsed->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_elapsed->setProperty("tone", u"muted"_s);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->addWidget(m_icon);
    m_row->addWidget(m_name);
    m_row->addWidget(m_bar, 1);
    m_row->addWidget(m_said);
    m_row->addWidget(m_elapsed);
    refresh();
}

void AudienceJob::tell(const AudienceStory::JobLine &line)
{
    m_line = line;
    refresh();
}

void AudienceJob::setUnit(int pixels)
{
    m_unit = pixels;
    m_row->setSpacing(pixels * 3 / 5);
    m_name->setFont(audienceFont(pixels, true));
    m_said->setFont(audienceFont(pixels, false));
    m_elapsed->setFont(audienceFont(pixels, false));
    // Columns: rows below each other line up, and nothing moves while the words change.
    const QFontMetrics strong(m_name->font()), plain(m_said->font());
    m_name->setFixedWidth(strong.horizontalAdvance(audienceWord(JobKind::Transactions)) + 4);
    int widest = 0;
    for (int said = int(AudienceSaid::JobInLine); said <= int(AudienceSaid::JobTooLong); ++said)
        widest = qMax(widest, plain.horizontalAdvance(audienceSentence(AudienceSaid(said))));
    m_said->setFixedWidth(widest + 4);
    m_elapsed->setMinimumWidth(plain.horizontalAdvance(u"00.0 s"_s));
    m_bar->setFixedHeight(qMax(6, pixels / 2));
    m_bar->setMinimumWidth(2 * pixels);
    refresh();
}

void AudienceJob::refresh()
{
    const AudienceLook look = audienceLook(m_line.state);
    m_icon->set(look.icon, look.role, m_unit * 6 / 5);
    m_bar->tell(m_line.progress, look.role);
    m_said->setText(audienceSentence(m_line.said));
    const bool runs = m_line.state == AudienceState::Working || m_line.state == AudienceState::NeedsPerson;
    const bool tells = m_line.elapsed && (runs || *m_line.elapsed >= std::chrono::milliseconds(100)); // "0.0 s" tells nothing
    m_elapsed->setText(!tells ? QString() : runs ? runningText(*m_line.elapsed) : durationText(*m_line.elapsed));
}

} // namespace console

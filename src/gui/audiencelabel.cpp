// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/audiencelabel.h"

#include "gui/audiencelook.h"

namespace console {

AudienceLabel::AudienceLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void AudienceLabel::setSize(int pixels, int least, bool strong)
{
    m_pixels = pixels;
    m_least = least;
    m_isStrong = strong;
    setMinimumHeight(QFontMetrics(audienceFont(pixels, strong)).height()); // of the line, whatever size its text gets
    fit();
}

void AudienceLabel::setLines(int most)
{
    m_lines = most;
    setWordWrap(most > 1);
}

void AudienceLabel::tell(const QString &text)
{
    if (text == this->text())
        return;
    setText(text);
    fit();
}

bool AudienceLabel::fits(int pixels) const
{
    const QFontMetrics metrics(audienceFont(pixels, m_isStrong));
    if (m_lines == 1)
        return metrics.horizontalAdvance(text()) <= width();
    constexpr int endless = 100000;
    const QRect place = metrics.boundingRect(QRect(0, 0, width(), endless), Qt::TextWordWrap, text());
    return place.width() <= width() && place.height() <= m_lines * QFontMetrics(audienceFont(m_pixels, m_isStrong)).lineSpacing();
}

void AudienceLabel::fit()
{
    int pixels = m_pixels;
    while (pixels > m_least && !fits(pixels))
        --pixels;
    setFont(audienceFont(pixels, m_isStrong));
}

void AudienceLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    fit();
}

} // namespace console

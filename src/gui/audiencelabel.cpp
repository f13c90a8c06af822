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

void AudienceLabel::tell(const QString &text)
{
    if (text == this->text())
        return;
    setText(text);
    fit();
}

void AudienceLabel::fit()
{
    int pixels = m_pixels;
    while (pixels > m_least && QFontMetrics(audienceFont(pixels, m_isStrong)).horizontalAdvance(text()) > width())
        --pixels;
    setFont(audienceFont(pixels, m_isStrong));
}

void AudienceLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    fit();
}

} // namespace console

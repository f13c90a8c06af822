// SPDX-License-Identifier: GPL-3.0-or-later
// AudienceLabel: one line of plain text, as large as asked for and a little smaller where there is no room.
#pragma once

#include <QLabel>

namespace console {

class AudienceLabel : public QLabel
{
    Q_OBJECT
public:
    explicit AudienceLabel(QWidget *parent = nullptr);
    void setSize(int pixels, int least, bool strong = true);
    void tell(const QString &text);
    QSize minimumSizeHint() const override { return {m_least, QLabel::minimumSizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    int m_pixels = 20, m_least = 10;
    bool m_isStrong = true;
};

} // namespace console

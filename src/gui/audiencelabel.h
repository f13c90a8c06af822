// SPDX-License-Identifier: GPL-3.0-or-later
// AudienceLabel: plain text as large as asked for, and a little smaller where there is no room.
#pragma once

#include <QLabel>

namespace console {

class AudienceLabel : public QLabel
{
    Q_OBJECT
public:
    explicit AudienceLabel(QWidget *parent = nullptr);
    void setSize(int pixels, int least, bool strong = true);
    void setLines(int most);  ///< it is wrapped into so many at most; 1 is where it begins
    void tell(const QString &text);
    QSize minimumSizeHint() const override { return {m_least, QLabel::minimumSizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    bool fits(int pixels) const;
    void fit();
    int m_pixels = 20, m_least = 10, m_lines = 1;
    bool m_isStrong = true;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// ElidedLabel: one line of plain text that gives way to its neighbours with an ellipsis.
#pragma once

#include <QLabel>

namespace console {

class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    void setElideMode(Qt::TextElideMode mode);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace console

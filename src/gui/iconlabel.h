// SPDX-License-Identifier: GPL-3.0-or-later
// IconLabel: one of our icons as a picture in a layout; follows the theme.
#pragma once

#include "gui/theme.h"

#include <QWidget>

namespace console {

class IconLabel : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(QWidget *parent = nullptr);
    /// `size` in px.
    void set(const QString &name, Theme::Role role, int size);
    QSize sizeHint() const override { return {m_size, m_size}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    Theme::Role m_role = Theme::Role::Text;
    int m_size = 24;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// IconEngine: paints one of our line icons in a colour of the theme, at any size, whatever the theme is by then.
#pragma once

#include "gui/theme.h"

#include <QIconEngine>

namespace console {

class IconEngine : public QIconEngine
{
public:
    IconEngine(QString name, Theme::Role role);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QSize actualSize(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;
    QString key() const override;
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

    /// `pixels` in device px. An unknown name gives an empty picture and a warning.
    static QPixmap render(const QString &name, const QColor &color, const QSize &pixels, qreal devicePixelRatio);

private:
    QColor colorFor(QIcon::Mode mode) const;
    QString m_name;
    Theme::Role m_role;
};

} // namespace console

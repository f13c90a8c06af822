// SPDX-License-Identifier: GPL-3.0-or-later
// InkLabel: a label in one of the theme's colours, which follows a change between light and dark.
#pragma once

#include "gui/theme.h"

#include <QLabel>

namespace console {

/// Plain text only: what a bank sent must never be read as markup.
class InkLabel : public QLabel
{
    Q_OBJECT
    /// For forms: "text", "muted", "good", "warning", "bad", "accent".
    Q_PROPERTY(QString ink READ inkName WRITE setInkName)
    /// For forms: "plain", "figures", "fixed", "large", "title".
    Q_PROPERTY(QString face READ faceName WRITE setFaceName)
public:
    explicit InkLabel(QWidget *parent = nullptr);
    explicit InkLabel(const QString &text, Theme::Role role = Theme::Role::Text, QWidget *parent = nullptr);
    void setInk(Theme::Role role);
    Theme::Role ink() const { return m_role; }
    QString inkName() const;
    void setInkName(const QString &name);
    QString faceName() const { return m_face; }
    void setFaceName(const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintInk();
    void applyFace();
    Theme::Role m_role = Theme::Role::Text;
    QString m_face = QStringLiteral("plain");
    bool m_applying = false;
};

/// A part of `top` over `bottom`: 0 is all bottom, 1 all top.
QColor mixed(const QColor &top, const QColor &bottom, qreal part);

} // namespace console

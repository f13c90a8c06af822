// SPDX-License-Identifier: GPL-3.0-or-later
// What the panels ask of their buttons, in one place.
#pragma once

#include <QString>

class QAbstractButton;
class QPushButton;
class QToolButton;
class QWidget;

namespace console {

/// The one primary button of a view; the style sheet colours it.
void asPrimary(QPushButton *button, bool primary = true);
/// A button that only has an icon: named for screen readers, explained in its tool-tip, at least 24 px.
void asIcon(QToolButton *button, const QString &icon, const QString &name, const QString &shortcut = {});
/// Shows and hides `content`; an arrow says which.
void asFold(QToolButton *fold, QWidget *content);

} // namespace console

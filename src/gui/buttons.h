// SPDX-License-Identifier: GPL-3.0-or-later
// What the panels ask of their buttons and bars, in one place.
#pragma once

#include <QString>

#include <chrono>
#include <optional>

class QAbstractButton;
class QProgressBar;
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

/// How far it is, judged by how long it took the last time. Not known, or longer than that: the bar only moves.
void showProgress(QProgressBar *bar, const std::optional<std::chrono::milliseconds> &elapsed,
                  const std::optional<std::chrono::milliseconds> &lastTook);

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/buttons.h"

#include "gui/theme.h"

#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace console {

void asPrimary(QPushButton *button, bool primary)
{
    Theme::mark(button, "primary", primary);
}

void asIcon(QToolButton *button, const QString &icon, const QString &name, const QString &shortcut)
{
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setIconSize({16, 16});
    button->setFocusPolicy(Qt::StrongFocus);
    button->setIcon(Theme::icon(icon, Theme::Role::Muted));
    button->setAccessibleName(name);
    button->setToolTip(shortcut.isEmpty() ? name : u"%1 (%2)"_s.arg(name, shortcut));
}

void asFold(QToolButton *fold, QWidget *content)
{
    fold->setCheckable(true);
    fold->setFocusPolicy(Qt::StrongFocus);
    fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    fold->setIconSize({12, 12});
    fold->setMinimumHeight(24);
    const auto apply = [fold, content](bool open) {
        fold->setIcon(Theme::icon(open ? u"chevron-down"_s : u"chevron-right"_s, Theme::Role::Muted));
        content->setVisible(open);
    };
    QObject::connect(fold, &QToolButton::toggled, content, apply);
    apply(fold->isChecked());
}

void showProgress(QProgressBar *bar, const std::optional<std::chrono::milliseconds> &elapsed,
                  const std::optional<std::chrono::milliseconds> &lastTook)
{
    if (elapsed && lastTook && *elapsed < *lastTook) {
        bar->setRange(0, 1000);
        bar->setValue(static_cast<int>(qMax(qint64(20), qint64(1000 * elapsed->count() / lastTook->count()))));
    } else {
        bar->setRange(0, 0);
    }
}

} // namespace console

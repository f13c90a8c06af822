// SPDX-License-Identifier: GPL-3.0-or-later
// Target: what a step of a walk acts on in the widget, as a person would name it.
#pragma once

#include <QString>
#include <QStringList>

namespace console {

/// The first alternative that is visible and enabled is taken.
struct Target {
    /// Anywhere: pop-ups first, the top-most one before the others. Widget: the stage's page with its frames.
    enum class Where { Anywhere, Widget, Popup };
    QString role = {};         ///< "button", "textbox", "heading", "link", "checkbox", "radio"; empty: any
    QStringList names = {};    ///< visible text, label or aria-label: exact first, then contained, any case
    QString field = {};        ///< the `name` of an input; names count where there is no such input
    Where where = Where::Anywhere;
    QString describe() const;  ///< button “Continue” / “Next”
    bool isEmpty() const { return role.isEmpty() && names.isEmpty() && field.isEmpty(); }
    bool operator==(const Target &) const = default;
};

} // namespace console

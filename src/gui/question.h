// SPDX-License-Identifier: GPL-3.0-or-later
// A question before something that cannot be taken back.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace console {

struct Question {
    QString name;  ///< objectName of the box; its button is called "confirm"
    QString title;
    QString text;  ///< plain text: names of banks and environments are no markup
    QString verb;  ///< on the button that does it, "&Delete"
    QString other = {}; ///< on the button that does the other thing ("&Discard"), called "other"; empty: none
    QString stay = {};  ///< on the button that does nothing; empty: "Cancel"
};

/// Never blocks: `then` is called when the verb is pressed, `otherwise` with the other thing; anything else leaves all
/// as it is. Without an other thing the verb is what cannot be taken back, with one the other is.
void ask(QWidget *parent, const Question &question, std::function<void()> then, std::function<void()> otherwise = {});

} // namespace console

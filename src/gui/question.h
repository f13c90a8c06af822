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
};

/// Never blocks: `then` is called when the verb is pressed; anything else leaves all as it is.
void ask(QWidget *parent, const Question &question, std::function<void()> then);

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// "Copied": what every copy button says for a moment, everywhere in the same way.
#pragma once

#include <QString>

class QAbstractButton;

namespace console {

/// Puts the text on the clipboard; the button has a tick and the word "Copied" beside it for a moment.
void copyAndSay(QAbstractButton *button, const QString &text);
/// The same for a button whose text somebody else has copied.
void sayCopied(QAbstractButton *button);

} // namespace console

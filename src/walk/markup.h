// SPDX-License-Identifier: GPL-3.0-or-later
// The HTML that reports of walks are made of, and the test whether a piece of HTML is made of that only.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace console {

/// `<tag attributes>text</tag>`, the text escaped. `tag` may carry attributes.
QString element(const QString &tag, const QString &text);
QString escaped(const QString &text);

/// Tags and attributes of our own vocabulary only, properly nested, no comment, no address but "#…" and pictures within:
/// nothing in it can run, load or end the element that it stands in.
bool isOwnMarkup(QByteArrayView html);

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// input: real mouse and key events for a web view, as a person's would arrive; the page sees them as trusted.
#pragma once

#include <QPoint>
#include <QString>
#include <Qt>

class QWebEngineView;

namespace console::input {

void click(QWebEngineView *view, const QPoint &at); ///< in the view's pixels, left button
void leave(QWebEngineView *view); ///< the pointer goes out: nothing is under it any more
void press(QWebEngineView *view, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &text);
/// Select all, delete, then a key per character. Returns the number of keys sent.
int replaceText(QWebEngineView *view, const QString &text);

} // namespace console::input

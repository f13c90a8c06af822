// SPDX-License-Identifier: GPL-3.0-or-later
// The raw bytes of an answer, made ready for reading. Pure, so that big ones can be prepared off the UI thread.
#pragma once

#include <QByteArray>
#include <QString>

namespace console {

struct RawText {
    QString text;          ///< re-indented; masked when asked for
    qsizetype allChars = 0;///< how long all of it is
    bool cut = false;      ///< `text` is only the beginning, or long lines were shortened
};

constexpr qsizetype rawShownAtFirst = 128 * 1024; ///< characters
constexpr qsizetype rawLongestLine = 4000;        ///< characters of one line before it is shortened

/// The same bytes re-indented; masked: personal fields (session/mask.h) and long numbers in descriptions.
QString readableJson(const QByteArray &bytes, bool mask);

/// `everything`: nothing is cut.
RawText preparedRaw(const QByteArray &bytes, bool mask, bool everything);

} // namespace console

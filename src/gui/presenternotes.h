// SPDX-License-Identifier: GPL-3.0-or-later
// PresenterNotes: the presenter's own text, kept as a plain file beside the settings.
#pragma once

#include <QString>

namespace console {

class PresenterNotes
{
public:
    static constexpr qsizetype most = 20000; ///< characters; what is longer is cut
    /// `settingsFile`: the notes stand in its folder.
    explicit PresenterNotes(const QString &settingsFile);
    QString read() const;              ///< empty where there are none
    bool write(const QString &text);   ///< only its owner may read it; empty: there is no file then
    const QString &file() const { return m_file; }

private:
    QString m_file;
};

} // namespace console

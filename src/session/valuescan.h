// SPDX-License-Identifier: GPL-3.0-or-later
// ValueScan: finds many known values in bytes at once, in one pass, whatever their number.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>

namespace console {

/// Of the values that begin at one place the longest is found; then it goes on behind it.
class ValueScan
{
public:
    struct Entry {
        QByteArray value;
        int kind = 0;      ///< the caller's
        QByteArray mask = {}; ///< the caller's
    };
    static constexpr qsizetype shortest = 3; ///< bytes

    void add(const Entry &entry); ///< the first entry of a value holds; a value that is too short is ignored
    void clear();                 ///< overwrites the values
    bool isEmpty() const { return m_entries.isEmpty(); }
    /// Called with the place of a value. It returns how many bytes are dealt with from there; 0: this value does not count
    /// here, and a shorter one that begins there may.
    using Found = std::function<qsizetype(qsizetype, const Entry &)>;
    void each(const QByteArray &bytes, const Found &found) const;

private:
    qsizetype takenAt(const QByteArray &bytes, qsizetype at, const Found &found) const;
    QHash<quint32, QList<Entry>> m_entries;   // by their first three bytes, longest first
    QByteArray m_mayBegin = QByteArray(65536 / 8, '\0'); // a bit for each hash of those: most places stop here
};

} // namespace console

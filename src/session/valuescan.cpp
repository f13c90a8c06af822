// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/valuescan.h"

#include <QtEndian>

#include <algorithm>

namespace console {

namespace {

quint32 firstThree(const char *bytes)
{
    return quint32(quint8(bytes[0])) | quint32(quint8(bytes[1])) << 8 | quint32(quint8(bytes[2])) << 16;
}

/// Spread over the table: letters alone would fill a few corners of it.
quint32 hashOf(quint32 three)
{
    return three * 0x9e3779b1U >> 16;
}

} // namespace

void ValueScan::add(const Entry &entry)
{
    if (entry.value.size() < shortest)
        return;
    const quint32 key = firstThree(entry.value.constData());
    QList<Entry> &bucket = m_entries[key];
    if (std::any_of(bucket.cbegin(), bucket.cend(), [&](const Entry &each) { return each.value == entry.value; }))
        return;
    const auto place = std::find_if(bucket.cbegin(), bucket.cend(), [&](const Entry &each) { return each.value.size() < entry.value.size(); });
    bucket.insert(place, entry);
    const quint32 hash = hashOf(key);
    m_mayBegin[hash / 8] = char(m_mayBegin[hash / 8] | 1 << hash % 8);
}

void ValueScan::clear()
{
    for (QList<Entry> &bucket : m_entries) {
        for (Entry &entry : bucket)
            entry.value.fill('\0');
    }
    m_entries.clear();
    m_mayBegin.fill('\0');
}

qsizetype ValueScan::takenAt(const QByteArray &bytes, qsizetype at, const Found &found) const
{
    const auto bucket = m_entries.constFind(firstThree(bytes.constData() + at));
    if (bucket == m_entries.cend())
        return 0;
    const QByteArrayView rest(bytes.constData() + at, bytes.size() - at);
    for (const Entry &entry : *bucket) {
        const qsizetype taken = rest.startsWith(entry.value) ? found(at, entry) : 0;
        if (taken > 0)
            return taken;
    }
    return 0;
}

void ValueScan::each(const QByteArray &bytes, const Found &found) const
{
    if (m_entries.isEmpty())
        return;
    const char *data = bytes.constData();
    const char *table = m_mayBegin.constData();
    const auto mayBegin = [table](quint64 word) {
        const quint32 hash = hashOf(quint32(word) & 0xffffff);
        return table[hash / 8] >> hash % 8 & 1;
    };
    qsizetype at = 0;
    while (at + 8 <= bytes.size()) { // four places at a time: nearly always none of them begins anything
        const quint64 word = qFromLittleEndian<quint64>(data + at);
        if (!(mayBegin(word) | mayBegin(word >> 8) | mayBegin(word >> 16) | mayBegin(word >> 24))) {
            at += 4;
            continue;
        }
        for (const qsizetype end = at + 4; at < end;)
            at += std::max<qsizetype>(1, takenAt(bytes, at, found));
    }
    while (at + shortest <= bytes.size())
        at += std::max<qsizetype>(1, takenAt(bytes, at, found));
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// Canaries: secrets and personal data that cannot occur by chance, how they may be spelt, and the search for them in bytes.
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <unordered_map>
#include <vector>

namespace canary {

enum class Kind { Credential, Person };

/// `learned`: the console knows the value (keys, tokens, what a person typed, what an answer told of a person), so it has to be
/// found anywhere, in any spelling. Else it is one that only its place or its shape tells (a cookie, a
/// signature), or that is typed into the bank's own page.
struct Plant {
    const char *name;
    QByteArray value;
    Kind kind = Kind::Credential;
    bool learned = true;
};

const QList<Plant> &plants();
QByteArray valueOf(const char *name);

struct Spelling {
    const char *name;
    QByteArray text;
    bool isJson = false; ///< may stand inside a JSON text as it is
};
/// As it is, percent (once, twice, every byte), form, JSON (once, twice, every sign as \uXXXX), base64 and base64url at three offsets.
QList<Spelling> spellings(const QByteArray &value);

/// Looks for every plant in bytes as they are, and in whatever they decode to: percent, form, JSON, base64, UTF-16.
/// Of a credential any eight bytes in a row count, of a number eight digits whatever stands between them, of names every word in
/// any case.
class Search
{
public:
    Search();
    /// What is found, as "plant (layers) …around…"; each plant once.
    QStringList in(const QByteArray &bytes, bool credentials = true, bool persons = true) const;
    bool finds(const char *plant, const QByteArray &bytes) const;
    qint64 searched() const { return m_searched; } ///< bytes, of all layers

private:
    void look(const QByteArray &bytes, const QByteArray &layer, int depth, QHash<QByteArray, QByteArray> &found) const;
    void windows(const QByteArray &bytes, const QByteArray &layer, QHash<QByteArray, QByteArray> &found) const;
    void words(const QByteArray &bytes, const QByteArray &layer, QHash<QByteArray, QByteArray> &found) const;
    std::unordered_map<quint64, const char *> m_windows; // of credentials
    std::vector<bool> m_mayBegin = std::vector<bool>(65536); // by the first two bytes: most places stop here
    QList<std::pair<QByteArray, const char *>> m_words, m_digits; // of persons, in lower case
    mutable qint64 m_searched = 0;
};

} // namespace canary

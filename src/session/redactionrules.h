// SPDX-License-Identifier: GPL-3.0-or-later
// RedactionRules: which names and shapes are credentials or personal; read from a table (resources/redaction/rules.txt).
#pragma once

#include "base/result.h"
#include "session/mask.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QRegularExpression>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace console {

/// A personal value or a credential, as its place told it; empty: none.
struct ToldText {
    Personal kind = Personal::Line; ///< of what is no credential
    QByteArray text = {};           ///< UTF-8, without escapes
    bool isCredential = false;
};

struct RedactionRule {
    bool isCredential = true;
    Personal mask = Personal::Line; ///< of what is no credential
};

class RedactionRules
{
public:
    struct Pattern { QRegularExpression expression; RedactionRule rule; }; ///< for bytes that are read as Latin-1

    static const RedactionRules &builtIn();
    /// Adds the table's rules. A line that is none is left out, and told of (Kind::Input): it names `file` and the line,
    /// and says what it should be.
    QList<Error> add(const QByteArray &table, const QString &file);
    /// The same of a file; one that does not exist says nothing.
    QList<Error> addFile(const QString &file);

    /// Of a field, form field or query parameter, spelt in any way; nothing: no rule.
    const RedactionRule *field(QByteArrayView name) const { return find(m_fields, name); }
    bool isSecretHeader(QByteArrayView name) const { return find(m_headers, name) != nullptr; }
    const QList<QByteArray> &prefixes() const { return m_prefixes; }
    const QList<Pattern> &patterns() const { return m_patterns; }
    bool isEmpty() const { return m_fields.sorted.empty() && m_headers.sorted.empty() && m_prefixes.isEmpty() && m_patterns.isEmpty(); }

private:
    struct Names {
        std::vector<std::pair<std::string, RedactionRule>> sorted; // by the name as names are compared
        std::array<quint64, 256> lengths{};                        // by the first letter, which lengths there are: most names stop here
    };
    static const RedactionRule *find(const Names &names, QByteArrayView name);
    static void insert(Names &names, const std::string &name, RedactionRule rule);
    Result<void> addLine(const QByteArray &line);
    Names m_fields, m_headers;
    QList<QByteArray> m_prefixes;
    QList<Pattern> m_patterns;
};

/// Letters, digits, `_` and `-`: what names of fields are made of. A table: every byte of every body is asked.
inline constexpr std::array<bool, 256> nameBytes = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c)
        table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    return table;
}();
inline bool isNameByte(char c) { return nameBytes[static_cast<unsigned char>(c)]; }

/// A name as names are compared: "X-Api_Key" → "xapikey". Empty when it is longer than any name that means something.
class BareName
{
public:
    explicit BareName(QByteArrayView name);
    std::string_view view() const { return {m_bytes, m_size}; }

private:
    char m_bytes[64]; // without a heap: there are thousands in a body
    std::size_t m_size = 0;
};

} // namespace console

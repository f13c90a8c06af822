// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/redactionrules.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct RuleWords { Q_DECLARE_TR_FUNCTIONS(console::RedactionRules) };

constexpr qsizetype largestTable = 1024 * 1024; // bytes; a person writes it
constexpr qsizetype shortestPrefix = 4;         // a shorter one would take out words

tl::unexpected<Error> refusedPattern(const QString &why)
{
    return fail(Error{.kind = Error::Kind::Input, .message = why, .advice = RuleWords::tr("Correct the line, and start again. The other rules hold.")});
}

std::optional<RedactionRule> ruleOf(QByteArrayView word)
{
    constexpr std::array<std::pair<const char *, Personal>, 6> masks{{{"number", Personal::Number}, {"name", Personal::Name}, {"email", Personal::Email},
                                                                      {"phone", Personal::Phone}, {"line", Personal::Line}, {"words", Personal::Words}}};
    if (word == QByteArrayView("credential"))
        return RedactionRule{};
    for (const auto &[name, mask] : masks) {
        if (word == QByteArrayView(name))
            return RedactionRule{false, mask};
    }
    return {};
}

} // namespace

BareName::BareName(QByteArrayView name)
{
    for (const char c : name) {
        if (c == '_' || c == '-')
            continue;
        if (m_size == sizeof m_bytes) {
            m_size = 0;
            return;
        }
        m_bytes[m_size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
}

const RedactionRule *RedactionRules::find(const Names &names, QByteArrayView name)
{
    const BareName bare(name);
    const std::string_view wanted = bare.view();
    if (wanted.empty() || !(names.lengths[static_cast<unsigned char>(wanted.front())] & (1ULL << (wanted.size() & 63))))
        return nullptr;
    const auto at = std::lower_bound(names.sorted.begin(), names.sorted.end(), wanted, [](const auto &each, std::string_view one) { return each.first < one; });
    return at != names.sorted.end() && at->first == wanted ? &at->second : nullptr;
}

void RedactionRules::insert(Names &names, const std::string &name, RedactionRule rule)
{
    const auto at = std::lower_bound(names.sorted.begin(), names.sorted.end(), name, [](const auto &each, const std::string &one) { return each.first < one; });
    names.lengths[static_cast<unsigned char>(name.front())] |= 1ULL << (name.size() & 63);
    if (at == names.sorted.end() || at->first != name)
        names.sorted.insert(at, {name, rule});
    else if (rule.isCredential) // the stricter one holds
        at->second = rule;
}

Result<void> RedactionRules::addLine(const QByteArray &line)
{
    QList<QByteArray> words = line.simplified().split(' ');
    const std::optional<RedactionRule> rule = ruleOf(words.value(0));
    if (!rule)
        return refusedPattern(RuleWords::tr("“%1” is no kind of data: credential, number, name, email, phone, line or words.").arg(QString::fromUtf8(words.value(0))));
    const QByteArray where = words.value(1);
    words = words.mid(2);
    if (words.isEmpty())
        return refusedPattern(RuleWords::tr("Names are missing: WHAT WHERE NAMES…"));
    if (where == "pattern") {
        const qsizetype begin = line.indexOf("pattern") + 7;
        // Bytes as Latin-1: each is one letter, and places in the text are places in the bytes.
        const QRegularExpression expression(QString::fromLatin1(line.mid(begin).trimmed()));
        if (!expression.isValid())
            return refusedPattern(RuleWords::tr("The regular expression does not hold: %1.").arg(expression.errorString()));
        if (expression.match(QString()).hasMatch())
            return refusedPattern(RuleWords::tr("The regular expression matches nothing at all, which is everywhere."));
        m_patterns.append({expression, *rule});
        return {};
    }
    for (const QByteArray &word : std::as_const(words)) {
        const BareName bare(word);
        const std::string_view name = bare.view();
        if (where == "prefix" && word.size() >= shortestPrefix && rule->isCredential)
            m_prefixes.append(word);
        else if ((where == "field" || (where == "header" && rule->isCredential)) && !name.empty() && std::all_of(word.begin(), word.end(), isNameByte))
            insert(where == "field" ? m_fields : m_headers, std::string(name), *rule);
        else
            return refusedPattern(RuleWords::tr("“%1 %2 %3” is no rule: a field of any kind, or a header or a prefix of at least %4 letters that is a credential.")
                               .arg(rule->isCredential ? u"credential"_s : u"…"_s, QString::fromUtf8(where), QString::fromUtf8(word)).arg(shortestPrefix));
    }
    return {};
}

const RedactionRules &RedactionRules::builtIn()
{
    static const RedactionRules rules = [] {
        RedactionRules read;
        const QList<Error> errors = read.addFile(u":/redaction/rules.txt"_s);
        if (!errors.isEmpty() || read.m_fields.sorted.empty()) // recording without rules would be worse than not starting
            qFatal("The rules of redaction are missing or broken: %s", errors.isEmpty() ? "" : qPrintable(oneLine(errors.first())));
        return read;
    }();
    return rules;
}

QList<Error> RedactionRules::add(const QByteArray &table, const QString &file)
{
    QList<Error> errors;
    int number = 0;
    for (const QByteArray &whole : table.split('\n')) {
        ++number;
        const QByteArray line = whole.trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (const Result<void> added = addLine(line); !added) {
            errors << added.error();
            errors.last().where = RuleWords::tr("%1, line %2").arg(file).arg(number);
        }
    }
    return errors;
}

QList<Error> RedactionRules::addFile(const QString &name)
{
    QFile file(name);
    if (!file.exists())
        return {};
    if (file.open(QIODevice::ReadOnly) && file.size() <= largestTable)
        return add(file.readAll(), name);
    const QString why = file.isOpen() ? RuleWords::tr("it is larger than 1 MiB") : file.errorString();
    return {Error{.kind = Error::Kind::Storage, .message = RuleWords::tr("The rules of redaction in this file could not be read: %1.").arg(why), .where = name,
                  .advice = RuleWords::tr("Only the built-in rules hold until it can be read.")}};
}

} // namespace console

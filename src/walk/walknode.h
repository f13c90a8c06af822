// SPDX-License-Identifier: GPL-3.0-or-later
// WalkNode: a value of a walk file with its place in it; says what is wrong with it.
#pragma once

#include "walk/jsonplaces.h"
#include "walk/walkfile.h"

#include <QSet>

#include <functional>

namespace console {

/// Of one file. A field is told once: the same block is read for many walks.
class WalkProblems
{
public:
    explicit WalkProblems(const QString &file) : m_file(file) {}
    void add(int line, const QString &field, const QString &message);
    const QString &file() const { return m_file; }
    const QList<WalkProblem> &list() const { return m_list; }

private:
    QString m_file;
    QList<WalkProblem> m_list;
    QSet<QPair<int, QString>> m_told;
};

/// Refers to all of it; value and place belong to a document, or to a copy of a value with other texts.
class WalkNode
{
public:
    WalkNode(const Json *value, const JsonPlace *place, WalkProblems *problems, const QString &path = {})
        : m_value(value), m_place(place), m_problems(problems), m_path(path) {}

    const Json &json() const { return *m_value; }
    const JsonPlace *place() const { return m_place; }
    const QString &path() const { return m_path; }
    const QString &file() const { return m_problems->file(); }
    int line() const { return m_place->line; }
    /// The same place with another value of the same shape.
    WalkNode with(const Json *value) const { return {value, m_place, m_problems, m_path}; }

    std::optional<WalkNode> find(QStringView name) const;
    struct Named;
    QList<Named> fields() const;
    QList<WalkNode> items() const;

    void problem(const QString &message) const { m_problems->add(line(), m_path, message); }
    /// Each of these says what is wrong and gives false or an empty value.
    bool isObject() const;
    bool isList() const;
    /// No other keys than those of the kind (walkKeys()), and it is an object.
    bool hasOnlyKeysOf(const QString &kind) const;
    QString text() const;          ///< a text; empty is wrong
    QString anyText() const;       ///< a text, may be empty
    QString scalar() const;        ///< a text, a number or true/false, as text
    bool boolean() const;
    /// One of walkChoices(); a text with a variable in it may become one.
    QString choice(const QString &kind) const;
    QString textOf(QStringView name) const;      ///< of a field that may be missing
    QString requiredTextOf(QStringView name, const QString &why) const;
    bool booleanOf(QStringView name) const;
    QStringList texts() const;     ///< a list of texts
    /// An object of texts, numbers, true/false.
    WalkVariables variables() const;
    /// Texts in it, deep.
    void forEachText(const std::function<void(const WalkNode &text)> &then) const;

private:
    QString inside(const QString &name) const; ///< the path of a field
    const Json *m_value;
    const JsonPlace *m_place;
    WalkProblems *m_problems;
    QString m_path;
};

struct WalkNode::Named { QString name; WalkNode value; };

bool isVariableName(const QString &name); ///< "bank", "run.number"
QString listedWords(const QStringList &words); ///< “a”, “b” or “c”

} // namespace console

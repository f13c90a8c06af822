// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/walknode.h"

#include "walk/nearestword.h"
#include "walk/walkwords.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

void WalkProblems::add(int line, const QString &field, const QString &message)
{
    if (m_told.contains({line, field}))
        return;
    m_told.insert({line, field});
    m_list.append({.file = m_file, .line = line, .field = field, .message = message});
}

QString WalkNode::inside(const QString &name) const
{
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

std::optional<WalkNode> WalkNode::find(QStringView name) const
{
    const QList<Json::Field> &all = m_value->fields();
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.at(i).first == name)
            return WalkNode(&all.at(i).second, &m_place->inside[size_t(i)], m_problems, inside(name.toString()));
    }
    return {};
}

QList<WalkNode::Named> WalkNode::fields() const
{
    QList<Named> list;
    const QList<Json::Field> &all = m_value->fields();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const auto &[name, value] = all.at(i);
        list.append({name, WalkNode(&value, &m_place->inside[size_t(i)], m_problems, inside(name))});
    }
    return list;
}

QList<WalkNode> WalkNode::items() const
{
    QList<WalkNode> list;
    const QList<Json> &all = m_value->items();
    for (qsizetype i = 0; i < all.size(); ++i)
        list.append(WalkNode(&all.at(i), &m_place->inside[size_t(i)], m_problems, u"%1[%2]"_s.arg(m_path).arg(i)));
    return list;
}

bool WalkNode::isObject() const
{
    if (m_value->isObject())
        return true;
    problem(Error::tr("An object {…} belongs here, not %1.").arg(Json::typeName(m_value->type())));
    return false;
}

bool WalkNode::isList() const
{
    if (m_value->isArray())
        return true;
    problem(Error::tr("A list […] belongs here, not %1.").arg(Json::typeName(m_value->type())));
    return false;
}

bool WalkNode::hasOnlyKeysOf(const QString &kind) const
{
    if (!isObject())
        return false;
    const QStringList &known = walkKeys()[kind];
    bool isRight = true;
    for (const Named &each : fields()) {
        if (known.contains(each.name))
            continue;
        isRight = false;
        each.value.problem(Error::tr("“%1” is not known here.").arg(each.name) + meantWord(each.name, known));
    }
    return isRight;
}

QString WalkNode::anyText() const
{
    if (m_value->isText())
        return m_value->scalar();
    problem(Error::tr("A text \"…\" belongs here, not %1.").arg(Json::typeName(m_value->type())));
    return {};
}

QString WalkNode::text() const
{
    const QString text = anyText();
    if (m_value->isText() && text.trimmed().isEmpty())
        problem(Error::tr("This text is empty."));
    return text;
}

QString WalkNode::scalar() const
{
    if (m_value->isText() || m_value->isNumber() || m_value->type() == Json::Type::Bool)
        return m_value->scalar();
    problem(Error::tr("A text, a number, true or false belongs here, not %1.").arg(Json::typeName(m_value->type())));
    return {};
}

bool WalkNode::boolean() const
{
    if (m_value->type() != Json::Type::Bool)
        problem(Error::tr("Here stands true or false, not %1.").arg(Json::typeName(m_value->type())));
    return m_value->boolean();
}

QString WalkNode::choice(const QString &kind) const
{
    const QString word = text();
    const QStringList &known = walkChoices()[kind];
    if (word.trimmed().isEmpty() || word.contains("${"_L1) || known.contains(word))
        return word;
    problem(Error::tr("“%1” cannot stand here.").arg(word.left(60)) + meantWord(word, known));
    return {};
}

QString WalkNode::textOf(QStringView name) const
{
    const std::optional<WalkNode> found = find(name);
    return found ? found->anyText() : QString();
}

QString WalkNode::requiredTextOf(QStringView name, const QString &why) const
{
    if (const std::optional<WalkNode> found = find(name))
        return found->text();
    problem(Error::tr("“%1” is missing: %2.").arg(name, why));
    return {};
}

bool WalkNode::booleanOf(QStringView name) const
{
    const std::optional<WalkNode> found = find(name);
    return found && found->boolean();
}

QStringList WalkNode::texts() const
{
    QStringList list;
    if (!isList())
        return list;
    for (const WalkNode &item : items())
        list << item.text();
    return list;
}

WalkVariables WalkNode::variables() const
{
    WalkVariables values;
    if (!isObject())
        return values;
    for (const Named &each : fields()) {
        if (isVariableName(each.name))
            values.insert(each.name, each.value.scalar());
        else
            each.value.problem(Error::tr("“%1” is no name for a variable: a letter comes first, then letters, digits, “_”, “-” and “.”.").arg(each.name));
    }
    return values;
}

void WalkNode::forEachText(const std::function<void(const WalkNode &)> &then) const
{
    if (m_value->isText())
        then(*this);
    for (const Named &each : fields())
        each.value.forEachText(then);
    for (const WalkNode &each : items())
        each.forEachText(then);
}

bool isVariableName(const QString &name)
{
    static const QRegularExpression rule(u"^[A-Za-z][A-Za-z0-9_.-]*$"_s);
    return rule.match(name).hasMatch();
}

QString listedWords(const QStringList &words)
{
    QString text;
    for (qsizetype i = 0; i < words.size(); ++i)
        text += (i == 0 ? u""_s : i + 1 == words.size() ? Error::tr(" or ") : u", "_s) + u"“%1”"_s.arg(words.at(i));
    return text;
}

} // namespace console

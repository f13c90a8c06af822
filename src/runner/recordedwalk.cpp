// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/recordedwalk.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::RecordedWalk)
};

const QStringList &knownRoles()
{
    static const QStringList roles{u"button"_s, u"textbox"_s, u"heading"_s, u"link"_s, u"checkbox"_s, u"radio"_s};
    return roles;
}

/// Amounts and numbers of accounts are another person's the next time: of such a name its longest part without any.
QString stableName(const QString &name)
{
    static const QRegularExpression changing(u"\\S*[0-9•*][^\\s]*"_s);
    if (!name.contains(changing))
        return name;
    QString longest;
    for (const QString &part : name.split(changing)) {
        const QString trimmed = part.trimmed();
        if (trimmed.size() > longest.size())
            longest = trimmed;
    }
    return longest;
}

Json jsonOf(const Target &target)
{
    QList<Json::Field> fields;
    if (!target.field.isEmpty()) {
        fields.append({u"field"_s, Json::text(target.field)});
    } else {
        const QString name = stableName(target.names.value(0));
        if (knownRoles().contains(target.role))
            fields.append({u"role"_s, Json::text(target.role)});
        if (!name.isEmpty() || fields.isEmpty())
            fields.append({u"text"_s, Json::text(name.isEmpty() ? target.names.value(0) : name)});
    }
    if (target.where == Target::Where::Popup)
        fields.append({u"in"_s, Json::text(u"popup"_s)});
    return Json::object(fields);
}

QString typeWord(LaunchType type)
{
    switch (type) {
    case LaunchType::Iframe: return u"iframe"_s;
    case LaunchType::EmbeddedBankView: return u"embedded"_s;
    case LaunchType::SystemBrowser: return u"browser"_s;
    }
    return {};
}

/// "true" and "false", as the words that they are in JSON.
Json flag(bool value)
{
    return Json::parse(value ? "true" : "false").value_or(Json());
}

QString asJson(const QString &text)
{
    return Json::text(text).compact();
}

} // namespace

RecordedWalk::RecordedWalk(const WalkBook &book)
{
    for (const TestBank &bank : book.banks) {
        m_bankNames << bank.name << bank.formerNames;
        for (const TestLogin &login : bank.logins)
            m_public << login.user << login.password << login.answer;
    }
    for (const SandboxFact &code : book.codes)
        m_public << code.value;
    m_public.removeAll(QString());
}

void RecordedWalk::add(const QList<Json::Field> &step)
{
    m_steps << Json::object(step);
}

void RecordedWalk::user()
{
    add({{u"user"_s, Json::object({})}});
}

void RecordedWalk::open(const LaunchOptions &options)
{
    const LaunchOptions usual;
    QList<Json::Field> fields;
    const auto text = [&fields](const QString &name, const QString &value, const QString &normal) {
        if (value != normal)
            fields.append({name, Json::text(value)});
    };
    text(u"configurationId"_s, options.configurationId, usual.configurationId);
    text(u"consumerId"_s, options.consumerId, usual.consumerId);
    text(u"theme"_s, options.theme, usual.theme);
    text(u"sdk"_s, options.sdkVersion, usual.sdkVersion);
    text(u"sdkFile"_s, options.sdkVersion == "file"_L1 ? options.sdkFile : QString(), {});
    text(u"type"_s, typeWord(options.type), typeWord(usual.type));
    text(u"environment"_s, options.sdkEnvironment, usual.sdkEnvironment);
    text(u"deeplink"_s, options.deeplink, usual.deeplink);
    text(u"domain"_s, options.domain, usual.domain);
    text(u"bgColor"_s, options.bgColor, usual.bgColor);
    text(u"opacity"_s, options.opacity, usual.opacity);
    text(u"width"_s, options.width, usual.width);
    text(u"height"_s, options.height, usual.height);
    text(u"embeddedWidth"_s, options.embeddedWidth, usual.embeddedWidth);
    text(u"embeddedHeight"_s, options.embeddedHeight, usual.embeddedHeight);
    text(u"zIndex"_s, options.zIndex, usual.zIndex);
    text(u"iframeTitle"_s, options.iframeTitle, usual.iframeTitle);
    if (options.handleOAuthManually)
        fields.append({u"handleOAuthManually"_s, flag(true)});
    if (options.manualLinkOnly)
        fields.append({u"manualLinkOnly"_s, flag(true)});
    add({{u"open"_s, Json::object(fields)}});
}

void RecordedWalk::answer(const QString &jobKind)
{
    add({{u"answer"_s, Json::text(jobKind)}});
}

void RecordedWalk::click(const Target &target)
{
    if (target.names.value(0).isEmpty() && target.field.isEmpty())
        return;
    add({{u"click"_s, jsonOf(target)}});
}

void RecordedWalk::type(const Target &target, const QString &text)
{
    const Json field = jsonOf(target);
    if (!m_steps.isEmpty()) {
        const Json *last = m_steps.last().find(u"type");
        if (last && last->compact() == field.compact())
            m_steps.removeLast();
    }
    add({{u"type"_s, field}, {u"value"_s, Json::text(textFor(target, text))}});
}

void RecordedWalk::press(const QString &key)
{
    add({{u"press"_s, Json::text(key)}});
}

void RecordedWalk::close(const QString &what)
{
    add({{u"close"_s, Json::text(what)}});
}

void RecordedWalk::job(const QString &jobKind)
{
    add({{u"job"_s, Json::text(jobKind)}});
}

void RecordedWalk::expect(const QList<Json::Field> &what)
{
    add({{u"expect"_s, Json::object(what)}});
}

void RecordedWalk::note(const QString &sentence)
{
    if (!m_notes.contains(sentence))
        m_notes << sentence;
}

bool RecordedWalk::isPublic(const QString &text) const
{
    constexpr qsizetype shortest = 2; // of what is typed to find a bank
    const auto named = [&](const QString &bank) { return bank.contains(text, Qt::CaseInsensitive); };
    return text.isEmpty() || m_public.contains(text) || (text.size() >= shortest && std::any_of(m_bankNames.begin(), m_bankNames.end(), named));
}

/// The same text is the same variable: who types a number twice means one number.
QString RecordedWalk::textFor(const Target &target, const QString &text)
{
    static const QRegularExpression other(u"[^A-Za-z0-9]+"_s);
    if (isPublic(text))
        return QString(text).replace("${"_L1, "$${"_L1);
    QString name = m_variables.key(text);
    if (name.isEmpty()) {
        const QString base = QString(target.field.isEmpty() ? target.names.value(0) : target.field).remove(other).left(40);
        name = base.isEmpty() ? u"text"_s : base;
        for (int number = 2; m_variables.contains(name); ++number)
            name = u"%1%2"_s.arg(base.isEmpty() ? u"text"_s : base).arg(number);
        m_variables.insert(name, text);
        note(Say::tr("Give the variable “%1” a value: what was typed there is not public, so it was not recorded.").arg(name));
    }
    return u"${%1}"_s.arg(name);
}

QStringList RecordedWalk::lines() const
{
    QStringList lines;
    for (const Json &step : m_steps)
        lines << step.compact();
    return lines;
}

QByteArray RecordedWalk::file(const QString &name) const
{
    QStringList variables;
    for (const QString &each : m_variables.keys())
        variables << u"%1: \"\""_s.arg(asJson(each));
    QStringList purpose{Say::tr("Recorded in the console.")};
    purpose << m_notes;
    QStringList text{u"{"_s, u"  \"walk\": 1,"_s, u"  \"name\": "_s + asJson(name) + u","_s};
    if (!variables.isEmpty())
        text << u"  \"variables\": {"_s + variables.join(u", "_s) + u"},"_s;
    text << u"  \"walks\": ["_s << u"    {"_s << u"      \"id\": \"recorded\","_s << u"      \"name\": "_s + asJson(name) + u","_s
         << u"      \"purpose\": "_s + asJson(purpose.join(u' ')) + u","_s << u"      \"tags\": [\"recorded\"],"_s << u"      \"steps\": ["_s
         << u"        "_s + lines().join(u",\n        "_s) << u"      ]"_s << u"    }"_s << u"  ]"_s << u"}"_s;
    return text.join(u'\n').toUtf8() + '\n';
}

} // namespace console

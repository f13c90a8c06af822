// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/banks.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr QStringView cityQuestion = u"What city were you born in?";

/// One row of the sign-in table; an empty name or password in the row matches any text.
struct LoginRule {
    QStringView bank, username, password, kind, answer;
    bool mfaLater;
};

constexpr std::array<LoginRule, 7> loginRules{{
    {u"aerobank", u"sync", u"no_mfa", u"", u"", false},
    {u"aerobank", u"sync", u"mfa", u"question", u"correct", true},
    {u"aerobank-oauth", u"sync", u"no_mfa", u"", u"", false},
    // ASSUMPTION LEGACY-BANKS: the older names of the test banks still exist next to Aerobank.
    {u"aerosync-mfa", u"", u"", u"code", u"", false},
    {u"aerosync-oauth", u"", u"", u"", u"", false},
    {u"aerosync-question", u"", u"", u"question", u"", false},
    {u"aerosync-mfa-trigger", u"mxuser", u"challenge", u"question", u"correct", true},
}};

bool fits(QStringView rule, const QString &text)
{
    return rule.isEmpty() ? !text.isEmpty() : rule == text;
}

/// What the integrator asked for. One logo may serve both modes.
Json sheetOf(const QJsonObject &entry)
{
    const auto address = [](const QString &file) { return u"/assets/"_s + file; };
    const QString logo = entry.value("logo"_L1).toString();
    return Json::object({{u"logo"_s, address(logo)},
                         {u"logoDark"_s, address(entry.value("logoDark"_L1).toString(logo))},
                         {u"primary"_s, Json::from(entry.value("primary"_L1))},
                         {u"modes"_s, Json::from(entry.value("modes"_L1))}});
}

} // namespace

Catalog::Catalog(const QString &banksFile, const QString &configurationsFile, const QString &brandingsFile)
{
    const QJsonObject banks = read(banksFile.isEmpty() ? u":/simulator/banks.json"_s : banksFile);
    const QJsonArray entries = banks.value("banks"_L1).toArray();
    for (const QJsonValue &entry : entries)
        addBank(entry.toObject());
    static const std::array<std::array<QStringView, 3>, 6> known{{
        {u"aerobank", u"Aerobank NonOAuth", u"credentials"},
        {u"aerobank-oauth", u"Aerobank OAuth", u"oauth"},
        {u"aerosync-mfa", u"Aerosync Bank (MFA)", u"credentials"},
        {u"aerosync-oauth", u"Aerosync Bank (OAuth)", u"oauth"},
        {u"aerosync-question", u"Aerosync Bank (Security Question)", u"credentials"},
        {u"aerosync-mfa-trigger", u"Aerosync Bank (MFA Trigger)", u"credentials"},
    }};
    for (const auto &[id, name, kind] : known) {
        if (!bank(id.toString()))
            addBank({{u"id"_s, id.toString()}, {u"name"_s, name.toString()}, {u"kind"_s, kind.toString()}, {u"popular"_s, true}});
    }

    const QJsonObject looks =
        read(configurationsFile.isEmpty() ? u":/simulator/configurations.json"_s : configurationsFile);
    const QJsonArray list = looks.value("configurations"_L1).toArray();
    for (const QJsonValue &entry : list)
        m_configurations.push_back(configurationFrom(entry.toObject()));
    QJsonObject fallback = looks.value("default"_L1).toObject();
    if (!fallback.contains("name"_L1))
        fallback.insert("name"_L1, u"Aerosync"_s);
    fallback.insert("isDefault"_L1, true);
    m_fallback = configurationFrom(fallback);
    const QJsonArray brandings =
        read(brandingsFile.isEmpty() ? u":/simulator/brandings.json"_s : brandingsFile).value("brandings"_L1).toArray();
    for (const QJsonValue &entry : brandings)
        m_brandings.push_back(configurationFrom(entry.toObject()));
    readLayouts();
}

void Catalog::readLayouts()
{
    const QJsonArray layouts = read(u":/simulator/layouts.json"_s).value("layouts"_L1).toArray();
    for (const QJsonValue &entry : layouts)
        m_layouts.push_back({entry["name"_L1].toString(), entry["note"_L1].toString(), entry["passable"_L1].toBool()});
}

QJsonObject Catalog::read(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        m_problems += u"%1 cannot be read: %2."_s.arg(name, file.errorString());
        return {};
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        m_problems += u"%1 is not a JSON object: %2 (at byte %3)."_s.arg(name, error.errorString()).arg(error.offset);
    return document.object();
}

void Catalog::addBank(const QJsonObject &entry)
{
    Bank bank;
    bank.id = entry.value("id"_L1).toString();
    bank.name = entry.value("name"_L1).toString();
    bank.kind = entry.value("kind"_L1).toString();
    bank.logo = entry.value("logo"_L1).toString();
    bank.popular = entry.value("popular"_L1).toBool();
    bank.json = Json::from(entry);
    static const QStringList kinds{u"credentials"_s, u"oauth"_s, u"unavailable"_s};
    if (bank.id.isEmpty() || bank.name.isEmpty() || !kinds.contains(bank.kind)) {
        m_problems += u"banks.json: an entry needs id, name and kind (%1); found id '%2'."_s.arg(
            kinds.join(", "_L1), bank.id);
        return;
    }
    m_banks.push_back(bank);
}

Configuration Catalog::configurationFrom(const QJsonObject &entry)
{
    QJsonObject look = entry; // as served: what was asked for, but for the deliberate defect
    for (const auto &key : {"defect"_L1, "note"_L1, "served"_L1})
        look.remove(key); // a page must not tell what is wrong with it
    const QJsonObject served = entry.value("served"_L1).toObject();
    for (auto it = served.begin(); it != served.end(); ++it)
        look.insert(it.key(), it.value());
    Configuration configuration;
    configuration.embedded = look.take("embedded"_L1).toBool(true);
    configuration.id = look.value("id"_L1).toString();
    configuration.name = look.value("name"_L1).toString();
    configuration.multiAccount = look.value("multiAccount"_L1).toBool();
    configuration.otpBypass = look.value("otpBypass"_L1).toBool();
    const QJsonArray modes = look.value("modes"_L1).toArray();
    for (const QJsonValue &mode : modes)
        configuration.modes << mode.toString();
    configuration.json = Json::from(look);
    configuration.known = !entry.value("served"_L1).isNull();
    configuration.defect = entry.value("defect"_L1).toString();
    configuration.note = entry.value("note"_L1).toString();
    configuration.sheet = sheetOf(entry);
    return configuration;
}

const Bank *Catalog::bank(const QString &id) const
{
    const auto it = std::find_if(m_banks.begin(), m_banks.end(), [&id](const Bank &bank) { return bank.id == id; });
    return it == m_banks.end() ? nullptr : &*it;
}

const Configuration &Catalog::configuration(const QString &id) const
{
    for (const auto *list : {&m_configurations, &m_brandings}) {
        for (const Configuration &configuration : *list) {
            if (!id.isEmpty() && configuration.id == id && configuration.known)
                return configuration;
        }
    }
    // Contract (h): an invalid id once broke the widget and no longer does.
    return m_fallback;
}

std::vector<const Bank *> Catalog::search(const QString &text) const
{
    std::vector<const Bank *> found;
    for (const Bank &bank : m_banks) {
        if (bank.name.contains(text.trimmed(), Qt::CaseInsensitive))
            found.push_back(&bank);
    }
    std::stable_sort(found.begin(), found.end(), [](const Bank *a, const Bank *b) { return a->popular > b->popular; });
    return found;
}

QString themeOf(const QString &wanted, const Configuration &look)
{
    const QString theme = wanted == "dark"_L1 ? u"dark"_s : u"light"_s;
    if (look.modes.isEmpty() || look.modes.contains(theme))
        return theme;
    return look.modes.contains(u"dark"_s) ? u"dark"_s : u"light"_s;
}

Outcome<Challenge> judgeLogin(const Bank &bank, const QString &username, const QString &password)
{
    // ASSUMPTION ERROR-TYPES: BANK_UNAVAILABLE and INVALID_REQUEST beside the three types of contract (f.7).
    if (bank.kind == u"unavailable"_s)
        return Problem{400, u"AC-104"_s, u"%1 is not available in the simulator, use a test bank."_s.arg(bank.name),
                       u"BANK_UNAVAILABLE"_s, true};
    for (const LoginRule &rule : loginRules) {
        if (rule.bank != bank.id || !fits(rule.username, username) || !fits(rule.password, password))
            continue;
        Challenge challenge;
        challenge.kind = rule.kind.toString();
        challenge.answer = rule.answer.toString();
        challenge.mfaLater = rule.mfaLater;
        if (challenge.kind == u"question"_s)
            challenge.prompt = cityQuestion.toString();
        else if (challenge.kind == u"code"_s)
            challenge.prompt = u"Enter the code we sent to your phone"_s;
        // ASSUMPTION MFA-CODE: six digits are asked for, any text is right.
        challenge.length = challenge.kind == u"code"_s ? 6 : 0;
        return challenge;
    }
    return wrongCredentials(u"The user name or password is not right. Please try again."_s);
}

Problem wrongCredentials(const QString &message, bool retry)
{
    return {400, u"AC-117"_s, message, u"INCORRECT_CREDENTIALS"_s, retry};
}

Problem invalidRequest(const QString &message)
{
    return {400, u"AC-100"_s, message, u"INVALID_REQUEST"_s, true};
}

} // namespace simulator

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/environments.h"

#include "store/settings.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

const auto simulatorId = u"simulator"_s;

QString reachWord(Reach reach)
{
    switch (reach) {
    case Reach::LoopbackOnly: return u"loopback"_s;
    case Reach::Production: return u"production"_s;
    case Reach::Open: break;
    }
    return u"open"_s;
}

/// Nothing for an unknown word: such an environment is not used, rather than used with another reach.
std::optional<Reach> reachFrom(const QString &word)
{
    for (const Reach reach : {Reach::LoopbackOnly, Reach::Open, Reach::Production}) {
        if (reachWord(reach) == word)
            return reach;
    }
    return {};
}

QJsonObject toJson(const Environment &environment)
{
    return {{u"id"_s, environment.id},
            {u"name"_s, environment.name},
            {u"aerosyncApi"_s, environment.aerosyncApi.toString()},
            {u"aeropassApi"_s, environment.aeropassApi.toString()},
            {u"aeropassForm"_s, environment.aeropassForm == AeropassForm::V1 ? u"v1"_s : u"v2"_s},
            {u"widgetOrigin"_s, environment.widgetOrigin.toString()},
            {u"hostOrigin"_s, environment.hostOrigin.toString()},
            {u"sdkEnvironment"_s, environment.sdkEnvironment},
            {u"reach"_s, reachWord(environment.reach)}};
}

Result<Environment> fromJson(const QJsonObject &json)
{
    const auto bad = [](const QString &field) {
        return fail(Error{.kind = Error::Kind::Input, .message = Environments::tr("The field cannot be used."), .where = field});
    };
    const auto text = [&](const char16_t *name) { return json.value(QStringView(name)).toString(); };
    const auto url = [&](const char16_t *name) { return QUrl(text(name), QUrl::StrictMode); };
    Environment environment;
    environment.id = text(u"id");
    environment.name = text(u"name");
    if (environment.id.isEmpty())
        return bad(u"id"_s);
    environment.aerosyncApi = url(u"aerosyncApi");
    environment.aeropassApi = url(u"aeropassApi");
    if (text(u"aeropassForm") != "v1"_L1 && text(u"aeropassForm") != "v2"_L1)
        return bad(u"aeropassForm"_s);
    environment.aeropassForm = text(u"aeropassForm") == "v1"_L1 ? AeropassForm::V1 : AeropassForm::V2;
    environment.widgetOrigin = url(u"widgetOrigin");
    environment.hostOrigin = url(u"hostOrigin");
    environment.sdkEnvironment = text(u"sdkEnvironment");
    const std::optional<Reach> reach = reachFrom(text(u"reach"));
    if (!reach)
        return bad(u"reach"_s);
    environment.reach = *reach;
    return validated(environment);
}

bool sameWord(const QString &a, const QString &b)
{
    return a.trimmed().compare(b.trimmed(), Qt::CaseInsensitive) == 0;
}

Error refusedField(const QString &message, const QString &field)
{
    return Error{.kind = Error::Kind::Input, .message = message, .where = field};
}

} // namespace

Environments::Environments(Settings *settings, QObject *parent)
    : QObject(parent), m_settings(settings), m_all(presetEnvironments()), m_currentId(simulatorId)
{
    readCustom();
    const QString last = m_settings->value(Setting::EnvironmentId).toString();
    const Result<Environment> stored = environmentByName(m_all, last);
    if (!stored)
        m_lostChoice = last;
    else if (stored->reach != Reach::Production) // production is never the first thing after a start
        m_currentId = stored->id;
}

void Environments::readCustom()
{
    const QJsonDocument document = QJsonDocument::fromJson(m_settings->value(Setting::CustomEnvironments).toString().toUtf8());
    for (const QJsonValue &value : document.array()) {
        const Result<Environment> environment = fromJson(value.toObject());
        const bool isTaken = environment && std::any_of(m_all.cbegin(), m_all.cend(), [&](const Environment &each) {
            return each.id == environment->id || sameWord(each.name, environment->name);
        });
        if (environment && !isTaken)
            m_all.append(*environment);
        else
            m_unusable.append(value); // kept in the file: a newer version may understand it
    }
}

void Environments::writeCustom()
{
    QJsonArray array;
    for (const Environment &environment : std::as_const(m_all)) {
        if (!environment.builtIn)
            array.append(toJson(environment));
    }
    for (const QJsonValue &value : std::as_const(m_unusable))
        array.append(value);
    m_settings->set(Setting::CustomEnvironments, QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)));
}

qsizetype Environments::indexOf(const QString &id) const
{
    const auto found = std::find_if(m_all.cbegin(), m_all.cend(), [&](const Environment &each) { return each.id == id; });
    return found == m_all.cend() ? -1 : found - m_all.cbegin();
}

const Environment &Environments::current() const
{
    return m_all.at(indexOf(m_currentId));
}

Result<void> Environments::choose(const QString &id)
{
    const Result<Environment> wanted = environmentByName(m_all, id);
    if (!wanted)
        return fail(wanted.error());
    lock();
    if (wanted->reach != Reach::Production) // what is stored is what the next start opens
        m_settings->set(Setting::EnvironmentId, wanted->id);
    if (wanted->id == m_currentId)
        return {};
    m_currentId = wanted->id;
    Q_EMIT chosen();
    Q_EMIT changed();
    return {};
}

QString Environments::freshId(const QString &name) const
{
    QString slug;
    for (const QChar c : name.toLower()) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (plain)
            slug += c;
        else if (!slug.isEmpty() && !slug.endsWith(u'-'))
            slug += u'-';
    }
    if (slug.endsWith(u'-'))
        slug.chop(1);
    // Keys and options are stored under the id: what a deleted environment of the same name left, if anything, is not found
    // by a new one, which may well have other hosts.
    QString id;
    do {
        id = u"custom-%1-%2"_s.arg(slug.isEmpty() ? u"environment"_s : slug).arg(QRandomGenerator::system()->generate(), 8, 16, QChar(u'0'));
    } while (indexOf(id) >= 0);
    return id;
}

Result<void> Environments::save(const Environment &environment)
{
    Environment wanted = environment;
    wanted.name = wanted.name.trimmed();
    wanted.builtIn = false;
    if (wanted.id.isEmpty())
        wanted.id = freshId(wanted.name);
    const qsizetype at = indexOf(wanted.id);
    if (at >= 0 && m_all.at(at).builtIn)
        return fail(refusedField(tr("“%1” is a preset and cannot be changed. Save it under another name.").arg(m_all.at(at).name), u"name"_s));
    for (const Environment &each : std::as_const(m_all)) {
        // Names are typed to choose and to unlock: one word must mean one environment.
        if (each.id != wanted.id && (sameWord(each.name, wanted.name) || sameWord(each.id, wanted.name) || sameWord(each.name, wanted.id)))
            return fail(refusedField(tr("There is already an environment “%1”.").arg(each.name), u"name"_s));
    }
    Result<Environment> good = validated(wanted);
    if (!good)
        return fail(good.error());
    good->builtIn = false;
    const bool differs = at < 0 || m_all.at(at) != *good;
    if (at < 0)
        m_all.append(*good);
    else
        m_all[at] = *good;
    writeCustom();
    if (good->id == m_currentId && differs) {
        lock();
        Q_EMIT chosen();
    }
    Q_EMIT changed();
    return {};
}

Result<void> Environments::remove(const QString &id)
{
    const qsizetype at = indexOf(id);
    if (at < 0)
        return fail(refusedField(tr("There is no environment “%1”.").arg(id), u"id"_s));
    if (m_all.at(at).builtIn)
        return fail(refusedField(tr("“%1” is a preset and stays.").arg(m_all.at(at).name), u"id"_s));
    if (id == m_currentId) {
        const Result<void> moved = choose(simulatorId); // everything of the old one ends while it still exists
        if (!moved)
            return moved;
    }
    const Environment gone = m_all.takeAt(indexOf(id));
    writeCustom();
    setConfigurationsOf(id, {});
    Q_EMIT removed(gone);
    Q_EMIT changed();
    return {};
}

void Environments::simulatorReady(const QUrl &aerosyncApi, const QUrl &aeropassApi, const QUrl &widgetOrigin, const QUrl &hostOrigin)
{
    const qsizetype at = indexOf(simulatorId);
    Environment simulator = m_all.at(at);
    simulator.aerosyncApi = aerosyncApi;
    simulator.aeropassApi = aeropassApi;
    simulator.widgetOrigin = widgetOrigin;
    if (!hostOrigin.isEmpty())
        simulator.hostOrigin = hostOrigin;
    const bool differs = simulator != m_all.at(at);
    m_all[at] = simulator;
    if (differs && m_currentId == simulatorId)
        Q_EMIT chosen();
    Q_EMIT changed();
}

bool Environments::isReady() const
{
    const Environment &environment = current();
    return !environment.aerosyncApi.isEmpty() && !environment.aeropassApi.isEmpty() && !environment.widgetOrigin.isEmpty();
}

bool Environments::isLocked() const
{
    return current().reach == Reach::Production && !m_unlocked;
}

Result<void> Environments::unlock(const QString &typedName)
{
    if (current().reach != Reach::Production)
        return fail(refusedField(tr("“%1” has no lock.").arg(current().name), u"name"_s));
    if (typedName != current().name)
        return fail(refusedField(tr("Type the environment's name, letter for letter: %1").arg(current().name), u"name"_s));
    if (m_unlocked)
        return {};
    m_unlocked = true;
    Q_EMIT lockChanged();
    Q_EMIT changed();
    return {};
}

void Environments::lock()
{
    if (!m_unlocked)
        return;
    m_unlocked = false;
    Q_EMIT lockChanged();
    Q_EMIT changed();
}

QList<NamedConfiguration> Environments::configurations() const
{
    return configurationsOf(m_currentId);
}

QList<NamedConfiguration> Environments::configurationsOf(const QString &environmentId) const
{
    const QJsonDocument document = QJsonDocument::fromJson(m_settings->value(Setting::Configurations).toString().toUtf8());
    QList<NamedConfiguration> list;
    for (const QJsonValue &value : document.object().value(environmentId).toArray()) {
        const NamedConfiguration each{value.toObject().value(u"name"_s).toString(), value.toObject().value(u"configurationId"_s).toString()};
        if (!each.configurationId.isEmpty())
            list.append(each);
    }
    return list;
}

void Environments::setConfigurations(const QList<NamedConfiguration> &configurations)
{
    setConfigurationsOf(m_currentId, configurations);
}

void Environments::setConfigurationsOf(const QString &environmentId, const QList<NamedConfiguration> &configurations)
{
    QJsonObject all = QJsonDocument::fromJson(m_settings->value(Setting::Configurations).toString().toUtf8()).object();
    QJsonArray array;
    for (const NamedConfiguration &each : configurations)
        array.append(QJsonObject{{u"name"_s, each.name}, {u"configurationId"_s, each.configurationId}});
    if (array.isEmpty())
        all.remove(environmentId);
    else
        all.insert(environmentId, array);
    m_settings->set(Setting::Configurations, QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)));
    Q_EMIT changed();
}

} // namespace console

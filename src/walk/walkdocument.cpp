// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/walkdocument.h"

#include "walk/stepchecks.h"
#include "walk/walkwords.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Json::find() gives the first one; the second would be a step that is silently not there.
void tellDuplicates(const WalkNode &node)
{
    QSet<QString> seen;
    for (const WalkNode::Named &each : node.fields()) {
        if (seen.contains(each.name))
            each.value.problem(Error::tr("“%1” is there twice.").arg(each.name));
        seen.insert(each.name);
        tellDuplicates(each.value);
    }
    for (const WalkNode &each : node.items())
        tellDuplicates(each);
}

TestLogin loginOf(const WalkNode &node)
{
    if (!node.hasOnlyKeysOf(u"login"_s))
        return {};
    return {.user = node.requiredTextOf(u"user", Error::tr("who signs in; “any” where every text will do")),
            .password = node.requiredTextOf(u"password", Error::tr("with which password; “any” where every text will do")),
            .answer = node.textOf(u"answer"),
            .shows = node.requiredTextOf(u"shows", Error::tr("what must happen then")),
            .source = node.textOf(u"source")};
}

TestBank bankOf(const WalkNode &node)
{
    TestBank bank;
    if (!node.hasOnlyKeysOf(u"bank"_s))
        return bank;
    bank.name = node.requiredTextOf(u"name", Error::tr("what it is called in the widget's list"));
    if (const auto former = node.find(u"former"))
        bank.formerNames = former->texts();
    bank.isLegacy = node.booleanOf(u"legacy");
    bank.about = node.textOf(u"about");
    if (const auto kind = node.find(u"kind"))
        bank.kind = kind->choice(u"bankKind"_s);
    else
        node.problem(Error::tr("“kind” is missing: %1.").arg(listedWords(walkChoices()[u"bankKind"_s])));
    if (const auto logins = node.find(u"logins"); logins && logins->isList()) {
        for (const WalkNode &each : logins->items())
            bank.logins << loginOf(each);
    }
    return bank;
}

SandboxFact factOf(const WalkNode &node)
{
    if (!node.hasOnlyKeysOf(u"fact"_s))
        return {};
    const auto value = node.find(u"value");
    if (!value)
        node.problem(Error::tr("“value” is missing: the code or the number."));
    return {.name = node.requiredTextOf(u"name", Error::tr("what it is called")),
            .value = value ? value->scalar() : QString(),
            .meaning = node.requiredTextOf(u"meaning", Error::tr("what it means")),
            .source = node.textOf(u"source")};
}

} // namespace

std::unique_ptr<WalkDocument> WalkDocument::read(const QString &file)
{
    std::unique_ptr<WalkDocument> document(new WalkDocument(file));
    document->load();
    return document;
}

void WalkDocument::load()
{
    QFile file(m_problems.file());
    // a pipe or a device may never end
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly)) {
        m_problems.add(1, {}, Error::tr("This file cannot be read: %1.").arg(file.exists() ? Error::tr("it is no file, or not for you") : Error::tr("it is not there")));
        return;
    }
    QByteArray bytes = file.read(mostBytes + 1);
    if (bytes.size() > mostBytes) {
        m_problems.add(1, {}, Error::tr("This file is bigger than %1 MB.").arg(mostBytes / 1024 / 1024));
        return;
    }
    if (bytes.startsWith("\xEF\xBB\xBF")) // some editors write a mark before the first character
        bytes.remove(0, 3);
    if (!parse(bytes))
        return;
    const WalkNode root(&m_json, &m_places.root, &m_problems);
    tellDuplicates(root);
    if (root.isObject())
        readParts(root);
}

bool WalkDocument::parse(const QByteArray &bytes)
{
    m_places = placesOf(bytes);
    Result<Json> json = Json::parse(bytes);
    if (json) {
        m_json = *json;
        return true;
    }
    m_problems.add(std::max(1, m_places.brokenLine), {}, json.error().message);
    return false;
}

void WalkDocument::readParts(const WalkNode &root)
{
    root.hasOnlyKeysOf(u"file"_s);
    if (const auto version = root.find(u"walk")) {
        if (!version->json().isNumber() || version->json().scalar() != "1"_L1)
            version->problem(Error::tr("This program reads \"walk\": 1 only."));
    } else {
        root.problem(Error::tr("“walk” is missing: a walk file says \"walk\": 1."));
    }
    for (const QStringView name : {u"$schema", u"description"})
        root.textOf(name);
    m_name = root.textOf(u"name");
    const auto whenThere = [&root](QStringView name, const auto &then) {
        if (const auto found = root.find(name))
            then(*found);
    };
    whenThere(u"include", [this](const WalkNode &node) { readIncludes(node); });
    whenThere(u"variables", [this](const WalkNode &node) { m_variables = node.variables(); });
    whenThere(u"banks", [this](const WalkNode &node) { readBanks(node); });
    whenThere(u"codes", [this](const WalkNode &node) { m_codes = readFacts(node); });
    whenThere(u"limits", [this](const WalkNode &node) { m_limits = readFacts(node); });
    whenThere(u"blocks", [this](const WalkNode &node) { readBlocks(node); });
    whenThere(u"detours", [this](const WalkNode &node) {
        if (!node.isList())
            return;
        for (const WalkNode &each : node.items())
            m_detours << detourOf(each);
    });
    whenThere(u"walks", [this](const WalkNode &node) {
        if (node.isList())
            m_walks = node.items();
    });
}

QString WalkDocument::name() const
{
    return m_name.isEmpty() ? QFileInfo(file()).completeBaseName() : m_name;
}

void WalkDocument::readIncludes(const WalkNode &list)
{
    if (!list.isList())
        return;
    const QDir folder = QFileInfo(file()).dir();
    for (const WalkNode &each : list.items()) {
        const QString name = each.text();
        if (!name.isEmpty())
            m_includes.append({QDir::cleanPath(folder.filePath(name)), each});
    }
}

void WalkDocument::readBanks(const WalkNode &list)
{
    if (!list.isList())
        return;
    QSet<QString> names;
    for (const WalkNode &each : list.items()) {
        const TestBank bank = bankOf(each);
        if (names.contains(bank.name) && !bank.name.isEmpty())
            each.problem(Error::tr("The bank “%1” is there twice.").arg(bank.name));
        names.insert(bank.name);
        m_banks << bank;
    }
}

void WalkDocument::readBlocks(const WalkNode &object)
{
    if (!object.isObject())
        return;
    for (const WalkNode::Named &each : object.fields()) {
        if (!each.value.isList())
            continue;
        if (each.value.json().items().isEmpty())
            each.value.problem(Error::tr("The block has no step."));
        m_blocks.insert(each.name, each.value);
    }
}

QList<SandboxFact> WalkDocument::readFacts(const WalkNode &list)
{
    QList<SandboxFact> facts;
    if (!list.isList())
        return facts;
    for (const WalkNode &each : list.items())
        facts << factOf(each);
    return facts;
}

} // namespace console

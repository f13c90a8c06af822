// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/handwalks.h"

#include "base/wholefile.h"

#include <QBuffer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::HandWalks)
};

constexpr qint64 largest = 4 * 1024 * 1024; // bytes of a file

QJsonObject jsonOf(const HandStep &step, const QString &name)
{
    QJsonObject json{{u"name"_s, name}, {u"mark"_s, handMarkName(step.mark)}};
    if (step.bySelf)
        json.insert(u"bySelf"_s, true);
    if (step.mark == HandStep::Mark::Failed)
        json.insert(u"verdict"_s, verdictName(step.verdict));
    if (!step.note.isEmpty())
        json.insert(u"note"_s, step.note);
    if (step.at.isValid())
        json.insert(u"at"_s, step.at.toString(Qt::ISODateWithMs));
    return json;
}

HandStep stepFrom(const QJsonObject &json)
{
    HandStep step;
    step.mark = handMarkFrom(json.value("mark"_L1).toString());
    step.bySelf = json.value("bySelf"_L1).toBool();
    step.note = json.value("note"_L1).toString();
    step.at = QDateTime::fromString(json.value("at"_L1).toString(), Qt::ISODateWithMs);
    for (const Verdict verdict : allVerdicts()) {
        if (verdictName(verdict) == json.value("verdict"_L1).toString())
            step.verdict = verdict;
    }
    return step;
}

Result<KeptHandWalk> keptFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        return fail(Error{.kind = Error::Kind::Storage, .message = file.isOpen() ? Say::tr("It is too large.") : file.errorString(), .where = path});
    QJsonParseError problem;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll(), &problem).object();
    if (problem.error != QJsonParseError::NoError || json.value("handWalk"_L1).toInt() != 1)
        return fail(Error{.kind = Error::Kind::Decode, .message = Say::tr("It is no half-done walk of this version."), .where = path});
    KeptHandWalk kept{.id = QFileInfo(path).completeBaseName(), .caseId = json.value("id"_L1).toString(), .name = json.value("name"_L1).toString(),
                      .environment = json.value("environment"_L1).toString(),
                      .startedAt = QDateTime::fromString(json.value("startedAt"_L1).toString(), Qt::ISODateWithMs),
                      .keptAt = QDateTime::fromString(json.value("keptAt"_L1).toString(), Qt::ISODateWithMs), .stepNames = {}, .steps = {}};
    for (const QJsonValue each : json.value("steps"_L1).toArray()) {
        kept.stepNames << each.toObject().value("name"_L1).toString();
        kept.steps << stepFrom(each.toObject());
    }
    return kept;
}

} // namespace

qsizetype KeptHandWalk::done() const
{
    return std::count_if(steps.begin(), steps.end(), [](const HandStep &step) { return step.mark != HandStep::Mark::Open; });
}

QString HandWalks::newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString HandWalks::fileOf(const QString &id) const
{
    return QDir(m_folder).filePath(id + u".json"_s);
}

QString HandWalks::pictureOf(const QString &id, int step) const
{
    return QDir(m_folder).filePath(u"%1-%2.png"_s.arg(id).arg(step));
}

QList<KeptHandWalk> HandWalks::all(QStringList *problems) const
{
    QList<KeptHandWalk> all;
    const QFileInfoList files = QDir(m_folder).entryInfoList({u"*.json"_s}, QDir::Files);
    for (const QFileInfo &file : files) {
        const Result<KeptHandWalk> kept = keptFrom(file.filePath());
        if (kept)
            all << *kept;
        else if (problems)
            *problems << Say::tr("%1: %2").arg(file.fileName(), kept.error().message);
    }
    std::stable_sort(all.begin(), all.end(), [](const KeptHandWalk &one, const KeptHandWalk &other) { return one.keptAt > other.keptAt; });
    return all;
}

Result<void> HandWalks::keep(const QString &id, const HandWalk &walk, const QString &environment) const
{
    QJsonArray steps;
    for (qsizetype at = 0; at < walk.steps().size(); ++at)
        steps << jsonOf(walk.steps().at(at), walk.walk().steps.at(at).name);
    const QJsonObject json{{u"handWalk"_s, 1}, {u"id"_s, walk.walk().id}, {u"name"_s, walk.walk().name}, {u"environment"_s, environment},
                           {u"startedAt"_s, walk.startedAt().toString(Qt::ISODateWithMs)},
                           {u"keptAt"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)}, {u"steps"_s, steps}};
    if (!QDir().mkpath(m_folder))
        return fail(Error{.kind = Error::Kind::Storage, .message = Say::tr("The folder cannot be made."), .where = m_folder});
    return writeWholeFile(fileOf(id), QJsonDocument(json).toJson(QJsonDocument::Compact), QFile::ReadOwner | QFile::WriteOwner);
}

Result<void> HandWalks::keepPicture(const QString &id, int step, const QImage &picture) const
{
    if (picture.isNull()) {
        QFile::remove(pictureOf(id, step));
        return {};
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!picture.save(&buffer, "PNG") || !QDir().mkpath(m_folder))
        return fail(Error{.kind = Error::Kind::Storage, .message = Say::tr("The picture cannot be written."), .where = m_folder});
    return writeWholeFile(pictureOf(id, step), buffer.data(), QFile::ReadOwner | QFile::WriteOwner);
}

void HandWalks::discard(const QString &id) const
{
    QDir folder(m_folder);
    for (const QString &file : folder.entryList({id + u".json"_s, id + u"-*.png"_s}, QDir::Files))
        folder.remove(file);
}

QList<HandStep> HandWalks::restored(const KeptHandWalk &kept, const WalkCase &walk) const
{
    QList<HandStep> steps(walk.steps.size());
    for (qsizetype at = 0; at < std::min(steps.size(), kept.steps.size()); ++at) {
        if (kept.stepNames.at(at) != walk.steps.at(at).name)
            continue;
        steps[at] = kept.steps.at(at);
        steps[at].picture = QImage(pictureOf(kept.id, int(at)));
    }
    return steps;
}

} // namespace console

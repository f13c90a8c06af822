// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/baselinefile.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int format = 1;

struct TextField {
    QLatin1StringView name;
    QString PictureFacts::*member;
};

constexpr std::array textFields{
    TextField{"toolVersion"_L1, &PictureFacts::toolVersion},
    TextField{"sdkVersion"_L1, &PictureFacts::sdkVersion},
    TextField{"configurationId"_L1, &PictureFacts::configurationId},
    TextField{"theme"_L1, &PictureFacts::theme},
    TextField{"layout"_L1, &PictureFacts::layout},
    TextField{"device"_L1, &PictureFacts::device},
    TextField{"screen"_L1, &PictureFacts::screen},
};

QJsonObject jsonOf(const StoredPicture &picture)
{
    QJsonObject object{{"file"_L1, picture.file},
                       {"width"_L1, picture.size.width()},
                       {"height"_L1, picture.size.height()},
                       {"sha256"_L1, QString::fromLatin1(picture.sha256)},
                       {"scale"_L1, picture.facts.scale},
                       {"taken"_L1, picture.facts.taken.toUTC().toString(Qt::ISODateWithMs)}};
    for (const auto &[name, member] : textFields)
        object.insert(name, picture.facts.*member);
    return object;
}

tl::unexpected<Error> damaged(const QString &where)
{
    return fail(Error{.kind = Error::Kind::Decode, .message = Error::tr("The list of this set's pictures is damaged."), .where = where,
                      .advice = Error::tr("Restore baseline.json, or move the set's folder away and accept its pictures anew.")});
}

bool isSum(const QByteArray &text)
{
    return text.size() == 64 && std::all_of(text.cbegin(), text.cend(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Result<StoredPicture> pictureFrom(const QJsonObject &object, const QString &where)
{
    StoredPicture picture{.file = object.value("file"_L1).toString(),
                          .size = {object.value("width"_L1).toInt(), object.value("height"_L1).toInt()},
                          .sha256 = object.value("sha256"_L1).toString().toLatin1()};
    PictureFacts &facts = picture.facts;
    facts.scale = object.value("scale"_L1).toDouble();
    facts.taken = QDateTime::fromString(object.value("taken"_L1).toString(), Qt::ISODateWithMs).toUTC();
    for (const auto &[name, member] : textFields)
        facts.*member = object.value(name).toString();
    if (!isPictureFileName(picture.file))
        return damaged(where + u".file"_s);
    if (picture.size.isEmpty())
        return damaged(where + u".width"_s);
    if (!isSum(picture.sha256))
        return damaged(where + u".sha256"_s);
    if (!(facts.scale > 0))
        return damaged(where + u".scale"_s);
    return picture;
}

Result<BaselineEntry> entryFrom(const QJsonObject &object, const QString &where)
{
    BaselineEntry entry{.key = object.value("key"_L1).toString()};
    if (entry.key.isEmpty())
        return damaged(where + u".key"_s);
    for (const auto &[name, member] : {std::pair("accepted"_L1, &BaselineEntry::accepted), std::pair("pending"_L1, &BaselineEntry::pending)}) {
        if (!object.contains(name))
            continue;
        Result<StoredPicture> picture = pictureFrom(object.value(name).toObject(), where + u'.' + name);
        if (!picture)
            return fail(picture.error());
        entry.*member = std::move(*picture);
    }
    if (!entry.accepted && !entry.pending)
        return damaged(where);
    return entry;
}

} // namespace

QByteArray baselineJson(const QList<BaselineEntry> &entries)
{
    QList<BaselineEntry> sorted = entries;
    std::sort(sorted.begin(), sorted.end(), [](const BaselineEntry &a, const BaselineEntry &b) { return a.key < b.key; });
    QJsonArray pictures;
    for (const BaselineEntry &entry : sorted) {
        QJsonObject object{{"key"_L1, entry.key}};
        if (entry.accepted)
            object.insert("accepted"_L1, jsonOf(*entry.accepted));
        if (entry.pending)
            object.insert("pending"_L1, jsonOf(*entry.pending));
        pictures.append(object);
    }
    return QJsonDocument(QJsonObject{{"format"_L1, format}, {"pictures"_L1, pictures}}).toJson();
}

Result<QList<BaselineEntry>> baselineFromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return damaged(problem.error == QJsonParseError::NoError ? u"$"_s : Error::tr("byte %1: %2").arg(problem.offset).arg(problem.errorString()));
    if (document["format"_L1].toInt() > format)
        return fail(Error{.kind = Error::Kind::Decode, .message = Error::tr("This set of pictures was made by a newer version of this program."),
                          .where = u"$.format"_s, .advice = Error::tr("Update this program, or choose another set.")});
    if (document["format"_L1].toInt() != format)
        return damaged(u"$.format"_s);
    if (!document["pictures"_L1].isArray())
        return damaged(u"$.pictures"_s);
    QList<BaselineEntry> entries;
    QSet<QString> keys;
    const QJsonArray pictures = document["pictures"_L1].toArray();
    for (qsizetype i = 0; i < pictures.size(); ++i) {
        const QString where = u"$.pictures[%1]"_s.arg(i);
        Result<BaselineEntry> entry = entryFrom(pictures.at(i).toObject(), where);
        if (!entry)
            return fail(entry.error());
        if (keys.contains(entry->key))
            return damaged(where + u".key"_s);
        keys.insert(entry->key);
        entries.append(std::move(*entry));
    }
    std::sort(entries.begin(), entries.end(), [](const BaselineEntry &a, const BaselineEntry &b) { return a.key < b.key; });
    return entries;
}

QString pictureFileName(const QString &key, const QByteArray &sha256)
{
    QString name;
    for (const QChar c : key.left(200)) {
        const char16_t code = c.toLower().unicode();
        if ((code >= u'a' && code <= u'z') || (code >= u'0' && code <= u'9'))
            name += QChar(code);
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    name = name.left(60);
    if (name.isEmpty() || !name.endsWith(u'-'))
        name += u'-';
    const QByteArray keySum = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    return name + QString::fromLatin1(keySum.left(24) + '-' + sha256.left(24)) + u".png"_s;
}

bool isPictureFileName(const QString &name)
{
    const auto plain = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; };
    return name.size() > 4 && name.size() <= 120 && name.endsWith(u".png"_s) && std::all_of(name.cbegin(), name.cend() - 4, plain);
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// baseline.json: what a set of pictures knows of each of them; reading, writing, and the names of the files.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSize>
#include <QString>

#include <optional>

namespace console {

/// What a picture was taken of, and with what.
struct PictureFacts {
    double scale = 1;        ///< pixels of the picture to one of the page
    QDateTime taken;         ///< kept in UTC, to the millisecond
    QString toolVersion;     ///< of this program
    QString sdkVersion;      ///< of the vendor's SDK
    QString configurationId;
    QString theme;           ///< "light", "dark"
    QString layout;          ///< "iframe", "pop-up" …
    QString device;          ///< "phone", "desktop" …
    QString screen;          ///< the widget's: "welcome" …

    bool operator==(const PictureFacts &) const = default;
};

struct StoredPicture {
    QString file;      ///< its name in the set's folder
    QSize size;        ///< pixels
    QByteArray sha256; ///< of the file's bytes, 64 hexadecimal digits
    PictureFacts facts;

    bool operator==(const StoredPicture &) const = default;
};

/// At least one of the two is there.
struct BaselineEntry {
    QString key;                           ///< names the picture for people, e.g. "ID · dark · iframe · phone · welcome"
    std::optional<StoredPicture> accepted; ///< what a new one is compared with; none: nobody accepted one yet
    std::optional<StoredPicture> pending;  ///< waits to be accepted or rejected

    bool operator==(const BaselineEntry &) const = default;
};

/// The bytes of baseline.json, sorted by key, so that equal sets have equal bytes.
QByteArray baselineJson(const QList<BaselineEntry> &entries);
/// Sorted by key. Decode errors name the place: no JSON, another format, a field that is not as it is written here, a file
/// name that is not of this folder, a key that is there twice.
Result<QList<BaselineEntry>> baselineFromJson(const QByteArray &json);

/// A name for the file of this picture: letters of the key to be recognised by people, then sums of the key and of the
/// bytes, so that other keys and other bytes have other names. ASCII, at most 120 characters, no folder.
QString pictureFileName(const QString &key, const QByteArray &sha256);
/// Is this a name that a picture of a set may have?
bool isPictureFileName(const QString &name);

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// Baselines: named sets of accepted pictures on disk, and what waits to be accepted.
#pragma once

#include "brand/baselinefile.h"

#include <QImage>
#include <QStringList>

#include <functional>

namespace console {

/// A folder; in it a folder for each set, in that its PNG files and baseline.json. baseline.json alone says what the set
/// holds, and is replaced as a whole; a picture's file is complete before it is named there, and is deleted only after it
/// no longer is. So a program that is killed leaves a valid set, at worst with a file that nobody names.
///
/// Keeps nothing in memory; any thread may use its own. What changes a set waits up to ten seconds for another program
/// that changes the same. Names of sets: 1 to 64 letters, digits, spaces, dots, hyphens and underscores; neither a space
/// nor a dot first or last. Errors: Input (a name, key or picture that cannot be), Decode (baseline.json is damaged),
/// Storage (the disk, or a picture's file that is not what was stored).
class Baselines
{
public:
    /// The folder is made when the first picture is proposed.
    explicit Baselines(QString folder);

    /// The folders that hold a baseline.json, sorted; none where the folder is not there.
    QStringList sets() const;
    /// Sorted by key. A set that is not there is empty.
    Result<QList<BaselineEntry>> entries(const QString &set) const;

    enum class Which { Accepted, Pending };
    /// The picture, if the file is byte for byte what was stored.
    Result<QImage> load(const QString &set, const QString &key, Which which = Which::Accepted) const;

    enum class Proposal {
        New,       ///< there is no accepted one for the key: it waits
        Changed,   ///< the accepted one has other pixels, or cannot be read: it waits
        Unchanged, ///< the accepted one has the same pixels: nothing waits any longer
    };
    /// Stores a picture as pending, in place of another that was; never touches an accepted one, except that its missing or
    /// damaged file is restored by a picture of the very same bytes. A key has 1 to 500 characters.
    Result<Proposal> propose(const QString &set, const QString &key, const QImage &picture, const PictureFacts &facts);
    /// The pending picture becomes the accepted one, in one step. Refused where its file is damaged.
    Result<void> accept(const QString &set, const QString &key);
    /// Drops the pending picture as if it never was; a key without an accepted one is unknown again.
    Result<void> reject(const QString &set, const QString &key);

private:
    struct Proposed {
        QByteArray bytes;
        StoredPicture picture;
        QImage image;
    };
    using Entries = QList<BaselineEntry>;
    Result<void> change(const QString &set, const std::function<Result<void>(Entries &)> &edit);
    Result<void> changePending(const QString &set, const QString &key, const std::function<Result<void>(BaselineEntry &)> &edit);
    Result<Proposal> put(const QString &set, BaselineEntry &entry, const Proposed &proposed);
    Result<QByteArray> bytesOf(const QString &set, const StoredPicture &picture) const;
    Result<QImage> imageOf(const QString &set, const StoredPicture &picture) const;
    QString pathOf(const QString &set, const QString &file) const;

    QString m_folder;
};

} // namespace console

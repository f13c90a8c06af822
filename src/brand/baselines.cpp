// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/baselines.h"

#include "base/wholefile.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QSet>
#include <QThread>

#include <algorithm>

#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qint64 mostBytes = 64 << 20; // of a file: this program never writes that much, so it need not be read
constexpr int lockMilliseconds = 10'000;
const QString listName = u"baseline.json"_s;

tl::unexpected<Error> refused(const QString &message, const QString &advice)
{
    return fail(Error{.kind = Error::Kind::Input, .message = message, .advice = advice});
}

tl::unexpected<Error> unusable(const QString &message, const QString &file, const QString &advice = {})
{
    return fail(Error{.kind = Error::Kind::Storage, .message = message, .where = file, .advice = advice});
}

Result<void> checkName(const QString &set)
{
    const auto allowed = [](QChar c) { return c.isLetterOrNumber() || c == u' ' || c == u'.' || c == u'-' || c == u'_'; };
    const auto inside = [](QChar c) { return c != u' ' && c != u'.'; };
    if (set.isEmpty() || set.size() > 64 || !std::all_of(set.cbegin(), set.cend(), allowed) || !inside(set.front()) || !inside(set.back()))
        return refused(Error::tr("“%1” cannot be the name of a set of pictures.").arg(set.left(80)),
                       Error::tr("Use 1 to 64 letters, digits, spaces, dots, hyphens or underscores, no space or dot at either end."));
    return {};
}

BaselineEntry *find(QList<BaselineEntry> &entries, const QString &key)
{
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const BaselineEntry &other) { return other.key == key; });
    return entry == entries.end() ? nullptr : &*entry;
}

QSet<QString> filesOf(const QList<BaselineEntry> &entries)
{
    QSet<QString> files;
    for (const BaselineEntry &entry : entries) {
        for (const std::optional<StoredPicture> &picture : {entry.accepted, entry.pending}) {
            if (picture)
                files.insert(picture->file);
        }
    }
    return files;
}

QByteArray sumOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// Makes the file and locks it for as long as it is open. flock() and not QLockFile: the system frees it when its owner is
/// killed, whenever that is. The file stays, so that everybody locks the same one.
bool openLocked(QFile &file)
{
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QDeadlineTimer deadline(lockMilliseconds);
    while (::flock(file.handle(), LOCK_EX | LOCK_NB) != 0) {
        if (deadline.hasExpired())
            return false;
        QThread::msleep(5);
    }
    return true;
}

/// Replaces a file as a whole: whoever reads it finds the old bytes or the new ones.
Result<void> write(const QString &path, const QByteArray &bytes)
{
    const Result<void> done = writeWholeFile(path, bytes);
    return done ? done : unusable(Error::tr("A file of the set of pictures cannot be written: %1.").arg(done.error().message), path);
}

Result<QByteArray> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(Error::tr("A file of the set of pictures cannot be read: %1.").arg(file.errorString()), path);
    if (file.size() > mostBytes)
        return unusable(Error::tr("A file of the set of pictures is too large to be one."), path);
    QByteArray bytes = file.read(mostBytes);
    if (file.error() != QFileDevice::NoError)
        return unusable(Error::tr("A file of the set of pictures cannot be read: %1.").arg(file.errorString()), path);
    return bytes;
}

} // namespace

Baselines::Baselines(QString folder)
    : m_folder(std::move(folder))
{
}

QString Baselines::pathOf(const QString &set, const QString &file) const
{
    return u"%1/%2/%3"_s.arg(m_folder, set, file);
}

QStringList Baselines::sets() const
{
    QStringList names = QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    names.removeIf([this](const QString &name) { return !checkName(name) || !QFile::exists(pathOf(name, listName)); });
    return names;
}

Result<QList<BaselineEntry>> Baselines::entries(const QString &set) const
{
    if (const Result<void> good = checkName(set); !good)
        return fail(good.error());
    const QString path = pathOf(set, listName);
    if (!QFile::exists(path))
        return Entries();
    const Result<QByteArray> json = read(path);
    return json ? baselineFromJson(*json) : fail(json.error());
}

Result<QByteArray> Baselines::bytesOf(const QString &set, const StoredPicture &picture) const
{
    const QString advice = Error::tr("Restore the file, or take the picture anew and accept it.");
    const QString path = pathOf(set, picture.file);
    if (!QFile::exists(path))
        return unusable(Error::tr("The file of this picture is missing."), path, advice);
    Result<QByteArray> bytes = read(path);
    if (bytes && sumOf(*bytes) != picture.sha256)
        return unusable(Error::tr("The file of this picture was altered or cut off since it was stored."), path, advice);
    return bytes;
}

Result<QImage> Baselines::imageOf(const QString &set, const StoredPicture &picture) const
{
    const Result<QByteArray> bytes = bytesOf(set, picture);
    if (!bytes)
        return fail(bytes.error());
    QImage image = QImage::fromData(*bytes, "png");
    if (image.size() != picture.size) // a null image has no size
        return unusable(Error::tr("The file of this picture holds another picture than baseline.json says."), pathOf(set, picture.file),
                        Error::tr("Take the picture anew and accept it."));
    return image;
}

Result<QImage> Baselines::load(const QString &set, const QString &key, Which which) const
{
    Result<Entries> all = entries(set);
    if (!all)
        return fail(all.error());
    const BaselineEntry *entry = find(*all, key);
    const std::optional<StoredPicture> picture = !entry ? std::nullopt : which == Which::Accepted ? entry->accepted : entry->pending;
    if (!picture)
        return refused(Error::tr("The set “%1” has no such picture of “%2”.").arg(set, key.left(80)), Error::tr("Take the picture and accept it."));
    return imageOf(set, *picture);
}

/// Reads the list, edits it, writes it if it changed, and then deletes the files that nobody names any longer.
Result<void> Baselines::change(const QString &set, const std::function<Result<void>(Entries &)> &edit)
{
    if (const Result<void> good = checkName(set); !good)
        return good;
    if (!QDir().mkpath(pathOf(set, {})))
        return unusable(Error::tr("The folder of the set of pictures cannot be made."), pathOf(set, {}));
    QFile lock(pathOf(set, u".lock"_s));
    if (!openLocked(lock))
        return unusable(Error::tr("The set of pictures cannot be locked: another program is changing it, or its folder cannot be written."), pathOf(set, {}),
                        Error::tr("Try again when the other program has ended, or see to the folder's permissions."));
    const Result<Entries> before = entries(set);
    if (!before)
        return fail(before.error());
    Entries after = *before;
    if (const Result<void> edited = edit(after); !edited)
        return edited;
    if (after == *before)
        return {};
    const Result<void> written = write(pathOf(set, listName), baselineJson(after));
    const QSet<QString> old = filesOf(*before), now = filesOf(after);
    for (const QString &file : written ? old - now : now - old)
        QFile::remove(pathOf(set, file)); // one that cannot be deleted is named by nobody, and does no harm
    return written;
}

Result<Baselines::Proposal> Baselines::propose(const QString &set, const QString &key, const QImage &picture, const PictureFacts &facts)
{
    if (key.isEmpty() || key.size() > 500 || !key.isValidUtf16()) // JSON would give back another key
        return refused(Error::tr("A picture's key has 1 to 500 characters."), Error::tr("Choose another name."));
    if (picture.isNull() || !(facts.scale > 0))
        return refused(Error::tr("There is no picture to store."), Error::tr("Take the picture first."));
    Proposed proposed{.image = picture.convertToFormat(picture.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32)};
    QBuffer buffer(&proposed.bytes);
    if (!proposed.image.save(&buffer, "png") || proposed.bytes.size() > mostBytes)
        return refused(Error::tr("The picture is too large to be stored."), Error::tr("Take a smaller one."));
    const QByteArray sum = sumOf(proposed.bytes);
    proposed.picture = {.file = pictureFileName(key, sum), .size = picture.size(), .sha256 = sum, .facts = facts};
    proposed.picture.facts.taken = facts.taken.toUTC();

    Proposal outcome = Proposal::New;
    const Result<void> changed = change(set, [&](Entries &entries) -> Result<void> {
        if (!find(entries, key))
            entries.append(BaselineEntry{.key = key});
        const Result<Proposal> result = put(set, *find(entries, key), proposed);
        outcome = result.value_or(outcome);
        return result ? Result<void>() : fail(result.error());
    });
    return changed ? Result<Proposal>(outcome) : fail(changed.error());
}

Result<Baselines::Proposal> Baselines::put(const QString &set, BaselineEntry &entry, const Proposed &proposed)
{
    if (entry.accepted) {
        const Result<QImage> accepted = imageOf(set, *entry.accepted);
        const bool sameBytes = entry.accepted->sha256 == proposed.picture.sha256;
        if (sameBytes || (accepted && accepted->convertToFormat(proposed.image.format()) == proposed.image && accepted->hasAlphaChannel() == proposed.image.hasAlphaChannel())) {
            entry.pending.reset();
            if (!accepted) {
                if (const Result<void> restored = write(pathOf(set, entry.accepted->file), proposed.bytes); !restored)
                    return fail(restored.error());
            }
            return Proposal::Unchanged;
        }
    }
    if (const Result<void> written = write(pathOf(set, proposed.picture.file), proposed.bytes); !written)
        return fail(written.error());
    entry.pending = proposed.picture;
    return entry.accepted ? Proposal::Changed : Proposal::New;
}

/// Edits the entry of this key, which must have a pending picture.
Result<void> Baselines::changePending(const QString &set, const QString &key, const std::function<Result<void>(BaselineEntry &)> &edit)
{
    return change(set, [&](Entries &entries) -> Result<void> {
        BaselineEntry *entry = find(entries, key);
        if (!entry || !entry->pending)
            return refused(Error::tr("Nothing waits to be accepted for “%1”.").arg(key.left(80)), Error::tr("Take the picture first."));
        const Result<void> edited = edit(*entry);
        entries.removeIf([](const BaselineEntry &other) { return !other.accepted && !other.pending; });
        return edited;
    });
}

Result<void> Baselines::accept(const QString &set, const QString &key)
{
    return changePending(set, key, [&](BaselineEntry &entry) -> Result<void> {
        if (const Result<QImage> good = imageOf(set, *entry.pending); !good)
            return fail(good.error());
        entry.accepted = *entry.pending;
        entry.pending.reset();
        return {};
    });
}

Result<void> Baselines::reject(const QString &set, const QString &key)
{
    return changePending(set, key, [](BaselineEntry &entry) -> Result<void> {
        entry.pending.reset();
        return {};
    });
}

} // namespace console

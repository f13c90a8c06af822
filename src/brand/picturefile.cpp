// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/picturefile.h"

#include "base/wholefile.h"

#include <QBuffer>
#include <QDir>
#include <QImage>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString fileNameOf(qsizetype number, const Shot &shot)
{
    QString name = u"%1 %2 %3"_s.arg(number, 3, 10, QChar(u'0')).arg(shot.pane.caption(), shot.screen);
    for (QChar &c : name)
        c = (c.isLetterOrNumber() && c.unicode() < 128) || c == u'.' ? c : QChar(u' ');
    return name.simplified().replace(u' ', u'-') + u".png"_s;
}

} // namespace

QByteArray pngOf(const QImage &picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, "PNG") ? bytes : QByteArray();
}

Result<void> writePicture(const QString &path, const QImage &picture)
{
    const QByteArray bytes = pngOf(picture);
    if (bytes.isEmpty())
        return fail(Error{.kind = Error::Kind::Storage, .message = Error::tr("There is no picture to be written."), .where = path});
    return writeWholeFile(path, bytes); // QImage::save() to a file does not notice that its last bytes found no room
}

Result<void> writePictures(const QList<Shot> &shots, const QString &folder)
{
    for (qsizetype at = 0; at < shots.size(); ++at) {
        if (const Result<void> done = writePicture(QDir(folder).filePath(fileNameOf(at + 1, shots.at(at))), shots.at(at).picture); !done)
            return done;
    }
    return {};
}

} // namespace console

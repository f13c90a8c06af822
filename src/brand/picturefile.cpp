// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/picturefile.h"

#include "base/wholefile.h"

#include <QBuffer>
#include <QImage>

namespace console {

Result<void> writePicture(const QString &path, const QImage &picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG"))
        return fail(Error{.kind = Error::Kind::Storage, .message = Error::tr("There is no picture to be written."), .where = path});
    return writeWholeFile(path, bytes); // QImage::save() to a file does not notice that its last bytes found no room
}

} // namespace console

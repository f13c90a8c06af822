// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wholefile.h"

#include <QSaveFile>

namespace console {

Result<void> writeWholeFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    const bool isOpen = file.open(QIODevice::WriteOnly) && (!permissions || file.setPermissions(permissions));
    // Qt 6.4's commit() does not notice that what was still buffered cannot be written, so it is written before.
    if (isOpen && file.write(bytes) == bytes.size() && file.flush() && file.commit())
        return {};
    return fail(Error{.kind = Error::Kind::Storage, .message = file.errorString(), .where = path});
}

} // namespace console

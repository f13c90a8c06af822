// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is made and written in a worker: all of it or nothing.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QObject;
class QWidget;

namespace console {

/// Asks where, without waiting: `then(path)` is called when a place was chosen. `name`: of the dialog. The suggested file is
/// in the folder that was chosen last, at first in the person's documents.
void askWhereToSave(QWidget *parent, const QString &name, const QString &title, const QString &fileName, const QString &filter,
                    const std::function<void(const QString &path)> &then);

/// The same for a file that is there already.
void askWhatToOpen(QWidget *parent, const QString &name, const QString &title, const QString &filter, const std::function<void(const QString &path)> &then);

/// `make` runs in another thread. `then` is called in this one with the number of bytes, unless the receiver is gone.
/// Errors: Storage, `where` = the path; what stood there before is as it was.
void saveInWorker(QObject *receiver, const QString &path, std::function<QByteArray()> make, std::function<void(const Result<qint64> &)> then);

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filesaver.h"

#include "base/wholefile.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QStandardPaths>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct FileSaver {
    Q_DECLARE_TR_FUNCTIONS(console::FileSaver)
};

QString &lastFolder()
{
    static QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return folder;
}

Result<qint64> written(const QString &path, const QByteArray &bytes)
{
    const Result<void> done = writeWholeFile(path, bytes);
    if (done)
        return bytes.size();
    Error error = done.error();
    error.message = FileSaver::tr("The file was not written: %1.").arg(error.message);
    error.advice = FileSaver::tr("Choose another folder, or make room on the disk.");
    return fail(error);
}

} // namespace

void askWhereToSave(QWidget *parent, const QString &name, const QString &title, const QString &fileName, const QString &filter,
                    const std::function<void(const QString &path)> &then)
{
    auto *dialog = new QFileDialog(parent, title, lastFolder(), filter);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QFileInfo(fileName).suffix());
    dialog->selectFile(fileName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [then](const QString &path) {
        lastFolder() = QFileInfo(path).absolutePath();
        then(path);
    });
    dialog->open();
}

void askWhatToOpen(QWidget *parent, const QString &name, const QString &title, const QString &filter, const std::function<void(const QString &path)> &then)
{
    auto *dialog = new QFileDialog(parent, title, lastFolder(), filter);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [then](const QString &path) {
        lastFolder() = QFileInfo(path).absolutePath();
        then(path);
    });
    dialog->open();
}

void saveInWorker(QObject *receiver, const QString &path, std::function<QByteArray()> make, std::function<void(const Result<qint64> &)> then)
{
    auto *watcher = new QFutureWatcher<Result<qint64>>(receiver);
    QObject::connect(watcher, &QFutureWatcher<Result<qint64>>::finished, receiver, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([path, make = std::move(make)] { return written(path, make()); }));
}

} // namespace console

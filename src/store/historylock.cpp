// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historylock.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace console {

namespace {

/// Is the file of that name still the one behind the handle? Somebody may have removed it in between.
bool isStill(const QByteArray &name, int handle)
{
    struct stat here = {}, there = {};
    return ::fstat(handle, &here) == 0 && ::stat(name.constData(), &there) == 0 && here.st_ino == there.st_ino && here.st_dev == there.st_dev;
}

} // namespace

int makePrivateFile(const QString &file)
{
    const int handle = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0)
        return errno;
    ::close(handle);
    return 0;
}

int HistoryLock::take(const QString &file)
{
    release();
    const QByteArray name = QFile::encodeName(file);
    for (int attempt = 0; attempt < 10; ++attempt) {
        const int handle = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (handle < 0)
            return errno;
        if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
            const int why = errno;
            ::close(handle);
            return why;
        }
        if (isStill(name, handle)) {
            m_file = file;
            m_handle = handle;
            return 0;
        }
        ::close(handle);
    }
    return EWOULDBLOCK;
}

void HistoryLock::release()
{
    if (m_handle >= 0)
        ::close(m_handle);
    m_handle = -1;
}

void HistoryLock::releaseAndRemove()
{
    if (m_handle >= 0)
        ::unlink(QFile::encodeName(m_file).constData());
    release();
}

bool HistoryLock::isHeld(const QString &file)
{
    const int handle = ::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC);
    if (handle < 0)
        return errno != ENOENT; // another person's: nobody knows, so it lives
    const bool isFree = ::flock(handle, LOCK_SH | LOCK_NB) == 0;
    ::close(handle);
    return !isFree;
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// A real file system of a few megabytes, which gets really full or really read-only, in a mount namespace of the test's own.
#pragma once

#include <QFile>
#include <QString>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace support {

inline bool writeSmall(const char *file, const QByteArray &text)
{
    const int handle = ::open(file, O_WRONLY | O_CLOEXEC);
    const bool done = handle >= 0 && ::write(handle, text.constData(), size_t(text.size())) == text.size();
    if (handle >= 0)
        ::close(handle);
    return done;
}

/// To be called in main(), while there is one thread. Empty, or why this machine does not allow it: nobody but this
/// process and its children sees what is mounted from now on.
inline QString enterOwnMounts()
{
    const uid_t user = ::geteuid();
    const gid_t group = ::getegid();
    if (::unshare(CLONE_NEWNS) != 0) { // not root, or one without rights: as root of a namespace
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return QStringLiteral("no mount namespace of its own: %1").arg(QString::fromLocal8Bit(std::strerror(errno)));
        const bool isMapped = writeSmall("/proc/self/setgroups", "deny") && writeSmall("/proc/self/uid_map", "0 " + QByteArray::number(user) + " 1")
            && writeSmall("/proc/self/gid_map", "0 " + QByteArray::number(group) + " 1");
        if (!isMapped)
            return QStringLiteral("no user namespace of its own: %1").arg(QString::fromLocal8Bit(std::strerror(errno)));
    }
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return QStringLiteral("mounts cannot be made private: %1").arg(QString::fromLocal8Bit(std::strerror(errno)));
    return {};
}

/// Mounted on a folder that is there, as long as this lives.
class SmallDisk
{
    Q_DISABLE_COPY_MOVE(SmallDisk)
public:
    explicit SmallDisk(const QString &folder, const char *options = "size=4m") : m_folder(QFile::encodeName(folder))
    {
        if (::mount("tmpfs", m_folder.constData(), "tmpfs", 0, options) != 0)
            m_obstacle = QStringLiteral("no file system can be mounted: %1").arg(QString::fromLocal8Bit(std::strerror(errno)));
    }
    ~SmallDisk()
    {
        if (m_obstacle.isEmpty())
            ::umount2(m_folder.constData(), MNT_DETACH);
    }
    const QString &obstacle() const { return m_obstacle; }

    /// Not a byte is free afterwards. False: there is still room, or something else went wrong.
    bool fill()
    {
        const int handle = ::open(filler().constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        const QByteArray page(4096, 'f');
        while (handle >= 0 && ::write(handle, page.constData(), size_t(page.size())) > 0) { }
        const int why = errno;
        if (handle >= 0)
            ::close(handle);
        return handle >= 0 && why == ENOSPC;
    }
    bool makeRoom() { return ::unlink(filler().constData()) == 0; }

    /// As the kernel does it with a disk that fails. Nobody may have a file open for writing.
    bool makeReadOnly(bool readOnly = true)
    {
        return ::mount("tmpfs", m_folder.constData(), nullptr, MS_REMOUNT | (readOnly ? MS_RDONLY : 0), nullptr) == 0;
    }

private:
    QByteArray filler() const { return m_folder + "/filler"; }
    QByteArray m_folder;
    QString m_obstacle;
};

} // namespace support

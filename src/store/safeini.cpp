// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/safeini.h"

#include <QEvent>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A second name of a file, which needs no room: what it held is still there when the first name has another file.
class SecondName
{
public:
    explicit SecondName(const QString &path) : m_path(QFile::encodeName(QFileInfo(path).canonicalFilePath())), m_second(m_path + ".before")
    {
        ::unlink(m_second.constData()); // of somebody who was killed
        m_isThere = !m_path.isEmpty() && ::link(m_path.constData(), m_second.constData()) == 0;
    }
    ~SecondName()
    {
        if (m_isThere)
            ::unlink(m_second.constData());
    }
    SecondName(const SecondName &) = delete;
    SecondName &operator=(const SecondName &) = delete;
    bool isReplaced() const ///< has the first name another file?
    {
        struct stat first, second;
        return m_isThere && ::stat(m_path.constData(), &first) == 0 && ::stat(m_second.constData(), &second) == 0 && first.st_ino != second.st_ino;
    }
    void restore() { m_isThere = m_isThere && std::rename(m_second.constData(), m_path.constData()) != 0; }

private:
    QByteArray m_path, m_second;
    bool m_isThere = false;
};

} // namespace

SafeIni::SafeIni(const QString &file) : QSettings(file, QSettings::IniFormat) {}

SafeIni::~SafeIni()
{
    keep();
}

bool SafeIni::keep()
{
    if (m_isBehind) { // Qt believes that the file has it all
        for (const QString &key : allKeys())
            setValue(key, value(key));
    }
    const QByteArray before = bytesOf(fileName());
    SecondName old(fileName());
    sync();
    const QByteArray written = bytesOf(fileName());
    m_isBehind = (written != before || old.isReplaced()) && !isWhole(written); // what was not written may look as its user likes
    if (m_isBehind)
        old.restore();
    return !m_isBehind && status() == NoError;
}

/// Each key has one line, and the last one is ended.
bool SafeIni::isWhole(const QByteArray &written) const
{
    const QList<QByteArray> lines = written.split('\n');
    const auto count = std::count_if(lines.cbegin(), lines.cend(), [](const QByteArray &line) { return !line.trimmed().isEmpty() && !line.startsWith('['); });
    return lines.last().isEmpty() && count == allKeys().size();
}

bool SafeIni::event(QEvent *event)
{
    if (event->type() != QEvent::UpdateRequest)
        return QSettings::event(event);
    keep();
    return true;
}

} // namespace console

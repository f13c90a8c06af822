// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/presenternotes.h"

#include "base/wholefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace console {

PresenterNotes::PresenterNotes(const QString &settingsFile)
    : m_file(QFileInfo(settingsFile).absoluteDir().filePath(u"presenter-notes.txt"_s))
{
}

QString PresenterNotes::read() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.read(most * 4)).left(most);
}

bool PresenterNotes::write(const QString &text)
{
    if (text == read())
        return true;
    if (text.isEmpty())
        return QFile::remove(m_file);
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    return writeWholeFile(m_file, text.left(most).toUtf8(), QFile::ReadOwner | QFile::WriteOwner).has_value();
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/presenternotes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

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
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(text.left(most).toUtf8());
    return file.commit();
}

} // namespace console

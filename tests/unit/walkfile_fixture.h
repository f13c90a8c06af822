// SPDX-License-Identifier: GPL-3.0-or-later
// Walk files of a test: written into a folder of their own, and read from there.
#pragma once

#include "walk/walkfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace console {

class WalkFolder
{
public:
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("a file of the test cannot be written");
        return file.fileName();
    }
    WalkReading read(const QByteArray &text, const WalkVariables &given = {}) { return readWalks({write(QStringLiteral("t.json"), text)}, given); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

inline QStringList textsOf(const WalkReading &reading)
{
    QStringList texts;
    for (const WalkProblem &each : reading.problems)
        texts << each.text();
    return texts;
}

inline QStringList idsOf(const WalkReading &reading)
{
    QStringList ids;
    for (const WalkCase &each : reading.book.cases)
        ids << each.id;
    return ids;
}

inline QStringList namesOf(const WalkCase &walk)
{
    QStringList names;
    for (const WalkStep &each : walk.steps)
        names << each.name;
    return names;
}

/// A file of one walk with these steps.
inline QByteArray walkOf(const QByteArray &steps, const QByteArray &more = {})
{
    return "{\"walk\": 1, \"walks\": [{\"id\": \"w\", " + more + "\n\"steps\": [\n" + steps + "\n]}]}";
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// WalkShelf: the walks and test banks that the window knows: those that come with the program, and files of the person's own.
#pragma once

#include "walk/walkfile.h"

#include <QObject>

#include <functional>

namespace console {

class WalkShelf : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    void read();                       ///< what comes with the program; in a worker
    void add(const QString &path);     ///< a file of the person's own; walks of the same id are replaced
    bool isRead() const { return m_isRead; }
    const WalkBook &book() const { return m_book; }
    const WalkCase *find(const QString &id) const;
    /// For tests, and instead of what comes with the program.
    void setBook(const WalkBook &book);

Q_SIGNALS:
    void changed();
    /// Nothing of that file was taken.
    void refused(const QString &path, const QList<console::WalkProblem> &problems);
    void added(const QString &path, qsizetype walks);

private:
    void readInWorker(const QStringList &files, const std::function<void(const WalkReading &)> &then);
    WalkBook m_book;
    bool m_isRead = false;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/walkshelf.h"

#include <QFutureWatcher>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

void WalkShelf::read()
{
    QStringList files = builtInWalks();
    files.move(files.indexOf(u":/walks/test-banks.json"_s), 0); // what is walked before a release comes first
    readInWorker(files, [this](const WalkReading &reading) {
        if (!reading.problems.isEmpty())
            Q_EMIT refused({}, reading.problems);
        setBook(reading.book);
    });
}

void WalkShelf::add(const QString &path)
{
    readInWorker({path}, [this, path](const WalkReading &reading) {
        if (!reading.problems.isEmpty()) {
            Q_EMIT refused(path, reading.problems);
            return;
        }
        for (const WalkCase &walk : reading.book.cases) {
            const auto same = std::find_if(m_book.cases.begin(), m_book.cases.end(), [&](const WalkCase &each) { return each.id == walk.id; });
            if (same == m_book.cases.end())
                m_book.cases.append(walk);
            else
                *same = walk;
        }
        Q_EMIT changed();
        Q_EMIT added(path, reading.book.cases.size());
    });
}

void WalkShelf::readInWorker(const QStringList &files, const std::function<void(const WalkReading &)> &then)
{
    auto *watcher = new QFutureWatcher<WalkReading>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [watcher, then] {
        watcher->deleteLater();
        then(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([files] { return readWalks(files); }));
}

void WalkShelf::setBook(const WalkBook &book)
{
    m_book = book;
    m_isRead = true;
    Q_EMIT changed();
}

const WalkCase *WalkShelf::find(const QString &id) const
{
    const auto found = std::find_if(m_book.cases.begin(), m_book.cases.end(), [&](const WalkCase &each) { return each.id == id; });
    return found == m_book.cases.end() ? nullptr : &*found;
}

} // namespace console

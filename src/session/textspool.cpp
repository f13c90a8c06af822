// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/textspool.h"

#include <QDir>
#include <QTemporaryFile>
#include <QThreadPool>

#include <algorithm>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype blockSize = 256 * 1024;              // bytes; written at once
constexpr qsizetype mostInMemory = qsizetype(64) * 1024 * 1024; // when the disk takes no more

} // namespace

struct TextSpool::Shared {
    mutable QMutex mutex;
    QString folder;
    std::unique_ptr<QTemporaryFile> file; // only the writing thread opens and writes it
    std::deque<Block> blocks;             // not yet on disk; the last one grows
    quint64 end = 0, written = 0, lost = 0; // lost: before here nothing is left
    qsizetype inMemory = 0;
    std::optional<QString> problem;
    QThreadPool pool;                     // of one thread: blocks go in their order

    bool open();
    void writeNext();
};

/// Without its name nobody else finds it, and it is gone when the program is, however that ends.
bool TextSpool::Shared::open()
{
    if (file)
        return file->isOpen();
    QDir().mkpath(folder);
    file = std::make_unique<QTemporaryFile>(folder + u"/timeline-XXXXXX"_s);
    file->setAutoRemove(true);
    if (!file->open())
        return false;
    return QFile::remove(file->fileName()) || true; // where an open file cannot be removed, it goes at the end
}

void TextSpool::Shared::writeNext()
{
    Block block;
    {
        const QMutexLocker lock(&mutex);
        if (blocks.empty() || problem)
            return;
        block = blocks.front();
    }
    const bool isWritten = open() && file->seek(qint64(block.begin)) && file->write(block.text) == block.text.size() && file->flush();
    const QMutexLocker lock(&mutex);
    if (!isWritten) {
        problem = file->errorString();
        return;
    }
    written = block.begin + quint64(block.text.size());
    inMemory -= block.text.size();
    blocks.pop_front();
}

TextSpool::TextSpool(const QString &folder) : m_shared(std::make_unique<Shared>())
{
    m_shared->folder = folder;
    m_shared->pool.setMaxThreadCount(1);
    m_shared->blocks.push_back({});
}

std::shared_ptr<TextSpool> TextSpool::ofText(const QByteArray &text)
{
    auto spool = std::make_shared<TextSpool>(QString());
    spool->m_shared->blocks.back().text = text;
    spool->m_shared->end = quint64(text.size());
    return spool;
}

TextSpool::~TextSpool()
{
    m_shared->pool.clear();
    m_shared->pool.waitForDone();
}

quint64 TextSpool::append(const QByteArray &text)
{
    bool isFull = false;
    quint64 begin = 0;
    {
        const QMutexLocker lock(&m_shared->mutex);
        Block &block = m_shared->blocks.back();
        if (block.text.isEmpty())
            block.text.reserve(blockSize + blockSize / 4);
        begin = m_shared->end;
        block.text += text;
        m_shared->end += quint64(text.size());
        m_shared->inMemory += text.size();
        isFull = block.text.size() >= blockSize;
        if (isFull)
            m_shared->blocks.push_back({m_shared->end, {}});
        while (m_shared->problem && m_shared->inMemory > mostInMemory && m_shared->blocks.size() > 1) {
            m_shared->inMemory -= m_shared->blocks.front().text.size();
            m_shared->blocks.pop_front();
            m_shared->lost = m_shared->blocks.front().begin;
        }
    }
    if (isFull)
        m_shared->pool.start([shared = m_shared.get()] { shared->writeNext(); });
    return begin;
}

QByteArray TextSpool::at(quint64 begin, qsizetype length) const
{
    int descriptor = -1;
    {
        const QMutexLocker lock(&m_shared->mutex);
        const quint64 end = begin + quint64(length);
        if (end > m_shared->end || (begin < m_shared->lost && begin >= m_shared->written))
            return {};
        if (begin >= m_shared->written) {
            auto block = std::upper_bound(m_shared->blocks.begin(), m_shared->blocks.end(), begin, [](quint64 wanted, const Block &each) { return wanted < each.begin; });
            if (block == m_shared->blocks.begin())
                return {};
            --block;
            return block->text.mid(qsizetype(begin - block->begin), length);
        }
        descriptor = m_shared->file->handle();
    }
    QByteArray text(length, Qt::Uninitialized);
    qsizetype done = 0;
    while (done < length) { // at its own place: the writing thread has the file's
        const ssize_t some = ::pread(descriptor, text.data() + done, std::size_t(length - done), off_t(begin) + done);
        if (some <= 0)
            return {};
        done += some;
    }
    return text;
}

quint64 TextSpool::written() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->written;
}

std::optional<QString> TextSpool::problem() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->problem;
}

void TextSpool::waitUntilWritten()
{
    m_shared->pool.waitForDone();
}

} // namespace console

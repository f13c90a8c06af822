// SPDX-License-Identifier: GPL-3.0-or-later
// TextSpool: text that only grows: its newest part in memory, the rest in a file without a name, which ends with the program.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QMutex>
#include <QString>

#include <deque>
#include <memory>
#include <optional>

namespace console {

/// append() in one thread; at() in any. What is appended at once is read at once.
class TextSpool
{
    Q_DISABLE_COPY_MOVE(TextSpool)
public:
    /// In `folder`, made when the first block is full; only the user may read it, and no name leads to it.
    explicit TextSpool(const QString &folder);
    /// All of it at once, in memory, for reading only.
    static std::shared_ptr<TextSpool> ofText(const QByteArray &text);
    ~TextSpool();

    /// Where it begins, in bytes from the first.
    quint64 append(const QByteArray &text);
    /// Null: it is gone (see problem()). A range must not begin in one append and end in the next, unless both are on disk.
    QByteArray at(quint64 begin, qsizetype length) const;
    /// Bytes that are on disk: up to here any range can be read.
    quint64 written() const;
    /// Set once the disk does not take more: what happened, in a sentence. The newest 64 MiB are kept in memory then.
    std::optional<QString> problem() const;
    void waitUntilWritten(); ///< for tests: of every full block

private:
    struct Block { quint64 begin = 0; QByteArray text; };
    struct Shared; // with the writing thread
    std::unique_ptr<Shared> m_shared;
};

} // namespace console

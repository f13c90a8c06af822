// SPDX-License-Identifier: GPL-3.0-or-later
// BaselineWriter: accepts and rejects pictures of a set in a worker, one after the other.
#pragma once

#include "brand/picturepair.h"

#include <QObject>

#include <stop_token>

namespace console {

class BaselineWriter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~BaselineWriter() override;
    enum class Verb { Accept, Reject };
    struct Task {
        Verb verb = Verb::Accept;
        PicturePair pair; ///< with a picture `after`
    };
    /// Nothing while it is running. Writes of `set` in `folder`, until the first error.
    void start(const QList<Task> &tasks, const QString &folder, const QString &set);
    void stop(); ///< what is written stays so; finished() still comes
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void written(const QString &key, console::BaselineWriter::Verb verb);
    void failed(const QString &key, const console::Error &error);
    void finished();

private:
    std::stop_source m_stop;
    bool m_isRunning = false;
};

} // namespace console

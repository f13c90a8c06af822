// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryReader: the thread's side of all reading; questions wait until the file is open.
#pragma once

#include "store/historydatabase.h"

#include <QList>
#include <QObject>

#include <memory>

namespace console {

struct HistoryQuestion {
    /// Answers; a fault: it was not answered.
    std::function<std::optional<HistoryFault>(HistoryDatabase &)> ask;
    std::function<void(const Error &)> fail;
    int attempts = 0;
};

/// Lives in a thread of its own: its methods are called there.
class HistoryReader : public QObject
{
    Q_OBJECT
public:
    explicit HistoryReader(const QString &file) : m_file(file) {}

    void ask(HistoryQuestion question);
    void open(HistoryDatabase::Access access);
    void turnOff(const Error &why);
    void finish();

Q_SIGNALS:
    void damageFound(const console::HistoryFault &fault, const QByteArray &identity);

private:
    void answer(HistoryQuestion question);

    const QString m_file;
    std::unique_ptr<HistoryDatabase> m_database;
    QByteArray m_identity; ///< of the file that is open
    HistoryDatabase::Access m_access = HistoryDatabase::Access::Read;
    std::optional<Error> m_off;
    QList<HistoryQuestion> m_waiting;
};

} // namespace console

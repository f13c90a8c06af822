// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyreader.h"

#include "store/historyopening.h"

#include <QThread>

#include <utility>

using namespace Qt::StringLiterals;

namespace console {

void HistoryReader::ask(HistoryQuestion question)
{
    if (m_off)
        question.fail(*m_off);
    else if (!m_database)
        m_waiting << std::move(question);
    else if (const QByteArray now = HistoryOpening::identityOf(m_file); !now.isEmpty() && now != m_identity) {
        m_waiting << std::move(question); // another program rescued the file
        open(m_access);
    } else
        answer(std::move(question));
}

void HistoryReader::answer(HistoryQuestion question)
{
    const std::optional<HistoryFault> fault = question.ask(*m_database);
    if (!fault)
        return;
    const bool isRescued = fault->isDamage() && m_access == HistoryDatabase::Access::Read && question.attempts == 0;
    if (!isRescued) {
        question.fail(historyError(*fault, m_file));
        return;
    }
    ++question.attempts; // once more, when the writer has saved what can be read
    m_waiting << std::move(question);
    m_database.reset();
    Q_EMIT damageFound(*fault, m_identity);
}

void HistoryReader::open(HistoryDatabase::Access access)
{
    m_access = access;
    m_database = std::make_unique<HistoryDatabase>(m_file);
    if (const Stored<void> done = m_database->open(access); !done) {
        m_database.reset();
        for (const HistoryQuestion &question : std::exchange(m_waiting, {}))
            question.fail(historyError(done.error(), m_file));
        return;
    }
    m_identity = HistoryOpening::identityOf(m_file);
    (void)m_database->run(u"PRAGMA cache_size = -16000"_s); // 16 MB: a page of jobs is spread over the file
    for (HistoryQuestion &question : std::exchange(m_waiting, {}))
        ask(std::move(question));
}

void HistoryReader::turnOff(const Error &why)
{
    m_off = why;
    m_database.reset();
    for (const HistoryQuestion &question : std::exchange(m_waiting, {}))
        question.fail(why);
}

void HistoryReader::finish()
{
    m_database.reset();
    m_waiting.clear();
    thread()->quit();
}

} // namespace console

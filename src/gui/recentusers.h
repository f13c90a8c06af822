// SPDX-License-Identifier: GPL-3.0-or-later
// RecentUsers: who was a user of this environment before, from the history; a click or Enter uses one again.
#pragma once

#include "base/result.h"
#include "store/historyrows.h"

#include <QFrame>

#include <memory>

namespace Ui {
class RecentUsers;
}

namespace console {

class Session;

/// Not there at all where nobody is known: a first start has nothing to choose from.
class RecentUsers : public QFrame
{
    Q_OBJECT
public:
    static constexpr int most = 50; ///< who was seen longer ago is found by id

    explicit RecentUsers(Session *session, QWidget *parent = nullptr);
    ~RecentUsers() override;
    void reload();

Q_SIGNALS:
    void chosen(const QString &aeroPassUserUuid);

private:
    void fill(const QList<HistoryUser> &users);
    void choose();
    Session *m_session;
    std::unique_ptr<Ui::RecentUsers> m_ui;
    quint64 m_question = 0; // the newest; an answer to an older one may be of another environment
};

} // namespace console

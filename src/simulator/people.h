// SPDX-License-Identifier: GPL-3.0-or-later
// Aeropass: the users, the rules for making one, and finding a person who is there already (contract b.4).
#pragma once

#include "simulator/outcome.h"
#include "simulator/random.h"

#include <map>
#include <optional>

namespace simulator {

struct User {
    QString uuid;     ///< aeroPassUserUuid, and `user.id` of v2
    QString userId;   ///< the short id of v1
    QString firstName, lastName, phone, email;
    qint64 created = 0;
    bool waitsForCode = false; ///< v2: found again, confirmUser not done yet
};

struct NewUser {
    QString firstName, lastName, phone, email;
};

class People {
public:
    /// The rules of contract (b.4) alone; nothing when the user may be made.
    static std::optional<Problem> objection(const NewUser &wanted);
    /// Makes the user, or finds the one with the same phone or e-mail (then `existing` is true).
    Outcome<User *> create(const NewUser &wanted, Random &ids, qint64 now, bool *existing);

    /// By aeroPassUserUuid or by the short id.
    User *find(const QString &id);
    const std::map<QString, User> &all() const { return m_users; }

private:
    std::map<QString, User> m_users;
};

} // namespace simulator

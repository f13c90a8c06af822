// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/persontext.h"

#include "session/mask.h"
#include "session/session.h"

namespace console {

namespace {
constexpr qsizetype longestMasked = 20; // characters: bullets beyond say nothing
} // namespace

QString personName(const Session *session, bool revealed)
{
    const std::optional<AeropassUser> &user = session->user()->user();
    if (!user) {
        return {};
    }
    const bool answered = !user->details.firstName.isEmpty() || !user->details.lastName.isEmpty();
    const UserDetails &details = answered ? user->details : session->user()->entered();
    const QString name = QString(details.firstName + u' ' + details.lastName).trimmed();
    if (name.isEmpty()) {
        return shortId(user->aeroPassUserUuid);
    }
    if (revealed) {
        return name;
    }
    const QString masked = maskedName(name);
    return masked.size() > longestMasked ? masked.left(longestMasked - 1) + QChar(0x2026) : masked;
}

} // namespace console

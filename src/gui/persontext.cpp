// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/persontext.h"

#include "gui/environmentlook.h"
#include "session/mask.h"
#include "session/session.h"

namespace console {

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
    return revealed || isSimulated(session->environments()->current()) ? name : maskedName(name);
}

} // namespace console

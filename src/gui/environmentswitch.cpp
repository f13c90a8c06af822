// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/environmentswitch.h"

#include "gui/question.h"
#include "session/session.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::EnvironmentSwitch)
};

} // namespace

QString lostBySwitching(const Session *session)
{
    const JobBoard::Counts counts = session->jobs()->counts();
    const int running = counts.queued + counts.running + counts.needPerson;
    const qsizetype links = session->connections()->all().size();
    QStringList parts;
    if (links > 0)
        parts << (links == 1 ? Say::tr("1 connection") : Say::tr("%1 connections").arg(links));
    if (running > 0)
        parts << (running == 1 ? Say::tr("1 running job") : Say::tr("%1 running jobs").arg(running));
    return parts.join(Say::tr(" and "));
}

void switchEnvironment(Session *session, const QString &id, QWidget *window)
{
    Environments *environments = session->environments();
    if (id == environments->current().id)
        return;
    const QString lost = lostBySwitching(session);
    // An id of the list cannot be unknown; what is refused shows as "still the old one".
    const auto choose = [environments, id] { (void)environments->choose(id); };
    if (lost.isEmpty()) {
        choose();
        return;
    }
    const auto named = std::find_if(environments->all().begin(), environments->all().end(), [&](const Environment &each) { return each.id == id; });
    const QString name = named == environments->all().end() ? id : named->name;
    ask(window,
        {u"switchEnvironmentQuestion"_s, Say::tr("Switch to %1").arg(name),
         Say::tr("The user and the data of %1 leave this window (%2). The links stay with the service: its list of connections brings "
                 "them back when the same user is chosen again.").arg(environments->current().name, lost),
         Say::tr("&Switch to %1").arg(name)},
        choose);
}

} // namespace console

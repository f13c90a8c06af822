// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/walkwords.h"

#include "session/environments.h"

#include <cstdio>

namespace console {

void say(const QString &line)
{
    std::fputs(line.toUtf8().constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

int complain(const QString &sentence)
{
    std::fprintf(stderr, "aerosync-walk: %s\n", sentence.toUtf8().constData());
    return CouldNotRun;
}

QString chooseForMachine(Environments *environments, const QString &name)
{
    const auto environment = environmentByName(environments->all(), name);
    if (!environment)
        return oneLine(environment.error());
    if (environment->reach == Reach::Production)
        return QObject::tr("production is never walked by a machine");
    const auto chosen = environments->choose(environment->id);
    return chosen ? QString() : oneLine(chosen.error());
}

} // namespace console

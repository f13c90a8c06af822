// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/environmentlook.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

EnvironmentLook lookOf(const Environment &environment, bool locked)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("console::EnvironmentLook", text); };
    switch (environment.reach) {
    case Reach::LoopbackOnly:
        return {Theme::Role::Simulator, u"flask"_s, u"simulator"_s,
                tr(QT_TRANSLATE_NOOP("console::EnvironmentLook", "Everything is invented and stays on this computer."))};
    case Reach::Production:
        return {Theme::Role::Production, locked ? u"lock"_s : u"unlock"_s, u"production"_s,
                tr(QT_TRANSLATE_NOOP("console::EnvironmentLook", "Real people and real bank accounts."))};
    case Reach::Open:
        break;
    }
    if (!environment.builtIn) {
        return {Theme::Role::Custom, u"globe"_s, u"custom"_s,
                tr(QT_TRANSLATE_NOOP("console::EnvironmentLook", "An environment of your own. Needs keys."))};
    }
    return {Theme::Role::Sandbox, u"sandbox"_s, u"sandbox"_s,
            tr(QT_TRANSLATE_NOOP("console::EnvironmentLook", "The vendor's test service. Needs keys."))};
}

bool isSimulated(const Environment &environment)
{
    return environment.reach == Reach::LoopbackOnly;
}

} // namespace console

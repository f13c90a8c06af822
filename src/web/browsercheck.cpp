// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/browsercheck.h"

#include <QCoreApplication>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console {

std::optional<Error> browserObstacle()
{
    const auto say = [](const char *text) { return QCoreApplication::translate("console::BrowserCheck", text); };
    const bool isOff = qEnvironmentVariableIntValue("QTWEBENGINE_DISABLE_SANDBOX") != 0
        || qgetenv("QTWEBENGINE_CHROMIUM_FLAGS").contains("--no-sandbox");
    if (geteuid() != 0 || isOff)
        return std::nullopt;
    return Error{.kind = Error::Kind::Web,
                 .message = say(QT_TRANSLATE_NOOP("console::BrowserCheck", "The widget's browser does not start for root: its sandbox does not work for it.")),
                 .where = u"QTWEBENGINE_DISABLE_SANDBOX"_s,
                 .advice = say(QT_TRANSLATE_NOOP("console::BrowserCheck", "Start this program as another user, or with QTWEBENGINE_DISABLE_SANDBOX=1 in its environment."))};
}

} // namespace console

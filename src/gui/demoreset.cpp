// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/demoreset.h"

#include "gui/question.h"
#include "session/session.h"

#include <QCoreApplication>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::DemoReset)
};

} // namespace

void resetDemo(Session *session, QWidget *window)
{
    const JobBoard::Counts counts = session->jobs()->counts();
    const int running = counts.queued + counts.running + counts.needPerson;
    if (running == 0) {
        session->startOver();
        return;
    }
    if (window->findChild<QWidget *>(u"resetDemoQuestion"_s))
        return; // it is being asked already; the key works in both windows
    ask(window,
        {u"resetDemoQuestion"_s, Say::tr("Reset the demo"),
         (running == 1 ? Say::tr("1 job is running. It leaves this window, is not cancelled, and goes on when the console starts "
                                 "the next time or this environment is chosen again.")
                       : Say::tr("%1 jobs are running. They leave this window, are not cancelled, and go on when the console starts "
                                 "the next time or this environment is chosen again.").arg(running)),
         Say::tr("&Reset the demo")},
        [session] { session->startOver(); });
}

} // namespace console

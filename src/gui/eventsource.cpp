// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventsource.h"

#include "session/session.h"

#include <QCoreApplication>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Words { Q_DECLARE_TR_FUNCTIONS(console::EventSource) };

ExportContext contextOf(Session *session)
{
    const Environment &environment = session->environments()->current();
    return {.product = QGuiApplication::applicationDisplayName().isEmpty() ? u"Aerosync Console"_s : QGuiApplication::applicationDisplayName(),
            .version = QString::fromLatin1(CONSOLE_VERSION),
            .at = session->clock()(),
            .facts = {{Words::tr("Environment"), u"%1 (%2)"_s.arg(environment.name, originOf(environment.aerosyncApi))},
                      {Words::tr("Web SDK"), session->link()->options().sdkVersion},
                      {Words::tr("Qt"), QString::fromLatin1(qVersion())},
                      {Words::tr("System"), QSysInfo::prettyProductName()}},
            .simulated = environment.reach == Reach::LoopbackOnly};
}

} // namespace

SessionFacts factsOf(const ExportContext &context)
{
    const auto fact = [&context](qsizetype at) { return at < context.facts.size() ? context.facts.at(at).second : QString(); };
    return {.program = u"%1 %2"_s.arg(context.product, context.version).trimmed(), .environment = fact(0), .isSimulated = context.simulated, .sdkVersion = fact(1),
            .qtVersion = fact(2), .note = {}, .savedAt = context.at};
}

EventSource sourceOf(Session *session)
{
    return {session->log(), session->settings(), session, [session] { return contextOf(session); }, {}};
}

SessionRecord runningSession(Session *session)
{
    return {.facts = factsOf(contextOf(session)), .events = session->log()->archive(), .pictures = {}, .marks = {}};
}

} // namespace console

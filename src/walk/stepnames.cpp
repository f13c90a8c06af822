// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/stepnames.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("console::StepNames", text);
}

/// Alternatives are for finding it; the first one names it.
QString brief(Target target)
{
    if (target.names.size() > 1)
        target.names.resize(1);
    if (!target.field.isEmpty() || !target.names.isEmpty())
        return target.describe();
    return target.role;
}

QString typeName(const WalkStep &step)
{
    static const QMap<QString, const char *> known{
        {u"username"_s, QT_TRANSLATE_NOOP("console::StepNames", "Type the user name")},
        {u"password"_s, QT_TRANSLATE_NOOP("console::StepNames", "Type the password")},
        {u"answer"_s, QT_TRANSLATE_NOOP("console::StepNames", "Type the answer")},
        {u"otp"_s, QT_TRANSLATE_NOOP("console::StepNames", "Type the code")},
        {u"routingNumber"_s, QT_TRANSLATE_NOOP("console::StepNames", "Type the routing number")},
        {u"accountNumber"_s, QT_TRANSLATE_NOOP("console::StepNames", "Type the account number")},
        {u"accountNumberAgain"_s, QT_TRANSLATE_NOOP("console::StepNames", "Type the account number again")},
        {u"search"_s, QT_TRANSLATE_NOOP("console::StepNames", "Search for the bank")},
    };
    if (const char *name = known.value(step.target.field))
        return tr(name);
    return tr("Type into %1").arg(brief(step.target));
}

QString argOf(const WalkStep &step, QStringView name)
{
    const Json *value = step.args.find(name);
    return value ? value->scalar() : QString();
}

QString jobEndName(const WalkStep &step)
{
    static const QMap<QString, const char *> ends{
        {u"done"_s, QT_TRANSLATE_NOOP("console::StepNames", "The %1 job is done")},
        {u"awaiting-person"_s, QT_TRANSLATE_NOOP("console::StepNames", "The %1 job asks for a second factor (MFA)")},
        {u"failed"_s, QT_TRANSLATE_NOOP("console::StepNames", "The %1 job fails")},
        {u"unavailable"_s, QT_TRANSLATE_NOOP("console::StepNames", "The %1 job is not available")},
        {u"timed-out"_s, QT_TRANSLATE_NOOP("console::StepNames", "The %1 job times out")},
        {u"cancelled"_s, QT_TRANSLATE_NOOP("console::StepNames", "The %1 job is cancelled")},
    };
    const QString state = argOf(step, u"state"), kind = argOf(step, u"job");
    if (const char *name = ends.value(state))
        return tr(name).arg(kind);
    return tr("The %1 job is %2").arg(kind, state);
}

QString expectName(const WalkStep &step)
{
    if (step.args.find(u"event"))
        return (argOf(step, u"times") == "0"_L1 ? tr("%1 never arrives") : tr("%1 arrives")).arg(argOf(step, u"event"));
    if (step.args.find(u"widget")) {
        const QString code = argOf(step, u"code");
        return tr("The widget is %1").arg(argOf(step, u"widget")) + (code.isEmpty() ? QString() : u" ("_s + code + u')');
    }
    if (step.args.find(u"connection"))
        return argOf(step, u"connection") == "any"_L1 ? tr("There is a connection") : tr("There is a new connection");
    if (step.args.find(u"job"))
        return jobEndName(step);
    if (step.args.find(u"data"))
        return tr("The data of the %1 job is right").arg(argOf(step, u"data"));
    if (step.args.find(u"launch"))
        return tr("The widget received what was set");
    return tr("The user is refused with %1").arg(argOf(step, u"code"));
}

QString serviceName(const WalkStep &step)
{
    const QString method = argOf(step, u"method");
    switch (step.verb) {
    case WalkStep::Verb::Call: return tr("Call %1 %2").arg(method.isEmpty() ? u"GET"_s : method, argOf(step, u"path"));
    case WalkStep::Verb::Simulator: return tr("Tell the simulator: %1").arg(argOf(step, u"path"));
    default: break;
    }
    const QString fault = argOf(step, u"name");
    return fault.isEmpty() ? tr("Take all faults back") : tr("Order the fault “%1”").arg(fault);
}

QString setName(const WalkStep &step)
{
    QStringList names;
    for (const Json::Field &each : step.args.fields())
        names << each.first;
    return tr("Set %1").arg(names.join(", "_L1));
}

} // namespace

QString defaultStepName(const WalkStep &step)
{
    switch (step.verb) {
    case WalkStep::Verb::User: return tr("Create a user");
    case WalkStep::Verb::Open: return tr("Open the widget");
    case WalkStep::Verb::See: return tr("See %1").arg(brief(step.target));
    case WalkStep::Verb::Gone: return tr("No more %1").arg(brief(step.target));
    case WalkStep::Verb::Click: return tr("Click %1").arg(brief(step.target));
    case WalkStep::Verb::Type: return typeName(step);
    case WalkStep::Verb::Press: return tr("Press %1").arg(step.text);
    case WalkStep::Verb::Close: return step.text == "popup"_L1 ? tr("Close the pop-up") : tr("Close the widget");
    case WalkStep::Verb::Job: return tr("Start the %1 job").arg(step.text);
    case WalkStep::Verb::Answer: return tr("Open the widget to answer the %1 job").arg(step.text);
    case WalkStep::Verb::Expect: return expectName(step);
    case WalkStep::Verb::Call:
    case WalkStep::Verb::Fault:
    case WalkStep::Verb::Simulator: return serviceName(step);
    case WalkStep::Verb::Set: return setName(step);
    case WalkStep::Verb::Picture: return tr("Picture: %1").arg(step.text);
    case WalkStep::Verb::Check: return step.text;
    }
    return {};
}

} // namespace console

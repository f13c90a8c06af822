// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/result.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

QList<Verdict> allVerdicts()
{
    return {Verdict::Passed, Verdict::IntegrationBroke, Verdict::WidgetChanged, Verdict::ServiceDown,
            Verdict::BankSaidNo, Verdict::Environment, Verdict::Script, Verdict::NotRun};
}

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Passed: return u"passed"_s;
    case Verdict::IntegrationBroke: return u"integration-broke"_s;
    case Verdict::WidgetChanged: return u"widget-changed"_s;
    case Verdict::ServiceDown: return u"service-down"_s;
    case Verdict::BankSaidNo: return u"bank-said-no"_s;
    case Verdict::Environment: return u"environment"_s;
    case Verdict::Script: return u"script"_s;
    case Verdict::NotRun: return u"not-run"_s;
    }
    return u"unknown"_s;
}

QString verdictText(Verdict verdict)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("console::Verdict", text); };
    switch (verdict) {
    case Verdict::Passed: return say(QT_TRANSLATE_NOOP("console::Verdict", "passed"));
    case Verdict::IntegrationBroke: return say(QT_TRANSLATE_NOOP("console::Verdict", "integration broke"));
    case Verdict::WidgetChanged: return say(QT_TRANSLATE_NOOP("console::Verdict", "widget changed"));
    case Verdict::ServiceDown: return say(QT_TRANSLATE_NOOP("console::Verdict", "service down"));
    case Verdict::BankSaidNo: return say(QT_TRANSLATE_NOOP("console::Verdict", "bank said no"));
    case Verdict::Environment: return say(QT_TRANSLATE_NOOP("console::Verdict", "environment"));
    case Verdict::Script: return say(QT_TRANSLATE_NOOP("console::Verdict", "walk at fault"));
    case Verdict::NotRun: return say(QT_TRANSLATE_NOOP("console::Verdict", "not run"));
    }
    return {};
}

int RunResult::count(Verdict verdict) const
{
    return int(std::count_if(cases.begin(), cases.end(), [&](const CaseResult &each) { return each.verdict == verdict; }));
}

bool RunResult::passed() const
{
    return !cases.isEmpty() && count(Verdict::Passed) == cases.size();
}

int exitStatus(const RunResult &run)
{
    if (run.passed())
        return 0;
    const int failed = run.count(Verdict::IntegrationBroke) + run.count(Verdict::WidgetChanged) + run.count(Verdict::ServiceDown) + run.count(Verdict::BankSaidNo);
    return failed > 0 ? 1 : 2;
}

} // namespace console

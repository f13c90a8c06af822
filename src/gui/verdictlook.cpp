// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/verdictlook.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::VerdictLook)
};

} // namespace

VerdictLook lookOf(const CaseResult &result)
{
    const QString word = result.isFlaky() ? Say::tr("passed, flaky") : verdictText(result.verdict);
    switch (result.verdict) {
    case Verdict::Passed: return {word, u"check-circle"_s, result.isFlaky() ? Theme::Role::Warning : Theme::Role::Good};
    case Verdict::IntegrationBroke:
    case Verdict::WidgetChanged: return {word, u"error"_s, Theme::Role::Bad};
    case Verdict::ServiceDown: return {word, u"offline"_s, Theme::Role::Bad};
    case Verdict::BankSaidNo: return {word, u"bank"_s, Theme::Role::Bad};
    case Verdict::Environment:
    case Verdict::Script: return {word, u"warning"_s, Theme::Role::Warning};
    case Verdict::NotRun: return {word, u"minus"_s, Theme::Role::Muted};
    }
    return {};
}

VerdictLook lookOf(StepResult::Outcome outcome)
{
    switch (outcome) {
    case StepResult::Outcome::Passed: return {Say::tr("passed"), u"check-circle"_s, Theme::Role::Good};
    case StepResult::Outcome::Failed: return {Say::tr("failed"), u"error"_s, Theme::Role::Bad};
    case StepResult::Outcome::Skipped: return {Say::tr("skipped"), u"minus"_s, Theme::Role::Muted};
    case StepResult::Outcome::Open: return {Say::tr("for a person"), u"question"_s, Theme::Role::Warning};
    case StepResult::Outcome::NeverReached: return {Say::tr("not reached"), u"circle"_s, Theme::Role::Muted};
    }
    return {};
}

} // namespace console

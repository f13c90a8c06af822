// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/finding.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("console::Finding", text);
}

} // namespace

QString checkName(Finding::Check check)
{
    switch (check) {
    case Finding::Check::PrimaryColour: return translated("primary-button colour");
    case Finding::Check::ButtonContrast: return translated("contrast on the primary button");
    case Finding::Check::LogoPresent: return translated("logo present");
    case Finding::Check::LogoRight: return translated("the right logo");
    case Finding::Check::LogoSeen: return translated("logo readable on its ground");
    case Finding::Check::ClearSpace: return translated("clear space around the logo");
    case Finding::Check::TextContrast: return translated("text contrast");
    case Finding::Check::DarkMode: return translated("theme");
    case Finding::Check::Applied: return translated("configurationId applied");
    case Finding::Check::OptionIgnored: return translated("options of this SDK version");
    }
    return {};
}

QString checkId(Finding::Check check)
{
    switch (check) {
    case Finding::Check::PrimaryColour: return u"primary-colour"_s;
    case Finding::Check::ButtonContrast: return u"button-contrast"_s;
    case Finding::Check::LogoPresent: return u"logo-present"_s;
    case Finding::Check::LogoRight: return u"logo-right"_s;
    case Finding::Check::LogoSeen: return u"logo-seen"_s;
    case Finding::Check::ClearSpace: return u"clear-space"_s;
    case Finding::Check::TextContrast: return u"text-contrast"_s;
    case Finding::Check::DarkMode: return u"theme"_s;
    case Finding::Check::Applied: return u"applied"_s;
    case Finding::Check::OptionIgnored: return u"option-ignored"_s;
    }
    return {};
}

QString verdictName(Finding::Verdict verdict)
{
    switch (verdict) {
    case Finding::Verdict::Pass: return translated("passed");
    case Finding::Verdict::Fail: return translated("failed");
    case Finding::Verdict::Note: return translated("note");
    case Finding::Verdict::Unknown: return translated("cannot tell");
    }
    return {};
}

Finding::Verdict worstOf(const QList<Finding> &findings)
{
    using Verdict = Finding::Verdict;
    for (const Verdict verdict : {Verdict::Fail, Verdict::Unknown, Verdict::Note, Verdict::Pass}) {
        if (std::ranges::any_of(findings, [&](const Finding &each) { return each.verdict == verdict; }))
            return verdict;
    }
    return Verdict::Unknown;
}

} // namespace console

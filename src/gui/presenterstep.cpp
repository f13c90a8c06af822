// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/presenterstep.h"

#include <QCoreApplication>

#include <algorithm>

namespace console {

namespace {

struct Presenter {
    Q_DECLARE_TR_FUNCTIONS(console::PresenterStep)
};

/// The first kind of data that has not been asked for.
PresenterStep nextData(const AudienceStory &story)
{
    const auto missing = [&story](JobKind kind) {
        return std::none_of(story.jobs.begin(), story.jobs.end(), [kind](const AudienceStory::JobLine &job) { return job.kind == kind; });
    };
    if (missing(JobKind::Balance))
        return {Presenter::tr("Get the balance"), PresenterVerb::Balance};
    if (missing(JobKind::Transactions))
        return {Presenter::tr("Get the transactions"), PresenterVerb::Transactions};
    if (missing(JobKind::Identity))
        return {Presenter::tr("Get the identity"), PresenterVerb::Identity};
    return {Presenter::tr("That was all. Reset for the next demo"), PresenterVerb::Reset};
}

} // namespace

PresenterStep presenterStep(const AudienceStory &story)
{
    using Said = AudienceSaid;
    switch (story.user.said) {
    case Said::UserWorking: return {Presenter::tr("Wait: the user is being created")};
    case Said::UserNeedsCode: return {Presenter::tr("Enter the code that was sent"), PresenterVerb::User};
    case Said::UserReady: break;
    case Said::UserFailed: return {Presenter::tr("Try the user again"), PresenterVerb::User};
    default: return {Presenter::tr("Create a user"), PresenterVerb::User};
    }
    if (story.data.said == Said::DataAnswering)
        return {Presenter::tr("Answer the bank in the widget")};
    switch (story.bank.said) {
    case Said::BankPreparing: return {Presenter::tr("Wait: the widget is opening")};
    case Said::BankOpen: return {Presenter::tr("In the widget: choose the bank, sign in")};
    case Said::BankFailed:
    case Said::BankClosed: return {Presenter::tr("Open the widget again"), PresenterVerb::Link};
    case Said::BankLinked: break;
    default: return {Presenter::tr("Link a bank"), PresenterVerb::Link};
    }
    if (story.data.said == Said::DataNeedsPerson)
        return {Presenter::tr("Answer the second factor"), PresenterVerb::Answer};
    if (story.data.said == Said::DataWorking)
        return {Presenter::tr("Wait: the bank is being asked")};
    return nextData(story);
}

} // namespace console

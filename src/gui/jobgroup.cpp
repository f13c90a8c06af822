// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jobgroup.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct JobGroupText {
    Q_DECLARE_TR_FUNCTIONS(console::JobGroupText)
};

constexpr std::array states{JobState::Queued, JobState::Starting, JobState::WaitingForOther, JobState::StartDelayed, JobState::Polling, JobState::AwaitingPerson,
                            JobState::Answering, JobState::Fetching, JobState::Done, JobState::Unavailable, JobState::Failed,
                            JobState::Cancelled, JobState::TimedOut};

} // namespace

JobGroup groupOf(JobState state)
{
    switch (state) {
    case JobState::Queued:
    case JobState::WaitingForOther:
    case JobState::StartDelayed: return JobGroup::Waiting;
    case JobState::Starting:
    case JobState::Polling:
    case JobState::Fetching: return JobGroup::Running;
    case JobState::AwaitingPerson:
    case JobState::Answering: return JobGroup::NeedsYou;
    case JobState::Done: return JobGroup::Done;
    case JobState::Failed:
    case JobState::TimedOut: return JobGroup::Failed;
    case JobState::Unavailable:
    case JobState::Cancelled: return JobGroup::Other;
    }
    return JobGroup::Other;
}

QString groupName(JobGroup group)
{
    switch (group) {
    case JobGroup::Running: return u"running"_s;
    case JobGroup::NeedsYou: return u"needs-you"_s;
    case JobGroup::Waiting: return u"waiting"_s;
    case JobGroup::Done: return u"done"_s;
    case JobGroup::Failed: return u"failed"_s;
    case JobGroup::Other: return u"other"_s;
    }
    return {};
}

QString groupTitle(JobGroup group)
{
    switch (group) {
    case JobGroup::Running: return JobGroupText::tr("Running");
    case JobGroup::NeedsYou: return JobGroupText::tr("Needs you");
    case JobGroup::Waiting: return JobGroupText::tr("Waiting");
    case JobGroup::Done: return JobGroupText::tr("Done");
    case JobGroup::Failed: return JobGroupText::tr("Failed");
    case JobGroup::Other: return JobGroupText::tr("No data");
    }
    return {};
}

QString groupHint(JobGroup group)
{
    QStringList words;
    for (const JobState state : states) {
        if (groupOf(state) == group)
            words << jobStateText(state);
    }
    return words.join(u", "_s);
}

QString groupIcon(JobGroup group)
{
    switch (group) {
    case JobGroup::Running: return u"half"_s;
    case JobGroup::NeedsYou: return u"key"_s;
    case JobGroup::Waiting: return u"clock"_s;
    case JobGroup::Done: return u"check-circle"_s;
    case JobGroup::Failed: return u"error"_s;
    case JobGroup::Other: return u"minus"_s;
    }
    return {};
}

Theme::Role groupRole(JobGroup group)
{
    switch (group) {
    case JobGroup::Running: return Theme::Role::Accent;
    case JobGroup::NeedsYou: return Theme::Role::Warning;
    case JobGroup::Done: return Theme::Role::Good;
    case JobGroup::Failed: return Theme::Role::Bad;
    case JobGroup::Waiting:
    case JobGroup::Other: return Theme::Role::Muted;
    }
    return Theme::Role::Muted;
}

QStringList stateNames(JobGroup group)
{
    QStringList names;
    for (const JobState state : states) {
        if (groupOf(state) == group)
            names << jobStateName(state);
    }
    return names;
}

std::optional<JobKind> jobKindNamed(const QString &name)
{
    for (const JobKind kind : jobKinds) {
        if (jobKindName(kind) == name)
            return kind;
    }
    return {};
}

} // namespace console

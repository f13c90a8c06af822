// SPDX-License-Identifier: GPL-3.0-or-later
// AudienceStory: all that may be shown to a customer on a shared screen; its texts cannot be made but masked.
#pragma once

#include "api/types.h"
#include "session/jobstate.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace console {

/// A text that the audience may read. Nothing makes one but the makers below, and each of them masks.
class AudienceText
{
public:
    AudienceText() = default;
    static AudienceText person(const QString &name);            ///< "D••• L••"
    /// Named by the service, so it may say anything: one short line, without what looks like a number or an address.
    static AudienceText bank(const QString &name);
    static AudienceText account(const QString &numberDisplay);  ///< "••••2901", never more than four digits
    /// "3,124.25 USD", or "•••• USD" as long as amounts are not allowed.
    static AudienceText amount(const Money &money, bool allowed);
    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    bool operator==(const AudienceText &) const = default;

private:
    explicit AudienceText(const QString &masked) : m_text(masked) {}
    QString m_text;
};

enum class AudienceState { Waiting, Working, NeedsPerson, Done, Failed };

/// Every sentence there is.
enum class AudienceSaid {
    UserNext, UserWorking, UserNeedsCode, UserReady, UserFailed,
    BankLater, BankNext, BankPreparing, BankOpen, BankLinked, BankClosed, BankFailed,
    DataLater, DataNext, DataWorking, DataNeedsPerson, DataAnswering, DataHere, DataNotOffered, DataFailed,
    JobInLine, JobStarting, JobAsking, JobNeedsPerson, JobAnswering, JobReceiving, JobDone, JobNotOffered, JobFailed, JobStopped, JobTooLong,
};
inline constexpr int audienceSaidCount = int(AudienceSaid::JobTooLong) + 1;

struct AudienceStory {
    enum class Place { Simulator, Sandbox, Own, Production };
    enum class Account { Unknown, Checking, Savings, MoneyMarket };
    struct Pillar {
        AudienceState state = AudienceState::Waiting;
        AudienceSaid said = AudienceSaid::UserNext;
        bool operator==(const Pillar &) const = default;
    };
    struct JobLine {
        JobKind kind = JobKind::Balance;
        AudienceState state = AudienceState::Waiting;
        AudienceSaid said = AudienceSaid::JobInLine;
        std::optional<double> progress = {};                    ///< 0…1: the share of such jobs that take no longer; none: nobody knows
        std::optional<std::chrono::milliseconds> elapsed = {};  ///< whole seconds while it runs
        bool operator==(const JobLine &) const = default;
    };

    Place place = Place::Simulator;
    bool isWidgetOpen = false;             ///< it can be used now, for a bank or for a second factor
    bool isPhone = true;                   ///< the frame around the widget; else a browser's window
    Pillar user = {}, bank = {AudienceState::Waiting, AudienceSaid::BankLater}, data = {AudienceState::Waiting, AudienceSaid::DataLater};
    AudienceText person = {}, bankName = {}, account = {};
    Account accountType = Account::Unknown;
    QList<JobLine> jobs = {};              ///< of the connection that is looked at; the newest of each kind
    AudienceText available = {}, current = {}; ///< balances
    std::optional<qint64> transactions = {};   ///< how many
    bool hasIdentity = false;              ///< that it came, and nothing of it
    bool isSimulated() const { return place == Place::Simulator; }
    bool operator==(const AudienceStory &) const = default;
};

QString audienceSentence(AudienceSaid said);              ///< "The bank asks for a second factor"
QString audienceWord(AudienceStory::Place place);         ///< "Simulator"
QString audienceWord(AudienceStory::Account type);        ///< "Checking"; "Account" for a type that nobody told
QString audienceWord(JobKind kind);                       ///< "Balance"

// What the story says of a state. Pure.
AudienceStory::JobLine audienceJob(JobKind kind, JobState state);
AudienceStory::Account audienceAccount(const QString &type); ///< of the service's word, or an account's own name

} // namespace console

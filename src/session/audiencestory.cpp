// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/audiencestory.h"

#include "session/mask.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Audience {
    Q_DECLARE_TR_FUNCTIONS(console::Audience)
};

constexpr QChar maskBullet(0x2022);
constexpr qsizetype longestName = 20;  // characters of a masked person: more bullets say nothing
constexpr qsizetype longestBank = 28;
constexpr qsizetype longestWord = 20;  // of a bank's name; what is longer is no word (a token)
constexpr qsizetype mostDigits = 3;    // "Bank 24" is a name, "000123456789" is none

QString cutOff(const QString &text, qsizetype most)
{
    return text.size() > most ? text.left(most - 1).trimmed() + QChar(0x2026) : text;
}

QString digitsOf(const QString &text)
{
    QString digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](QChar c) { return c.isDigit(); });
    return digits;
}

/// A currency is a word of the service, too: only the form of one is let through.
bool isCurrency(const QString &word)
{
    return word.size() == 3 && std::all_of(word.begin(), word.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
}

} // namespace

AudienceText AudienceText::person(const QString &name)
{
    QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    for (QString &word : words) // a mask leaves the first letter, which of a short name is all of it
        word = word.size() < 3 ? QString(word.size(), maskBullet) : maskedName(word);
    return AudienceText(cutOff(words.join(u' '), longestName));
}

AudienceText AudienceText::bank(const QString &name)
{
    QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    qsizetype digits = 0;
    for (QString &word : words) {
        digits += digitsOf(word).size(); // a number may be written in groups
        if (digits > mostDigits || word.size() > longestWord || word.contains(u'@'))
            word = maskedLine(word);
        word.removeIf([](QChar c) { return !c.isPrint(); });
    }
    return AudienceText(cutOff(words.join(u' '), longestBank));
}

AudienceText AudienceText::account(const QString &numberDisplay)
{
    const QString digits = digitsOf(numberDisplay);
    return AudienceText(digits.isEmpty() ? QString() : QString(4, maskBullet) + digits.right(4));
}

AudienceText AudienceText::amount(const Money &money, bool allowed)
{
    const QString unit = isCurrency(money.currency()) ? u' ' + money.currency() : QString();
    if (!allowed)
        return AudienceText(QString(4, maskBullet) + unit);
    return AudienceText(unit.isEmpty() ? money.plainText() : money.display());
}

QString audienceSentence(AudienceSaid said)
{
    using Said = AudienceSaid;
    switch (said) {
    case Said::UserNext: return Audience::tr("Nobody yet");
    case Said::UserWorking: return Audience::tr("Being set up");
    case Said::UserNeedsCode: return Audience::tr("Confirms with a code");
    case Said::UserReady: return Audience::tr("Ready");
    case Said::UserFailed: return Audience::tr("Could not be set up");
    case Said::BankLater: return Audience::tr("Comes after the user");
    case Said::BankNext: return Audience::tr("Ready to be linked");
    case Said::BankPreparing: return Audience::tr("Getting ready");
    case Said::BankOpen: return Audience::tr("The user signs in to the bank");
    case Said::BankLinked: return Audience::tr("Linked");
    case Said::BankClosed: return Audience::tr("Closed before a bank was linked");
    case Said::BankFailed: return Audience::tr("The link did not go through");
    case Said::DataLater: return Audience::tr("Comes after the bank");
    case Said::DataNext: return Audience::tr("Ready to be asked for");
    case Said::DataWorking: return Audience::tr("The bank is being asked");
    case Said::DataNeedsPerson: return Audience::tr("The bank asks the user a question");
    case Said::DataAnswering: return Audience::tr("The user answers the bank");
    case Said::DataHere: return Audience::tr("The bank has answered");
    case Said::DataNotOffered: return Audience::tr("Not offered for this account");
    case Said::DataFailed: return Audience::tr("The bank did not answer");
    case Said::JobInLine: return Audience::tr("in line");
    case Said::JobStarting: return Audience::tr("starting");
    case Said::JobAsking: return Audience::tr("asking the bank");
    case Said::JobNeedsPerson: return Audience::tr("needs an answer");
    case Said::JobAnswering: return Audience::tr("being answered");
    case Said::JobReceiving: return Audience::tr("receiving");
    case Said::JobDone: return Audience::tr("done");
    case Said::JobNotOffered: return Audience::tr("not offered");
    case Said::JobFailed: return Audience::tr("did not work");
    case Said::JobStopped: return Audience::tr("stopped");
    case Said::JobTooLong: return Audience::tr("took too long");
    }
    return {};
}

QString audienceWord(AudienceStory::Place place)
{
    switch (place) {
    case AudienceStory::Place::Simulator: return Audience::tr("Simulator");
    case AudienceStory::Place::Sandbox: return Audience::tr("Sandbox");
    case AudienceStory::Place::Own: return Audience::tr("Test environment");
    case AudienceStory::Place::Production: return Audience::tr("Production");
    }
    return {};
}

QString audienceWord(AudienceStory::Account type)
{
    switch (type) {
    case AudienceStory::Account::Unknown: return Audience::tr("Account");
    case AudienceStory::Account::Checking: return Audience::tr("Checking");
    case AudienceStory::Account::Savings: return Audience::tr("Savings");
    case AudienceStory::Account::MoneyMarket: return Audience::tr("Money market");
    }
    return {};
}

QString audienceWord(JobKind kind)
{
    switch (kind) {
    case JobKind::Balance: return Audience::tr("Balance");
    case JobKind::Transactions: return Audience::tr("Transactions");
    case JobKind::Identity: return Audience::tr("Identity");
    }
    return {};
}

AudienceStory::JobLine audienceJob(JobKind kind, JobState state)
{
    using State = AudienceState;
    using Said = AudienceSaid;
    const auto line = [kind](State as, Said said) { return AudienceStory::JobLine{.kind = kind, .state = as, .said = said}; };
    switch (state) {
    case JobState::Queued: return line(State::Waiting, Said::JobInLine);
    case JobState::Starting: return line(State::Working, Said::JobStarting);
    case JobState::WaitingForOther:
    case JobState::StartDelayed: return line(State::Waiting, Said::JobInLine); // a customer need not know what for
    case JobState::Polling: return line(State::Working, Said::JobAsking);
    case JobState::AwaitingPerson: return line(State::NeedsPerson, Said::JobNeedsPerson);
    case JobState::Answering: return line(State::NeedsPerson, Said::JobAnswering);
    case JobState::Fetching: return line(State::Working, Said::JobReceiving);
    case JobState::Done: return line(State::Done, Said::JobDone);
    case JobState::Unavailable: return line(State::Waiting, Said::JobNotOffered);
    case JobState::Failed: return line(State::Failed, Said::JobFailed);
    case JobState::Cancelled: return line(State::Waiting, Said::JobStopped);
    case JobState::TimedOut: return line(State::Failed, Said::JobTooLong);
    }
    return line(State::Failed, Said::JobFailed);
}

AudienceStory::Account audienceAccount(const QString &type)
{
    using Type = AudienceStory::Account;
    const auto has = [&type](QStringView word) { return type.contains(word, Qt::CaseInsensitive); };
    return has(u"checking") ? Type::Checking : has(u"saving") ? Type::Savings : has(u"money") ? Type::MoneyMarket : Type::Unknown;
}

} // namespace console

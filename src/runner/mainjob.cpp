// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/mainjob.h"

#include "runner/walksteps.h"
#include "session/session.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("console::mainJob", text);
}

Error missing(const QString &what)
{
    return Error{.kind = Error::Kind::Decode, .message = tr("The answer lacks %1").arg(what), .where = what};
}

/// Data arrived and is plausible; the amounts themselves are the bank's business.
Result<void> dataOf(const std::optional<Job> &job)
{
    if (!job)
        return fail(missing(tr("the job")));
    if (const auto *balance = std::get_if<Balance>(&job->result)) {
        if (!balance->available && !balance->current)
            return fail(missing(tr("both balances")));
    } else if (const auto *page = std::get_if<TransactionPage>(&job->result)) {
        if (page->transactions.isEmpty())
            return fail(missing(tr("any transaction")));
    } else if (const auto *identity = std::get_if<Identity>(&job->result)) {
        if (identity->holderName.isEmpty())
            return fail(missing(tr("the holder's name")));
    } else {
        return fail(missing(tr("data")));
    }
    return {};
}

const QList<JobKind> allKinds{JobKind::Balance, JobKind::Transactions, JobKind::Identity};

class Banks
{
public:
    explicit Banks(WalkSteps *actions) : a(actions) {}

    QList<Step> chooseBank(const QString &bank) const
    {
        return {a->link(),
                a->click(tr("Continue from the welcome page"), u"button"_s, {u"Continue"_s}, true),
                a->click(tr("Choose %1").arg(bank), u"button"_s, {bank}, true)};
    }
    QList<Step> signIn(const QString &user, const QString &password) const
    {
        return {a->type(tr("Type the user name"), u"username"_s, user),
                a->type(tr("Type the password"), u"password"_s, password),
                a->click(tr("Sign in"), u"button"_s, {u"Sign in"_s, u"Log in"_s}, true)};
    }
    QList<Step> finish() const
    {
        return {a->click(tr("Continue from the success page"), u"button"_s, {u"Continue"_s, u"Finish"_s, u"Done"_s}, true), a->waitForConnection()};
    }
    Step chooseAccount() const
    {
        return a->click(tr("Choose the account"), u"button"_s, {u"Link account"_s, u"Link this account"_s, u"Continue"_s}, true);
    }
    QList<Step> answer(const QString &text) const
    {
        return {a->type(tr("Answer the security question"), u"answer"_s, text),
                a->click(tr("Send the answer"), u"button"_s, {u"Submit"_s, u"Submit answer"_s, u"Continue"_s}, true)};
    }
    QList<Step> jobs(JobState end) const
    {
        QList<Step> steps;
        for (const JobKind kind : allKinds) {
            steps << a->startJob(kind) << a->waitForJob(kind, end);
            if (end == JobState::Done)
                steps << a->check(tr("The data of the %1 job is there").arg(jobKindName(kind)), [this_ = a, kind] { return dataOf(this_->latest(kind)); });
        }
        return steps;
    }
    QList<Step> jobsWithMfa() const
    {
        QList<Step> steps;
        for (const JobKind kind : allKinds) {
            auto idBefore = std::make_shared<QString>();
            steps << a->startJob(kind) << a->waitForJob(kind, JobState::AwaitingPerson)
                  << a->check(tr("The console says so"), [this_ = a, kind, idBefore]() -> Result<void> {
                         const std::optional<Job> job = this_->session()->jobs()->awaitingPerson();
                         *idBefore = job ? job->jobId : QString();
                         if (!job || job->kind != kind || job->jobId.isEmpty())
                             return fail(missing(tr("the job that needs a second factor")));
                         return {};
                     })
                  << a->answerInWidget(kind);
            steps << answer(u"correct"_s);
            steps << a->click(tr("Continue from the success page"), u"button"_s, {u"Continue"_s, u"Finish"_s, u"Done"_s}, true)
                  << a->waitForJob(kind, JobState::Done)
                  << a->check(tr("The same %1 job finished, and its data is there").arg(jobKindName(kind)), [this_ = a, kind, idBefore]() -> Result<void> {
                         const std::optional<Job> job = this_->latest(kind);
                         if (!job || job->jobId != *idBefore)
                             return fail(missing(tr("the same job")));
                         return dataOf(job);
                     });
        }
        return steps;
    }

private:
    WalkSteps *a;
};

} // namespace

QList<Script> mainJob(WalkSteps *actions)
{
    const Banks banks(actions);
    const UserDetails person{.firstName = u"Dana"_s, .lastName = u"Lee"_s, .email = u"dana.lee@example.com"_s, .phone = u"+13125550142"_s};
    return {
        {tr("A user"), {actions->waitForEnvironment(), actions->createUser(person)}},
        {tr("Link without a second factor"),
         banks.chooseBank(u"Aerobank NonOAuth"_s) + banks.signIn(u"sync"_s, u"no_mfa"_s) + QList<Step>{banks.chooseAccount()} + banks.finish()
             + banks.jobs(JobState::Done)},
        {tr("Link with a security question, and a second factor in every job"),
         banks.chooseBank(u"Aerobank NonOAuth"_s) + banks.signIn(u"sync"_s, u"mfa"_s) + banks.answer(u"correct"_s)
             + QList<Step>{banks.chooseAccount()} + banks.finish() + banks.jobsWithMfa()},
        {tr("Link by OAuth, in the bank's own window"),
         banks.chooseBank(u"Aerobank OAuth"_s)
             + QList<Step>{actions->click(tr("Go to the bank's window"), u"button"_s, {u"Continue to Aerobank OAuth"_s, u"Continue"_s}, true)}
             + banks.signIn(u"sync"_s, u"no_mfa"_s)
             + QList<Step>{actions->click(tr("Allow access"), u"button"_s, {u"Allow"_s, u"Allow access"_s}, true),
                           actions->click(tr("Share the account"), u"button"_s, {u"Share"_s, u"Share account"_s, u"Continue"_s}, true)}
             + banks.finish() + banks.jobs(JobState::Done)},
        {tr("Link by hand, with account and routing number"),
         QList<Step>{actions->link(), actions->click(tr("Continue from the welcome page"), u"button"_s, {u"Continue"_s}),
                     actions->click(tr("Enter the numbers by hand"), u"button"_s, {u"Enter account numbers instead"_s, u"Enter account numbers"_s, u"manually"_s}, true),
                     actions->type(tr("Type the routing number"), u"routingNumber"_s, u"021000021"_s),
                     actions->type(tr("Type the account number"), u"accountNumber"_s, u"000123456789"_s),
                     actions->type(tr("Type it again"), u"accountNumberAgain"_s, u"000123456789"_s),
                     actions->click(tr("Link the account"), u"button"_s, {u"Link account"_s, u"Continue"_s}, true)}
             + banks.finish() + banks.jobs(JobState::Unavailable)},
    };
}

} // namespace console

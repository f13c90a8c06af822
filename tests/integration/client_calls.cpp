// SPDX-License-Identifier: GPL-3.0-or-later
// The client against the simulator over real HTTP: every endpoint as it should go, and the service's own errors.
#include "support/apifixture.h"

#include <QSet>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::ApiFixture;

namespace {

template <typename T>
const char *say(const Result<T> &result)
{
    static QByteArray text;
    text = result ? QByteArray() : oneLine(result.error()).toUtf8();
    return text.constData();
}

} // namespace

class ClientCalls : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<ApiFixture> m_sim;
    ApiClient &api() { return *m_sim->client; }

    /// Starts a job and lets it run to its end.
    Result<JobReport> finishedJob(JobKind kind)
    {
        const auto started = m_sim->wait(api().startJob(m_sim->bearer, m_sim->connectionId, kind));
        if (!started)
            return started;
        m_sim->advance(60);
        return m_sim->wait(api().jobStatus(m_sim->bearer, m_sim->connectionId, started->jobId));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_sim = std::make_unique<ApiFixture>();
        QVERIFY2(m_sim->problem.isEmpty(), qPrintable(m_sim->problem));
    }
    void init()
    {
        m_sim->client->setEnvironment(m_sim->environment);
        m_sim->startOver();
        QVERIFY2(m_sim->problem.isEmpty(), qPrintable(m_sim->problem));
    }
    void cleanupTestCase() { m_sim.reset(); }

    void tokens()
    {
        const auto api1 = m_sim->wait(api().apiToken(m_sim->keys));
        QVERIFY2(api1.has_value(), say(api1));
        QCOMPARE(api1->ttl, 1800s);
        QCOMPARE(api1->value.reveal().count('.'), 2); // a JWT
        const auto widget = m_sim->wait(api().widgetToken(m_sim->keys, m_sim->user.aeroPassUserUuid));
        QVERIFY2(widget.has_value(), say(widget));
        QVERIFY(!widget->userId.isEmpty());
        const auto second = m_sim->wait(api().widgetToken(m_sim->keys, m_sim->user.aeroPassUserUuid));
        QVERIFY(second.has_value());
        QVERIFY(!widget->value.sameAs(second->value));
    }

    void users_data()
    {
        QTest::addColumn<bool>("v1");
        QTest::newRow("v1") << true;
        QTest::newRow("v2") << false;
    }
    void users()
    {
        QFETCH(bool, v1);
        Environment environment = m_sim->environment;
        environment.aeropassForm = v1 ? AeropassForm::V1 : AeropassForm::V2;
        api().setEnvironment(environment);
        const auto token = m_sim->wait(api().aeropassToken(m_sim->keys));
        QVERIFY2(token.has_value(), say(token));
        const UserDetails details{.firstName = u"Renée"_s, .lastName = u"O'Neil"_s, .email = u"renee@example.com"_s, .phone = u"+12025550171"_s};
        const auto made = m_sim->wait(api().createUser(token->value, m_sim->keys, details));
        QVERIFY2(made.has_value(), say(made));
        QVERIFY(!made->aeroPassUserUuid.isEmpty());
        QVERIFY(!made->existing);
        QCOMPARE(made->details.firstName, details.firstName);
        QCOMPARE(made->details.lastName, details.lastName);
        QCOMPARE(made->details.email, details.email);
        QCOMPARE(made->details.phone, details.phone);

        const auto again = m_sim->wait(api().createUser(token->value, m_sim->keys, details));
        QVERIFY2(again.has_value(), say(again));
        QVERIFY(again->existing);
        QCOMPARE(again->aeroPassUserUuid, made->aeroPassUserUuid);
        QCOMPARE(again->mfaType.isEmpty(), v1);

        const auto wrongCode = m_sim->wait(api().confirmUser(token->value, m_sim->keys, again->userId, u"123456"_s));
        QVERIFY(!wrongCode);
        QCOMPARE(wrongCode.error().kind, Error::Kind::Service);
        QCOMPARE(wrongCode.error().httpStatus, 200); // business errors travel with 200
        QVERIFY(wrongCode.error().code.startsWith(u"AP"_s));
        const auto confirmed = m_sim->wait(api().confirmUser(token->value, m_sim->keys, again->userId, u"000000"_s));
        QVERIFY2(confirmed.has_value(), say(confirmed));
        QCOMPARE(confirmed->aeroPassUserUuid, made->aeroPassUserUuid);
        QVERIFY(confirmed->mfaType.isEmpty());

        const auto own = m_sim->wait(api().aeropassUserToken(m_sim->keys, made->userId));
        QVERIFY2(own.has_value(), say(own));
        const auto fetched = m_sim->wait(api().fetchUser(own->value));
        QVERIFY2(fetched.has_value(), say(fetched));
        QCOMPARE(fetched->aeroPassUserUuid, made->aeroPassUserUuid);
    }

    void badUserData_data()
    {
        QTest::addColumn<bool>("v1");
        QTest::addColumn<UserDetails>("details");
        QTest::addColumn<QString>("code");
        for (const bool v1 : {true, false}) {
            const auto row = [v1](const char *name, const UserDetails &details, const QString &code) { QTest::addRow("%s %s", v1 ? "v1" : "v2", name) << v1 << details << code; };
            row("no e-mail", {.firstName = u"A"_s, .lastName = u"B"_s, .phone = u"+12025550171"_s}, u"AP700"_s);
            row("digits in the name", {.firstName = u"R2D2"_s, .lastName = u"B"_s, .email = u"a@example.com"_s, .phone = u"+12025550171"_s}, u"AP118"_s);
            row("not from the US", {.firstName = u"A"_s, .lastName = u"B"_s, .email = u"a@example.com"_s, .phone = u"+657185550134"_s}, u"AP119"_s);
            row("a trigger", {.firstName = u"A"_s, .lastName = u"B"_s, .email = u"user-already-exists@aeropay.com"_s, .phone = u"+12025550171"_s}, u"AP107"_s);
        }
    }
    void badUserData()
    {
        QFETCH(bool, v1);
        QFETCH(UserDetails, details);
        QFETCH(QString, code);
        Environment environment = m_sim->environment;
        environment.aeropassForm = v1 ? AeropassForm::V1 : AeropassForm::V2;
        api().setEnvironment(environment);
        const auto made = m_sim->wait(api().createUser(m_sim->aeropass, m_sim->keys, details));
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::Service);
        QCOMPARE(made.error().code, code);
        QVERIFY(made.error().where.startsWith(u"POST "_s));
    }

    void wrongKeys()
    {
        Credentials wrong = m_sim->keys;
        wrong.apiSecret = Secret(QByteArray("not the secret"));
        wrong.aeropayApiSecret = Secret(QByteArray("not the secret"));
        const auto check = [](const auto &result, const QString &code, int status) {
            QVERIFY(!result);
            QCOMPARE(result.error().kind, Error::Kind::Service);
            QCOMPARE(result.error().code, code);
            QCOMPARE(result.error().httpStatus, status);
            QVERIFY2(adviceFor(result.error()).contains(u"key and secret"_s), qPrintable(adviceFor(result.error())));
        };
        check(m_sim->wait(api().apiToken(wrong)), u"AC-101"_s, 401);
        check(m_sim->wait(api().widgetToken(wrong, m_sim->user.aeroPassUserUuid)), u"AC-101"_s, 401);
        check(m_sim->wait(api().aeropassToken(wrong)), u"AP002"_s, 401);
        Environment v1 = m_sim->environment;
        v1.aeropassForm = AeropassForm::V1;
        api().setEnvironment(v1);
        check(m_sim->wait(api().aeropassToken(wrong)), u"AP002"_s, 200);
    }

    void unknownIds()
    {
        const QString nobody = u"00000000-0000-4000-8000-000000000000"_s;
        const auto check = [](const auto &result) {
            QVERIFY(!result);
            QCOMPARE(result.error().kind, Error::Kind::Service);
            QCOMPARE(result.error().code, u"AC-102"_s);
            QCOMPARE(result.error().httpStatus, 404);
        };
        check(m_sim->wait(api().widgetToken(m_sim->keys, nobody)));
        check(m_sim->wait(api().account(m_sim->bearer, nobody)));
        check(m_sim->wait(api().account(m_sim->bearer, u"a/b?c"_s))); // stays one segment
        check(m_sim->wait(api().account(m_sim->bearer, u"../token"_s)));
        check(m_sim->wait(api().cachedBalance(m_sim->bearer, nobody)));
        check(m_sim->wait(api().startJob(m_sim->bearer, nobody, JobKind::Balance)));
        check(m_sim->wait(api().jobStatus(m_sim->bearer, m_sim->connectionId, u"REF-unknown"_s)));
        check(m_sim->wait(api().identity(m_sim->bearer, nobody)));
        check(m_sim->wait(api().connections(m_sim->bearer, nobody)));
        check(m_sim->wait(api().userTransactions(m_sim->bearer, m_sim->user.aeroPassUserUuid, nobody, {}, {})));
        check(m_sim->wait(api().deleteStoredTransactions(m_sim->bearer, nobody, m_sim->connectionId)));
    }

    void tokensExpire()
    {
        m_sim->advance(1801);
        const auto account = m_sim->wait(api().account(m_sim->bearer, m_sim->connectionId));
        QVERIFY(!account);
        QVERIFY2(meansUnauthorised(account.error()), say(account));
        m_sim->bearer.token = m_sim->wait(api().apiToken(m_sim->keys)).value().value;
        QVERIFY(m_sim->wait(api().account(m_sim->bearer, m_sim->connectionId)).has_value());

        const ApiClient::Bearer wrong{.token = Secret(QByteArray("no.such.token")), .apiKey = m_sim->keys.apiKey};
        const auto refused = m_sim->wait(api().account(wrong, m_sim->connectionId));
        QVERIFY(!refused && meansUnauthorised(refused.error()));
        const ApiClient::Bearer wrongKey{.token = m_sim->bearer.token, .apiKey = Secret(QByteArray("other"))};
        const auto keyless = m_sim->wait(api().account(wrongKey, m_sim->connectionId));
        QVERIFY(!keyless && meansUnauthorised(keyless.error())); // it is really sent
    }

    void account()
    {
        const auto account = m_sim->wait(api().account(m_sim->bearer, m_sim->connectionId));
        QVERIFY2(account.has_value(), say(account));
        QVERIFY(!account->accountNumber.isEmpty());
        QCOMPARE(account->routingNumber.size(), 9);
        QCOMPARE(account->canFetchBalance, std::optional(true));
        QVERIFY(account->isConnected());
        QVERIFY(account->connectionExpiry.isValid());
        QVERIFY(account->unknown.isEmpty());
        m_sim->control("POST", u"/simulator/connections/"_s + m_sim->connectionId, {{u"connectionStatus"_s, u"EXPIRED_CONSENT"_s}});
        const auto later = m_sim->wait(api().account(m_sim->bearer, m_sim->connectionId));
        QVERIFY(later.has_value());
        QCOMPARE(later->connectionStatus, u"EXPIRED_CONSENT"_s);
        QVERIFY(!later->isConnected());
    }

    void balanceJob()
    {
        const auto before = m_sim->wait(api().cachedBalance(m_sim->bearer, m_sim->connectionId));
        QVERIFY2(before.has_value(), say(before));
        m_sim->advance(3600);
        m_sim->bearer.token = m_sim->wait(api().apiToken(m_sim->keys)).value().value;
        const auto started = m_sim->wait(api().startJob(m_sim->bearer, m_sim->connectionId, JobKind::Balance));
        QVERIFY2(started.has_value(), say(started));
        QVERIFY(!started->jobId.isEmpty());
        QCOMPARE(started->word, JobWord::Initiated);
        QCOMPARE(started->connectionId, m_sim->connectionId);
        const auto running = m_sim->wait(api().jobStatus(m_sim->bearer, m_sim->connectionId, started->jobId));
        QVERIFY2(running.has_value(), say(running));
        QVERIFY(running->word == JobWord::Initiated || running->word == JobWord::InProgress);

        const auto second = m_sim->wait(api().startJob(m_sim->bearer, m_sim->connectionId, JobKind::Identity));
        QVERIFY(!second);
        QVERIFY2(meansConflict(second.error()), say(second)); // one running job per connection
        QCOMPARE(second.error().code, u"AC-112"_s);

        m_sim->advance(60);
        const auto done = m_sim->wait(api().jobStatus(m_sim->bearer, m_sim->connectionId, started->jobId));
        QVERIFY2(done.has_value(), say(done));
        QCOMPARE(done->word, JobWord::Completed);
        QCOMPARE(done->jobId, started->jobId);
        const auto after = m_sim->wait(api().cachedBalance(m_sim->bearer, m_sim->connectionId));
        QVERIFY2(after.has_value(), say(after));
        QVERIFY(after->available && after->current);
        QCOMPARE(after->currency, u"USD"_s);
        QCOMPARE(after->connectionId, m_sim->connectionId);
        QVERIFY(after->refreshedAt > before->refreshedAt);
    }

    void identityJob()
    {
        QVERIFY(finishedJob(JobKind::Identity)->word == JobWord::Completed);
        const auto identity = m_sim->wait(api().identity(m_sim->bearer, m_sim->connectionId));
        QVERIFY2(identity.has_value(), say(identity));
        QVERIFY(!identity->holderName.isEmpty());
        QVERIFY(!identity->address1.isEmpty() && !identity->city.isEmpty() && !identity->state.isEmpty());
        QCOMPARE(identity->country, u"US"_s);
        QCOMPARE(identity->connectionId, m_sim->connectionId);
        QVERIFY(identity->unknown.isEmpty());
    }

    void transactionsJob()
    {
        const QDate today = QDateTime::fromString(m_sim->control("GET", u"/simulator/clock"_s).value("now"_L1).toString(), Qt::ISODateWithMs).date();
        const DateRange range{today.addDays(-30), today};
        const auto started = m_sim->wait(api().startJob(m_sim->bearer, m_sim->connectionId, JobKind::Transactions, range));
        QVERIFY2(started.has_value(), say(started));
        const auto early = m_sim->wait(api().transactions(m_sim->bearer, m_sim->connectionId, started->jobId));
        QVERIFY(!early); // has not completed
        m_sim->advance(60);
        const auto byJob = m_sim->wait(api().transactions(m_sim->bearer, m_sim->connectionId, started->jobId));
        QVERIFY2(byJob.has_value(), say(byJob));
        QVERIFY(!byJob->transactions.isEmpty());
        bool credit = false, debit = false;
        for (const Transaction &one : byJob->transactions) {
            QVERIFY(one.date.date() >= range.start && one.date.date() <= today);
            QVERIFY(!one.amount.isNegative());
            QCOMPARE(one.amount.currency(), u"USD"_s);
            QVERIFY(!one.description.isEmpty());
            QCOMPARE(one.signedAmount().isNegative(), !one.credit);
            QCOMPARE(one.unknown.size(), 1); // runningBalance, which the contract does not know
            (one.credit ? credit : debit) = true;
        }
        QVERIFY(credit && debit);
    }

    void userScopedTransactions()
    {
        const auto &uuid = m_sim->user.aeroPassUserUuid;
        const auto started = m_sim->wait(api().startJob(m_sim->bearer, m_sim->connectionId, JobKind::Transactions));
        QVERIFY2(started.has_value(), say(started));
        QCOMPARE(started->word, JobWord::Initiated);
        const auto conflict = m_sim->wait(api().startJob(m_sim->bearer, m_sim->connectionId, JobKind::Transactions));
        QVERIFY(!conflict && meansConflict(conflict.error()));
        m_sim->advance(60);
        QCOMPARE(m_sim->wait(api().jobStatus(m_sim->bearer, m_sim->connectionId, started->jobId)).value().word, JobWord::Completed);

        QSet<QString> ids;
        QString cursor;
        int pages = 0;
        qint64 rows = 0;
        do {
            const auto page = m_sim->wait(api().userTransactions(m_sim->bearer, uuid, m_sim->connectionId, {}, cursor));
            QVERIFY2(page.has_value(), say(page));
            QVERIFY(page->count.has_value());
            for (const Transaction &one : page->transactions)
                ids << one.id;
            rows += page->transactions.size();
            QVERIFY(page->nextPage != cursor || cursor.isEmpty());
            cursor = page->nextPage;
            QVERIFY(++pages < 50);
        } while (!cursor.isEmpty());
        QVERIFY(pages > 1);
        QCOMPARE(ids.size(), rows); // no row twice
        const QDate today = QDateTime::fromString(m_sim->control("GET", u"/simulator/clock"_s).value("now"_L1).toString(), Qt::ISODateWithMs).date();
        const auto week = m_sim->wait(api().userTransactions(m_sim->bearer, uuid, m_sim->connectionId, {today.addDays(-7), today}, {}));
        QVERIFY2(week.has_value(), say(week));
        QVERIFY(*week->count > 0 && *week->count < rows);
        const auto backwards = m_sim->wait(api().userTransactions(m_sim->bearer, uuid, m_sim->connectionId, {today, today.addDays(-7)}, {}));
        QVERIFY(!backwards);
        QCOMPARE(backwards.error().code, u"AC-100"_s);
        const auto wrong = m_sim->wait(api().userTransactions(m_sim->bearer, uuid, m_sim->connectionId, {}, u"not a cursor+/="_s));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, u"AC-100"_s);

        const auto deleted = m_sim->wait(api().deleteStoredTransactions(m_sim->bearer, uuid, m_sim->connectionId));
        QVERIFY2(deleted.has_value(), say(deleted));
        QCOMPARE(*deleted, rows);
        QCOMPARE(m_sim->wait(api().deleteStoredTransactions(m_sim->bearer, uuid, m_sim->connectionId)).value(), 0); // 0 is a success
        const auto empty = m_sim->wait(api().userTransactions(m_sim->bearer, uuid, m_sim->connectionId, {}, {}));
        QVERIFY(empty.has_value() && empty->transactions.isEmpty() && empty->nextPage.isEmpty());
    }

    void connections()
    {
        const auto list = m_sim->wait(api().connections(m_sim->bearer, m_sim->user.aeroPassUserUuid));
        QVERIFY2(list.has_value(), say(list));
        QCOMPARE(list->size(), 1);
        QCOMPARE(list->first().connectionId, m_sim->connectionId);
        QCOMPARE(list->first().status, u"CONNECTED"_s);
        QVERIFY(!list->first().institutionName.isEmpty());
    }

    void jobsThatNeedThePerson()
    {
        m_sim->control("POST", u"/simulator/next-job"_s, {{u"connectionId"_s, m_sim->connectionId}, {u"outcome"_s, u"mfa"_s}});
        const auto report = finishedJob(JobKind::Balance);
        QVERIFY2(report.has_value(), say(report));
        QCOMPARE(report->word, JobWord::Mfa);
        QVERIFY(report->mfaTriggered);
        QVERIFY(report->needsMfa());
        QCOMPARE(report->rawStatus, u"Pending MFA"_s);
    }

    void jobsThatFail()
    {
        m_sim->control("POST", u"/simulator/next-job"_s, {{u"connectionId"_s, m_sim->connectionId}, {u"outcome"_s, u"failed"_s}});
        const auto report = finishedJob(JobKind::Transactions);
        QVERIFY2(report.has_value(), say(report)); // a failed job is an answer, not an error of the call
        QCOMPARE(report->word, JobWord::Failed);
        QVERIFY(!report->needsMfa());
    }

    void accountsTypedInByHand()
    {
        const QString id = m_sim->linkByHand();
        QVERIFY(!id.isEmpty());
        const auto account = m_sim->wait(api().account(m_sim->bearer, id));
        QVERIFY2(account.has_value(), say(account));
        QCOMPARE(account->accountNumber, u"000123456789"_s);
        QCOMPARE(account->canFetchBalance, std::optional(false));
        const auto unavailable = [](const auto &result) {
            QVERIFY(!result);
            QVERIFY2(meansUnavailable(result.error()), say(result));
            QVERIFY2(adviceFor(result.error()).contains(u"by its numbers"_s), qPrintable(adviceFor(result.error())));
        };
        unavailable(m_sim->wait(api().cachedBalance(m_sim->bearer, id)));
        for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity})
            unavailable(m_sim->wait(api().startJob(m_sim->bearer, id, kind)));
        unavailable(m_sim->wait(api().identity(m_sim->bearer, id)));
        unavailable(m_sim->wait(api().userTransactions(m_sim->bearer, m_sim->user.aeroPassUserUuid, id, {}, {})));
    }
};

QTEST_GUILESS_MAIN(ClientCalls)
#include "client_calls.moc"

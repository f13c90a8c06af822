// SPDX-License-Identifier: GPL-3.0-or-later
// Every fault of the simulator on every step of the main job: it ends, it says what and where, and it can be retried.
#include "session_world.h"

using namespace fixture;

namespace {

/// How one step ended.
struct Outcome {
    bool ended = false;
    std::optional<Error> error = {};
};

struct Step {
    const char *name;
    QString path;
    QString method;
};

const QList<Step> &steps()
{
    static const QList<Step> all{
        {"Aeropay token", u"/aeropay/v2/token"_s, u"POST"_s},
        {"create user", u"/aeropay/v2/user"_s, u"POST"_s},
        {"API token", u"/v2/token"_s, u"POST"_s},
        {"widget token", u"/v2/token_widget"_s, u"POST"_s},
        {"account", u"/v2/accounts/*"_s, u"GET"_s},
        {"cached balance", u"/v2/accounts/*/balance"_s, u"GET"_s},
        {"start a job", u"/v2/accounts/*/refresh"_s, u"POST"_s},
        {"poll a job", u"/v2/accounts/*/job/*"_s, u"GET"_s},
        {"result of a job", u"/v2/accounts/*/identity"_s, u"GET"_s},
        {"connections", u"/v2/users/*/connections"_s, u"GET"_s},
        {"stored transactions", u"/v2/users/*/connections/*/transactions"_s, u"GET"_s},
        {"delete stored", u"/v2/users/*/connections/*/transactions"_s, u"DELETE"_s},
    };
    return all;
}

} // namespace

class SessionFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_world.reset(); }
    void everyFaultOnEveryStep_data();
    void everyFaultOnEveryStep();

private:
    Outcome perform(const QString &step);
    Outcome fetched(const std::function<void()> &start, const std::function<std::pair<bool, std::optional<Error>>()> &look);
    Outcome job(JobKind kind);
    void rules(bool hurry);
    std::unique_ptr<World> m_world;
    QString m_connection;
    PollRule m_poll;
    int m_people = 0;
};

void SessionFaults::initTestCase()
{
    m_world = std::make_unique<World>(40);
    QVERIFY(m_world->open());
    m_poll = m_world->session().jobs()->rule();
    QVERIFY(m_world->createUser());
    m_connection = m_world->link();
    QVERIFY(!m_connection.isEmpty());
    QTRY_VERIFY(m_world->session().data()->data(m_connection).account.value.has_value());
    m_world->letPullPass();
}

/// While a fault stands: short patience, so that what hangs is given up soon.
void SessionFaults::rules(bool hurry)
{
    RetryRule calls;
    calls.attempts = 2;
    calls.firstDelay = 5ms;
    calls.longestDelay = 50ms;
    calls.timeout = hurry ? 700ms : 20s;
    m_world->session().api()->setRetryRule(calls);
    PollRule jobs = m_poll;
    jobs.deadline = hurry ? 4s : 60s;
    m_world->session().jobs()->setRule(jobs);
}

Outcome SessionFaults::fetched(const std::function<void()> &start, const std::function<std::pair<bool, std::optional<Error>>()> &look)
{
    start();
    Outcome outcome;
    outcome.ended = m_world->waitFor([&] { return !look().first; }, 30'000);
    outcome.error = look().second;
    return outcome;
}

Outcome SessionFaults::job(JobKind kind)
{
    JobBoard *jobs = m_world->session().jobs();
    const int number = jobs->start(m_connection, kind);
    Outcome outcome;
    outcome.ended = m_world->waitFor([&] { return isEnded(jobs->job(number)->state); }, 30'000);
    const Job last = *jobs->job(number);
    if (last.state != JobState::Done)
        outcome.error = last.error;
    return outcome;
}

Outcome SessionFaults::perform(const QString &step)
{
    Session &session = m_world->session();
    DataDesk *desk = session.data();
    if (step == "Aeropay token"_L1 || step == "create user"_L1) {
        if (step == "Aeropay token"_L1)
            session.tokens()->clear();
        const QString uuid = session.user()->aeroPassUserUuid();
        ++m_people;
        const Outcome outcome = fetched([&] { session.user()->create({u"Dana"_s, u"Lee"_s, u"p%1@example.com"_s.arg(m_people), u"+1312555%1"_s.arg(1000 + m_people)}); },
                                        [&] { return std::pair(session.user()->state() == UserState::Working, session.user()->error()); });
        session.user()->use(uuid); // the connection belongs to the first one
        return outcome;
    }
    if (step == "widget token"_L1)
        return fetched([&] { session.link()->start(); }, [&] { return std::pair(session.link()->state() == LinkState::Preparing, session.link()->error()); });
    if (step == "account"_L1 || step == "API token"_L1) {
        if (step == "API token"_L1)
            session.tokens()->clear();
        return fetched([&] { desk->fetchAccount(m_connection); }, [&] { return std::pair(desk->data(m_connection).account.working, desk->data(m_connection).account.error); });
    }
    if (step == "cached balance"_L1)
        return fetched([&] { desk->fetchCachedBalance(m_connection); }, [&] { return std::pair(desk->data(m_connection).cachedBalance.working, desk->data(m_connection).cachedBalance.error); });
    if (step == "connections"_L1)
        return fetched([&] { desk->fetchConnections(); }, [&] { return std::pair(desk->connectionList().working, desk->connectionList().error); });
    if (step == "stored transactions"_L1)
        return fetched([&] { desk->fetchStored(m_connection, {}); }, [&] { return std::pair(desk->data(m_connection).stored.working, desk->data(m_connection).stored.error); });
    if (step == "delete stored"_L1)
        return fetched([&] { desk->deleteStored(m_connection); }, [&] { return std::pair(desk->data(m_connection).stored.working, desk->data(m_connection).stored.error); });
    return job(step == "result of a job"_L1 ? JobKind::Identity : JobKind::Balance);
}

void SessionFaults::everyFaultOnEveryStep_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("step");
    for (const char *fault : {"status", "delay", "hang", "drop", "malformed", "missing-field", "wrong-type", "unknown-status", "expired-token", "rate-limit", "body-error"}) {
        for (int step = 0; step < steps().size(); ++step)
            QTest::addRow("%s: %s", fault, steps()[step].name) << QString::fromLatin1(fault) << step;
    }
}

void SessionFaults::everyFaultOnEveryStep()
{
    QFETCH(QString, fault);
    QFETCH(int, step);
    const Step &where = steps()[step];
    const QString name = QString::fromLatin1(where.name);
    rules(fault == "hang"_L1 || fault == "drop"_L1 || fault == "rate-limit"_L1 || name == "poll a job"_L1); // until the job's deadline
    const QJsonObject args = fault == "delay"_L1 ? QJsonObject{{u"delayMs"_s, 60}}
        : fault == "wrong-type"_L1 ? QJsonObject{{u"value"_s, QJsonObject()}} // an object is right nowhere; a number may be an id
                                   : QJsonObject();
    m_world->fault(fault, where.path, where.method, u"forever"_s, args);
    const Outcome bad = perform(name);
    m_world->clearFaults();
    QVERIFY2(bad.ended, "it hangs");

    // These leave nothing that could be taken for an answer.
    static const QStringList alwaysErrors{u"status"_s, u"hang"_s, u"drop"_s, u"malformed"_s, u"expired-token"_s, u"rate-limit"_s, u"body-error"_s};
    if (alwaysErrors.contains(fault))
        QVERIFY2(bad.error.has_value(), "it was taken for a success");
    if (fault == "delay"_L1)
        QVERIFY2(!bad.error, bad.error ? qPrintable(oneLine(*bad.error)) : "");
    if (bad.error) {
        QVERIFY2(!bad.error->message.isEmpty() && !bad.error->where.isEmpty(), qPrintable(oneLine(*bad.error)));
        QVERIFY(!adviceFor(*bad.error).isEmpty());
    }
    const bool isShape = fault == "missing-field"_L1 || fault == "wrong-type"_L1;
    if (isShape && bad.error && bad.error->kind != Error::Kind::Timeout) {
        QCOMPARE(bad.error->kind, Error::Kind::Decode);
        QVERIFY2(bad.error->where.contains(u" → "_s), qPrintable(bad.error->where)); // call and path
    }

    rules(false);
    m_world->advance(30); // whatever the service still runs has ended
    const Outcome good = perform(name);
    QVERIFY(good.ended);
    QVERIFY2(!good.error, good.error ? qPrintable(oneLine(*good.error)) : "");
}

QTEST_GUILESS_MAIN(SessionFaults)
#include "session_faults.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The calls of jobs wait for each other, so that what a person waits for does not wait for them.
#include "api/apiclient.h"

#include "support/fakenetwork.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using support::FakeAnswer;
using support::FakeNetwork;

class ApiPatient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_network = std::make_unique<FakeNetwork>();
        m_client = std::make_unique<ApiClient>(m_network.get());
        m_client->setEnvironment(Environment{.id = u"test"_s, .name = u"Test"_s, .aerosyncApi = QUrl(u"https://sync.example.com"_s), .reach = Reach::Open});
    }
    void cleanup()
    {
        m_client.reset();
        m_network.reset();
    }

    void onlySoManyAtOnceAndAllInTheEnd()
    {
        constexpr int all = 3 * ApiClient::mostPatient;
        for (int i = 0; i < all; ++i)
            m_network->queue({.body = R"({"jobStatus":"COMPLETED"})", .delay = std::chrono::milliseconds(2)});
        int answered = 0, most = 0;
        for (int i = 0; i < all; ++i) {
            poll(i).onDone(this, [&](const Result<JobReport> &report) {
                QVERIFY(report.has_value());
                most = std::max(most, m_network->running());
                ++answered;
            });
        }
        QCOMPARE(m_network->running(), ApiClient::mostPatient);
        QTRY_COMPARE(answered, all);
        QCOMPARE(m_network->seen().size(), all);
        QVERIFY2(most <= ApiClient::mostPatient, qPrintable(QString::number(most)));
        for (int i = 0; i < all; ++i) // first come, first served
            QVERIFY(m_network->seen().at(i).url.path().endsWith(u"/j%1"_s.arg(i)));
    }

    void whatAPersonWaitsForGoesAtOnce()
    {
        for (int i = 0; i < ApiClient::mostPatient; ++i)
            m_network->queue({.hangs = true});
        for (int i = 0; i < 5 * ApiClient::mostPatient; ++i)
            poll(i);
        m_network->queueJson(R"({"account":{}})");
        const auto account = m_client->account(m_bearer, u"c"_s);
        QCOMPARE(m_network->seen().last().url.path(), u"/v2/accounts/c"_s);
    }

    void whatWaitsCanBeCancelled()
    {
        for (int i = 0; i < ApiClient::mostPatient; ++i)
            m_network->queue({.hangs = true});
        QList<Call<JobReport>> calls;
        for (int i = 0; i < ApiClient::mostPatient + 2; ++i)
            calls << poll(i);
        bool called = false;
        calls.at(ApiClient::mostPatient).onDone(this, [&](const Result<JobReport> &) { called = true; });
        calls.at(ApiClient::mostPatient).cancel();
        m_network->queueJson(R"({"jobStatus":"COMPLETED"})");
        calls.first().cancel(); // its place goes to the next that still wants it
        QTRY_COMPARE(m_network->seen().size(), ApiClient::mostPatient + 1);
        QVERIFY(m_network->seen().last().url.path().endsWith(u"/j%1"_s.arg(ApiClient::mostPatient + 1)));
        QVERIFY(!called);
    }

    void cancellingAllStartsNone()
    {
        for (int i = 0; i < ApiClient::mostPatient; ++i)
            m_network->queue({.hangs = true});
        for (int i = 0; i < 20; ++i)
            poll(i);
        m_client->cancelAll();
        QCOMPARE(m_network->running(), 0);
        QCOMPARE(m_network->seen().size(), ApiClient::mostPatient);
        m_network->queueJson(R"({"jobStatus":"COMPLETED"})"); // and the places are free again
        bool answered = false;
        poll(99).onDone(this, [&](const Result<JobReport> &) { answered = true; });
        QTRY_VERIFY(answered);
    }

    void aDeletedCallFreesItsPlace()
    {
        for (int i = 0; i < ApiClient::mostPatient; ++i)
            m_network->queue({.hangs = true});
        QList<Call<JobReport>> calls;
        for (int i = 0; i <= ApiClient::mostPatient; ++i)
            calls << poll(i);
        m_network->queueJson(R"({"jobStatus":"COMPLETED"})");
        delete calls.first().http();
        QTRY_COMPARE(m_network->seen().size(), ApiClient::mostPatient + 1);
    }

private:
    Call<JobReport> poll(int number) { return m_client->jobStatus(m_bearer, u"c"_s, u"j%1"_s.arg(number)); }
    ApiClient::Bearer m_bearer{.token = Secret(QByteArray("t")), .apiKey = Secret(QByteArray("k"))};
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<ApiClient> m_client;
};

QTEST_GUILESS_MAIN(ApiPatient)
#include "api_patient.moc"

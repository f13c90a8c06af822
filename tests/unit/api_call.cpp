// SPDX-License-Identifier: GPL-3.0-or-later
// Call: a big answer is decoded in a worker, so that the window's thread never waits; ending a call ends that too.
#include "api/apiclient.h"

#include "support/fakenetwork.h"

#include <QSemaphore>
#include <QThread>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using support::FakeNetwork;

namespace {

QThread *s_decodedIn = nullptr;
QSemaphore s_mayDecode, s_isDecoding;

Result<QString> decodeName(const Json &body)
{
    s_decodedIn = QThread::currentThread();
    const Json *name = body.find(u"name");
    return name ? Result<QString>(name->scalar()) : fail(Error{.kind = Error::Kind::Decode, .message = u"no name"_s, .where = u"name"_s});
}

/// Stays in the worker until the test lets it go.
Result<QString> decodeSlowly(const Json &body)
{
    s_isDecoding.release();
    s_mayDecode.acquire();
    return decodeName(body);
}

QByteArray bodyOf(qsizetype bytes, const QByteArray &name = "x")
{
    return "{\"filler\":\"" + QByteArray(bytes, 'a') + "\",\"" + name + "\":\"Dana\"}";
}

} // namespace

class ApiCall : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<ApiClient> m_client;

    Call<QString> call(const QByteArray &body, Call<QString>::Decoder decoder)
    {
        m_network->queueJson(body);
        return {m_client->send({.verb = "GET", .url = QUrl(u"https://api.example.com/v2/x"_s), .name = u"x"_s}), decoder};
    }

private Q_SLOTS:
    void init()
    {
        m_network = std::make_unique<FakeNetwork>();
        m_client = std::make_unique<ApiClient>(m_network.get());
        m_client->setEnvironment(Environment{.reach = Reach::Open});
        s_decodedIn = nullptr;
    }

    void decodesWhereItIsBest_data()
    {
        QTest::addColumn<qsizetype>("bytes");
        QTest::addColumn<bool>("inWorker");
        QTest::addRow("small") << qsizetype(100) << false;
        QTest::addRow("large") << 2 * decodedAtOnce << true;
    }
    void decodesWhereItIsBest()
    {
        QFETCH(qsizetype, bytes);
        QFETCH(bool, inWorker);
        QList<Result<QString>> results;
        QThread *toldIn = nullptr;
        QThread *alongsideIn = nullptr;
        Call<QString> asked = call(bodyOf(bytes, "name"), decodeName);
        asked.alongside([&](const Answer &answer) {
            QVERIFY(answer.body.size() > bytes && !s_decodedIn); // before it is decoded
            alongsideIn = QThread::currentThread();
        });
        asked.onDone(this, [&](const Result<QString> &result) {
            toldIn = QThread::currentThread();
            results << result;
        });
        QTRY_COMPARE(results.size(), 1);
        QCOMPARE(alongsideIn, s_decodedIn);
        QCOMPARE(results[0].value(), u"Dana"_s);
        QCOMPARE(s_decodedIn != thread(), inWorker);
        QCOMPARE(toldIn, thread());
    }

    void aBigAnswerThatCannotBeReadIsAnErrorOfItsPlace()
    {
        QList<Result<QString>> results;
        call(bodyOf(2 * decodedAtOnce, "nam"), decodeName).onDone(this, [&](const Result<QString> &result) { results << result; });
        QTRY_COMPARE(results.size(), 1);
        QCOMPARE(results[0].error().where, u"GET /v2/x → name"_s);
        QCOMPARE(results[0].error().httpStatus, 200);
    }

    void endedWhileItIsDecoded_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"cancelled", "all cancelled", "receiver gone", "client gone"})
            QTest::addRow("%s", how) << QString::fromLatin1(how);
    }
    void endedWhileItIsDecoded()
    {
        QFETCH(QString, how);
        int told = 0;
        auto receiver = std::make_unique<QObject>();
        const Call<QString> running = call(bodyOf(2 * decodedAtOnce), decodeSlowly);
        running.onDone(receiver.get(), [&](const Result<QString> &) { ++told; });
        const QPointer<HttpCall> http(running.http());
        QTRY_COMPARE(s_isDecoding.available(), 1);
        s_isDecoding.acquire();
        QVERIFY(running.isRunning());
        if (how == u"cancelled")
            running.cancel();
        else if (how == u"all cancelled")
            m_client->cancelAll();
        else if (how == u"receiver gone")
            receiver.reset();
        else
            m_client.reset();
        s_mayDecode.release();
        QTRY_VERIFY(!http); // leaves nothing behind
        QVERIFY(!running.isRunning());
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(told, 0);
    }
};

QTEST_GUILESS_MAIN(ApiCall)
#include "api_call.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What every SecretStore keeps to. One test class, run against each of them.
#pragma once

#include "store/secretstore.h"

#include <QtTest>

#include <functional>
#include <memory>

namespace support {

using namespace Qt::StringLiterals;

/// Collects one answer of a store.
template <typename T>
struct Answered {
    std::optional<console::Result<T>> result;
    int calls = 0;
    std::function<void(const console::Result<T> &)> take()
    {
        return [this](const console::Result<T> &given) {
            result.emplace(given);
            ++calls;
        };
    }
    bool isGood() const { return result && result->has_value(); }
};

class SecretStoreContract : public QObject
{
    Q_OBJECT
public:
    using Make = std::function<std::unique_ptr<console::SecretStore>()>;
    explicit SecretStoreContract(Make make) : m_make(std::move(make)) {}

private Q_SLOTS:
    void init()
    {
        restart();
        m_receiver = std::make_unique<QObject>();
    }

    void nothingStoredIsAnEmptySecret()
    {
        QCOMPARE(readBack(u"never/written"_s), QByteArray());
    }

    void keepsEveryByte_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("{\"apiKey\":\"k\"}");
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("UTF-8") << QByteArray("schlüssel-鍵-🔑");
        QTest::newRow("line ends and quotes") << QByteArray("a\nb\r\n\"c\"\\d\t");
        QTest::newRow("zero and high bytes") << QByteArray("\x00\x01\xff\xfe\x80z", 6);
        QTest::newRow("long") << QByteArray(20000, 'q');
    }
    void keepsEveryByte()
    {
        QFETCH(QByteArray, bytes);
        write(u"contract/bytes"_s, bytes);
        QCOMPARE(readBack(u"contract/bytes"_s), bytes);
    }

    void overwritesAndKeepsKeysApart()
    {
        write(u"contract/a"_s, "first");
        write(u"contract/b"_s, "other");
        write(u"contract/a"_s, "second");
        QCOMPARE(readBack(u"contract/a"_s), QByteArray("second"));
        QCOMPARE(readBack(u"contract/b"_s), QByteArray("other"));
    }

    void removeTakesItAwayAndIsFineTwice()
    {
        write(u"contract/gone"_s, "here");
        remove(u"contract/gone"_s);
        QCOMPARE(readBack(u"contract/gone"_s), QByteArray());
        remove(u"contract/gone"_s);
    }

    void anEmptySecretMeansNothingStored()
    {
        write(u"contract/empty"_s, "here");
        write(u"contract/empty"_s, "");
        QCOMPARE(readBack(u"contract/empty"_s), QByteArray());
    }

    void answersLaterNotFromInsideTheCall()
    {
        Answered<void> written;
        m_store->write(u"contract/later"_s, console::Secret(QByteArray("v")), m_receiver.get(), written.take());
        QCOMPARE(written.calls, 0);
        QTRY_COMPARE(written.calls, 1);
        Answered<console::Secret> read;
        m_store->read(u"contract/later"_s, m_receiver.get(), read.take());
        QCOMPARE(read.calls, 0);
        QTRY_COMPARE(read.calls, 1);
    }

    void aDeadReceiverHearsNothing()
    {
        auto dying = std::make_unique<QObject>();
        Answered<console::Secret> unheard;
        m_store->read(u"contract/later"_s, dying.get(), unheard.take());
        dying.reset();
        QCOMPARE(readBack(u"contract/none"_s), QByteArray()); // a later question is answered: the earlier one had its time
        QCOMPARE(unheard.calls, 0);
    }

protected:
    /// Another store object, as after a restart.
    void restart() { m_store = m_make(); }
    void write(const QString &key, const QByteArray &bytes)
    {
        Answered<void> written;
        m_store->write(key, console::Secret(bytes), m_receiver.get(), written.take());
        QTRY_COMPARE(written.calls, 1);
        QVERIFY2(written.isGood(), written.result->has_value() ? "" : qPrintable(written.result->error().message));
    }
    void remove(const QString &key)
    {
        Answered<void> removed;
        m_store->remove(key, m_receiver.get(), removed.take());
        QTRY_COMPARE(removed.calls, 1);
        QVERIFY(removed.isGood());
    }
    QByteArray readBack(const QString &key)
    {
        Answered<console::Secret> read;
        m_store->read(key, m_receiver.get(), read.take());
        const bool answered = QTest::qWaitFor([&] { return read.calls == 1; }, 5000);
        return answered && read.isGood() ? (*read.result)->reveal() : QByteArray("no answer, or an error");
    }

private:
    Make m_make;
    std::unique_ptr<console::SecretStore> m_store;
    std::unique_ptr<QObject> m_receiver;
};

} // namespace support

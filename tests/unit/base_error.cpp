// SPDX-License-Identifier: GPL-3.0-or-later
// Error: every kind has a word and an advice; one line says the code, the status and the place.
#include "base/error.h"
#include "base/result.h"

#include <QMetaEnum>
#include <QSet>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {
constexpr int kinds = int(Error::Kind::Storage) + 1;
}

class BaseError : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasItsOwnWordAndAnAdvice()
    {
        QSet<QString> words;
        for (int i = 0; i < kinds; ++i) {
            const auto kind = static_cast<Error::Kind>(i);
            const QString word = errorKindName(kind);
            QVERIFY(word != u"unknown"_s);
            QVERIFY2(!words.contains(word), qPrintable(word));
            words << word;
            QVERIFY2(!adviceFor(Error{.kind = kind}).isEmpty(), qPrintable(word));
        }
        QCOMPARE(words.size(), kinds);
        QCOMPARE(errorKindName(static_cast<Error::Kind>(kinds)), u"unknown"_s); // so that Web is really the last
    }

    void itsOwnAdviceComesFirst()
    {
        QCOMPARE(adviceFor(Error{.kind = Error::Kind::Http, .advice = u"Link the bank again."_s}), u"Link the bank again."_s);
    }

    void oneLine_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("line");
        QTest::newRow("message only") << Error{.message = u"It broke."_s} << u"It broke."_s;
        QTest::newRow("place") << Error{.message = u"It broke."_s, .where = u"GET /v2/user"_s} << u"It broke. (GET /v2/user)"_s;
        QTest::newRow("all") << Error{.message = u"Busy."_s, .where = u"POST /v2/x"_s, .code = u"AC-112"_s, .httpStatus = 409}
                             << u"Busy. (AC-112, HTTP 409, POST /v2/x)"_s;
        QTest::newRow("percent signs stay") << Error{.message = u"50%1 done"_s, .where = u"%2"_s} << u"50%1 done (%2)"_s;
    }
    void oneLine()
    {
        QFETCH(Error, error);
        QTEST(console::oneLine(error), "line");
    }

    void resultsCarryThem()
    {
        const Error error{.kind = Error::Kind::Service, .message = u"No."_s, .code = u"AC-101"_s, .httpStatus = 401, .retryAfter = std::chrono::seconds(2)};
        const Result<int> result = fail(error);
        QVERIFY(!result);
        QVERIFY(result.error() == error);
        QVERIFY(!(result.error() == Error{}));
    }
};

QTEST_APPLESS_MAIN(BaseError)
#include "base_error.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Money: exact decimals, in and out, compared and added.
#include "base/money.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

class BaseMoney : public QObject
{
    Q_OBJECT
private:
    static Money money(const QString &text, const QString &currency = u"USD"_s)
    {
        const Result<Money> parsed = Money::parse(text, currency);
        if (!parsed)
            qFatal("not money: %s", qPrintable(text));
        return *parsed;
    }

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("exact");
        QTest::addColumn<QString>("plain");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *text, const char *exact, const char *plain, const char *shown) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(exact) << QString::fromUtf8(plain) << QString::fromUtf8(shown);
        };
        row("0", "0", "0.00", "0.00 USD");
        row("3124.25", "3124.25", "3124.25", "3,124.25 USD");
        row("3124.250", "3124.250", "3124.250", "3,124.250 USD");
        row("3124", "3124", "3124.00", "3,124.00 USD");
        row("0.5", "0.5", "0.50", "0.50 USD");
        row("0.10", "0.10", "0.10", "0.10 USD");
        row("39.76", "39.76", "39.76", "39.76 USD");
        row("999", "999", "999.00", "999.00 USD");
        row("1000", "1000", "1000.00", "1,000.00 USD");
        row("1234567.89", "1234567.89", "1234567.89", "1,234,567.89 USD");
        row("-0.05", "-0.05", "-0.05", "−0.05 USD");
        row("-3124.25", "-3124.25", "-3124.25", "−3,124.25 USD");
        row("-999.99", "-999.99", "-999.99", "−999.99 USD");
        // leading zeros, as a quoted number may have them
        row("0012.50", "12.50", "12.50", "12.50 USD");
        row("000", "0", "0.00", "0.00 USD");
        // a zero has no sign
        row("-0", "0", "0.00", "0.00 USD");
        row("-0.00", "0.00", "0.00", "0.00 USD");
        // exponents
        row("12e2", "1200", "1200.00", "1,200.00 USD");
        row("12E+2", "1200", "1200.00", "1,200.00 USD");
        row("1.25e1", "12.5", "12.50", "12.50 USD");
        row("125e-2", "1.25", "1.25", "1.25 USD");
        row("5e-3", "0.005", "0.005", "0.005 USD");
        row("1e0001", "10", "10.00", "10.00 USD");
        row("0e999999999999", "0", "0.00", "0.00 USD");
        row("0e-5", "0.00000", "0.00000", "0.00000 USD");
        // 18 digits, on either side of the point
        row("999999999999999999", "999999999999999999", "999999999999999999.00", "999,999,999,999,999,999.00 USD");
        row("-999999999999999.999", "-999999999999999.999", "-999999999999999.999", "−999,999,999,999,999.999 USD");
        row("0.000000000000000001", "0.000000000000000001", "0.000000000000000001", "0.000000000000000001 USD");
        row("1e17", "100000000000000000", "100000000000000000.00", "100,000,000,000,000,000.00 USD");
    }
    void reads()
    {
        QFETCH(QString, text);
        const Result<Money> parsed = Money::parse(text, u"USD"_s);
        QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().message));
        QTEST(parsed->exactText(), "exact");
        QTEST(parsed->plainText(), "plain");
        QTEST(parsed->display(), "shown");
        QCOMPARE(parsed->currency(), u"USD"_s);
    }

    void whatItWroteItReadsAgain_data() { reads_data(); }
    void whatItWroteItReadsAgain()
    {
        QFETCH(QString, exact);
        const Result<Money> again = Money::parse(exact, u"USD"_s);
        QVERIFY(again.has_value());
        QCOMPARE(again->exactText(), exact);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("saying");
        const auto row = [](const char *name, const QString &text, const char *saying) { QTest::newRow(name) << text << QString::fromUtf8(saying); };
        const char *notNumber = "not a decimal number";
        const char *tooLong = "more than 18 digits";
        row("empty", {}, notNumber);
        row("blank", u" "_s, notNumber);
        row("space before", u" 1"_s, notNumber);
        row("line end behind", u"12\n"_s, notNumber);
        row("word", u"abc"_s, notNumber);
        row("word behind", u"12abc"_s, notNumber);
        row("plus", u"+1"_s, notNumber);
        row("two minus", u"--1"_s, notNumber);
        row("minus alone", u"-"_s, notNumber);
        row("no whole part", u".5"_s, notNumber);
        row("no decimals", u"5."_s, notNumber);
        row("no exponent", u"1e"_s, notNumber);
        row("hex", u"0x10"_s, notNumber);
        row("grouped", u"3,124.25"_s, notNumber);
        row("comma", u"3124,25"_s, notNumber);
        row("currency", u"$5"_s, notNumber);
        row("nan", u"NaN"_s, notNumber);
        row("infinity", u"Infinity"_s, notNumber);
        row("other digits", u"١٢"_s, notNumber);
        row("19 digits", u"1000000000000000000"_s, tooLong);
        row("19 digits in all", u"1234567890.123456789"_s, tooLong);
        row("19 decimals", u"0.0000000000000000001"_s, tooLong);
        row("big exponent", u"1e18"_s, tooLong);
        row("huge exponent", u"1e999999999999"_s, tooLong);
        row("tiny exponent", u"1e-999999999999"_s, tooLong);
        row("exponent against decimals", u"0."_s + QString(20000, u'0') + u"1e10000"_s, tooLong);
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, saying);
        const Result<Money> parsed = Money::parse(text, u"USD"_s);
        QVERIFY2(!parsed, parsed ? qPrintable(parsed->exactText()) : "");
        QCOMPARE(parsed.error().kind, Error::Kind::Decode);
        QVERIFY2(parsed.error().message.contains(saying), qPrintable(parsed.error().message));
    }

    void compares_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::addColumn<int>("order");
        const auto row = [](const char *left, const char *right, int order) {
            QTest::addRow("%s and %s", left, right) << QString::fromLatin1(left) << QString::fromLatin1(right) << order;
        };
        row("1.5", "1.50", 0);
        row("0", "-0.000", 0);
        row("1", "1.00000000000000000", 0);
        row("1.49", "1.5", -1);
        row("-1.5", "1.5", -1);
        row("-2", "-1.99", -1);
        row("999999999999999999", "0.000000000000000001", 1); // 10^36 apart: needs more than 64 bits
        row("-999999999999999999", "-0.000000000000000001", -1);
        row("100", "99.99999999999999", 1);
    }
    void compares()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QFETCH(int, order);
        const Money a = money(left);
        const Money b = money(right);
        QCOMPARE(a < b, order < 0);
        QCOMPARE(a > b, order > 0);
        QCOMPARE(a == b, order == 0);
        QCOMPARE(b < a, order > 0);
        QCOMPARE(b == a, order == 0);
    }

    void currenciesDoNotMix()
    {
        const Money dollars = money(u"1"_s, u"USD"_s);
        const Money euros = money(u"1"_s, u"EUR"_s);
        QVERIFY(!(dollars == euros));
        QVERIFY(!(dollars < euros));
        QVERIFY(!(dollars > euros));
        QVERIFY((dollars <=> euros) == std::partial_ordering::unordered);
        const Result<Money> sum = dollars.plus(euros);
        QVERIFY(!sum);
        QVERIFY(sum.error().message.contains(u"EUR"_s) && sum.error().message.contains(u"USD"_s));
    }

    void adds_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::addColumn<QString>("sum"); // empty: does not fit
        const auto row = [](const char *left, const char *right, const char *sum) {
            QTest::addRow("%s + %s", left, right) << QString::fromLatin1(left) << QString::fromLatin1(right) << QString::fromLatin1(sum);
        };
        row("0.1", "0.2", "0.3"); // the classic that a binary float gets wrong
        row("1", "0.05", "1.05");
        row("1.50", "1.5", "3.00");
        row("5", "-7.25", "-2.25");
        row("2.5", "-2.5", "0.0");
        row("999999999999999998", "1", "999999999999999999");
        row("999999999999999999", "1", "");
        row("-999999999999999999", "-1", "");
        row("999999999999999999", "999999999999999999", "");
        row("999999999999999999", "0.1", "");
        row("999999999999999999", "0.000000000000000001", "");
    }
    void adds()
    {
        QFETCH(QString, sum);
        QFETCH(QString, left);
        QFETCH(QString, right);
        for (const auto &[a, b] : {std::pair{left, right}, std::pair{right, left}}) {
            const Result<Money> result = money(a).plus(money(b));
            QCOMPARE(result.has_value(), !sum.isEmpty());
            if (result)
                QCOMPARE(result->exactText(), sum);
        }
    }

    void turnsItsSign()
    {
        QCOMPARE(money(u"12.50"_s).negated().exactText(), u"-12.50"_s);
        QCOMPARE(money(u"-12.50"_s).negated().exactText(), u"12.50"_s);
        QCOMPARE(money(u"-12.50"_s).absolute().exactText(), u"12.50"_s);
        QCOMPARE(money(u"12.50"_s).absolute().exactText(), u"12.50"_s);
        QVERIFY(!money(u"0"_s).negated().isNegative());
        QCOMPARE(money(u"-1"_s, u"EUR"_s).absolute().currency(), u"EUR"_s);
    }

    void noCurrencyIsNotShown()
    {
        QCOMPARE(money(u"5"_s, {}).display(), u"5.00"_s);
        QCOMPARE(Money().exactText(), u"0"_s);
    }

    void centsAreExact_data()
    {
        QTest::addColumn<qint64>("cents");
        QTest::addColumn<QString>("text");
        QTest::newRow("contract's") << qint64(312425) << u"3124.25"_s;
        QTest::newRow("nothing") << qint64(0) << u"0.00"_s;
        QTest::newRow("one") << qint64(1) << u"0.01"_s;
        QTest::newRow("less than one") << qint64(-5) << u"-0.05"_s;
        QTest::newRow("eighteen digits") << qint64(999999999999999999) << u"9999999999999999.99"_s;
    }
    void centsAreExact()
    {
        QFETCH(qint64, cents);
        const Result<Money> amount = Cents{cents}.toMoney(u"USD"_s);
        QVERIFY(amount.has_value());
        QTEST(amount->exactText(), "text");
        QCOMPARE(amount->currency(), u"USD"_s);
    }

    void tooManyCentsAreAnErrorNotAZero()
    {
        QVERIFY(!Cents{std::numeric_limits<qint64>::max()}.toMoney(u"USD"_s));
        QVERIFY(!Cents{std::numeric_limits<qint64>::min()}.toMoney(u"USD"_s));
    }
};

QTEST_APPLESS_MAIN(BaseMoney)
#include "base_money.moc"

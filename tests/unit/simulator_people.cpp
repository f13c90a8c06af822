// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace simulator;

/// Contract (b.4): the rules for a new Aeropass user and the sandbox's triggers.
class SimulatorPeople : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("phone");
        QTest::addColumn<QString>("email");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QString &code, const QString &phone = u"+12025550123"_s,
                            const QString &email = u"a@example.com"_s, const QString &first = u"Ann"_s,
                            const QString &last = u"Lee"_s) {
            QTest::newRow(name) << first << last << phone << email << code;
        };
        row("good", {});
        row("published sample without plus", {}, u"13125826818"_s);
        row("published sample", {}, u"+11234567890"_s);
        row("written nicely", {}, u"+1 (202) 555-0123"_s);
        row("seven digits", u"AP115"_s, u"5550173"_s);
        row("no country code", u"AP115"_s, u"3105550187"_s);
        row("Singapore", u"AP119"_s, u"+657185550134"_s);
        row("Germany", u"AP119"_s, u"+4930123456"_s);
        row("landline", u"AP115"_s, u"+14045550124"_s);
        row("VOIP", u"AP115"_s, u"+13125550198"_s);
        row("prepaid", u"AP115"_s, u"+19175550163"_s);
        row("prepaid, no plus", u"AP115"_s, u"19175550163"_s);
        row("no-authenticated-user", u"AP101"_s, u"+12025550123"_s, u"no-authenticated-user@aeropay.com"_s);
        row("unable-to-create-user", u"AP102"_s, u"+12025550123"_s, u"unable-to-create-user@aeropay.com"_s);
        row("cannot-extract-user-info", u"AP104"_s, u"+12025550123"_s, u"cannot-extract-user-info@aeropay.com"_s);
        row("user-already-exists", u"AP107"_s, u"+12025550123"_s, u"User-Already-Exists@aeropay.com"_s);
        row("error-adding-user", u"AP108"_s, u"+12025550123"_s, u"error-adding-user@aeropay.com"_s);
        row("not an e-mail", u"AP701"_s, u"+12025550123"_s, u"nobody"_s);
        row("digit in the name", u"AP118"_s, u"+12025550123"_s, u"a@example.com"_s, u"Ann2"_s);
        row("special in the name", u"AP118"_s, u"+12025550123"_s, u"a@example.com"_s, u"Ann"_s, u"Lee!"_s);
        row("hyphen, apostrophe, accent", {}, u"+12025550123"_s, u"a@example.com"_s, u"Zoë-Ann"_s, u"O'Neil"_s);
        row("no first name", u"AP700"_s, u"+12025550123"_s, u"a@example.com"_s, QString());
        row("no phone", u"AP700"_s, QString());
    }
    void rules()
    {
        QFETCH(QString, first);
        QFETCH(QString, last);
        QFETCH(QString, phone);
        QFETCH(QString, email);
        const auto problem = People::objection({first, last, phone, email});
        QTEST(problem ? problem->code : QString(), "code");
    }

    void everyMissingFieldIsNamed()
    {
        const auto problem = People::objection({});
        QVERIFY(problem);
        QCOMPARE(problem->message, u"Missing required Parameter: 'firstName', 'lastName', 'phoneNumber', 'email'"_s);
    }

    void theSamePersonIsFoundAgain_data()
    {
        QTest::addColumn<QString>("phone");
        QTest::addColumn<QString>("email");
        QTest::addColumn<bool>("existing");
        QTest::newRow("same phone") << u"1 202 555 0142"_s << u"new@example.com"_s << true;
        QTest::newRow("same e-mail") << u"+12025550199"_s << u"DANA@example.com"_s << true;
        QTest::newRow("new") << u"+12025550199"_s << u"new@example.com"_s << false;
    }
    void theSamePersonIsFoundAgain()
    {
        QFETCH(QString, phone);
        QFETCH(QString, email);
        fixture::Bench bench;
        bool existing = false;
        const auto user = bench.world.people().create({u"Dana"_s, u"Whitfield"_s, phone, email}, bench.world.ids(),
                                                      bench.world.now(), &existing);
        QVERIFY(user);
        QTEST(existing, "existing");
        QCOMPARE((*user)->uuid == bench.user, existing);
        QCOMPARE(bench.world.people().find((*user)->userId), *user);
    }
};

QTEST_GUILESS_MAIN(SimulatorPeople)
#include "simulator_people.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace simulator;

/// Contract (g): each row of the table of test banks.
class SimulatorLogin : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rows_data()
    {
        QTest::addColumn<QString>("bank");
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("code");   // empty: signed in
        QTest::addColumn<QString>("asks");   // kind of the challenge
        QTest::addColumn<QString>("answer"); // the only right one; empty: any
        QTest::addColumn<bool>("mfaLater");
        const auto row = [](const char *name, const QString &bank, const QString &user, const QString &password,
                            const QString &code, const QString &asks = {}, const QString &answer = {}, bool later = false) {
            QTest::newRow(name) << bank << user << password << code << asks << answer << later;
        };
        row("aerobank no_mfa", u"aerobank"_s, u"sync"_s, u"no_mfa"_s, {});
        row("aerobank mfa", u"aerobank"_s, u"sync"_s, u"mfa"_s, {}, u"question"_s, u"correct"_s, true);
        row("aerobank other password", u"aerobank"_s, u"sync"_s, u"secret"_s, u"AC-117"_s);
        row("aerobank other user", u"aerobank"_s, u"someone"_s, u"no_mfa"_s, u"AC-117"_s);
        row("aerobank empty", u"aerobank"_s, {}, {}, u"AC-117"_s);
        row("aerobank wrong case", u"aerobank"_s, u"sync"_s, u"NO_MFA"_s, u"AC-117"_s);
        row("oauth no_mfa", u"aerobank-oauth"_s, u"sync"_s, u"no_mfa"_s, {});
        row("oauth mfa", u"aerobank-oauth"_s, u"sync"_s, u"mfa"_s, u"AC-117"_s);
        row("oauth other", u"aerobank-oauth"_s, u"x"_s, u"y"_s, u"AC-117"_s);
        row("legacy MFA any", u"aerosync-mfa"_s, u"a"_s, u"b"_s, {}, u"code"_s);
        row("legacy MFA empty", u"aerosync-mfa"_s, u"a"_s, {}, u"AC-117"_s);
        row("legacy OAuth any", u"aerosync-oauth"_s, u"a"_s, u"b"_s, {});
        row("legacy question any", u"aerosync-question"_s, u"a"_s, u"b"_s, {}, u"question"_s);
        row("legacy trigger", u"aerosync-mfa-trigger"_s, u"mxuser"_s, u"challenge"_s, {}, u"question"_s, u"correct"_s, true);
        row("legacy trigger other", u"aerosync-mfa-trigger"_s, u"mxuser"_s, u"x"_s, u"AC-117"_s);
        row("decoy", u"harbor"_s, u"sync"_s, u"no_mfa"_s, u"AC-104"_s);
    }
    void rows()
    {
        QFETCH(QString, bank);
        QFETCH(QString, username);
        QFETCH(QString, password);
        QFETCH(QString, code);
        fixture::Bench bench;
        const Bank *found = bench.world.catalog().bank(bank);
        QVERIFY(found);
        const auto judged = judgeLogin(*found, username, password);
        QCOMPARE(bool(judged), code.isEmpty());
        if (!judged) {
            QCOMPARE(judged.problem().code, code);
            QVERIFY(judged.problem().retry); // contract (g): "may retry"
            return;
        }
        QTEST(judged->kind, "asks");
        QTEST(judged->answer, "answer");
        QTEST(judged->mfaLater, "mfaLater");
        QCOMPARE(judged->prompt.isEmpty(), judged->kind.isEmpty());
    }

    void searchPutsPopularBanksFirst()
    {
        fixture::Bench bench;
        const auto all = bench.world.catalog().search({});
        QCOMPARE(all.size(), std::size_t(7));
        QVERIFY(all.front()->popular && !all.back()->popular);
        const auto some = bench.world.catalog().search(u" harbor "_s);
        QCOMPARE(some.size(), std::size_t(1));
        QVERIFY(bench.world.catalog().search(u"zzz"_s).empty());
    }

    void unknownConfigurationIsTheDefaultLook()
    {
        fixture::Bench bench;
        QCOMPARE(bench.world.catalog().configuration(QString(fixture::branded)).name, u"Northwind Pay"_s);
        QCOMPARE(bench.world.catalog().configuration(u"nonsense"_s).name, u"Aerosync"_s);
        QVERIFY(bench.world.catalog().configuration({}).json.bytes().contains("\"isDefault\":true"));
    }
};

QTEST_GUILESS_MAIN(SimulatorLogin)
#include "simulator_login.moc"

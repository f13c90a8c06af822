// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/faults.h"

#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace simulator;

namespace {

/// Test data is written with single quotes: moc stumbles over raw strings that hold "/*".
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

QJsonObject parse(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        qFatal("bad test data: %s", text.constData());
    return document.object();
}

} // namespace

class SimulatorFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matching_data()
    {
        QTest::addColumn<QByteArray>("match");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("hit");
        QTest::newRow("everything") << quoted("{}") << u"GET"_s << u"/v2/accounts/x"_s << true;
        QTest::newRow("not pages") << quoted("{}") << u"GET"_s << u"/"_s << false;
        QTest::newRow("method") << quoted("{'method':'post'}") << u"POST"_s << u"/v2/token"_s << true;
        QTest::newRow("other method") << quoted("{'method':'POST'}") << u"GET"_s << u"/v2/token"_s << false;
        QTest::newRow("glob") << quoted("{'path':'/v2/accounts/*/balance'}") << u"GET"_s << u"/v2/accounts/ab/balance"_s << true;
        QTest::newRow("glob, one part") << quoted("{'path':'/v2/accounts/*'}") << u"GET"_s << u"/v2/accounts/ab/balance"_s << false;
        QTest::newRow("glob, all parts") << quoted("{'path':'/v2/**'}") << u"GET"_s << u"/v2/accounts/ab/balance"_s << true;
        QTest::newRow("glob, dot is a dot") << quoted("{'path':'/v2.token'}") << u"GET"_s << u"/v2/token"_s << false;
        QTest::newRow("expression") << quoted("{'path':'^/v2/(token|accounts)'}") << u"GET"_s << u"/v2/accounts/ab"_s << true;
        QTest::newRow("expression, other") << quoted("{'path':'^/v2/job'}") << u"GET"_s << u"/v2/token"_s << false;
    }
    void matching()
    {
        QFETCH(QByteArray, match);
        QFETCH(QString, method);
        QFETCH(QString, path);
        FaultBook book;
        QVERIFY(book.add({{u"name"_s, u"status"_s}, {u"match"_s, parse(match)}}));
        QTEST(!book.take(method, path).empty(), "hit");
    }

    void timesAndSkip()
    {
        FaultBook book;
        QVERIFY(book.add(parse(quoted("{'name':'status','times':2,'skip':1}"))));
        int hits = 0;
        for (int i = 0; i < 5; ++i)
            hits += book.take(u"GET"_s, u"/v2/token"_s).empty() ? 0 : (1 << i);
        QCOMPARE(hits, 0b00110);
        QVERIFY(book.add(parse(quoted("{'name':'hang','times':'forever'}"))));
        for (int i = 0; i < 50; ++i)
            QCOMPARE(book.take(u"GET"_s, u"/v2/token"_s).size(), std::size_t(1));
    }

    void delayGoesTogetherWithAnother()
    {
        FaultBook book;
        for (const char *name : {"status", "delay", "malformed"})
            QVERIFY(book.add({{u"name"_s, QString::fromLatin1(name)}}));
        const auto hits = book.take(u"GET"_s, u"/v2/token"_s);
        QCOMPARE(hits.size(), std::size_t(2));
        QCOMPARE(hits.at(0).name, u"status"_s);
        QCOMPARE(hits.at(1).name, u"delay"_s);
        QCOMPARE(book.take(u"GET"_s, u"/v2/token"_s).at(0).name, u"malformed"_s);
    }

    void badOrders_data()
    {
        QTest::addColumn<QByteArray>("order");
        QTest::newRow("no name") << quoted("{}");
        QTest::newRow("unknown name") << quoted("{'name':'earthquake'}");
        QTest::newRow("bad expression") << quoted("{'name':'drop','match':{'path':'^(('}}");
        QTest::newRow("zero times") << quoted("{'name':'drop','times':0}");
        QTest::newRow("odd times") << quoted("{'name':'drop','times':'often'}");
        QTest::newRow("broken times") << quoted("{'name':'drop','times':1.5}");
        QTest::newRow("unknown key") << quoted("{'name':'drop','mach':{'path':'/v2/token'}}");
        QTest::newRow("match is a text") << quoted("{'name':'drop','match':'/v2/token'}");
        QTest::newRow("match has another key") << quoted("{'name':'drop','match':{'url':'/v2/token'}}");
        QTest::newRow("path is a number") << quoted("{'name':'drop','match':{'path':5}}");
        QTest::newRow("path is empty") << quoted("{'name':'drop','match':{'path':''}}");
        QTest::newRow("unknown method") << quoted("{'name':'drop','match':{'method':'FETCH'}}");
        QTest::newRow("skip below zero") << quoted("{'name':'drop','skip':-3}");
        QTest::newRow("skip is a text") << quoted("{'name':'drop','skip':'2'}");
        QTest::newRow("args is a list") << quoted("{'name':'drop','args':[]}");
        QTest::newRow("unknown argument") << quoted("{'name':'status','args':{'stauts':503}}");
        QTest::newRow("argument of another fault") << quoted("{'name':'malformed','args':{'field':'x'}}");
        QTest::newRow("status is a text") << quoted("{'name':'status','args':{'status':'503'}}");
        QTest::newRow("status too low") << quoted("{'name':'status','args':{'status':100}}");
        QTest::newRow("status too high") << quoted("{'name':'status','args':{'status':600}}");
        QTest::newRow("delay below zero") << quoted("{'name':'delay','args':{'delayMs':-5}}");
        QTest::newRow("delay is a text") << quoted("{'name':'delay','args':{'delayMs':'x'}}");
        QTest::newRow("retryAfter is a text") << quoted("{'name':'rate-limit','args':{'retryAfter':'5'}}");
        QTest::newRow("process is a text") << quoted("{'name':'drop','args':{'process':'yes'}}");
        QTest::newRow("field is a number") << quoted("{'name':'missing-field','args':{'field':1}}");
    }
    void badOrders()
    {
        QFETCH(QByteArray, order);
        FaultBook book;
        const auto fault = book.add(parse(order));
        QVERIFY(!fault);
        QCOMPARE(fault.problem().status, 400);
        QVERIFY2(fault.problem().message.endsWith(u'.'), qPrintable(fault.problem().message)); // a sentence
        QCOMPARE(book.list().bytes(), QByteArray("[]"));
    }

    void spoiling_data()
    {
        QTest::addColumn<QByteArray>("order");
        QTest::addColumn<QByteArray>("result");
        const auto row = [](const char *name, const QByteArray &order, const QByteArray &result) {
            QTest::newRow(name) << quoted(order) << quoted(result);
        };
        row("most important field", "{'name':'missing-field'}", "{'status':'success','account':{'balance':1.00,'type':'X'},'list':[{'n':2.50}]}");
        row("path", "{'name':'missing-field','args':{'field':'account.type'}}", "{'status':'success','account':{'balance':1.00},'jobStatus':'Initiated','list':[{'n':2.50}]}");
        row("bare name", "{'name':'missing-field','args':{'field':'n'}}", "{'status':'success','account':{'balance':1.00,'type':'X'},'jobStatus':'Initiated','list':[{}]}");
        row("index", "{'name':'missing-field','args':{'field':'list.0'}}", "{'status':'success','account':{'balance':1.00,'type':'X'},'jobStatus':'Initiated','list':[]}");
        row("a name is no index", "{'name':'missing-field','args':{'field':'list.x'}}", "{'status':'success','account':{'balance':1.00,'type':'X'},'jobStatus':'Initiated','list':[{'n':2.50}]}");
        row("nothing is no index", "{'name':'missing-field','args':{'field':'list.'}}", "{'status':'success','account':{'balance':1.00,'type':'X'},'jobStatus':'Initiated','list':[{'n':2.50}]}");
        row("unknown field", "{'name':'missing-field','args':{'field':'nothing.here'}}", "{'status':'success','account':{'balance':1.00,'type':'X'},'jobStatus':'Initiated','list':[{'n':2.50}]}");
        row("number to text", "{'name':'wrong-type','args':{'field':'account.balance'}}", "{'status':'success','account':{'balance':'not-a-number','type':'X'},'jobStatus':'Initiated','list':[{'n':2.50}]}");
        row("text to number", "{'name':'wrong-type','args':{'field':'account.type'}}", "{'status':'success','account':{'balance':1.00,'type':12345},'jobStatus':'Initiated','list':[{'n':2.50}]}");
        row("list to object", "{'name':'wrong-type','args':{'field':'list'}}", "{'status':'success','account':{'balance':1.00,'type':'X'},'jobStatus':'Initiated','list':{}}");
        row("given value", "{'name':'wrong-type','args':{'field':'account','value':null}}", "{'status':'success','account':null,'jobStatus':'Initiated','list':[{'n':2.50}]}");
        row("unknown status", "{'name':'unknown-status'}", "{'status':'success','account':{'balance':1.00,'type':'X'},'jobStatus':'ON_HOLD_BY_BANK','list':[{'n':2.50}]}");
        row("chosen status", "{'name':'unknown-status','args':{'value':'MFA_REQUIRED'}}", "{'status':'success','account':{'balance':1.00,'type':'X'},'jobStatus':'MFA_REQUIRED','list':[{'n':2.50}]}");
    }
    void spoiling()
    {
        QFETCH(QByteArray, order);
        FaultBook book;
        const auto fault = book.add(parse(order));
        QVERIFY(fault);
        Answer answer = Answer::of(
            200, Json::object({{u"status"_s, u"success"_s},
                               {u"account"_s, Json::object({{u"balance"_s, Json::money(100)}, {u"type"_s, u"X"_s}})},
                               {u"jobStatus"_s, u"Initiated"_s},
                               {u"list"_s, Json::array({Json::object({{u"n"_s, Json::money(250)}})})}}));
        spoil(*fault, &answer);
        QTEST(answer.content(), "result");
    }

    void malformedIsCutButKeepsItsType()
    {
        FaultBook book;
        const auto fault = book.add(parse(quoted("{'name':'malformed'}")));
        Answer answer = Answer::of(200, Json::object({{u"status"_s, u"success"_s}}));
        spoil(*fault, &answer);
        QVERIFY(!answer.content().isEmpty());
        QVERIFY(QJsonDocument::fromJson(answer.content()).isNull());
        QCOMPARE(answer.type, QByteArray("application/json"));
    }
};

QTEST_GUILESS_MAIN(SimulatorFaults)
#include "simulator_faults.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// A recorded walk as a file: the real reader takes it, and nothing private stands in it.
#include "runner/recordedwalk.h"
#include "walk/walkfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class GuiRecordedWalk : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    WalkBook m_book;
    WalkReading read(const RecordedWalk &walk)
    {
        QFile file(m_folder.filePath(u"recorded.json"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(walk.file(u"A \"name\""_s));
        file.close();
        const WalkReading reading = readWalks({file.fileName()});
        for (const WalkProblem &problem : reading.problems)
            qWarning().noquote() << problem.text();
        return reading;
    }

private Q_SLOTS:
    void initTestCase() { m_book = readWalks(builtInWalks()).book; }

    void everyKindOfStepCanBeRead()
    {
        RecordedWalk walk(m_book);
        walk.user();
        LaunchOptions options;
        options.theme = u"dark"_s;
        options.type = LaunchType::EmbeddedBankView;
        options.handleOAuthManually = true;
        options.configurationId = u"abc-1"_s;
        walk.open(options);
        walk.click({.role = u"button"_s, .names = {u"Continue"_s}});
        walk.click({.role = u"combobox"_s, .names = {u"State"_s}, .where = Target::Where::Popup});
        walk.type({.field = u"username"_s}, u"sync"_s);
        walk.press(u"Enter"_s);
        walk.job(u"balance"_s);
        walk.expect({{u"job"_s, Json::text(u"balance"_s)}, {u"state"_s, Json::text(u"awaiting-person"_s)}});
        walk.answer(u"balance"_s);
        walk.close(u"widget"_s);
        walk.expect({{u"event"_s, Json::text(u"onSuccess"_s)}});
        walk.expect({{u"connection"_s, Json::text(u"new"_s)}});
        const WalkReading reading = read(walk);
        QVERIFY(reading.problems.isEmpty());
        QCOMPARE(reading.book.cases.size(), 1);
        const WalkCase &read = reading.book.cases.first();
        QCOMPARE(read.steps.size(), walk.size());
        QCOMPARE(read.name, u"A \"name\""_s);
        QCOMPARE(read.steps.at(1).args.compact(), uR"({"configurationId":"abc-1","theme":"dark","type":"embedded","handleOAuthManually":true})"_s);
        QCOMPARE(read.steps.at(3).target.role, QString());
        QCOMPARE(read.steps.at(3).target.where, Target::Where::Popup);
        QCOMPARE(read.steps.at(4).text, u"sync"_s);
    }

    void whatIsNotPublicBecomesAVariable()
    {
        RecordedWalk walk(m_book);
        walk.type({.field = u"username"_s}, u"dana.lee"_s);
        walk.type({.field = u"password"_s}, u"hunter2!"_s);
        walk.type({.field = u"accountNumber"_s}, u"998877665544"_s);
        walk.type({.field = u"accountNumberAgain"_s}, u"998877665544"_s);
        walk.type({.field = u"password"_s}, u"no_mfa"_s);
        walk.type({.role = u"textbox"_s, .names = {u"Search for your bank"_s}}, u"Aerob"_s);
        const QByteArray file = walk.file(u"Secret"_s);
        for (const char *secret : {"dana", "hunter2", "998877665544"})
            QVERIFY2(!file.contains(secret), secret);
        QVERIFY(file.contains("no_mfa") && file.contains("Aerob"));
        QCOMPARE(file.count("${accountNumber}"), 2); // the same number
        QCOMPARE(walk.notes().size(), 3);
        const WalkReading reading = read(walk);
        QVERIFY(reading.problems.isEmpty());
        QCOMPARE(reading.book.cases.first().variables.value(u"password"_s), QString());
    }

    void namesOfAnotherPersonsNumbersAreCut()
    {
        RecordedWalk walk(m_book);
        walk.click({.role = u"checkbox"_s, .names = {u"Aerobank Checking ••••2901 $1,234.56"_s}});
        walk.click({.role = u"button"_s, .names = {u"••••2901"_s}});
        QVERIFY(walk.lines().first().contains(u"Aerobank Checking"_s));
        QVERIFY2(!walk.file(u"x"_s).contains("2901"), walk.file(u"x"_s).constData());
        QVERIFY(read(walk).problems.isEmpty());
    }

    void typedAgainCountsOnce()
    {
        RecordedWalk walk(m_book);
        walk.type({.field = u"username"_s}, u"sync"_s);
        walk.type({.field = u"username"_s}, u"mxuser"_s);
        QCOMPARE(walk.size(), 1);
        QVERIFY(walk.lines().first().contains(u"mxuser"_s));
    }
};

QTEST_MAIN(GuiRecordedWalk)
#include "recordedwalk.moc"

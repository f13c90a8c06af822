// SPDX-License-Identifier: GPL-3.0-or-later
// The walks that come with the program, and the schema that editors use for walk files.
#include "session/jobstate.h"
#include "session/launchoptions.h"
#include "simulator/faults.h"
#include "walk/walkfile.h"
#include "walk/walkwords.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class WalkFileCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allAreRight();
    void eachAlone();
    void everyCaseCanBeFilledIn();
    void everyBankOfTheContract();
    void everyBankOfTheSimulator();
    void everyOutcomeIsWalked();
    void whatIsForTheSimulatorOnly();
    void schemaHasTheSameKeys();
    void schemaHasTheSameWords();
    void schemaKnowsEveryVerb();
    void wordsAreThoseOfTheProgram();
    void manualsExampleIsRight();
    void manualNamesEverything();
};

namespace {

const WalkReading &all()
{
    static const WalkReading reading = readWalks(builtInWalks());
    return reading;
}

const WalkCase *find(const QString &id)
{
    for (const WalkCase &each : all().book.cases) {
        if (each.id == id)
            return &each;
    }
    return nullptr;
}

QJsonObject schema()
{
    QFile file(u":/walks/walk.schema.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QJsonObject definition(const QString &name)
{
    return schema().value("$defs"_L1).toObject().value(name).toObject();
}

QString manual()
{
    QFile file(QStringLiteral(QT_TESTCASE_SOURCEDIR) + u"/../resources/manual/walks.md"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

/// "target" may be a text, too: the object among its alternatives.
QJsonObject propertiesOf(const QJsonObject &part)
{
    if (part.contains("properties"_L1))
        return part.value("properties"_L1).toObject();
    for (const QJsonValue &each : part.value("anyOf"_L1).toArray()) {
        if (each.toObject().contains("properties"_L1))
            return each.toObject().value("properties"_L1).toObject();
    }
    return {};
}

QStringList wordsOf(const QJsonObject &part)
{
    QJsonArray words = part.value("enum"_L1).toArray();
    for (const QJsonValue &each : part.value("anyOf"_L1).toArray()) {
        if (each.toObject().contains("enum"_L1))
            words = each.toObject().value("enum"_L1).toArray();
    }
    QStringList list;
    for (const QJsonValue &each : words)
        list << each.toString();
    return list;
}

} // namespace

void WalkFileCatalogue::allAreRight()
{
    QStringList texts;
    for (const WalkProblem &each : all().problems)
        texts << each.text();
    QCOMPARE(texts, QStringList());
    QCOMPARE(builtInWalks(), (QStringList{u":/walks/banks.json"_s, u":/walks/brandings.json"_s, u":/walks/faults.json"_s, u":/walks/main-job.json"_s,
                                          u":/walks/returning-user.json"_s, u":/walks/steps.json"_s, u":/walks/test-banks.json"_s}));
    QCOMPARE(all().book.files.size(), 7);
    for (const WalkCase &each : all().book.cases) {
        QVERIFY2(!each.steps.isEmpty() && !each.name.isEmpty() && !each.purpose.isEmpty() && !each.tags.isEmpty(), qPrintable(each.id));
        QVERIFY2(each.steps.first().verb == WalkStep::Verb::User, qPrintable(each.id)); // a person of its own
        QVERIFY2(!each.name.contains(u"${"_s), qPrintable(each.name));
        for (const WalkStep &step : each.steps)
            QVERIFY2(!step.name.isEmpty() && step.line > 0, qPrintable(each.id));
    }
}

void WalkFileCatalogue::eachAlone()
{
    qsizetype cases = 0;
    for (const QString &file : builtInWalks()) {
        const WalkReading reading = readWalks({file});
        QVERIFY2(reading.problems.isEmpty(), qPrintable(file));
        cases += reading.book.cases.size();
    }
    QCOMPARE(cases, all().book.cases.size());
    QVERIFY(cases > 60);
}

void WalkFileCatalogue::everyCaseCanBeFilledIn()
{
    for (const WalkCase &each : all().book.cases) {
        WalkVariables variables = each.variables;
        for (const QString &name : runVariables())
            variables.insert(name, u"1"_s);
        for (const WalkStep &step : each.steps) {
            const QString where = u"%1: %2"_s.arg(each.id, step.name);
            QVERIFY2(filledIn(step.name, variables) && filledIn(step.byHand, variables) && filledIn(step.text, variables) && filledIn(step.args, variables), qPrintable(where));
            for (const QString &name : step.target.names + step.unless.names) {
                const Result<QString> text = filledIn(name, variables);
                QVERIFY2(text && !text->isEmpty(), qPrintable(where));
            }
        }
    }
}

/// Chapter (g) of the contract, row by row.
void WalkFileCatalogue::everyBankOfTheContract()
{
    QStringList rows;
    for (const TestBank &bank : all().book.banks) {
        for (const TestLogin &login : bank.logins) {
            QVERIFY(!login.source.isEmpty());
            rows << u"%1 | %2 | %3 | %4"_s.arg(bank.name, login.user, login.password, login.answer);
        }
    }
    for (const QString &row : {u"Aerobank NonOAuth | sync | no_mfa | "_s, u"Aerobank NonOAuth | sync | mfa | correct"_s, u"Aerobank NonOAuth | sync | mfa | anything else"_s,
                               u"Aerobank NonOAuth | sync | anything else | "_s, u"Aerobank OAuth | sync | no_mfa | "_s, u"Aerobank OAuth | sync | anything else | "_s,
                               u"Aerosync Bank (MFA) | any | any | any"_s, u"Aerosync Bank (OAuth) | any | any | "_s, u"Aerosync Bank (Security Question) | any | any | any"_s,
                               u"Aerosync Bank (MFA Trigger) | mxuser | challenge | correct"_s})
        QVERIFY2(rows.contains(row), qPrintable(row));
    QStringList codes;
    for (const SandboxFact &code : all().book.codes)
        codes << code.value;
    QCOMPARE(codes, (QStringList{u"0000"_s, u"0001"_s, u"0002"_s, u"0003"_s, u"0004"_s, u"any other"_s, u"000000"_s}));
    QVERIFY(all().book.limits.size() >= 5);
}

void WalkFileCatalogue::everyBankOfTheSimulator()
{
    QFile file(QStringLiteral(QT_TESTCASE_SOURCEDIR) + u"/../resources/simulator/banks.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList walked, known;
    for (const WalkCase &each : all().book.cases) {
        if (each.id.startsWith(u"test-banks/"_s))
            walked << each.variables.value(u"bank"_s);
    }
    for (const TestBank &each : all().book.banks)
        known << each.name;
    int banks = 0;
    for (const QJsonValue &each : QJsonDocument::fromJson(file.readAll()).object().value("banks"_L1).toArray()) {
        if (each.toObject().value("kind"_L1).toString() == u"unavailable"_s)
            continue;
        ++banks;
        const QString name = each.toObject().value("name"_L1).toString();
        QVERIFY2(known.contains(name) && walked.contains(name), qPrintable(name));
    }
    QVERIFY(banks >= 6);
}

void WalkFileCatalogue::everyOutcomeIsWalked()
{
    for (const QString &id : {u"test-banks/link-no-mfa"_s, u"test-banks/link-mfa"_s, u"test-banks/wrong-answer"_s, u"test-banks/wrong-then-right"_s, u"test-banks/oauth"_s,
                              u"test-banks/oauth-wrong-then-right"_s, u"test-banks/oauth-denied"_s, u"test-banks/manual"_s, u"test-banks/legacy[row=MFA]"_s,
                              u"main-job/user"_s, u"main-job/no-mfa"_s, u"main-job/mfa"_s, u"main-job/oauth"_s, u"main-job/by-hand"_s,
                              u"returning-user/code-refused[row=expired]"_s, u"returning-user/same-account"_s, u"returning-user/sixth-account"_s,
                              u"brandings/link[row=Nightjar,theme=dark,sdk=1.1.3]"_s, u"faults/token-503"_s})
        QVERIFY2(find(id), qPrintable(id));
    // a link with a second factor asks in each of the three jobs
    const WalkCase *mfa = find(u"test-banks/link-mfa"_s);
    QStringList answered;
    for (const WalkStep &step : mfa->steps) {
        if (step.verb == WalkStep::Verb::Answer)
            answered << step.text;
    }
    QCOMPARE(answered, (QStringList{u"balance"_s, u"transactions"_s, u"identity"_s}));
    // `when` puts the question in where there is an answer, and nowhere else
    const auto asks = [](const WalkCase *walk) {
        return std::count_if(walk->steps.begin(), walk->steps.end(), [](const WalkStep &step) { return step.target.field == u"answer"_s; });
    };
    QCOMPARE(asks(mfa), 4);
    QCOMPARE(asks(find(u"test-banks/link-no-mfa"_s)), 0);
    QVERIFY(find(u"test-banks/link-no-mfa"_s)->detours.size() >= 5);
}

void WalkFileCatalogue::whatIsForTheSimulatorOnly()
{
    for (const WalkCase &each : all().book.cases) {
        if (each.id.startsWith(u"faults/"_s) || each.id.startsWith(u"brandings/"_s))
            QVERIFY2(each.simulatorOnly, qPrintable(each.id));
        if (each.id.startsWith(u"main-job/"_s))
            QVERIFY2(!each.simulatorOnly, qPrintable(each.id));
    }
}

void WalkFileCatalogue::schemaHasTheSameKeys()
{
    QCOMPARE(sorted(schema().value("properties"_L1).toObject().keys()), sorted(walkKeys()[u"file"_s]));
    QCOMPARE(schema().value("additionalProperties"_L1).toBool(true), false);
    for (auto part = walkKeys().cbegin(); part != walkKeys().cend(); ++part) {
        if (part.key() == u"file"_s)
            continue;
        const QJsonObject properties = propertiesOf(definition(part.key()));
        QVERIFY2(sorted(properties.keys()) == sorted(part.value()), qPrintable(u"%1: %2"_s.arg(part.key(), properties.keys().join(u' '))));
    }
    // and no kind of object that the reader does not know
    const QJsonObject definitions = schema().value("$defs"_L1).toObject();
    for (const QString &name : definitions.keys()) {
        if (!propertiesOf(definitions.value(name).toObject()).isEmpty())
            QVERIFY2(walkKeys().contains(name), qPrintable(name));
    }
}

void WalkFileCatalogue::schemaHasTheSameWords()
{
    for (auto part = walkChoices().cbegin(); part != walkChoices().cend(); ++part)
        QVERIFY2(sorted(wordsOf(definition(part.key()))) == sorted(part.value()), qPrintable(part.key()));
    const QJsonObject definitions = schema().value("$defs"_L1).toObject();
    for (const QString &name : definitions.keys()) {
        if (!wordsOf(definitions.value(name).toObject()).isEmpty())
            QVERIFY2(walkChoices().contains(name), qPrintable(name));
    }
}

void WalkFileCatalogue::schemaKnowsEveryVerb()
{
    QStringList verbs, known{u"do"_s};
    for (const QJsonValue &each : definition(u"step"_s).value("oneOf"_L1).toArray())
        verbs << each.toObject().value("required"_L1).toArray().first().toString();
    QCOMPARE(sorted(verbs), sorted(stepVerbs()));
    for (int each = 0; each <= int(WalkStep::Verb::Check); ++each)
        known << verbName(WalkStep::Verb(each));
    QCOMPARE(sorted(known), sorted(stepVerbs()));
}

/// Words that belong to other rooms, which this one cannot ask.
void WalkFileCatalogue::wordsAreThoseOfTheProgram()
{
    QStringList states;
    for (int each = 0; each <= int(JobState::TimedOut); ++each)
        states << jobStateName(JobState(each));
    QCOMPARE(sorted(walkChoices()[u"jobState"_s]), sorted(states));
    QCOMPARE(sorted(walkChoices()[u"faultName"_s]), sorted(simulator::faultNames()));
    QStringList options{u"sdk"_s, u"sdkFile"_s, u"type"_s, u"locale"_s};
    for (const OptionHelp &each : launchOptionHelp()) {
        if (each.name != u"sdkVersion"_s && each.name != u"widgetLaunchType"_s)
            options << each.name;
    }
    QCOMPARE(sorted(walkKeys()[u"open"_s]), sorted(options));
}

void WalkFileCatalogue::manualsExampleIsRight()
{
    const QString page = manual();
    const qsizetype from = page.indexOf(u"```json\n"_s) + 8, end = page.indexOf(u"\n```"_s, from);
    QVERIFY(from > 8 && end > from);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"checkout.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(page.mid(from, end - from).toUtf8());
    file.close();
    const WalkReading reading = readWalks({file.fileName()});
    QStringList texts;
    for (const WalkProblem &each : reading.problems)
        texts << each.text();
    QCOMPARE(texts, QStringList());
    QCOMPARE(reading.book.cases.size(), 2);
    QCOMPARE(reading.book.cases.last().id, u"checkout/link[theme=dark]"_s); // as the page says
}

void WalkFileCatalogue::manualNamesEverything()
{
    const QString page = manual();
    QStringList words;
    for (const QStringList &each : walkKeys())
        words << each;
    for (const QStringList &each : walkChoices())
        words << each;
    words << runVariables();
    for (const QString &word : std::as_const(words)) // in code, or as a key of an example
        QVERIFY2(page.contains(u'`' + word + u'`') || page.contains(u'"' + word + u'"'), qPrintable(word));
    for (const QString &file : builtInWalks())
        QVERIFY2(page.contains(u'`' + QFileInfo(file).fileName() + u'`'), qPrintable(file));
}

QTEST_GUILESS_MAIN(WalkFileCatalogue)
#include "walkfile_catalogue.moc"

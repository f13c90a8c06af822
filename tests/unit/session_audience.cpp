// SPDX-License-Identifier: GPL-3.0-or-later
// What the audience may see: each text masked, each state a sentence of the closed set, and nothing else from a session
// that is full of things to hide.
#include "session/audience.h"

#include "session/session.h"
#include "store/memorystore.h"
#include "store/settings.h"
#include "session_fixture.h"

#include <type_traits>

using namespace fixture;

// Nobody but its own makers can put words into one.
static_assert(!std::is_constructible_v<AudienceText, QString> && !std::is_constructible_v<AudienceText, const char16_t *>
              && !std::is_assignable_v<AudienceText &, QString>);

using Said = AudienceSaid;
using State = AudienceState;
Q_DECLARE_METATYPE(console::AudienceSaid)
Q_DECLARE_METATYPE(console::AudienceState)
Q_DECLARE_METATYPE(console::AudienceStory::Account)

class SessionAudience : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<AudienceText>("made");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const AudienceText &made, const QString &text) { QTest::newRow(name) << made << text; };
        row("person", AudienceText::person(u"Dana Lee"_s), u"D••• L••"_s);
        row("names of one and two letters", AudienceText::person(u"J Li Øre"_s), u"• •• Ø••"_s);
        row("spaces of every kind", AudienceText::person(u" Dana\t\nvan\u00a0Lee "_s), u"D••• v•• L••"_s);
        row("long person", AudienceText::person(u"Maximiliane Wolkenstein-Trostburg"_s), u"M•••••••••• W••••••…"_s);
        row("nobody", AudienceText::person(u" "_s), {});
        row("bank", AudienceText::bank(u"Aerobank NonOAuth"_s), u"Aerobank NonOAuth"_s);
        row("bank with a small number", AudienceText::bank(u"Bank 24"_s), u"Bank 24"_s);
        row("bank with a number in groups", AudienceText::bank(u"Bank 0012 3456 7890"_s), u"Bank •••• •••• ••••"_s);
        row("bank with an address", AudienceText::bank(u"Bank of dana@example.com"_s), u"Bank of ••••••••••••.•••"_s);
        row("a token", AudienceText::bank(u"eyJhbGciOiJIUzINiIsInRc.eyJzdWIiOiJkYW"_s), u"•••••••••••••••••••••••.•••…"_s);
        row("a bank of many lines", AudienceText::bank(u"One\nTwo\u2028Three"_s), u"One Two Three"_s);
        row("a long bank", AudienceText::bank(u"The First National Savings and Loan of Everywhere"_s), u"The First National Savings…"_s);
        row("account", AudienceText::account(u"2901"_s), u"••••2901"_s);
        row("account with signs", AudienceText::account(u"xx-12 34"_s), u"••••1234"_s);
        row("a whole account number", AudienceText::account(u"00100000987654321"_s), u"••••4321"_s);
        row("no account", AudienceText::account(u"none"_s), {});
        const Money money = *Money::parse(u"-3124.25", u"USD"_s);
        row("amount", AudienceText::amount(money, false), u"•••• USD"_s);
        row("amount allowed", AudienceText::amount(money, true), u"−3,124.25 USD"_s);
        row("a currency that is none", AudienceText::amount(*Money::parse(u"1", u"Dana Lee"_s), true), u"1.00"_s);
        row("the same, masked", AudienceText::amount(*Money::parse(u"1", u"Dana Lee"_s), false), u"••••"_s);
    }

    void texts()
    {
        QFETCH(AudienceText, made);
        QTEST(made.text(), "text");
    }

    void everySentenceIsThere()
    {
        QSet<QString> seen;
        for (int each = 0; each < audienceSaidCount; ++each) {
            const QString text = audienceSentence(Said(each));
            QVERIFY2(!text.isEmpty() && text.size() < 40, qPrintable(QString::number(each)));
            QVERIFY2(!seen.contains(text) || text == u"Ready"_s, qPrintable(text));
            seen.insert(text);
        }
    }

    void users_data()
    {
        QTest::addColumn<int>("user");
        QTest::addColumn<bool>("failed");
        QTest::addColumn<State>("state");
        QTest::addColumn<Said>("said");
        QTest::newRow("none") << int(UserState::None) << false << State::Waiting << Said::UserNext;
        QTest::newRow("failed") << int(UserState::None) << true << State::Failed << Said::UserFailed;
        QTest::newRow("working") << int(UserState::Working) << false << State::Working << Said::UserWorking;
        QTest::newRow("code") << int(UserState::NeedsCode) << true << State::NeedsPerson << Said::UserNeedsCode;
        QTest::newRow("ready") << int(UserState::Ready) << false << State::Done << Said::UserReady;
    }

    void users()
    {
        QFETCH(int, user);
        QFETCH(bool, failed);
        const AudienceStory::Pillar pillar = userPillar(UserState(user), failed);
        QTEST(pillar.state, "state");
        QTEST(pillar.said, "said");
    }

    void banks_data()
    {
        QTest::addColumn<int>("link");
        QTest::addColumn<QString>("facts"); // b: the launch links a bank, l: there is a link, u: there is a user
        QTest::addColumn<State>("state");
        QTest::addColumn<Said>("said");
        const auto row = [](const char *name, LinkState link, const QString &facts, State state, Said said) {
            QTest::newRow(name) << int(link) << facts << state << said;
        };
        row("nobody", LinkState::Idle, u"b"_s, State::Waiting, Said::BankLater);
        row("user", LinkState::Idle, u"bu"_s, State::Waiting, Said::BankNext);
        row("linked before", LinkState::Idle, u"blu"_s, State::Done, Said::BankLinked);
        row("preparing", LinkState::Preparing, u"bu"_s, State::Working, Said::BankPreparing);
        row("open", LinkState::Open, u"bu"_s, State::Working, Said::BankOpen);
        row("open for another", LinkState::Open, u"blu"_s, State::Working, Said::BankOpen);
        row("open for a second factor", LinkState::Open, u"lu"_s, State::Done, Said::BankLinked);
        row("linked", LinkState::Succeeded, u"blu"_s, State::Done, Said::BankLinked);
        row("success without a link", LinkState::Succeeded, u"bu"_s, State::Waiting, Said::BankNext);
        row("closed", LinkState::Closed, u"bu"_s, State::Waiting, Said::BankClosed);
        row("closed, linked before", LinkState::Closed, u"blu"_s, State::Done, Said::BankLinked);
        row("closed, user gone", LinkState::Closed, u"b"_s, State::Waiting, Said::BankLater);
        row("failed", LinkState::Failed, u"bu"_s, State::Failed, Said::BankFailed);
        row("failed for a second factor", LinkState::Failed, u"lu"_s, State::Done, Said::BankLinked);
    }

    void banks()
    {
        QFETCH(int, link);
        QFETCH(QString, facts);
        const AudienceStory::Pillar pillar = bankPillar(LinkState(link), facts.contains(u'b'), facts.contains(u'l'), facts.contains(u'u'));
        QTEST(pillar.state, "state");
        QTEST(pillar.said, "said");
    }

    void data_data()
    {
        QTest::addColumn<QList<int>>("jobs");
        QTest::addColumn<bool>("linked");
        QTest::addColumn<State>("state");
        QTest::addColumn<Said>("said");
        const auto row = [](const char *name, const QList<JobState> &jobs, bool linked, State state, Said said) {
            QList<int> numbers;
            for (const JobState job : jobs)
                numbers << int(job);
            QTest::newRow(name) << numbers << linked << state << said;
        };
        row("no bank", {}, false, State::Waiting, Said::DataLater);
        row("no job", {}, true, State::Waiting, Said::DataNext);
        row("queued", {JobState::Queued}, true, State::Working, Said::DataWorking);
        row("somebody else's", {JobState::WaitingForOther}, true, State::Working, Said::DataWorking);
        row("running", {JobState::Done, JobState::Polling}, true, State::Working, Said::DataWorking);
        row("asked", {JobState::Polling, JobState::AwaitingPerson}, true, State::NeedsPerson, Said::DataNeedsPerson);
        row("answering", {JobState::Done, JobState::Answering}, true, State::NeedsPerson, Said::DataAnswering);
        row("done and failed", {JobState::Failed, JobState::Done}, true, State::Done, Said::DataHere);
        row("failed", {JobState::TimedOut}, true, State::Failed, Said::DataFailed);
        row("not offered", {JobState::Unavailable}, true, State::Waiting, Said::DataNotOffered);
        row("cancelled", {JobState::Cancelled}, true, State::Waiting, Said::DataNext);
    }

    void data()
    {
        QFETCH(QList<int>, jobs);
        QFETCH(bool, linked);
        QList<AudienceStory::JobLine> lines;
        for (const int job : jobs)
            lines << audienceJob(JobKind::Balance, JobState(job));
        const AudienceStory::Pillar pillar = dataPillar(lines, linked);
        QTEST(pillar.state, "state");
        QTEST(pillar.said, "said");
    }

    void everyJobStateHasALine()
    {
        for (int each = 0; each <= int(JobState::TimedOut); ++each) {
            const AudienceStory::JobLine line = audienceJob(JobKind::Identity, JobState(each));
            QVERIFY(line.said >= Said::JobInLine && line.said <= Said::JobTooLong);
            QCOMPARE(line.state == State::Done, JobState(each) == JobState::Done);
            QCOMPARE(line.state == State::NeedsPerson, JobState(each) == JobState::AwaitingPerson || JobState(each) == JobState::Answering);
            QCOMPARE(line.state == State::Working || line.state == State::NeedsPerson || line.said == Said::JobInLine, !isEnded(JobState(each)));
        }
    }

    void progressIsWhatIsKnown()
    {
        const QDateTime at(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
        Job before;
        before.state = JobState::Done;
        before.acceptedAt = at;
        before.runningAt = at.addSecs(8);
        before.completedAt = at.addSecs(10);
        Job job;
        job.state = JobState::Polling;
        job.acceptedAt = at;
        QVERIFY(!audienceProgress(job, {}, at.addSecs(5))); // nobody knows
        double last = -1;
        for (const int second : {-3, 0, 4, 9, 20, 900}) {
            const std::optional<double> progress = audienceProgress(job, before, at.addSecs(second));
            QVERIFY(progress && *progress >= last && *progress <= 0.98);
            last = *progress;
        }
        QVERIFY(*audienceProgress(job, before, at) == 0);
        QVERIFY(*audienceProgress(job, before, at.addSecs(9)) > 0.2 && *audienceProgress(job, before, at.addSecs(9)) < 0.8);
        job.state = JobState::AwaitingPerson;
        QVERIFY(!audienceProgress(job, before, at.addSecs(5)));
        job.state = JobState::Done;
        QCOMPARE(*audienceProgress(job, {}, at), 1.0);
        before.completedAt = at.addYears(-1); // a clock was set
        job.state = JobState::Polling;
        QVERIFY(!audienceProgress(job, before, at.addSecs(5)) || *audienceProgress(job, before, at.addSecs(5)) <= 0.98);
    }

    void theEnvironmentsNameIsNotToldWhereItIsSomebodys()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        support::ScriptedNetwork network;
        MemoryStore store;
        Session session({&network, &store, &settings, systemClock(), [](const char *) { return QString(); }, nullptr});
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QCOMPARE(audienceStory(session, {}, now).place, AudienceStory::Place::Simulator);
        QVERIFY(audienceStory(session, {}, now).isSimulated());
        QVERIFY(session.environments()->choose(u"production"_s));
        QCOMPARE(audienceStory(session, {}, now).place, AudienceStory::Place::Production);
        Environment own = loopback();
        own.id.clear();
        own.name = u"Customer X, staging"_s;
        own.builtIn = false;
        own.reach = Reach::Open;
        own.aerosyncApi = own.aeropassApi = own.widgetOrigin = QUrl(u"https://x.example"_s);
        QVERIFY(session.environments()->save(own));
        QVERIFY(session.environments()->choose(own.name));
        const AudienceStory story = audienceStory(session, {}, now);
        QCOMPARE(story.place, AudienceStory::Place::Own);
        QVERIFY(!story.isSimulated());
        QVERIFY(!audienceWord(story.place).contains(u"Customer"_s));
    }

    void accountTypes_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<AudienceStory::Account>("type");
        using Type = AudienceStory::Account;
        QTest::newRow("checking") << u"CHECKING"_s << Type::Checking;
        QTest::newRow("savings") << u"Aerosync Savings"_s << Type::Savings;
        QTest::newRow("money market") << u"money_market"_s << Type::MoneyMarket;
        QTest::newRow("else") << u"Dana's own"_s << Type::Unknown;
        QTest::newRow("none") << QString() << Type::Unknown;
    }

    void accountTypes()
    {
        QFETCH(QString, word);
        QTEST(audienceAccount(word), "type");
    }
};

QTEST_GUILESS_MAIN(SessionAudience)
#include "session_audience.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The real program is killed at random instants of a busy run, again and again; what it had begun ends all the same.
// CONSOLE_KILLS: how often (20 in every run of the tests, 500 with the benches).
#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRandomGenerator>
#include <QSettings>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QtTest>

using namespace Qt::StringLiterals;

class KillJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void killedAgainAndAgain();

private:
    QJsonObject ask(const QByteArray &verb, const QString &path, const QJsonObject &body = {}, const QByteArray &authorization = {});
    QString createUser(int number);
    QStringList arguments(bool more) const;
    void start(QProcess &program, bool more) const;
    void checkDatabase();
    QList<QVariantList> rows(const QString &sql);
    QProcess m_simulator;
    QJsonObject m_keys;
    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    QStringList m_users;
    QString m_asking; // the connection whose jobs want a second factor
};

void KillJobs::initTestCase()
{
    // Half speed: a job takes 4 to 10 s, so one whose start's answer was lost still runs when it is looked for.
    m_simulator.start(QStringLiteral(SIMULATOR_PROGRAM), {u"--speed"_s, u"0.5"_s});
    QVERIFY(m_simulator.waitForStarted() && m_simulator.waitForReadyRead(30'000));
    m_keys = QJsonDocument::fromJson(m_simulator.readLine()).object();
    for (int person = 0; person < 4; ++person) {
        m_users << createUser(person);
        QVERIFY(!m_users.last().isEmpty());
        for (int account = 1; account <= 2; ++account) {
            const bool asks = person == 0 && account == 1;
            const QJsonObject link = ask("POST", u"/simulator/link"_s, {{u"aeroPassUserUuid"_s, m_users.last()}, {u"bank"_s, u"aerobank"_s},
                                                                        {u"username"_s, u"sync"_s}, {u"password"_s, asks ? u"mfa"_s : u"no_mfa"_s}, {u"account"_s, account}});
            const QString id = link.value("connectionId"_L1).toString();
            QVERIFY2(!id.isEmpty(), QJsonDocument(link).toJson().constData());
            if (asks)
                m_asking = id;
        }
    }
    ask("POST", u"/simulator/clock"_s, {{u"advanceSeconds"_s, 60}}); // the pulls that linking starts are over
    QSettings settings(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    const QString api = m_keys.value("api"_L1).toString();
    const QJsonObject environment{{u"id"_s, u"custom-kill"_s}, {u"name"_s, u"Kill"_s}, {u"aerosyncApi"_s, api}, {u"aeropassApi"_s, m_keys.value("aeropay"_L1)},
                                  {u"aeropassForm"_s, u"v2"_s}, {u"widgetOrigin"_s, m_keys.value("widget"_L1)}, {u"hostOrigin"_s, u"https://localhost"_s},
                                  {u"sdkEnvironment"_s, u"sandbox"_s}, {u"reach"_s, u"loopback"_s}};
    settings.setValue(u"environment/custom"_s, QString::fromUtf8(QJsonDocument(QJsonArray{environment}).toJson(QJsonDocument::Compact)));
}

void KillJobs::cleanupTestCase()
{
    m_simulator.terminate();
    QVERIFY(m_simulator.waitForFinished(10'000));
}

QJsonObject KillJobs::ask(const QByteArray &verb, const QString &path, const QJsonObject &body, const QByteArray &authorization)
{
    QNetworkRequest request{QUrl(path.startsWith("http"_L1) ? path : m_keys.value("api"_L1).toString() + path)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    if (!authorization.isEmpty())
        request.setRawHeader("authorization", authorization);
    QNetworkReply *reply = m_network.sendCustomRequest(request, verb, verb == "GET" ? QByteArray() : QJsonDocument(body).toJson());
    QSignalSpy done(reply, &QNetworkReply::finished);
    done.wait(20'000);
    reply->deleteLater();
    return QJsonDocument::fromJson(reply->readAll()).object();
}

QString KillJobs::createUser(int number)
{
    const QString aeropay = m_keys.value("aeropay"_L1).toString();
    const QJsonObject token = ask("POST", aeropay + u"/v2/token"_s, {{u"apiKey"_s, m_keys.value("aeropayApiKey"_L1)}, {u"apiSecret"_s, m_keys.value("aeropayApiSecret"_L1)},
                                                                     {u"scope"_s, u"merchant"_s}, {u"id"_s, m_keys.value("merchantId"_L1)}});
    const QJsonObject user = ask("POST", aeropay + u"/v2/user"_s, {{u"firstName"_s, u"Kim"_s}, {u"lastName"_s, u"Lee"_s}, {u"email"_s, u"kim%1@example.com"_s.arg(number)},
                                                                   {u"phoneNumber"_s, u"+1312555%1"_s.arg(2000 + number)}},
                                 "Bearer " + token.value("token"_L1).toString().toUtf8());
    return user.value("user"_L1).toObject().value("id"_L1).toString();
}

QStringList KillJobs::arguments(bool more) const
{
    QStringList list{u"jobs"_s, u"--environment"_s, u"Kill"_s, u"--settings"_s, m_folder.filePath(u"settings.ini"_s), u"--history"_s, m_folder.filePath(u"history.sqlite"_s)};
    if (more) {
        for (const QString &user : m_users)
            list << u"--user"_s << user;
    }
    return list;
}

void KillJobs::start(QProcess &program, bool more) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"AEROSYNC_API_KEY"_s, m_keys.value("apiKey"_L1).toString());
    environment.insert(u"AEROSYNC_API_SECRET"_s, m_keys.value("apiSecret"_L1).toString());
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(WALK_PROGRAM), arguments(more));
}

QList<QVariantList> KillJobs::rows(const QString &sql)
{
    QList<QVariantList> all;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"look"_s);
        database.setDatabaseName(m_folder.filePath(u"history.sqlite"_s));
        if (!database.open())
            qFatal("%s", qPrintable(database.lastError().text()));
        QSqlQuery query(database);
        if (!query.exec(sql))
            qFatal("%s", qPrintable(query.lastError().text()));
        while (query.next()) {
            QVariantList row;
            for (int i = 0; i < query.record().count(); ++i)
                row << query.value(i);
            all << row;
        }
    }
    QSqlDatabase::removeDatabase(u"look"_s);
    return all;
}

void KillJobs::checkDatabase()
{
    if (QFile::exists(m_folder.filePath(u"history.sqlite"_s)))
        QCOMPARE(rows(u"PRAGMA integrity_check"_s).value(0).value(0).toString(), u"ok"_s);
}

void KillJobs::killedAgainAndAgain()
{
    const int kills = qEnvironmentVariableIntValue("CONSOLE_KILLS") > 0 ? qEnvironmentVariableIntValue("CONSOLE_KILLS") : 20;
    QRandomGenerator random(20261127);
    for (int i = 0; i < kills; ++i) {
        QProcess program;
        const bool more = i % 5 == 0; // now and then, so that there is always something under way
        start(program, more);
        QVERIFY(program.waitForStarted());
        QByteArray said; // the first gets as far as jobs on every connection, on however slow a machine
        while (i == 0 && said.count(" polling ") < 8 && program.waitForReadyRead(60'000))
            said += program.readAll();
        // From the program's first instructions to the thick of it.
        program.waitForFinished(int(more ? random.bounded(300, 2000) : random.bounded(30, 900)));
        program.kill();
        QVERIFY(program.waitForFinished(10'000));
        checkDatabase();
        if (QTest::currentTestFailed())
            return;
    }
    ask("POST", u"/simulator/clock"_s, {{u"speed"_s, 50}}); // no need to wait for the rest
    QProcess last;
    start(last, false);
    QVERIFY(last.waitForStarted());
    QVERIFY2(last.waitForFinished(300'000), last.readAll().right(3000).constData());
    checkDatabase();

    // Everything that was begun has ended right, but for what waits for a person.
    for (const QVariantList &row : rows(u"SELECT id, connection_id, kind, job_id, state, cause FROM jobs"_s)) {
        const QString state = row.at(4).toString();
        // nobody comes to answer: it waits, until the service gives it up and the next one asks
        const bool waits = row.at(1).toString() == m_asking && (state == "awaiting-person"_L1 || state == "queued"_L1 || state == "failed"_L1);
        QVERIFY2(state == "done"_L1 || waits, qPrintable(u"%1 %2 %3 %4 %5"_s.arg(row.at(1).toString(), row.at(2).toString(), row.at(3).toString(), state, row.at(5).toString())));
    }
    // What the service ran is what the history knows: no job is unknown, and none was started for two rows or twice.
    QHash<QString, int> known;
    for (const QVariantList &row : rows(u"SELECT job_id FROM jobs WHERE job_id <> ''"_s))
        ++known[row.at(0).toString()];
    int ran = 0;
    for (const QJsonValue &job : ask("GET", u"/simulator/state"_s).value("jobs"_L1).toArray()) {
        if (job["kind"_L1].toString() == "link"_L1)
            continue;
        ++ran;
        QVERIFY2(known.value(job["jobId"_L1].toString()) == 1, qPrintable(u"%1 stands in %2 rows"_s.arg(job["jobId"_L1].toString()).arg(known.value(job["jobId"_L1].toString()))));
    }
    QVERIFY2(ran >= 10, qPrintable(u"only %1 jobs ran: the kills came before anything happened"_s.arg(ran)));
    // No connection is lost: the history knows each that a job was started on.
    QCOMPARE(rows(u"SELECT DISTINCT connection_id FROM jobs WHERE connection_id NOT IN (SELECT connection_id FROM connections)"_s).size(), 0);
    QCOMPARE(rows(u"SELECT 1 FROM connections"_s).size(), 8);
    qInfo("%d kills, %d jobs at the service, each in one row", kills, ran);
}

QTEST_GUILESS_MAIN(KillJobs)
#include "kill_jobs.moc"

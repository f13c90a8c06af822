// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/jobs_world.h"

#include <QFile>
#include <QNetworkReply>
#include <QSettings>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

namespace jobs_world {

namespace {

QList<QVariantList> allOf(QSqlQuery &query)
{
    QList<QVariantList> all;
    while (query.next()) {
        QVariantList row;
        for (int i = 0; i < query.record().count(); ++i)
            row << query.value(i);
        all << row;
    }
    return all;
}

std::optional<QList<QVariantList>> lookAt(const QString &file, const QString &sql, const QString &options, QString *why)
{
    std::optional<QList<QVariantList>> found;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"look"_s);
        database.setDatabaseName(file);
        database.setConnectOptions(options);
        if (database.open()) {
            QSqlQuery query(database);
            if (query.exec(sql))
                found = allOf(query);
            *why = query.lastError().text();
        } else {
            *why = database.lastError().text();
        }
    }
    QSqlDatabase::removeDatabase(u"look"_s);
    return found;
}

} // namespace

JobsWorld::JobsWorld() = default;

QString JobsWorld::begin(double speed, int people, bool oneAsks)
{
    m_simulator.start(QStringLiteral(SIMULATOR_PROGRAM), {u"--speed"_s, QString::number(speed)});
    if (!m_simulator.waitForStarted() || !m_simulator.waitForReadyRead(30'000))
        return u"the simulator did not start"_s;
    m_keys = QJsonDocument::fromJson(m_simulator.readLine()).object();
    for (int person = 0; person < people; ++person) {
        m_users << createUser(person);
        for (int account = 1; account <= 2; ++account) {
            const bool asks = oneAsks && person == 0 && account == 1;
            const QString id = link(person, account, asks);
            if (id.isEmpty())
                return u"account %1 of person %2 could not be linked"_s.arg(account).arg(person);
            if (asks)
                m_asking = id;
        }
    }
    ask("POST", u"/simulator/clock"_s, {{u"advanceSeconds"_s, 60}}); // the pulls that linking starts are over
    return {};
}

bool JobsWorld::end()
{
    m_simulator.terminate();
    return m_simulator.waitForFinished(10'000);
}

QJsonObject JobsWorld::ask(const QByteArray &verb, const QString &path, const QJsonObject &body, const QByteArray &authorization)
{
    QNetworkRequest request{QUrl(path.startsWith("http"_L1) ? path : api() + path)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    if (!authorization.isEmpty())
        request.setRawHeader("authorization", authorization);
    QNetworkReply *reply = m_network.sendCustomRequest(request, verb, verb == "GET" ? QByteArray() : QJsonDocument(body).toJson());
    QSignalSpy done(reply, &QNetworkReply::finished);
    done.wait(20'000);
    reply->deleteLater();
    return QJsonDocument::fromJson(reply->readAll()).object();
}

QString JobsWorld::link(int person, int account, bool asks)
{
    const QJsonObject made = ask("POST", u"/simulator/link"_s, {{u"aeroPassUserUuid"_s, m_users.at(person)}, {u"bank"_s, u"aerobank"_s}, {u"username"_s, u"sync"_s},
                                                                {u"password"_s, asks ? u"mfa"_s : u"no_mfa"_s}, {u"account"_s, account}});
    return made.value("connectionId"_L1).toString();
}

QString JobsWorld::createUser(int number)
{
    const QString aeropay = m_keys.value("aeropay"_L1).toString();
    const QJsonObject token = ask("POST", aeropay + u"/v2/token"_s, {{u"apiKey"_s, m_keys.value("aeropayApiKey"_L1)}, {u"apiSecret"_s, m_keys.value("aeropayApiSecret"_L1)},
                                                                     {u"scope"_s, u"merchant"_s}, {u"id"_s, m_keys.value("merchantId"_L1)}});
    const QJsonObject user = ask("POST", aeropay + u"/v2/user"_s, {{u"firstName"_s, u"Kim"_s}, {u"lastName"_s, u"Lee"_s}, {u"email"_s, u"kim%1@example.com"_s.arg(number)},
                                                                   {u"phoneNumber"_s, u"+1312555%1"_s.arg(2000 + number)}},
                                 "Bearer " + token.value("token"_L1).toString().toUtf8());
    return user.value("user"_L1).toObject().value("id"_L1).toString();
}

QStringList JobsWorld::jobsAtTheService()
{
    QStringList ids;
    for (const QJsonValue &job : ask("GET", u"/simulator/state"_s).value("jobs"_L1).toArray()) {
        if (job["kind"_L1].toString() != "link"_L1)
            ids << job["jobId"_L1].toString();
    }
    return ids;
}

void JobsWorld::writeSettings(const QString &name, const QString &detour) const
{
    QSettings settings(file(name), QSettings::IniFormat);
    const QJsonObject environment{{u"id"_s, u"custom-kill"_s}, {u"name"_s, u"Kill"_s}, {u"aerosyncApi"_s, detour.isEmpty() ? api() : detour},
                                  {u"aeropassApi"_s, m_keys.value("aeropay"_L1)}, {u"aeropassForm"_s, u"v2"_s}, {u"widgetOrigin"_s, m_keys.value("widget"_L1)},
                                  {u"hostOrigin"_s, u"https://localhost"_s}, {u"sdkEnvironment"_s, u"sandbox"_s}, {u"reach"_s, u"loopback"_s}};
    settings.setValue(u"environment/custom"_s, QString::fromUtf8(QJsonDocument(QJsonArray{environment}).toJson(QJsonDocument::Compact)));
    settings.setValue(u"environment/id"_s, u"custom-kill"_s);
}

/// Keys from the process environment, as in CI; and neither desktop nor keychain of whoever runs the tests is touched.
void JobsWorld::prepare(QProcess &program) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"KDE_FULL_SESSION"_s, u"KDE_SESSION_VERSION"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, m_folder.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.path());
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + file(u"no-bus"_s));
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"AEROSYNC_API_KEY"_s, m_keys.value("apiKey"_L1).toString());
    environment.insert(u"AEROSYNC_API_SECRET"_s, m_keys.value("apiSecret"_L1).toString());
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
}

void JobsWorld::startConsole(QProcess &program, const QString &settings) const
{
    prepare(program);
    program.start(QStringLiteral(CONSOLE_PROGRAM), {u"--settings"_s, file(settings), u"--history"_s, history()});
}

void JobsWorld::startWalk(QProcess &program, bool more, const QString &settings) const
{
    prepare(program);
    QStringList arguments{u"jobs"_s, u"--environment"_s, u"Kill"_s, u"--settings"_s, file(settings), u"--history"_s, history()};
    if (more) {
        for (const QString &user : m_users)
            arguments << u"--user"_s << user;
    }
    program.start(QStringLiteral(WALK_PROGRAM), arguments);
}

std::optional<QList<QVariantList>> JobsWorld::look(const QString &sql) const
{
    QString why;
    return lookAt(history(), sql, u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=1000"_s, &why);
}

int JobsWorld::number(const QString &sql) const
{
    const auto rows = look(sql);
    return rows && !rows->isEmpty() ? rows->constFirst().constFirst().toInt() : -1;
}

QList<QVariantList> JobsWorld::lookAtCopy(const QString &sql) const
{
    const QTemporaryDir elsewhere;
    for (const QString &end : {QString(), u"-wal"_s}) {
        if (QFile::exists(history() + end) && !QFile::copy(history() + end, elsewhere.filePath(u"copy"_s + end)))
            qFatal("the history could not be copied");
    }
    QString why;
    const auto found = lookAt(elsewhere.filePath(u"copy"_s), sql, {}, &why);
    if (!found)
        qFatal("%s: %s", qPrintable(sql), qPrintable(why));
    return *found;
}

} // namespace jobs_world

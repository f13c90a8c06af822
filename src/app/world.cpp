// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/world.h"

#include "api/proxies.h"
#include "simulator/simulator.h"
#include "store/history.h"
#include "store/keychainstore.h"
#include "store/memorystore.h"
#include "store/settings.h"
#include "web/guardproxy.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QStandardPaths>

#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;

namespace console {

World::World(Secrets secrets, const QString &settingsFile, const QString &historyFile, QObject *parent)
    : QObject(parent), m_guard(std::make_unique<GuardProxy>()), m_network(std::make_unique<QNetworkAccessManager>()), m_settings(std::make_unique<Settings>(settingsFile))
{
    m_network->setProxyFactory(new Proxies);
    if (secrets == Secrets::Keychain)
        m_secrets = std::make_unique<KeychainStore>();
    else
        m_secrets = std::make_unique<MemoryStore>();
    if (!historyFile.isEmpty()) {
        m_history = std::make_unique<History>(historyFile);
        connect(m_history.get(), &History::problemChanged, this, &World::tellHistoryProblem);
    }
    Session::World world;
    world.history = m_history.get();
    world.network = m_network.get();
    world.secrets = m_secrets.get();
    world.settings = m_settings.get();
    m_session = std::make_unique<Session>(world);
    addOwnRules();
    guardBrowser();
}

World::~World() = default;

/// What a user wants redacted beyond the built-in rules.
void World::addOwnRules()
{
    RedactionRules rules = RedactionRules::builtIn();
    EventLog *log = m_session->log();
    for (const Error &error : rules.addFile(QFileInfo(m_settings->file()).absolutePath() + u"/redaction-rules.txt"_s))
        log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Warning, tr("redaction rules"), u"%1 %2"_s.arg(oneLine(error), error.advice));
    log->redactor().setRules(rules);
}

/// Who started the program from a script or a terminal sees no banner. Once per problem: its advice counts what waits.
void World::tellHistoryProblem()
{
    const std::optional<Error> &problem = m_history->problem();
    const QString message = problem ? problem->message : QString();
    if (message == std::exchange(m_toldProblem, message))
        return;
    const QString line = problem ? u"%1 %2 (%3)"_s.arg(message, problem->advice, problem->where) : tr("It is kept again.");
    std::fprintf(stderr, "%s: %s %s\n", qPrintable(QCoreApplication::applicationName()), qPrintable(tr("history:")), qPrintable(line));
}

/// The browser's connections pass the rule of the environment that is chosen: panes and lanes open widgets beside the session's own.
void World::guardBrowser()
{
    m_guard->guardBrowser(); // before the first thread and the first browser profile
    const auto follow = [this, environments = m_session->environments()] { m_guard->setRule(environments->current().reach, environments->productionUnlocked()); };
    connect(m_session->environments(), &Environments::changed, m_guard.get(), follow);
    connect(m_session->environments(), &Environments::chosen, m_guard.get(), follow);
    connect(m_session->environments(), &Environments::lockChanged, m_guard.get(), follow);
    follow();
    LinkFlow *link = m_session->link();
    connect(m_guard.get(), &GuardProxy::refused, this, [this](const QString &host, const Error &error) {
        m_guardNotes.add(LogEntry::Kind::Rejected, LogEntry::Level::Warning, tr("connection refused"), u"%1: %2"_s.arg(host, error.message));
    });
    connect(&m_guardNotes, &NoteGate::note, link,
            [link](LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail) {
                link->pageNote(link->launch() ? link->launch()->id : QString(), kind, level, title, detail);
            });
}

void World::wake(double simulatorSpeed, quint32 simulatorSeed)
{
    m_session->loadKeys();
    if (m_simulator)
        return;
    m_simulator = std::make_unique<simulator::SimulatorThread>(
        simulator::Options{.port = 0, .seed = simulatorSeed, .speed = simulatorSpeed});
    connect(m_simulator.get(), &simulator::SimulatorThread::ready, this, [this](const QJsonObject &announcement) {
        m_session->simulatorReady(QJsonDocument(announcement).toJson(QJsonDocument::Compact));
    });
    connect(m_simulator.get(), &simulator::SimulatorThread::failed, this, [this](const QString &sentence) {
        m_simulator.release()->deleteLater(); // we are in its signal; the next wake() makes a new one
        Q_EMIT simulatorFailed(sentence);
    });
    m_simulator->start();
}

QString historyFileFor(const QString &settingsFile)
{
    const QString name = u"history.sqlite"_s;
    if (!settingsFile.isEmpty())
        return QFileInfo(settingsFile).absolutePath() + u'/' + name;
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u'/' + name;
}

void nameApplication(const QString &program)
{
    QCoreApplication::setOrganizationName(u"aerosync-console"_s);
    QCoreApplication::setApplicationName(program);
    QCoreApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
}

} // namespace console

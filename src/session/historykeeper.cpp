// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/historykeeper.h"

#include "session/jobboard.h"
#include "session/linkflow.h"
#include "session/mask.h"
#include "session/userflow.h"
#include "store/history.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString levelName(LogEntry::Level level)
{
    switch (level) {
    case LogEntry::Level::Info: return u"info"_s;
    case LogEntry::Level::Good: return u"good"_s;
    case LogEntry::Level::Warning: return u"warning"_s;
    case LogEntry::Level::Bad: return u"bad"_s;
    }
    return {};
}

QString outcomeName(LinkState state)
{
    switch (state) {
    case LinkState::Succeeded: return u"succeeded"_s;
    case LinkState::Failed: return u"failed"_s;
    default: return u"closed"_s;
    }
}

} // namespace

HistoryKeeper::HistoryKeeper(const World &world, QObject *parent) : QObject(parent), m_world(world)
{
    connect(world.user, &UserFlow::changed, this, &HistoryKeeper::userChanged);
    connect(world.connections, &Connections::changed, this, &HistoryKeeper::connectionsChanged);
    connect(world.link, &LinkFlow::launchReady, this, &HistoryKeeper::launched);
    connect(world.link, &LinkFlow::launchEnded, this, &HistoryKeeper::ended);
    connect(world.log, &EventLog::added, this, &HistoryKeeper::logged);
}

void HistoryKeeper::setEnvironment(const QString &environment, bool keepsNames)
{
    m_keepsNames = keepsNames;
    if (m_environment == environment)
        return;
    m_environment = environment;
    m_user.clear();
    m_written.clear();
}

void HistoryKeeper::userChanged()
{
    const QString uuid = m_world.user->aeroPassUserUuid();
    if (uuid.isEmpty() || uuid == m_user)
        return;
    m_user = uuid;
    m_written.clear();
    HistoryUser row{.environment = m_environment, .uuid = uuid, .label = {}, .seenAt = m_world.clock()};
    if (m_keepsNames && m_world.user->user())
        row.label = maskedName(m_world.user->user()->details.firstName + u' ' + m_world.user->user()->details.lastName).trimmed(); // empty keeps what is known
    m_world.history->put(row);
    recall(uuid);
}

/// What this user linked before, also where the service has no list of it.
void HistoryKeeper::recall(const QString &user)
{
    m_world.history->connections(m_environment, user, this, [this, user](const Result<QList<HistoryConnection>> &rows) {
        if (!rows || user != m_user)
            return;
        for (auto row = rows->crbegin(); row != rows->crend(); ++row) { // add() puts the newest first
            if (isSimulator() && row->seenAt < m_simulatorSince)
                continue;
            const Connection known{.connectionId = row->connectionId, .bank = row->bank, .numberDisplay = row->numberDisplay,
                                   .accountType = row->accountType, .status = row->status, .linkedAt = row->linkedAt, .launchId = row->launchId};
            m_written.insert(known.connectionId, known);
            if (!m_world.connections->find(known.connectionId))
                m_world.connections->add(known);
        }
    });
}

void HistoryKeeper::recentUsers(int limit, QObject *receiver, std::function<void(const Result<QList<HistoryUser>> &)> then) const
{
    // Before the simulator runs nobody is known to it.
    const QDateTime since = !isSimulator() ? QDateTime() : m_simulatorSince.isValid() ? m_simulatorSince : m_world.clock().addMSecs(1);
    m_world.history->users(m_environment, since, limit, receiver, std::move(then));
}

void HistoryKeeper::connectionsChanged()
{
    for (const Connection &each : m_world.connections->all()) {
        if (m_written.value(each.connectionId) == each)
            continue;
        m_written.insert(each.connectionId, each);
        m_world.history->put(HistoryConnection{.environment = m_environment, .connectionId = each.connectionId, .user = m_user,
                                               .bank = each.bank, .numberDisplay = each.numberDisplay, .accountType = each.accountType,
                                               .status = each.status, .launchId = each.launchId, .linkedAt = each.linkedAt,
                                               .seenAt = m_world.clock()});
    }
}

void HistoryKeeper::launched(const WidgetLaunch &launch)
{
    m_launch = launch.id;
    const auto job = launch.isMfa() ? m_world.jobs->job(m_world.jobs->numberOf(launch.options.jobId)) : std::nullopt;
    m_row = HistoryLaunch{.id = QString::number(m_world.history->newId()), .environment = m_environment, .user = launch.aeroPassUserUuid,
                          .configurationId = launch.options.configurationId, .sdkVersion = launch.options.sdkVersion,
                          .job = job ? job->id : 0, .startedAt = m_world.clock(), .endedAt = {}, .outcome = u"open"_s};
    m_world.history->put(m_row);
}

void HistoryKeeper::ended(const QString &launchId)
{
    if (launchId != m_launch)
        return;
    m_row.endedAt = m_world.clock();
    m_row.outcome = outcomeName(m_world.link->state());
    m_world.history->put(m_row);
    m_launch.clear();
}

/// The log has redacted it already.
void HistoryKeeper::logged(const LogEntry &entry)
{
    if (m_launch.isEmpty() || entry.launchId != m_launch || entry.kind == LogEntry::Kind::Http)
        return;
    m_world.history->put(HistoryEvent{.launch = m_row.id, .at = entry.at, .title = entry.title, .level = levelName(entry.level), .detail = entry.detail});
}

} // namespace console

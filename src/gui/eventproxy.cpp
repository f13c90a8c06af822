// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventproxy.h"

#include "gui/eventmodel.h"
#include "gui/theme.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QVariant levelIcon(LogEntry::Level level)
{
    switch (level) {
    case LogEntry::Level::Info: return Theme::icon(u"dot"_s, Theme::Role::Line);
    case LogEntry::Level::Good: return Theme::icon(u"check"_s, Theme::Role::Good);
    case LogEntry::Level::Warning: return Theme::icon(u"warning"_s, Theme::Role::Warning);
    case LogEntry::Level::Bad: return Theme::icon(u"error"_s, Theme::Role::Bad);
    }
    return {};
}

QString levelWord(LogEntry::Level level)
{
    switch (level) {
    case LogEntry::Level::Info: return {};
    case LogEntry::Level::Good: return EventProxy::tr("good");
    case LogEntry::Level::Warning: return EventProxy::tr("warning");
    case LogEntry::Level::Bad: return EventProxy::tr("failed");
    }
    return {};
}

} // namespace

EventProxy::EventProxy(EventModel *model, QObject *parent) : QIdentityProxyModel(parent), m_model(model)
{
    setSourceModel(model);
}

QString EventProxy::kindIcon(LogEntry::Kind kind)
{
    switch (kind) {
    case LogEntry::Kind::Http: return u"server"_s;
    case LogEntry::Kind::Widget: return u"widget"_s;
    case LogEntry::Kind::Callback: return u"code"_s;
    case LogEntry::Kind::Rejected: return u"refused"_s;
    case LogEntry::Kind::Navigation: return u"compass"_s;
    case LogEntry::Kind::Job: return u"bolt"_s;
    case LogEntry::Kind::Token: return u"ticket"_s;
    case LogEntry::Kind::Action: return u"user"_s;
    case LogEntry::Kind::Problem: return u"warning"_s;
    }
    return {};
}

void EventProxy::setText(const QString &text)
{
    m_typed = EventQuery::parse(text);
    ask();
}

void EventProxy::setKindShown(LogEntry::Kind kind, bool isShown)
{
    if (isShown)
        m_hidden.remove(static_cast<int>(kind));
    else
        m_hidden.insert(static_cast<int>(kind));
    ask();
}

void EventProxy::setOnlyTrouble(bool only)
{
    m_onlyTrouble = only;
    ask();
}

bool EventProxy::isFiltering() const
{
    return !m_typed.isEmpty() || !m_hidden.isEmpty() || m_onlyTrouble;
}

/// What is ticked narrows what is typed.
void EventProxy::ask()
{
    EventQuery query = m_typed;
    if (m_onlyTrouble)
        query.worst = qMax(query.worst, LogEntry::Level::Warning);
    if (!m_hidden.isEmpty()) {
        const QList<LogEntry::Kind> typed = query.kinds.isEmpty() ? allLogKinds() : query.kinds;
        query.kinds.clear();
        for (const LogEntry::Kind kind : typed) {
            if (!m_hidden.contains(static_cast<int>(kind)))
                query.kinds << kind;
        }
        if (query.kinds.isEmpty())
            query.kinds << LogEntry::Kind(-1); // all are hidden: of no kind
    }
    m_model->setQuery(query);
}

QVariant EventProxy::data(const QModelIndex &index, int role) const
{
    const auto column = static_cast<EventColumn>(index.column());
    const auto kind = [&] { return static_cast<LogEntry::Kind>(QIdentityProxyModel::data(index, EventKindRole).toInt()); };
    const auto level = [&] { return static_cast<LogEntry::Level>(QIdentityProxyModel::data(index, EventLevelRole).toInt()); };
    const bool rejected = kind() == LogEntry::Kind::Rejected;
    switch (role) {
    case Qt::DecorationRole:
        if (column == EventColumn::Time)
            return QIdentityProxyModel::data(index, EventPinnedRole).toBool() ? Theme::icon(u"pin"_s, Theme::Role::Accent) : QVariant();
        if (column == EventColumn::Kind)
            return Theme::icon(kindIcon(kind()), rejected ? Theme::Role::Bad : Theme::Role::Muted);
        return column == EventColumn::Title ? levelIcon(level()) : QVariant();
    case Qt::ForegroundRole:
        if (rejected || level() == LogEntry::Level::Bad)
            return column == EventColumn::Title || column == EventColumn::Kind ? QVariant(Theme::color(Theme::Role::Bad)) : QVariant();
        return column == EventColumn::Title ? QVariant() : QVariant(Theme::color(Theme::Role::Muted));
    case Qt::BackgroundRole: return rejected ? QVariant(Theme::tint(Theme::Role::Bad)) : QVariant();
    case Qt::FontRole: return column == EventColumn::Time ? QVariant(Theme::figures()) : QVariant();
    case Qt::ToolTipRole: return QIdentityProxyModel::data(index, Qt::DisplayRole).toString().toHtmlEscaped();
    case Qt::AccessibleTextRole: {
        const QString text = QIdentityProxyModel::data(index, Qt::DisplayRole).toString();
        const QString word = levelWord(level());
        if (column == EventColumn::Time && QIdentityProxyModel::data(index, EventPinnedRole).toBool())
            return tr("%1, pinned").arg(text);
        return column == EventColumn::Title && !word.isEmpty() ? u"%1, %2"_s.arg(text, word) : text;
    }
    default: return QIdentityProxyModel::data(index, role);
    }
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/decklook.h"

#include "gui/deckmodel.h"
#include "gui/jobtext.h"
#include "gui/timetext.h"

using namespace Qt::StringLiterals;

namespace console {

DeckLook::DeckLook(DeckModel *model, std::function<QString(const QString &)> bankOf, QObject *parent)
    : QIdentityProxyModel(parent), m_model(model), m_bankOf(std::move(bankOf))
{
    setSourceModel(model);
}

QVariant DeckLook::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && static_cast<DeckColumn>(section) == DeckColumn::Elapsed)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter); // above its figures
    return QIdentityProxyModel::headerData(section, orientation, role);
}

QVariant DeckLook::data(const QModelIndex &index, int role) const
{
    const DeckRow *row = m_model->row(index.row());
    if (!row)
        return {};
    const auto column = static_cast<DeckColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (column == DeckColumn::Bank && row->bank.isEmpty())
            return m_bankOf(row->connectionId);
        break;
    case Qt::DecorationRole: {
        if (column == DeckColumn::Kind)
            return Theme::icon(jobIcon(row->kind), Theme::Role::Muted);
        if (column != DeckColumn::State)
            return {};
        const JobFace face = jobFace(row->state);
        return Theme::icon(face.icon, roleOf(face.tone));
    }
    case Qt::ForegroundRole:
        if (column == DeckColumn::State)
            return Theme::color(roleOf(jobFace(row->state).tone));
        return column == DeckColumn::Kind || column == DeckColumn::Bank ? QVariant() : QVariant(Theme::color(Theme::Role::Muted));
    case Qt::BackgroundRole: // a row that waits for a person is seen from afar
        return row->state == JobState::AwaitingPerson && row->isLive() ? QVariant(Theme::tint(Theme::Role::Warning)) : QVariant();
    case Qt::FontRole:
        if (column == DeckColumn::Connection)
            return Theme::fixed();
        return column == DeckColumn::Elapsed || column == DeckColumn::Attempts || column == DeckColumn::NextPoll ? QVariant(Theme::figures()) : QVariant();
    case Qt::TextAlignmentRole: return column == DeckColumn::Elapsed ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole: return toolTip(index).toHtmlEscaped();
    case Qt::AccessibleTextRole: {
        const QString text = data(index, Qt::DisplayRole).toString();
        return text.isEmpty() ? QString() : u"%1: %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(), text);
    }
    default: break;
    }
    return QIdentityProxyModel::data(index, role);
}

QString DeckLook::toolTip(const QModelIndex &index) const
{
    const DeckRow *row = m_model->row(index.row());
    switch (static_cast<DeckColumn>(index.column())) {
    case DeckColumn::State:
        if (!row->isLive() && !isEnded(row->state))
            return tr("%1 when it was last written down. This console does not watch it now.").arg(jobStateText(row->state));
        return row->rawStatus.isEmpty() ? jobStateText(row->state) : tr("%1; the service says “%2”").arg(jobStateText(row->state), row->rawStatus);
    case DeckColumn::Connection: return row->connectionId;
    case DeckColumn::Elapsed:
        return row->endedAt.isValid() ? tr("asked for %1, ended %2").arg(exactTime(row->createdAt), exactTime(row->endedAt)) : tr("asked for %1").arg(exactTime(row->createdAt));
    case DeckColumn::Cause: return row->error.isEmpty() ? row->cause : row->error;
    default: return data(index, Qt::DisplayRole).toString();
    }
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pairmodel.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace console {

void PairModel::setPairs(const QList<PicturePair> &pairs)
{
    beginResetModel();
    m_rows.clear();
    for (const PicturePair &pair : pairs)
        m_rows.append({pair, {}, Word::None});
    endResetModel();
}

void PairModel::replace(int row, const PicturePair &pair)
{
    m_rows[row].pair = pair;
    m_rows[row].verdict.reset();
    tell(row);
}

void PairModel::setVerdict(int row, const PairVerdict &verdict)
{
    m_rows[row].verdict = verdict;
    tell(row);
}

void PairModel::setWord(int row, Word word)
{
    m_rows[row].word = word;
    tell(row);
}

void PairModel::tell(int row)
{
    Q_EMIT dataChanged(index(row), index(row));
}

bool PairModel::isAlike(int row) const
{
    return verdict(row) && verdict(row)->kind == ComparedPair::Kind::Alike;
}

int PairModel::rowOf(const QString &key) const
{
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &each) { return each.pair.key == key; });
    return row == m_rows.cend() ? -1 : int(row - m_rows.cbegin());
}

int PairModel::nextChanged(int from, int step) const
{
    const int rows = rowCount();
    for (int i = 1; i <= rows; ++i) {
        const int row = ((from + i * step) % rows + rows) % rows;
        if (verdict(row) && !isAlike(row))
            return row;
    }
    return -1;
}

int PairModel::count(ComparedPair::Kind kind) const
{
    return int(std::count_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &row) { return row.verdict && row.verdict->kind == kind; }));
}

int PairModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

PairModel::Look PairModel::lookOf(const Row &row)
{
    using Tone = InkLabel::Tone;
    if (row.word == Word::Rejected)
        return {tr("rejected"), u"refused"_s, Tone::Bad};
    if (!row.verdict)
        return {tr("not compared yet"), u"hourglass"_s, Tone::Muted};
    switch (row.verdict->kind) {
    case ComparedPair::Kind::Alike:
        if (row.word == Word::Accepted)
            return {tr("accepted"), u"check-circle"_s, Tone::Good};
        return {row.verdict->differing ? tr("alike to the eye") : tr("alike"), u"check"_s, Tone::Good};
    case ComparedPair::Kind::Changed:
        return {row.verdict->regions == 1 ? tr("changed, 1 region") : tr("changed, %1 regions").arg(row.verdict->regions), u"half"_s, Tone::Warning};
    case ComparedPair::Kind::OnlyBefore: return {tr("only before"), u"minus"_s, Tone::Warning};
    case ComparedPair::Kind::OnlyAfter: return {tr("new"), u"plus"_s, Tone::Accent};
    case ComparedPair::Kind::Failed: return {tr("cannot be compared"), u"error"_s, Tone::Bad};
    }
    return {};
}

QVariant PairModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.pair.screen;
    case Qt::ToolTipRole: return row.pair.key.toHtmlEscaped();
    case Qt::AccessibleTextRole: return u"%1, %2, %3"_s.arg(row.pair.screen, row.pair.pane, lookOf(row).words);
    case PaneRole: return row.pair.pane;
    case VerdictRole: return lookOf(row).words;
    case IconRole: return lookOf(row).icon;
    case ToneRole: return int(lookOf(row).tone);
    default: return {};
    }
}

} // namespace console

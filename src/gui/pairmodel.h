// SPDX-License-Identifier: GPL-3.0-or-later
// PairModel: the picture pairs of two sides, each with its verdict as soon as there is one.
#pragma once

#include "gui/inklabel.h"
#include "gui/pairjudge.h"

#include <QAbstractListModel>

namespace console {

class PairModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { PaneRole = Qt::UserRole, VerdictRole, IconRole, ToneRole };
    /// What the person said of a pair.
    enum class Word { None, Accepted, Rejected };
    using QAbstractListModel::QAbstractListModel;

    void setPairs(const QList<PicturePair> &pairs);
    void replace(int row, const PicturePair &pair); ///< its verdict is open again
    void setVerdict(int row, const PairVerdict &verdict);
    void setWord(int row, Word word);
    Word word(int row) const { return m_rows.at(row).word; }
    const PicturePair &pair(int row) const { return m_rows.at(row).pair; }
    const std::optional<PairVerdict> &verdict(int row) const { return m_rows.at(row).verdict; }
    bool isAlike(int row) const;
    int rowOf(const QString &key) const;            ///< −1: none
    /// The next row in this direction whose pictures are not alike, round the end; −1: none.
    int nextChanged(int from, int step) const;
    int count(ComparedPair::Kind kind) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override; ///< display: the screen

private:
    struct Row {
        PicturePair pair;
        std::optional<PairVerdict> verdict; // none: not compared yet
        Word word = Word::None;
    };
    struct Look {
        QString words, icon;
        InkLabel::Tone tone;
    };
    static Look lookOf(const Row &row);
    void tell(int row);
    QList<Row> m_rows;
};

} // namespace console

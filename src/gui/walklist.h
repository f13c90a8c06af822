// SPDX-License-Identifier: GPL-3.0-or-later
// WalkList: walks to choose from, one or many, by the files they are in, with a filter by word and by tag.
#pragma once

#include "gui/theme.h"
#include "walk/result.h"
#include "walk/walk.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;
class QStandardItem;
class QStandardItemModel;
class QTreeView;

namespace console {

class WalkFilter;

class WalkList : public QWidget
{
    Q_OBJECT
public:
    enum class Choice { One, Many };
    /// `name`: of its controls, "walksHand" → "walksHandFilter", "walksHandTable" …
    WalkList(Choice choice, const QString &name, QWidget *parent = nullptr);
    /// `whyNot`: of a walk that cannot be walked here; empty: it can.
    void setWalks(const QList<WalkCase> &walks, const std::function<QString(const WalkCase &)> &whyNot);
    QString current() const;           ///< the id; empty: none, or it cannot be walked
    QStringList checked() const;       ///< in the order of the list
    void setCurrent(const QString &id);
    void checkShown(bool on);          ///< all that the filter lets through
    void setVerdict(const QString &id, const QString &word, const QString &icon, Theme::Role role);
    void clearVerdicts();
    void setLocked(bool locked);       ///< nothing can be checked or unchecked

Q_SIGNALS:
    void currentChanged();
    void checkedChanged();
    void activated();                  ///< Enter or a double click

private:
    QStandardItem *headingOf(const WalkCase &walk);
    void follow(QStandardItem *item); ///< a heading's mark is its walks' mark
    QList<QStandardItem *> shownUnder(const QModelIndex &heading) const; ///< that can be walked here
    void tellHeadings();
    void spanHeadings();
    QStandardItem *verdictOf(const QStandardItem *name) const;
    void layOutColumns();
    void fillTags();
    void refilter();
    Choice m_choice;
    QLineEdit *m_text;
    QComboBox *m_tag;
    QTreeView *m_table;
    QStandardItemModel *m_model;
    WalkFilter *m_filter;
    QHash<QString, QStandardItem *> m_rows;
    bool m_isFollowing = false;
};

} // namespace console

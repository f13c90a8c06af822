// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/walklist.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

enum Column { NameColumn, TagsColumn, VerdictColumn, Columns };
enum Role { IdRole = Qt::UserRole + 1, TagsRole, SearchRole, FileRole, NameRole }; // the last two: of headings

} // namespace

/// By a word of the name, purpose, id or tags, and by one tag.
class WalkFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void set(const QString &text, const QString &tag)
    {
        m_text = text;
        m_tag = tag;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        if (!parent.isValid())
            return false; // a heading: only with one of its walks
        const QModelIndex index = sourceModel()->index(row, NameColumn, parent);
        const bool hasTag = m_tag.isEmpty() || index.data(TagsRole).toStringList().contains(m_tag);
        return hasTag && index.data(SearchRole).toString().contains(m_text, Qt::CaseInsensitive);
    }

private:
    QString m_text, m_tag;
};

WalkList::WalkList(Choice choice, const QString &name, QWidget *parent)
    : QWidget(parent), m_choice(choice), m_text(new QLineEdit(this)), m_tag(new QComboBox(this)), m_table(new QTreeView(this)),
      m_model(new QStandardItemModel(0, Columns, this)), m_filter(new WalkFilter(this))
{
    m_text->setObjectName(name + u"Filter"_s);
    m_text->setAccessibleName(tr("Filter the walks by a word"));
    m_text->setPlaceholderText(tr("Filter"));
    m_text->setClearButtonEnabled(true);
    m_tag->setObjectName(name + u"Tag"_s);
    m_tag->setAccessibleName(tr("Filter the walks by a tag"));
    m_table->setObjectName(name + u"Table"_s);
    m_table->setAccessibleName(tr("Walks"));
    m_table->setUniformRowHeights(true);
    m_table->setIndentation(2 * Theme::grid);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAllColumnsShowFocus(true);
    Theme::mark(m_table, "flush", true); // Qt 6.4 paints marks and icons of a padded item a second time beside themselves
    m_filter->setRecursiveFilteringEnabled(true); // a heading is there while one of its walks is
    m_filter->setSourceModel(m_model);
    m_table->setModel(m_filter);
    m_model->setHorizontalHeaderLabels({tr("Walk"), tr("Tags"), tr("Verdict")});
    m_table->header()->setStretchLastSection(false);
    layOutColumns();
    auto *line = new QHBoxLayout;
    line->setSpacing(Theme::grid);
    line->addWidget(m_text, 1);
    line->addWidget(m_tag);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid);
    column->addLayout(line);
    column->addWidget(m_table, 1);
    connect(m_text, &QLineEdit::textChanged, this, &WalkList::refilter);
    connect(m_tag, &QComboBox::currentIndexChanged, this, &WalkList::refilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WalkList::currentChanged);
    connect(m_table, &QTreeView::activated, this, &WalkList::activated);
    connect(m_model, &QStandardItemModel::itemChanged, this, &WalkList::follow);
}

void WalkList::setWalks(const QList<WalkCase> &walks, const std::function<QString(const WalkCase &)> &whyNot)
{
    const QStringList wasChecked = checked();
    const QString wasCurrent = current();
    const QSignalBlocker quiet(m_model);
    m_filter->setSourceModel(nullptr); // views hear nothing of the rows in between
    m_model->removeRows(0, m_model->rowCount());
    m_rows.clear();
    for (const WalkCase &walk : walks) {
        auto *name = new QStandardItem(walk.name);
        auto *tags = new QStandardItem(walk.tags.join(u", "_s));
        auto *verdict = new QStandardItem;
        const QString reason = whyNot(walk);
        name->setData(walk.id, IdRole);
        name->setData(walk.tags, TagsRole);
        name->setData(QStringList{walk.name, walk.purpose, walk.id, walk.tags.join(u' ')}.join(u'\n'), SearchRole);
        name->setToolTip((reason.isEmpty() ? walk.purpose.isEmpty() ? walk.id : walk.purpose : reason).toHtmlEscaped());
        tags->setToolTip(tags->text().toHtmlEscaped());
        for (QStandardItem *item : {name, tags, verdict})
            item->setEnabled(reason.isEmpty());
        if (m_choice == Choice::Many) {
            name->setCheckable(true);
            name->setCheckState(reason.isEmpty() && wasChecked.contains(walk.id) ? Qt::Checked : Qt::Unchecked);
        }
        headingOf(walk)->appendRow({name, tags, verdict});
        m_rows.insert(walk.id, name);
    }
    tellHeadings();
    m_filter->setSourceModel(m_model);
    spanHeadings();
    layOutColumns();
    fillTags();
    setCurrent(wasCurrent);
    Q_EMIT checkedChanged();
}

/// Files of one name in two folders are two headings.
QStandardItem *WalkList::headingOf(const WalkCase &walk)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->item(row)->data(FileRole) == walk.file)
            return m_model->item(row);
    }
    auto *heading = new QStandardItem(walk.fileName);
    heading->setData(walk.file, FileRole);
    heading->setData(walk.fileName, NameRole);
    heading->setToolTip(walk.file.startsWith(u':') ? QString() : walk.file.toHtmlEscaped());
    QFont font = m_table->font();
    font.setWeight(QFont::DemiBold);
    heading->setFont(font);
    heading->setCheckable(m_choice == Choice::Many);
    m_model->appendRow(heading);
    return heading;
}

void WalkList::tellHeadings()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QStandardItem *heading = m_model->item(row);
        int checked = 0;
        for (int at = 0; at < heading->rowCount(); ++at)
            checked += heading->child(at)->checkState() == Qt::Checked ? 1 : 0;
        const QString count = checked == 0 ? QString::number(heading->rowCount()) : tr("%1 of %2").arg(checked).arg(heading->rowCount());
        heading->setText(heading->data(NameRole).toString() + u"  ·  "_s + count);
        if (m_choice == Choice::Many)
            heading->setCheckState(checked == 0 ? Qt::Unchecked : checked == heading->rowCount() ? Qt::Checked : Qt::PartiallyChecked);
    }
}

/// The view forgets it of rows that the filter took away.
void WalkList::spanHeadings()
{
    for (int row = 0; row < m_filter->rowCount(); ++row)
        m_table->setFirstColumnSpanned(row, {}, true);
}

void WalkList::follow(QStandardItem *item)
{
    if (m_isFollowing)
        return;
    m_isFollowing = true;
    if (!item->parent() && item->isCheckable()) {
        // Where a filter shows some, the heading is marked in part whether these are marked or not.
        const QList<QStandardItem *> shown = shownUnder(m_filter->mapFromSource(item->index()));
        const bool areAll = std::all_of(shown.begin(), shown.end(), [](const QStandardItem *each) { return each->checkState() == Qt::Checked; });
        for (QStandardItem *each : shown)
            each->setCheckState(areAll ? Qt::Unchecked : Qt::Checked);
    }
    tellHeadings();
    m_isFollowing = false;
    Q_EMIT checkedChanged();
}

QList<QStandardItem *> WalkList::shownUnder(const QModelIndex &heading) const
{
    QList<QStandardItem *> items;
    for (int row = 0; row < m_filter->rowCount(heading); ++row) {
        QStandardItem *item = m_model->itemFromIndex(m_filter->mapToSource(m_filter->index(row, NameColumn, heading)));
        if (item->isEnabled())
            items << item;
    }
    return items;
}

void WalkList::layOutColumns()
{
    m_table->header()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(TagsColumn, m_choice == Choice::One ? 140 : 100);
    m_table->setColumnWidth(VerdictColumn, 140);
    m_table->setColumnHidden(VerdictColumn, m_choice == Choice::One);
}

void WalkList::fillTags()
{
    QStringList tags;
    for (const QStandardItem *row : std::as_const(m_rows))
        tags << row->data(TagsRole).toStringList();
    tags.sort();
    tags.removeDuplicates();
    const QString was = m_tag->currentData().toString();
    m_tag->clear();
    m_tag->addItem(tr("All tags"), QString());
    for (const QString &tag : tags)
        m_tag->addItem(tag, tag);
    m_tag->setCurrentIndex(std::max(0, m_tag->findData(was)));
}

void WalkList::refilter()
{
    const bool isAll = m_text->text().trimmed().isEmpty() && m_tag->currentIndex() <= 0;
    m_filter->set(m_text->text().trimmed(), m_tag->currentData().toString());
    spanHeadings();
    // What was found shall be seen; without a filter the list is as short as it was.
    isAll ? m_table->collapseAll() : m_table->expandAll();
    m_table->expand(m_table->currentIndex().parent());
}

QString WalkList::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && index.flags() & Qt::ItemIsEnabled ? index.siblingAtColumn(NameColumn).data(IdRole).toString() : QString();
}

void WalkList::setCurrent(const QString &id)
{
    const QStandardItem *row = m_rows.value(id);
    const QModelIndex index = row ? m_filter->mapFromSource(row->index()) : m_filter->index(0, NameColumn, m_filter->index(0, NameColumn));
    m_table->expand(index.parent());
    m_table->setCurrentIndex(index);
    Q_EMIT currentChanged();
}

QStringList WalkList::checked() const
{
    QStringList ids;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QStandardItem *heading = m_model->item(row);
        for (int at = 0; at < heading->rowCount(); ++at) {
            if (heading->child(at)->checkState() == Qt::Checked)
                ids << heading->child(at)->data(IdRole).toString();
        }
    }
    return ids;
}

void WalkList::checkShown(bool on)
{
    m_isFollowing = true;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        for (QStandardItem *item : shownUnder(m_filter->index(row, NameColumn)))
            item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
    tellHeadings();
    m_isFollowing = false;
    Q_EMIT checkedChanged();
}

QStandardItem *WalkList::verdictOf(const QStandardItem *name) const
{
    return name->parent()->child(name->row(), VerdictColumn);
}

void WalkList::setVerdict(const QString &id, const QString &word, const QString &icon, Theme::Role role)
{
    const QStandardItem *row = m_rows.value(id);
    if (!row)
        return;
    QStandardItem *item = verdictOf(row);
    item->setText(word);
    item->setIcon(icon.isEmpty() ? QIcon() : Theme::icon(icon, role));
}

void WalkList::clearVerdicts()
{
    for (const QStandardItem *row : std::as_const(m_rows)) {
        verdictOf(row)->setText({});
        verdictOf(row)->setIcon({});
    }
}

void WalkList::setLocked(bool locked)
{
    QList<QStandardItem *> items = m_rows.values();
    for (int row = 0; row < m_model->rowCount(); ++row)
        items << m_model->item(row);
    for (QStandardItem *item : std::as_const(items)) {
        item->setFlags(locked ? item->flags() & ~Qt::ItemIsUserCheckable : item->flags() | Qt::ItemIsUserCheckable);
    }
}

} // namespace console

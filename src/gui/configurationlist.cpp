// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/configurationlist.h"

#include "gui/celldelegate.h"
#include "gui/theme.h"
#include "session/environments.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace console {

namespace {
constexpr int rowHeight = 30; // px
} // namespace

ConfigurationList::ConfigurationList(Environments *environments, const Controls &controls, QObject *parent)
    : QObject(parent), m_environments(environments), m_controls(controls)
{
    QTableWidget *table = controls.table;
    table->setHorizontalHeaderLabels({tr("Name"), tr("configurationId")});
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->setItemDelegate(new CellDelegate(table));
    connect(table, &QTableWidget::itemChanged, this, &ConfigurationList::store);
    connect(table, &QTableWidget::itemSelectionChanged, this, &ConfigurationList::refreshButtons);
    connect(controls.add, &QPushButton::clicked, this, [this, table] {
        const int row = table->rowCount();
        table->blockSignals(true);
        table->insertRow(row);
        fillRow(row, {tr("Branding %1").arg(row + 1), {}});
        table->blockSignals(false);
        fit();
        table->setCurrentCell(row, 1);
        table->scrollToItem(table->item(row, 1));
        table->setFocus();
        table->editItem(table->item(row, 1));
    });
    connect(controls.rename, &QPushButton::clicked, this, [table] {
        table->setFocus();
        table->editItem(table->item(table->currentRow(), 0));
    });
    connect(controls.remove, &QPushButton::clicked, this, [this, table] {
        table->removeRow(table->currentRow());
        fit();
        store();
    });
    load();
}

void ConfigurationList::load()
{
    m_loading = true;
    QTableWidget *table = m_controls.table;
    const QList<NamedConfiguration> all = m_environments->configurations();
    table->setRowCount(int(all.size()));
    for (int row = 0; row < all.size(); ++row) {
        fillRow(row, all.at(row));
    }
    table->setColumnWidth(0, 120);
    m_loading = false;
    fit();
    refreshButtons();
}

void ConfigurationList::fillRow(int row, const NamedConfiguration &configuration)
{
    m_controls.table->setItem(row, 0, new QTableWidgetItem(configuration.name));
    auto *id = new QTableWidgetItem(configuration.configurationId);
    id->setFont(Theme::fixed());
    id->setToolTip(configuration.configurationId); // the cell shows its ends
    m_controls.table->setItem(row, 1, id);
}

/// As high as its rows, up to eight of them: a list in a list is not scrolled for five.
void ConfigurationList::fit()
{
    constexpr int frame = 4;
    const int rows = qBound(2, m_controls.table->rowCount(), 8);
    m_controls.table->setFixedHeight(m_controls.table->horizontalHeader()->sizeHint().height() + rows * rowHeight + frame);
}

void ConfigurationList::store()
{
    if (m_loading) {
        return;
    }
    QList<NamedConfiguration> all;
    const QTableWidget *table = m_controls.table;
    for (int row = 0; row < table->rowCount(); ++row) {
        const QString name = table->item(row, 0) ? table->item(row, 0)->text().trimmed() : QString();
        const QString id = table->item(row, 1) ? table->item(row, 1)->text().trimmed() : QString();
        if (table->item(row, 1)) {
            const QScopedValueRollback<bool> own(m_loading, true);
            table->item(row, 1)->setToolTip(id);
        }
        if (!id.isEmpty()) { // a row that is still being filled in is not kept yet
            all.append({name.isEmpty() ? id : name, id});
        }
    }
    m_environments->setConfigurations(all);
    refreshButtons();
    Q_EMIT edited();
}

void ConfigurationList::refreshButtons()
{
    const bool selected = m_controls.table->currentRow() >= 0 && !m_controls.table->selectedItems().isEmpty();
    m_controls.rename->setEnabled(selected);
    m_controls.remove->setEnabled(selected);
}

} // namespace console

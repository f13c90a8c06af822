// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/configurationlist.h"

#include "gui/theme.h"
#include "session/environments.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace console {

ConfigurationList::ConfigurationList(Environments *environments, const Controls &controls, QObject *parent)
    : QObject(parent), m_environments(environments), m_controls(controls)
{
    QTableWidget *table = controls.table;
    table->setHorizontalHeaderLabels({tr("Name"), tr("configurationId")});
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->verticalHeader()->hide();
    connect(table, &QTableWidget::itemChanged, this, &ConfigurationList::store);
    connect(table, &QTableWidget::itemSelectionChanged, this, &ConfigurationList::refreshButtons);
    connect(controls.add, &QPushButton::clicked, this, [this, table] {
        const int row = table->rowCount();
        table->blockSignals(true);
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(tr("Branding %1").arg(row + 1)));
        table->setItem(row, 1, new QTableWidgetItem);
        table->blockSignals(false);
        table->setCurrentCell(row, 1);
        table->setFocus();
        table->editItem(table->item(row, 1));
    });
    connect(controls.rename, &QPushButton::clicked, this, [table] {
        table->setFocus();
        table->editItem(table->item(table->currentRow(), 0));
    });
    connect(controls.remove, &QPushButton::clicked, this, [this, table] {
        table->removeRow(table->currentRow());
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
        table->setItem(row, 0, new QTableWidgetItem(all.at(row).name));
        auto *id = new QTableWidgetItem(all.at(row).configurationId);
        id->setFont(Theme::fixed());
        table->setItem(row, 1, id);
    }
    table->setColumnWidth(0, 120);
    m_loading = false;
    refreshButtons();
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

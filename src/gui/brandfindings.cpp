// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/brandfindings.h"

#include "gui/celldelegate.h"
#include "gui/theme.h"
#include "ui_brandfindings.h"

#include <QHeaderView>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace console {

namespace {

enum Column { VerdictColumn, CheckColumn, WhatColumn, PaneColumn, ScreenColumn, Columns };
constexpr int rowHeight = 28, cropWidth = 320; // px

QIcon iconOf(Finding::Verdict verdict)
{
    switch (verdict) {
    case Finding::Verdict::Pass: return Theme::icon(u"check-circle"_s, Theme::Role::Good);
    case Finding::Verdict::Fail: return Theme::icon(u"error"_s, Theme::Role::Bad);
    case Finding::Verdict::Note: return Theme::icon(u"info"_s, Theme::Role::Accent);
    case Finding::Verdict::Unknown: return Theme::icon(u"question"_s, Theme::Role::Muted);
    }
    return {};
}

} // namespace

BrandFindings::BrandFindings(QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::BrandFindings>()), m_model(new QStandardItemModel(0, Columns, this))
{
    m_ui->setupUi(this);
    m_ui->findingsSummary->setFace(InkLabel::Face::Strong);
    m_ui->findingsText->setTone(InkLabel::Tone::Muted);
    m_model->setHorizontalHeaderLabels({tr("Verdict"), tr("Check"), tr("What"), tr("Pane"), tr("Screen")});
    QTableView *table = m_ui->findingsTable;
    table->setModel(m_model);
    table->setItemDelegate(new CellDelegate(table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setSectionResizeMode(WhatColumn, QHeaderView::Stretch);
    for (const auto &[column, width] : {std::pair{VerdictColumn, 110}, std::pair{CheckColumn, 190}, std::pair{PaneColumn, 150}, std::pair{ScreenColumn, 80}})
        table->setColumnWidth(column, width);
    connect(m_ui->findingsAll, &QCheckBox::toggled, this, &BrandFindings::fill);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &BrandFindings::showCurrent);
}

BrandFindings::~BrandFindings() = default;

void BrandFindings::show(const QList<Finding> &findings)
{
    m_findings = findings;
    fill();
    setVisible(true);
}

/// Failures first, then what cannot be told, then notes; each in the order of panes and screens.
void BrandFindings::fill()
{
    using Verdict = Finding::Verdict;
    m_model->removeRows(0, m_model->rowCount());
    m_rows.clear();
    QStringList counts;
    for (const Verdict verdict : {Verdict::Fail, Verdict::Unknown, Verdict::Note, Verdict::Pass}) {
        qsizetype count = 0;
        for (qsizetype at = 0; at < m_findings.size(); ++at) {
            const Finding &each = m_findings.at(at);
            if (each.verdict != verdict)
                continue;
            ++count;
            if (verdict == Verdict::Pass && !m_ui->findingsAll->isChecked())
                continue;
            QList<QStandardItem *> row;
            for (const QString &text : {verdictName(each.verdict), checkName(each.check), each.message, each.pane, each.screen}) {
                row << new QStandardItem(text);
                row.last()->setToolTip(text.toHtmlEscaped());
            }
            row.first()->setIcon(iconOf(each.verdict));
            m_model->appendRow(row);
            m_rows << at;
        }
        counts << tr("%1 %2").arg(count).arg(verdictName(verdict));
    }
    m_ui->findingsSummary->setText(counts.join(u" · "_s));
    if (!m_rows.isEmpty())
        m_ui->findingsTable->selectRow(0);
    showCurrent();
}

void BrandFindings::showCurrent()
{
    const int row = m_ui->findingsTable->currentIndex().row();
    if (row < 0 || row >= m_rows.size()) {
        m_ui->findingsCrop->clear();
        m_ui->findingsText->clear();
        return;
    }
    const Finding &finding = m_findings.at(m_rows.at(row));
    QPixmap crop = QPixmap::fromImage(finding.crop);
    m_ui->findingsCrop->setPixmap(crop.width() > cropWidth ? crop.scaledToWidth(cropWidth, Qt::SmoothTransformation) : crop);
    QStringList lines{finding.message};
    if (!finding.wanted.isEmpty())
        lines << tr("Wanted: %1. Measured: %2.").arg(finding.wanted, finding.measured);
    if (!finding.advice.isEmpty())
        lines << finding.advice;
    m_ui->findingsText->setText(lines.join(u'\n'));
}

} // namespace console

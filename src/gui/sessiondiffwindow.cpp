// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sessiondiffwindow.h"

#include "gui/buttons.h"
#include "gui/celldelegate.h"
#include "gui/comparewindow.h"
#include "gui/copied.h"
#include "gui/theme.h"
#include "ui_sessiondiffwindow.h"

#include <QFutureWatcher>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

namespace {

enum Column { AreaColumn, WhatColumn, BeforeColumn, AfterColumn, Columns };
constexpr int rowHeight = 28; // px

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"—"_s : text;
}

/// A cell of a Markdown table: nobody's words end it.
QString cell(QString text)
{
    return orDash(text.replace(u'\\', u"\\\\"_s).replace(u'|', u"\\|"_s).replace(u'\n', u' ').replace(u'<', u"&lt;"_s));
}

} // namespace

SessionDiffWindow::SessionDiffWindow(const Side &before, const Side &after, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::SessionDiffWindow>()), m_model(new QStandardItemModel(0, Columns, this)), m_before(before), m_after(after)
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->summary->setFace(InkLabel::Face::Strong);
    m_ui->names->setTone(InkLabel::Tone::Muted);
    m_ui->names->setText(tr("Before: %1 · After: %2").arg(before.name, after.name));
    asIcon(m_ui->copyButton, u"copy"_s, tr("Copy the list as Markdown"));
    setUpTable();
    connect(m_ui->copyButton, &QToolButton::clicked, this, [this] { copyAndSay(m_ui->copyButton, asMarkdown()); });
    connect(m_ui->entriesButton, &QPushButton::clicked, this, &SessionDiffWindow::compareEntries);
    m_ui->pages->setCurrentWidget(m_ui->diffFace);
    m_ui->diffFace->showWorking({.title = tr("Comparing the sessions"), .text = {}, .since = {}}, QDateTime::currentDateTimeUtc());
    auto *watcher = new QFutureWatcher<SessionDiff>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        fill(watcher->result());
        Q_EMIT compared();
    });
    watcher->setFuture(QtConcurrent::run([left = before.record, right = after.record] { return sessionDiff(left, right); }));
    refresh();
}

SessionDiffWindow::~SessionDiffWindow() = default;

void SessionDiffWindow::setUpTable()
{
    m_model->setHorizontalHeaderLabels({tr("Differs"), tr("What"), tr("Before"), tr("After")});
    QTableView *table = m_ui->differences;
    table->setModel(m_model);
    table->setItemDelegate(new CellDelegate(table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnWidth(AreaColumn, 120);
    table->setColumnWidth(WhatColumn, 420);
    table->setColumnWidth(BeforeColumn, 180);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SessionDiffWindow::refresh);
    connect(table, &QTableView::activated, this, &SessionDiffWindow::compareEntries); // Enter, or a double click
}

void SessionDiffWindow::fill(const SessionDiff &diff)
{
    m_diff = diff;
    for (const SessionDifference &each : diff.differences) {
        QList<QStandardItem *> row;
        for (const QString &text : {sessionAreaName(each.area), each.what, orDash(each.before), orDash(each.after)}) {
            row << new QStandardItem(text);
            row.last()->setToolTip(text.toHtmlEscaped());
        }
        m_model->appendRow(row);
    }
    QString summary = diff.differences.isEmpty() ? tr("No difference in %n step(s)", nullptr, diff.steps) : tr("%n difference(s)", nullptr, int(diff.differences.size()));
    if (diff.isCut)
        summary += u" · "_s + tr("and more: only the first are listed");
    if (diff.isCoarse)
        summary += u" · "_s + tr("too long to be told step by step");
    m_ui->summary->setText(summary);
    if (diff.differences.isEmpty()) {
        m_ui->diffFace->showCalm(u"check-circle"_s, tr("They are alike"), tr("Same configuration, same sequence of steps, statuses, durations and fields of answers."));
    } else {
        m_ui->pages->setCurrentWidget(m_ui->differences);
        m_ui->differences->selectRow(0);
        m_ui->differences->setFocus();
    }
    refresh();
}

const SessionDifference *SessionDiffWindow::current() const
{
    const int row = m_ui->differences->currentIndex().row();
    return row >= 0 && row < m_diff.differences.size() ? &m_diff.differences.at(row) : nullptr;
}

void SessionDiffWindow::refresh()
{
    const SessionDifference *one = current();
    const bool isPair = one && one->beforeRow >= 0 && one->afterRow >= 0;
    m_ui->entriesButton->setEnabled(isPair);
    m_ui->entriesButton->setToolTip(isPair ? QString() : tr("Choose a difference that has an entry in both sessions."));
    m_ui->copyButton->setEnabled(!m_diff.differences.isEmpty());
}

void SessionDiffWindow::compareEntries()
{
    const SessionDifference *one = current();
    if (!one || one->beforeRow < 0 || one->afterRow < 0)
        return;
    auto *window = new CompareWindow(m_before.record.events.entry(one->beforeRow), m_after.record.events.entry(one->afterRow), this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

QString SessionDiffWindow::asMarkdown() const
{
    QString text = u"| %1 | %2 | %3: %4 | %5: %6 |\n|---|---|---|---|\n"_s.arg(tr("Differs"), tr("What"), tr("Before"), cell(m_before.name), tr("After"), cell(m_after.name));
    for (const SessionDifference &each : m_diff.differences)
        text += u"| %1 | %2 | %3 | %4 |\n"_s.arg(sessionAreaName(each.area), cell(each.what), cell(each.before), cell(each.after));
    return text;
}

} // namespace console

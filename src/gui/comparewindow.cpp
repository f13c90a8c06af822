// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/comparewindow.h"

#include "gui/buttons.h"
#include "gui/celldelegate.h"
#include "gui/copied.h"
#include "gui/copykey.h"
#include "gui/diffmodel.h"
#include "gui/theme.h"
#include "gui/timetext.h"
#include "ui_comparewindow.h"

#include <QFutureWatcher>
#include <QHeaderView>
#include <QShortcut>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int rowHeight = 24; // px

struct Comparison {
    QStringList left, right;
    LineDiff diff;
};

Comparison compared(const LogEntry &left, const LogEntry &right)
{
    Comparison result{comparableLines(left), comparableLines(right), {}};
    result.diff = lineDiff(result.left, result.right);
    return result;
}

QString nameOf(const LogEntry &entry)
{
    return clockTime(entry.at) + u"  "_s + entry.title;
}

} // namespace

CompareWindow::CompareWindow(const LogEntry &left, const LogEntry &right, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::CompareWindow>()), m_model(new DiffModel(this))
{
    m_ui->setupUi(this);
    m_ui->summary->setFace(InkLabel::Face::Strong);
    asIcon(m_ui->previousButton, u"chevron-up"_s, tr("Previous difference"), u"Shift+F8"_s);
    asIcon(m_ui->nextButton, u"chevron-down"_s, tr("Next difference"), u"F8"_s);
    asIcon(m_ui->copyButton, u"copy"_s, tr("Copy the comparison"));
    m_model->setNames(nameOf(left), nameOf(right));
    setUpTable();
    connect(m_ui->previousButton, &QToolButton::clicked, this, [this] { go(-1); });
    connect(m_ui->nextButton, &QToolButton::clicked, this, [this] { go(1); });
    connect(m_ui->copyButton, &QToolButton::clicked, this, &CompareWindow::copy);
    connect(m_ui->onlyDifferences, &QCheckBox::toggled, m_model, &DiffModel::setOnlyDifferences);
    for (const auto &[keys, step, name] : {std::tuple{u"F8"_s, 1, u"nextShortcut"_s}, std::tuple{u"Shift+F8"_s, -1, u"previousShortcut"_s}}) {
        auto *shortcut = new QShortcut(QKeySequence(keys), this);
        shortcut->setObjectName(name);
        connect(shortcut, &QShortcut::activated, this, [this, step = step] { go(step); });
    }
    start(left, right);
}

CompareWindow::~CompareWindow() = default;

void CompareWindow::setUpTable()
{
    QTableView *table = m_ui->lines;
    table->setModel(m_model);
    table->setItemDelegate(new CellDelegate(table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(DiffModel::SignColumn, QHeaderView::Fixed);
    header->resizeSection(DiffModel::SignColumn, 5 * Theme::grid);
    new CopyKey(table, [this] { copy(); });
}

/// A worker does it: long bodies take longer than a window may stand still.
void CompareWindow::start(const LogEntry &left, const LogEntry &right)
{
    m_ui->summary->setText(tr("Comparing…"));
    auto *watcher = new QFutureWatcher<Comparison>(this);
    connect(watcher, &QFutureWatcher<Comparison>::finished, this, [this, watcher] {
        const Comparison done = watcher->result();
        m_model->setDiff(done.diff, done.left, done.right);
        refresh(done.diff.isCoarse);
        watcher->deleteLater();
    });
    watcher->setFuture(QtConcurrent::run(compared, left, right));
}

void CompareWindow::refresh(bool isCoarse)
{
    const int count = m_model->differences();
    m_ui->summary->setText(count == 0 ? tr("No difference") : isCoarse ? tr("%1 lines differ; too long to be matched one by one").arg(count) : tr("%1 lines differ").arg(count));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ui->previousButton, m_ui->nextButton, m_ui->onlyDifferences})
        widget->setEnabled(count > 0);
    go(1);
}

void CompareWindow::go(int step)
{
    const int row = m_model->nextDifference(m_ui->lines->currentIndex().row(), step);
    if (row < 0)
        return;
    m_ui->lines->setCurrentIndex(m_model->index(row, DiffModel::LeftColumn));
    m_ui->lines->scrollTo(m_model->index(row, DiffModel::LeftColumn), QAbstractItemView::PositionAtCenter);
}

void CompareWindow::copy()
{
    copyAndSay(m_ui->copyButton, m_model->text());
}

} // namespace console

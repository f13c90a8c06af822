// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/deckpanel.h"

#include "gui/celldelegate.h"
#include "gui/copied.h"
#include "gui/deckdetails.h"
#include "gui/decklook.h"
#include "gui/deckmodel.h"
#include "gui/deckverbs.h"
#include "gui/endedcounts.h"
#include "gui/jobtally.h"
#include "gui/jobtext.h"
#include "gui/manystarts.h"
#include "gui/startmanydialog.h"
#include "store/history.h"
#include "store/settings.h"
#include "ui_deckpanel.h"

#include <QAction>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int rowHeight = 30; // px

} // namespace

DeckPanel::DeckPanel(Session *session, const JobTally *tally, QWidget *parent)
    : QWidget(parent), m_session(session), m_tally(tally), m_ui(std::make_unique<Ui::DeckPanel>()),
      m_model(new DeckModel(session->jobs(), session->clock(), this)),
      m_look(new DeckLook(m_model, [this](const QString &id) { return bankOf(id); }, this)),
      m_details(new DeckDetails(session->log(), session->clock())), m_starts(new ManyStarts(session->jobs(), this)),
      m_ended(new EndedCounts(session, tally, this))
{
    m_ui->setupUi(this);
    m_ui->deckSplitter->addWidget(m_details);
    m_ui->deckSplitter->setStretchFactor(0, 3);
    m_ui->deckSplitter->setStretchFactor(1, 2);
    m_ui->selectionLabel->setTone(InkLabel::Tone::Muted);
    m_ui->deckFace->setActionPrimary(false); // "Start on many" has it
    m_ui->deckHead->setCounts(tally, m_ended);
    setUpTable();
    setUpVerbs();
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &DeckPanel::tick);
    connect(m_ui->deckHead, &DeckHead::filterChanged, this, &DeckPanel::setFilter);
    connect(m_ui->deckHead, &DeckHead::startManyAsked, this, &DeckPanel::startMany);
    connect(m_ui->deckFace, &StateFace::acted, this, [this] {
        if (!m_model->filter().isEmpty())
            m_ui->deckHead->clearFilter();
        else if (m_session->connections()->all().isEmpty())
            Q_EMIT linkRequested();
        else
            startMany();
    });
    connect(m_ui->deckSplitter, &QSplitter::splitterMoved, this, &DeckPanel::keepSplitter); // by a person only
    connect(m_details, &DeckDetails::closed, this, &DeckPanel::closeDetails);
    const auto refreshSeen = [this] { // out of sight it costs nothing; showEvent() makes up for it
        if (isVisible())
            refresh();
    };
    connect(m_model, &DeckModel::flushed, this, refreshSeen);
    connect(m_model, &DeckModel::loaded, this, refreshSeen);
    m_later.setSingleShot(true);
    m_later.setInterval(100);
    connect(&m_later, &QTimer::timeout, this, &DeckPanel::refreshFace);
    m_slow.setSingleShot(true);
    m_slow.setInterval(150);
    connect(&m_slow, &QTimer::timeout, this, &DeckPanel::refreshFace);
    connect(m_session->connections(), &Connections::changed, this, &DeckPanel::refreshFace);
    connect(m_session, &Session::changed, this, [this] { // with thousands of jobs it comes thousands of times a second
        if (!m_later.isActive())
            m_later.start();
    });
    setUpHistory();
    refresh();
}

DeckPanel::~DeckPanel() = default;

QString DeckPanel::bankOf(const QString &connectionId) const
{
    const Connection *connection = m_session->connections()->find(connectionId);
    return connection ? connection->bank : QString();
}

/// The history of the environment that is looked at.
void DeckPanel::setUpHistory()
{
    History *history = m_session->history();
    if (!history)
        return;
    const auto source = [this, history] {
        m_model->setSource([history, environment = m_session->environments()->current().id](
                               const DeckFilter &filter, qint64 before, int limit, QObject *receiver, DeckModel::Answer then) {
            history->jobs(historyFilter(filter, environment), before, limit, receiver, std::move(then));
        });
    };
    connect(m_session->environments(), &Environments::chosen, this, source);
    // What the board just dropped is still on its way to the disk.
    connect(m_session->jobs(), &JobBoard::cleared, this, [this, history] { history->whenKept(this, [this](bool) { m_model->reload(); }); });
    connect(history, &History::purged, this, [this](qint64 jobs) {
        if (jobs > 0) // they are still listed
            m_model->reload();
    });
    source();
}

void DeckPanel::setUpTable()
{
    QTableView *table = m_ui->deckTable;
    table->setModel(m_look);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->setItemDelegate(new CellDelegate(table));
    table->setIconSize({16, 16});
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DeckPanel::selectionChanged);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DeckPanel::showDetails);
    auto *escape = new QShortcut(Qt::Key_Escape, this, this, &DeckPanel::closeDetails, Qt::WidgetWithChildrenShortcut);
    escape->setObjectName(u"closeDeckDetailsShortcut"_s);
    auto *find = new QShortcut(QKeySequence::Find, this, [this] { m_ui->deckHead->focusText(); }, Qt::WidgetWithChildrenShortcut);
    find->setObjectName(u"findJobShortcut"_s);
}

void DeckPanel::setFilter(const DeckFilter &filter)
{
    m_ui->deckHead->setFilter(filter);
    if (filter == m_model->filter())
        return;
    // What was looked at stays chosen if it is still there.
    const qint64 before = currentKey();
    m_model->setFilter(filter);
    const int row = before ? m_model->rowOf(before) : -1;
    if (row >= 0)
        m_ui->deckTable->selectRow(row);
    else
        closeDetails();
}

void DeckPanel::showNeedsYou()
{
    setFilter({.groups = {JobGroup::NeedsYou}});
    m_wantsFirst = true;
    refresh();
}

qint64 DeckPanel::currentKey() const
{
    const DeckRow *row = m_model->row(m_ui->deckTable->currentIndex().row());
    return row ? row->key : 0;
}

void DeckPanel::refresh()
{
    refreshFace();
    const int rows = m_model->rowCount();
    const bool more = m_model->canFetchMore({});
    m_ui->deckHead->setCount(rows == 0 ? QString() : more ? tr("the newest %1").arg(rows) : QString::number(rows));
    if (m_wantsFirst && rows > 0) {
        m_wantsFirst = false;
        m_ui->deckTable->selectRow(rows - 1); // the one that waits the longest
        m_ui->deckTable->scrollTo(m_look->index(rows - 1, 0));
    }
    refreshVerbs();
    showDetails();
    const bool moving = m_tally->active() > 0;
    if (moving && isVisible() && !m_tick.isActive())
        m_tick.start();
    else if (!moving)
        m_tick.stop();
}

void DeckPanel::refreshFace()
{
    const bool linked = !m_session->connections()->all().isEmpty();
    const Session::Can can = m_session->can();
    m_ui->deckHead->setStartable(linked && can.startJob, linked ? can.whyNot : tr("Link a bank first."));
    StateFace *face = m_ui->deckFace;
    if (!m_model->isLoading())
        m_slow.stop();
    else if (!m_wasLoading)
        m_slow.start();
    m_wasLoading = m_model->isLoading();
    const bool filled = m_model->rowCount() > 0 || m_slow.isActive(); // most pages are there before a face could be read
    face->setSizePolicy(QSizePolicy::Preferred, filled ? QSizePolicy::Ignored : QSizePolicy::Preferred); // out of sight it needs no room
    if (filled) {
        m_ui->deckStack->setCurrentWidget(m_ui->deckTable);
        return;
    }
    m_ui->deckStack->setCurrentWidget(face);
    if (m_model->isLoading())
        face->showWorking({.title = tr("Reading the history"), .text = {}, .since = {}}, m_session->clock()());
    else if (m_model->problem())
        face->showError(tr("The history could not be read"), *m_model->problem(), {});
    else if (!m_model->filter().isEmpty())
        face->showEmpty(u"filter"_s, tr("No job fits the filter"), tr("There may be others."), tr("Clear the filter"));
    else if (linked)
        face->showEmpty(u"bolt"_s, tr("No jobs yet"), tr("Balance, transactions and identity are fetched by jobs. Start some, on one connection or on many; all of them show here."),
                        tr("Start jobs…"), can.startJob ? QString() : can.whyNot);
    else
        face->showEmpty(u"bolt"_s, tr("No jobs yet"), tr("Link a bank first; the jobs that you start on it show here."), tr("Link a bank"),
                        can.link ? QString() : can.whyNot);
}

void DeckPanel::setUpVerbs()
{
    m_verbs = new DeckVerbs(m_session, m_model, m_ui->deckTable, m_starts, this);
    DeckVerbs::bind(m_ui->deckAnswerButton, m_verbs->answer);
    DeckVerbs::bind(m_ui->deckPollButton, m_verbs->poll);
    DeckVerbs::bind(m_ui->deckRetryButton, m_verbs->retry);
    DeckVerbs::bind(m_ui->deckCancelButton, m_verbs->cancel);
    DeckVerbs::bind(m_ui->deckCopyButton, m_verbs->copy);
    connect(m_verbs, &DeckVerbs::answerAsked, this, &DeckPanel::answerRequested);
    connect(m_verbs, &DeckVerbs::copyAsked, this, [this] { copyAndSay(m_ui->deckCopyButton, m_verbs->chosenIds().join(u'\n')); });
}

void DeckPanel::refreshVerbs()
{
    m_verbs->refresh();
    m_ui->selectionLabel->setText(m_verbs->chosenCount() > 1 ? tr("%1 chosen").arg(m_verbs->chosenCount()) : QString());
}

void DeckPanel::selectionChanged()
{
    QSet<qint64> keys;
    for (const QItemSelectionRange &range : m_ui->deckTable->selectionModel()->selection()) {
        for (int at = range.top(); at <= range.bottom(); ++at) {
            if (const DeckRow *row = m_model->row(at))
                keys.insert(row->key);
        }
    }
    m_model->keep(keys);
    refreshVerbs();
    showDetails(); // the view may have chosen its current row before
}

void DeckPanel::showDetails()
{
    const QModelIndex current = m_ui->deckTable->currentIndex();
    const DeckRow *row = m_ui->deckTable->selectionModel()->hasSelection() || m_details->key() ? m_model->row(current.row()) : nullptr;
    if (!row) {
        if (m_details->key())
            m_details->showNothing();
        return;
    }
    const bool another = row->key != m_details->key();
    const bool wasHidden = m_details->isHidden();
    const std::optional<Job> live = row->isLive() ? m_session->jobs()->job(row->number) : std::nullopt;
    m_details->showJob(*row, row->bank.isEmpty() ? bankOf(row->connectionId) : row->bank, live);
    if (another && !live && m_session->history() && row->id) {
        m_session->history()->changes(row->id, this, [this, key = row->key](const Result<QList<HistoryChange>> &changes) {
            m_details->showChanges(key, changes);
        });
    }
    if (wasHidden) {
        placeSplitter();
        m_ui->deckTable->scrollTo(current);
    }
}

/// As a share of the height: the next window may be of another size.
void DeckPanel::placeSplitter()
{
    const int height = m_ui->deckSplitter->height();
    const int details = height * m_session->settings()->value(Setting::DeckDetailsPermille).toInt() / 1000;
    m_ui->deckSplitter->setSizes({height - details, details});
}

void DeckPanel::keepSplitter()
{
    const QList<int> sizes = m_ui->deckSplitter->sizes();
    const int whole = sizes.value(0) + sizes.value(1);
    if (whole > 0)
        m_session->settings()->set(Setting::DeckDetailsPermille, sizes.value(1) * 1000 / whole);
}

void DeckPanel::closeDetails()
{
    m_details->showNothing();
    m_ui->deckTable->clearSelection();
    m_ui->deckTable->setCurrentIndex({});
}

void DeckPanel::tick()
{
    const QTableView *table = m_ui->deckTable;
    const int first = table->rowAt(0);
    const int last = table->rowAt(table->viewport()->height() - 1);
    m_model->tick(first, last < 0 ? m_model->rowCount() - 1 : last);
    m_details->tick();
}

void DeckPanel::tryAgain()
{
    m_verbs->retry->trigger();
}

void DeckPanel::startMany()
{
    auto *dialog = new StartManyDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &StartManyDialog::wished, m_starts, &ManyStarts::startAll);
    connect(dialog, &QDialog::accepted, m_ui->deckHead, &DeckHead::clearFilter); // so that they are seen
    dialog->open();
}

void DeckPanel::focusList()
{
    if (m_model->rowCount() > 0)
        m_ui->deckTable->setFocus(Qt::OtherFocusReason);
    else
        m_ui->deckHead->focusText();
}

void DeckPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fitColumns();
    refresh();
    m_ended->setWatched(true);
}

void DeckPanel::hideEvent(QHideEvent *event)
{
    m_tick.stop();
    m_ended->setWatched(false);
    QWidget::hideEvent(event);
}

void DeckPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void DeckPanel::fitColumns()
{
    const QFontMetrics words(font());
    const QFontMetrics figures(Theme::figures());
    const int padding = 3 * Theme::grid;
    const auto set = [this](DeckColumn column, int width) { m_ui->deckTable->setColumnWidth(static_cast<int>(column), width); };
    set(DeckColumn::State, words.horizontalAdvance(jobStateText(JobState::AwaitingPerson)) + padding + 20);
    set(DeckColumn::Kind, words.horizontalAdvance(jobTitle(JobKind::Transactions)) + padding + 20);
    set(DeckColumn::Bank, qBound(96, width() / 7, 220));
    set(DeckColumn::Connection, QFontMetrics(Theme::fixed()).horizontalAdvance(u"00000000…0000"_s) + padding);
    set(DeckColumn::Elapsed, figures.horizontalAdvance(u"00 min 00 s"_s) + padding);
    set(DeckColumn::Attempts, figures.horizontalAdvance(u"2 starts, 14 polls"_s) + padding);
    set(DeckColumn::NextPoll, figures.horizontalAdvance(u"Next poll"_s) + padding);
    // A narrow deck keeps what tells most.
    m_ui->deckTable->setColumnHidden(static_cast<int>(DeckColumn::Attempts), width() < 900);
    m_ui->deckTable->setColumnHidden(static_cast<int>(DeckColumn::Connection), width() < 760);
}

} // namespace console

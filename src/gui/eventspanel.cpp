// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventspanel.h"

#include "gui/buttons.h"
#include "gui/celldelegate.h"
#include "gui/eventactions.h"
#include "gui/eventdetails.h"
#include "gui/eventexport.h"
#include "gui/eventmodel.h"
#include "gui/eventpicture.h"
#include "gui/eventproxy.h"
#include "gui/eventtext.h"
#include "gui/theme.h"
#include "gui/timeaxis.h"
#include "session/session.h"
#include "session/sessionfile.h"
#include "ui_eventspanel.h"

#include <QAction>
#include <QGuiApplication>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QShortcut>

#include <numeric>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int rowHeight = 28;       // px
constexpr int widthForBeside = 760; // px: details beside the table, else below it
constexpr int widthForDetail = 560; // px of the table: below it the detail column goes
constexpr int heightForAxis = 240;  // px: lower, the rows need it all

} // namespace

EventsPanel::EventsPanel(Session *session, QWidget *parent)
    : EventsPanel(sourceOf(session), parent)
{
}

EventsPanel::EventsPanel(const EventSource &source, QWidget *parent)
    : QWidget(parent), m_source(source), m_log(source.log), m_ui(std::make_unique<Ui::EventsPanel>()), m_model(new EventModel(source.log, this)),
      m_proxy(new EventProxy(m_model, this)), m_details(new EventDetails(source.settings)), m_axis(new TimeAxis(m_model, this))
{
    m_ui->setupUi(this);
    m_ui->title->setFace(InkLabel::Face::Strong);
    m_ui->count->setTone(InkLabel::Tone::Muted);
    m_ui->count->setFace(InkLabel::Face::Figures);
    m_details->setObjectName(u"details"_s);
    m_ui->splitter->addWidget(m_details);
    m_ui->splitter->setStretchFactor(0, 3);
    m_ui->splitter->setStretchFactor(1, 2);
    m_details->hide();
    m_ui->face->showEmpty(u"timeline"_s, tr("Nothing happened yet"), tr("Every call, widget message and job step appears here, in order."));
    setUpTable();
    setUpFilters();
    setUpExport();
    m_axis->setObjectName(u"timeAxis"_s);
    m_ui->axisSlot->addWidget(m_axis);
    connect(m_axis, &TimeAxis::scrubbed, this, [this](int row) {
        setFollowing(false);
        m_ui->events->selectRow(row);
        m_ui->events->scrollTo(m_proxy->index(row, 0), QAbstractItemView::PositionAtCenter);
    });
    asIcon(m_ui->followButton, u"follow"_s, tr("Follow the newest"), u"End"_s);
    asIcon(m_ui->closeButton, u"chevron-down"_s, tr("Close the time line"));
    connect(m_ui->closeButton, &QToolButton::clicked, this, &EventsPanel::closeRequested);
    connect(m_ui->followButton, &QToolButton::clicked, this, &EventsPanel::setFollowing);
    connect(m_details, &EventDetails::closed, this, &EventsPanel::closeDetails);
    if (m_source.session) // a saved session is for reading only, and holds nothing that could be revealed
        connect(m_details, &EventDetails::revealStarted, this, [this](int seconds) { noteReveal(m_log, tr("an entry of the time line"), seconds); });
    connect(m_model, &EventModel::flushed, this, &EventsPanel::flushed);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { // another filter: what was being read stays, if it is shown
        const int row = m_details->shownId() ? m_model->rowOf(m_details->shownId()) : -1;
        if (row >= 0)
            m_ui->events->selectRow(row);
        else
            closeDetails();
        flushed();
    });
    flushed();
}

EventsPanel::~EventsPanel() = default;

void EventsPanel::setUpTable()
{
    QTableView *table = m_ui->events;
    table->setModel(m_proxy);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->setItemDelegate(new CellDelegate(table));
    table->setIconSize({16, 16});
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_actions = new EventActions(m_log, m_source.session, table, m_details, [this] { return current(); });
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EventsPanel::selected);
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_scrolling) // the user went up, or came back to the end
            setFollowing(value == m_ui->events->verticalScrollBar()->maximum());
    });
    m_ui->stack->installEventFilter(this);
    connect(table->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] { // laid out anew, or of another height
        if (m_following)
            setFollowing(true);
    });
    auto *escape = new QShortcut(Qt::Key_Escape, this, this, &EventsPanel::closeDetails, Qt::WidgetWithChildrenShortcut);
    escape->setObjectName(u"closeDetailsShortcut"_s);
}

void EventsPanel::setUpFilters()
{
    asIcon(m_ui->kindsButton, u"filter"_s, tr("Kinds of events"));
    auto *menu = new QMenu(m_ui->kindsButton);
    menu->setObjectName(u"kindsMenu"_s);
    QAction *trouble = menu->addAction(tr("Only warnings and failures"));
    trouble->setObjectName(u"onlyTrouble"_s);
    trouble->setCheckable(true);
    connect(trouble, &QAction::toggled, m_proxy, &EventProxy::setOnlyTrouble);
    menu->addSeparator();
    for (const LogEntry::Kind kind : allLogKinds()) {
        QAction *action = menu->addAction(Theme::icon(EventProxy::kindIcon(kind)), eventKindWord(kind));
        action->setObjectName(u"kind-"_s + logKindName(kind));
        action->setCheckable(true);
        action->setChecked(true);
        action->setIconVisibleInMenu(false); // a menu shows either the icon or the check mark
        connect(action, &QAction::toggled, m_proxy, [this, kind](bool on) { m_proxy->setKindShown(kind, on); });
    }
    m_ui->kindsButton->setMenu(menu);
    m_ui->kindsButton->setPopupMode(QToolButton::InstantPopup);
    for (QAction *action : menu->actions())
        connect(action, &QAction::toggled, this, &EventsPanel::refreshCount);
    connect(m_ui->eventFilter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setText(text);
        refreshCount();
    });
}

void EventsPanel::saveSession()
{
    m_export->ask(EventExport::Format::SessionFile);
}

void EventsPanel::focusFilter()
{
    m_ui->eventFilter->setFocus(Qt::ShortcutFocusReason);
    m_ui->eventFilter->selectAll();
}

void EventsPanel::setFollowing(bool following)
{
    m_following = following;
    m_ui->followButton->setChecked(following);
    if (following) {
        const QScopedValueRollback<bool> own(m_scrolling, true);
        m_ui->events->scrollToBottom();
    }
}

void EventsPanel::flushed()
{
    const LogEntry *last = m_model->entry(m_model->rowCount() - 1);
    m_ui->stack->setCurrentWidget(last ? static_cast<QWidget *>(m_ui->events) : m_ui->face);
    refreshCount();
    measureTitles();
    if (m_following) {
        const QScopedValueRollback<bool> own(m_scrolling, true);
        m_ui->events->scrollToBottom();
    }
    const QString line = last ? eventLine(*last) : QString();
    if (line != m_lastLine) {
        m_lastLine = line;
        Q_EMIT lastLineChanged(line);
    }
}

void EventsPanel::refreshCount()
{
    const qlonglong all = m_model->all();
    const QStringList problems = m_proxy->problems();
    m_ui->count->setTone(problems.isEmpty() ? InkLabel::Tone::Muted : InkLabel::Tone::Warning);
    if (!problems.isEmpty())
        m_ui->count->setText(problems.first());
    else if (m_model->isSearching())
        m_ui->count->setText(tr("searching %1 …").arg(all));
    else
        m_ui->count->setText(m_proxy->isFiltering() ? tr("%1 of %2").arg(m_model->rowCount()).arg(all) : QString::number(all));
    m_export->setPossible(m_model->all() > 0, m_model->rowCount() > 0);
    m_ui->kindsButton->setIcon(Theme::icon(u"filter"_s, m_proxy->isFiltering() ? Theme::Role::Accent : Theme::Role::Muted));
}

void EventsPanel::selected()
{
    m_actions->refresh();
    m_axis->setCurrent(m_ui->events->currentIndex().row());
    const LogEntry *entry = current();
    Q_EMIT selectedAt(entry ? entry->at : QDateTime());
    if (!entry) {
        m_details->showNothing();
        return;
    }
    const bool wasHidden = m_details->isHidden();
    m_details->showEntry(*entry);
    if (m_ui->events->currentIndex().row() != m_proxy->rowCount() - 1)
        setFollowing(false); // what is being read does not run away
    if (wasHidden) {
        const int length = m_ui->splitter->orientation() == Qt::Horizontal ? width() : height();
        m_ui->splitter->setSizes({length * 55 / 100, length * 45 / 100});
        fitColumns();
    }
}

void EventsPanel::closeDetails()
{
    m_details->showNothing();
    m_ui->events->clearSelection();
    m_ui->events->setCurrentIndex({});
    fitColumns();
}

const LogEntry *EventsPanel::current() const
{
    return m_model->entry(m_proxy->mapToSource(m_ui->events->currentIndex()).row());
}

QList<LogEntry> EventsPanel::shownEntries(int mostRows) const
{
    QList<LogEntry> entries;
    for (int row = qMax(0, m_proxy->rowCount() - mostRows); row < m_proxy->rowCount(); ++row)
        entries << *m_model->entry(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
    return entries;
}

/// Read in the worker. What leaves passes the redactor once more, with all that it has learned meanwhile.
EventExport::Reader EventsPanel::reader() const
{
    return [view = m_log->archive(), rows = m_model->places(EventExport::mostEntries), redactor = m_log->redactor()] {
        QList<LogEntry> entries;
        entries.reserve(qsizetype(rows.size()));
        for (const quint32 row : rows) {
            entries << view.entry(row);
            redact(entries.last(), redactor);
        }
        return entries;
    };
}

std::function<QByteArray()> EventsPanel::sessionWriter(const ExportContext &context) const
{
    // All of it, whatever the filter shows.
    return [view = m_log->archive(), redactor = m_log->redactor(), marks = m_log->marks()->all(),
            pictures = m_source.pictures ? m_source.pictures() : QList<SessionPicture>(), facts = factsOf(context)] {
        std::vector<quint32> rows(std::size_t(qMin<qsizetype>(view.size(), EventExport::mostSaved)));
        std::iota(rows.begin(), rows.end(), quint32(view.size() - qsizetype(rows.size())));
        return sessionFile(view, rows, redactor, facts, pictures, marks);
    };
}

void EventsPanel::setUpExport()
{
    const auto picture = [this](const ExportContext &context) {
        const int rows = m_proxy->rowCount();
        const QString count = rows > mostPicturedRows ? tr("the last %1 of %2 entries").arg(mostPicturedRows).arg(rows) : tr("%1 entries").arg(rows);
        return eventsPicture(m_ui->events, u"%1 %2 · %3 · %4 UTC"_s.arg(context.product, context.version, count, context.at.toUTC().toString(u"yyyy-MM-dd HH:mm"_s)),
                             context.simulated || hasSimulatedCalls(shownEntries(mostPicturedRows)) ? tr("SIMULATED") : QString());
    };
    m_export = new EventExport(m_ui->exportButton, m_ui->exportNotice,
                               {.count = [this] { return m_proxy->rowCount(); },
                                .all = [this] { return int(m_model->all()); },
                                .entries = [this] { return reader(); },
                                .sessionFile = [this](const ExportContext &context) { return sessionWriter(context); },
                                .context = m_source.context,
                                .picture = picture});
}

void EventsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_ui->splitter->setOrientation(width() >= widthForBeside ? Qt::Horizontal : Qt::Vertical);
    m_axis->setVisible(height() >= heightForAxis);
    fitColumns();
}

/// How wide the titles are, judged by the newest: all of them would be felt.
void EventsPanel::measureTitles()
{
    const QFontMetrics metrics(font());
    const int before = m_titleWidth;
    const int rows = m_model->rowCount();
    for (int row = qMax(rows < m_measured ? 0 : m_measured, rows - 200); row < rows; ++row)
        m_titleWidth = qMax(m_titleWidth, metrics.horizontalAdvance(m_model->entry(row)->title) + 5 * Theme::grid); // icon and padding
    m_measured = rows;
    if (m_titleWidth != before)
        fitColumns();
}

/// The table is as high as whole rows are: at its end the first of them would be half hidden.
void EventsPanel::fitRows()
{
    constexpr int frame = 4; // px: the focus ring, above and below
    const int free = m_ui->stack->height() - frame - m_ui->events->horizontalHeader()->height();
    m_ui->stack->setContentsMargins(0, 0, 0, qMax(0, free) % rowHeight);
}

bool EventsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->stack && event->type() == QEvent::Resize)
        fitRows();
    return QWidget::eventFilter(watched, event);
}

void EventsPanel::fitColumns()
{
    const QFontMetrics figures(Theme::figures());
    const auto set = [this](EventColumn column, int width) { m_ui->events->setColumnWidth(static_cast<int>(column), width); };
    const bool beside = m_ui->splitter->orientation() == Qt::Horizontal && !m_details->isHidden();
    const int table = beside ? m_ui->splitter->sizes().value(0) : width();
    const int time = figures.horizontalAdvance(u"00:00:00.000"_s) + 3 * Theme::grid;
    const int kind = QFontMetrics(font()).horizontalAdvance(u"Callback"_s) + 5 * Theme::grid;
    const bool detail = table >= widthForDetail;
    set(EventColumn::Time, time);
    set(EventColumn::Kind, kind);
    m_ui->events->setColumnHidden(static_cast<int>(EventColumn::Detail), !detail);
    if (detail) // what happened gets what it needs; why, and what to do about it, gets more
        set(EventColumn::Title, qBound(120, m_titleWidth, (table - time - kind) * 45 / 100));
}

} // namespace console

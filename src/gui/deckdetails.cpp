// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/deckdetails.h"

#include "api/advice.h"
#include "gui/buttons.h"
#include "gui/celldelegate.h"
#include "gui/changesmodel.h"
#include "gui/idlabel.h"
#include "gui/jobtext.h"
#include "gui/timetext.h"
#include "session/eventlog.h"
#include "ui_deckdetails.h"

#include <QEvent>
#include <QRegularExpression>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int rowHeight = 26; // px

} // namespace

Error errorFromLine(const QString &line)
{
    static const QRegularExpression code(u"\\b(?:AC|AR|AP)-?[0-9]{2,4}\\b"_s);
    return advised(Error{.kind = Error::Kind::Service, .message = line, .code = code.match(line).captured()});
}

DeckDetails::DeckDetails(const EventLog *log, Clock clock, QWidget *parent)
    : QFrame(parent), m_log(log), m_clock(std::move(clock)), m_ui(std::make_unique<Ui::DeckDetails>()), m_changes(new ChangesModel(this))
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->detailTitle, "face", u"strong"_s);
    for (InkLabel *caption : {m_ui->jobCaption, m_ui->connectionCaption})
        caption->setTone(InkLabel::Tone::Muted);
    m_ui->scaleLabel->setProperty("tone", u"muted"_s);
    m_ui->factsScroll->viewport()->setAutoFillBackground(false);
    m_ui->factsHost->setAutoFillBackground(false);
    asIcon(m_ui->detailClose, u"close"_s, tr("Close the details"), u"Esc"_s);
    addFacts();
    setUpTable();
    connect(m_ui->jobTimeline, &JobTimeline::scaled, this, &DeckDetails::showScale);
    connect(m_ui->detailClose, &QToolButton::clicked, this, &DeckDetails::closed);
    hide();
}

DeckDetails::~DeckDetails() = default;

DeckDetails::Fact DeckDetails::addFact(const QString &name, const QString &caption, bool isId)
{
    Fact fact;
    auto *label = new InkLabel(InkLabel::Tone::Muted, InkLabel::Face::Plain, m_ui->factsHost);
    label->setText(caption);
    fact.caption = label;
    QWidget *value = nullptr;
    if (isId) {
        value = fact.id = new IdLabel(m_ui->factsHost);
    } else {
        value = fact.text = new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Plain, m_ui->factsHost);
        fact.text->setWordWrap(true);
        fact.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setMinimumHeight(24);
    }
    value->setObjectName(name);
    const int row = m_ui->facts->rowCount();
    m_ui->facts->addWidget(label, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
    m_ui->facts->addWidget(value, row, 1, isId ? Qt::AlignLeft | Qt::AlignVCenter : Qt::Alignment());
    return fact;
}

void DeckDetails::addFacts()
{
    m_user = addFact(u"factUser"_s, tr("User"), true);
    m_dates = addFact(u"factDates"_s, tr("Dates"), false);
    m_asked = addFact(u"factAsked"_s, tr("Asked for"), false);
    m_waited = addFact(u"factWaited"_s, tr("In the queue"), false);
    m_time = addFact(u"factTime"_s, tr("Time"), false);
    m_ended = addFact(u"factEnded"_s, tr("Ended"), false);
    m_attempts = addFact(u"factAttempts"_s, tr("Attempts"), false);
    m_factors = addFact(u"factFactors"_s, tr("Second factor"), false);
    m_word = addFact(u"factWord"_s, tr("Service says"), false);
    m_ui->facts->setRowStretch(m_ui->facts->rowCount(), 1);
}

void DeckDetails::setUpTable()
{
    QTableView *table = m_ui->changesTable;
    table->setModel(m_changes);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->setItemDelegate(new CellDelegate(table));
    table->setIconSize({16, 16});
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    const QFontMetrics figures(Theme::figures());
    table->setColumnWidth(ChangesModel::Since, figures.horizontalAdvance(u"+00 min 00 s"_s) + 3 * Theme::grid);
    table->setColumnWidth(ChangesModel::State, QFontMetrics(font()).horizontalAdvance(jobStateText(JobState::AwaitingPerson)) + 6 * Theme::grid);
    table->setColumnWidth(ChangesModel::Took, figures.horizontalAdvance(u"00 min 00 s"_s) + 3 * Theme::grid);
    // Bar and row of a phase are chosen together.
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (m_choosing)
            return;
        const Job::Change *change = m_changes->change(now.row());
        const QList<JobPhase> phases = jobPhases(m_story, m_clock());
        int chosen = -1;
        for (int i = 0; change && i < phases.size(); ++i) {
            if (phases.at(i).state == change->state && phases.at(i).from <= change->at && change->at <= phases.at(i).to)
                chosen = i;
        }
        m_ui->jobTimeline->setCurrent(chosen);
    });
    connect(m_ui->jobTimeline, &JobTimeline::currentChanged, this, [this, table](int phase) {
        const QList<JobPhase> phases = jobPhases(m_story, m_clock());
        const int row = phase >= 0 && phase < phases.size() ? m_changes->rowAt(phases.at(phase).from, phases.at(phase).state) : -1;
        const QScopedValueRollback<bool> own(m_choosing, true);
        row < 0 ? table->clearSelection() : table->selectRow(row);
        if (row >= 0)
            table->scrollTo(m_changes->index(row, 0));
    });
}

void DeckDetails::showJob(const DeckRow &row, const QString &bank, const std::optional<Job> &live)
{
    const bool another = row.key != m_row.key;
    m_row = row;
    m_bank = bank;
    m_error = live ? live->error : row.error.isEmpty() ? std::nullopt : std::optional(errorFromLine(row.error));
    if (live)
        m_story = live->history;
    else if (another)
        m_story.clear();
    if (another) {
        m_ui->jobTimeline->setCurrent(-1);
        m_ui->changesTable->clearSelection();
        m_ui->changesTable->setCurrentIndex({});
    }
    showHead();
    showFacts();
    showNotice();
    showStory();
    show();
}

void DeckDetails::showChanges(qint64 key, const Result<QList<HistoryChange>> &changes)
{
    if (key != m_row.key)
        return;
    if (!changes) {
        m_ui->scaleLabel->setText(tr("Its changes could not be read: %1").arg(changes.error().message));
        return;
    }
    m_story.clear();
    for (const HistoryChange &change : *changes) {
        if (const std::optional<JobState> state = jobStateFrom(change.state))
            m_story.append({change.at, *state, change.cause});
    }
    showStory();
}

void DeckDetails::showNothing()
{
    m_row = {};
    m_story.clear();
    hide();
}

void DeckDetails::showHead()
{
    const JobFace face = jobFace(m_row.state);
    m_ui->detailIcon->set(jobIcon(m_row.kind), Theme::Role::Text, 20);
    m_ui->detailTitle->setText(m_bank.isEmpty() ? jobTitle(m_row.kind) : u"%1 · %2"_s.arg(jobTitle(m_row.kind), m_bank));
    m_ui->detailState->setText(face.word);
    m_ui->detailState->setTone(face.tone);
    m_ui->jobCaption->setVisible(!m_row.jobId.isEmpty());
    m_ui->detailJobId->setId(m_row.jobId, tr("jobId"));
    m_ui->detailConnection->setId(m_row.connectionId, tr("connectionId"));
    setAccessibleName(tr("The selected job: %1, %2").arg(m_ui->detailTitle->text(), face.word));
}

void DeckDetails::say(const Fact &fact, const QString &value, const QString &toolTip)
{
    fact.caption->setVisible(!value.isEmpty());
    if (fact.id) {
        fact.id->setId(value, static_cast<const InkLabel *>(fact.caption)->text());
        return;
    }
    fact.text->setVisible(!value.isEmpty());
    fact.text->setText(value);
    fact.text->setToolTip(toolTip);
}

void DeckDetails::showFacts()
{
    const QDateTime now = m_clock();
    say(m_user, m_row.user);
    say(m_dates, m_row.range.start.isValid() ? tr("%1 to %2").arg(m_row.range.start.toString(Qt::ISODate), m_row.range.end.toString(Qt::ISODate)) : QString());
    say(m_asked, m_row.createdAt.isValid() ? keptTogether({clockTime(m_row.createdAt).left(8), spokenTime(m_row.createdAt, now)}) : QString(), exactTime(m_row.createdAt));
    const auto waited = between(m_row.createdAt, m_row.startedAt);
    say(m_waited, waited && *waited >= std::chrono::milliseconds(100) ? durationText(*waited) : QString());
    say(m_time, deckElapsedText(m_row, now));
    say(m_ended, m_row.endedAt.isValid() ? clockTime(m_row.endedAt).left(8) : QString(), exactTime(m_row.endedAt));
    const QString next = deckNextPoll(m_row, now);
    const QString attempts = deckAttempts(m_row);
    say(m_attempts, next.isEmpty() ? attempts : tr("%1, next %2").arg(attempts.isEmpty() ? tr("not polled yet") : attempts, next));
    say(m_factors, m_row.mfa == 0 ? QString() : m_row.mfa == 1 ? tr("asked for once") : tr("asked for %1 times").arg(m_row.mfa));
    say(m_word, m_row.rawStatus);
}

void DeckDetails::showNotice()
{
    const QString said = u"%1 %2 %3 %4"_s.arg(m_row.key).arg(int(m_row.state)).arg(m_row.cause, m_error ? oneLine(*m_error) : QString());
    if (said == m_said)
        return; // what is unfolded in it stays so
    m_said = said;
    NoticeBar *notice = m_ui->detailNotice;
    using Tone = NoticeBar::Tone;
    if (groupOf(m_row.state) == JobGroup::Failed) {
        m_error ? notice->sayError({}, *m_error) : notice->say(Tone::Bad, m_row.cause);
    } else if (m_row.state == JobState::Unavailable) {
        notice->say(Tone::Info, m_row.cause.isEmpty() ? tr("Not available for a manually linked account.") : m_row.cause);
    } else if (!isEnded(m_row.state) && m_error) {
        notice->say(Tone::Warning, tr("%1 It is tried again.").arg(m_error->message));
    } else if (!isEnded(m_row.state) && !m_row.isLive()) {
        notice->say(Tone::Info, tr("This console does not watch this job. What you see was written down when it was last seen."));
    } else {
        notice->hide();
    }
}

/// As far as this run's log knows them.
QList<QDateTime> DeckDetails::polls(const QDateTime &from, const QDateTime &to) const
{
    QList<QDateTime> times;
    for (const LogEntry &entry : m_log->entries()) {
        if (entry.kind == LogEntry::Kind::Http && entry.verb == "GET" && !m_row.jobId.isEmpty() && entry.jobId == m_row.jobId && entry.at >= from && entry.at <= to)
            times.append(entry.at);
    }
    return times;
}

void DeckDetails::showStory()
{
    const bool ended = isEnded(m_row.state);
    // A job that nobody watches stands where it was seen last.
    const QDateTime until = m_row.isLive() || ended || m_story.isEmpty() ? m_clock() : qMax(m_row.changedAt, m_story.constLast().at);
    JobTimeline::Content content{jobPhases(m_story, until), {}, ended ? std::optional(m_row.state) : std::nullopt};
    if (!content.phases.isEmpty())
        content.polls = polls(content.phases.constFirst().from, content.phases.constLast().to);
    m_ui->jobTimeline->setContent(content);
    m_changes->setChanges(m_story);
    showScale();
}

/// What the drawing's marks mean, of those that are there.
void DeckDetails::showScale()
{
    if (m_story.isEmpty()) {
        m_ui->scaleLabel->setText({});
        return;
    }
    QStringList notes{tr("Drawn to scale")};
    if (m_ui->jobTimeline->hasThinPhases())
        notes << tr("a high line is a phase too short to see");
    if (m_ui->jobTimeline->hasPolls())
        notes << tr("the marks below are polls");
    else if (m_row.polls > 0 && !m_row.isLive()) // their times are not stored
        notes << tr("polls are marked only in jobs of this run");
    m_ui->scaleLabel->setText(notes.join(u"; "_s) + u'.');
}

void DeckDetails::tick()
{
    if (m_row.key == 0 || isHidden())
        return;
    showFacts();
    if (m_row.isLive() && !isEnded(m_row.state))
        showStory();
}

void DeckDetails::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_ui && m_row.key != 0)
        showHead();
}

} // namespace console

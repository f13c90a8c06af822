// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jobrow.h"

#include "gui/buttons.h"
#include "gui/timetext.h"
#include "ui_jobrow.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace console {

JobRow::JobRow(JobKind kind, QWidget *parent) : QFrame(parent), m_ui(std::make_unique<Ui::JobRow>()), m_kind(kind)
{
    m_ui->setupUi(this);
    setObjectName(jobKindName(kind) + u"Row"_s);
    m_ui->title->setFace(InkLabel::Face::Strong);
    m_ui->title->setText(jobTitle(kind));
    m_ui->facts->setFace(InkLabel::Face::Figures);
    for (InkLabel *label : {m_ui->facts, m_ui->cause, m_ui->timeline, m_ui->historyLines})
        label->setTone(InkLabel::Tone::Muted);
    m_ui->historyLines->setFace(InkLabel::Face::Fixed);
    m_ui->historyLines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_ui->bar->setAccessibleName(tr("Progress of %1").arg(jobTitle(kind)));
    m_ui->kindIcon->setFixedWidth(20);
    m_ui->stateIcon->setFixedWidth(20);
    m_ui->answerButton->setIcon(Theme::icon(u"widget"_s));
    asFold(m_ui->storyFold, m_ui->story);
    connect(m_ui->verbButton, &QPushButton::clicked, this, &JobRow::pressed);
    connect(m_ui->answerButton, &QPushButton::clicked, this, [this] {
        if (m_job)
            Q_EMIT answerAsked(m_job->number);
    });
    connect(m_ui->trouble, &NoticeBar::acted, this, &JobRow::pressed);
    showJob({}, {}, {});
}

JobRow::~JobRow() = default;

void JobRow::addExtra(QWidget *extra)
{
    m_ui->extra->addWidget(extra);
}

void JobRow::setStartable(bool startable, const QString &whyNot)
{
    m_startable = startable;
    m_whyNot = whyNot;
    refreshButton();
}

void JobRow::showJob(const std::optional<Job> &job, const std::optional<std::chrono::milliseconds> &lastTook, const QDateTime &now)
{
    m_job = job;
    m_lastTook = lastTook;
    showState(now);
    showTrouble();
    refreshButton();
    const bool story = job && !job->history.isEmpty();
    m_ui->storyFold->setVisible(story);
    m_ui->jobId->setId(job ? job->jobId : QString(), tr("job id"));
    m_ui->story->setVisible(story && m_ui->storyFold->isChecked());
    if (story) {
        m_ui->timeline->setText(jobTimeline(*job));
        m_ui->historyLines->setText(jobHistoryLines(*job));
        m_ui->historyLines->setToolTip(tr("since %1").arg(exactTime(job->history.first().at)));
    }
}

void JobRow::showState(const QDateTime &now)
{
    const JobFace face = jobFace(m_job ? std::optional(m_job->state) : std::nullopt);
    m_ui->kindIcon->setPixmap(Theme::pixmap(jobIcon(m_kind), Theme::Role::Text, 20, devicePixelRatioF()));
    m_ui->stateIcon->setPixmap(Theme::pixmap(face.icon, roleOf(face.tone), 16, devicePixelRatioF()));
    m_ui->state->setText(face.word);
    m_ui->state->setTone(face.tone);
    const bool person = m_job && m_job->state == JobState::AwaitingPerson;
    m_ui->answerButton->setVisible(person);
    m_ui->bar->setVisible(m_job && isMoving(m_job->state));
    setAccessibleName(tr("%1: %2").arg(jobTitle(m_kind), face.word));
    tick(now);
}

void JobRow::tick(const QDateTime &now)
{
    QStringList facts = m_job ? jobFacts(*m_job, now) : QStringList();
    if (isRunning() && m_lastTook)
        facts << tr("last time %1").arg(durationText(*m_lastTook));
    m_ui->facts->setText(keptTogether(facts));
    m_ui->facts->setVisible(!facts.isEmpty());
    showProgress(m_ui->bar, m_job ? jobElapsed(*m_job, now) : std::nullopt, m_lastTook);
}

void JobRow::showTrouble()
{
    QString cause;
    m_ui->trouble->hide();
    if (!m_job) {
        // nothing to say yet
    } else if (m_job->state == JobState::Failed || m_job->state == JobState::TimedOut) {
        if (m_job->error)
            m_ui->trouble->sayError({}, *m_job->error);
        else
            m_ui->trouble->say(NoticeBar::Tone::Bad, m_job->cause);
    } else if (m_job->state == JobState::Unavailable) {
        // "manually linked", contract (l): calm, it is how this account is and nobody's failure
        cause = m_job->cause.isEmpty() ? tr("Not available for a manually linked account.") : m_job->cause;
        if (m_job->error && !m_job->error->code.isEmpty())
            cause += u" (%1)"_s.arg(m_job->error->code);
    } else if (m_job->state != JobState::Done) {
        cause = m_job->error ? tr("%1 It is tried again.").arg(m_job->error->message) : m_job->cause;
    }
    m_ui->cause->setText(cause);
    m_ui->cause->setVisible(!cause.isEmpty());
}

void JobRow::refreshButton()
{
    const JobVerb verb = jobVerb(m_job ? std::optional(m_job->state) : std::nullopt);
    const bool cancel = verb == JobVerb::Cancel;
    const QString text = jobVerbText(verb, m_kind);
    // A narrow side has no room for "Transactions" and "Get transactions"; beside the title "Get" says the same. The
    // longest title decides for every row, so that the rows are alike.
    const int title = QFontMetrics(m_ui->title->font()).horizontalAdvance(jobTitle(JobKind::Transactions));
    const int longest = fontMetrics().horizontalAdvance(jobVerbText(JobVerb::Start, JobKind::Transactions));
    const int beside = m_ui->kindIcon->width() + title + 2 * Theme::grid + 44; // margins and the button's padding
    const bool narrow = verb == JobVerb::Start && beside + longest + 2 * Theme::grid > width();
    m_ui->verbButton->setText(narrow ? tr("Get") : text);
    m_ui->verbButton->setAccessibleName(cancel ? tr("Cancel %1").arg(jobTitle(m_kind)) : u"%1, %2"_s.arg(text, jobTitle(m_kind)));
    Theme::mark(m_ui->verbButton, "quiet", cancel);
    m_ui->verbButton->setEnabled(cancel || m_startable);
    m_ui->verbButton->setToolTip(cancel || m_startable ? QString() : m_whyNot);
}

void JobRow::pressed()
{
    switch (jobVerb(m_job ? std::optional(m_job->state) : std::nullopt)) {
    case JobVerb::Cancel: Q_EMIT cancelAsked(m_job->number); return;
    case JobVerb::TryAgain: Q_EMIT retryAsked(m_job->number); return;
    case JobVerb::Start:
    case JobVerb::GetAgain: Q_EMIT startAsked(); return;
    }
}

QSize JobRow::minimumSizeHint() const
{
    return {200, QFrame::minimumSizeHint().height()}; // what is wider gives way: texts wrap, the button gets shorter
}

void JobRow::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    refreshButton();
}

void JobRow::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_ui)
        showState({});
}

} // namespace console

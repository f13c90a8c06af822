// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/walkshandpanel.h"

#include "gui/buttons.h"
#include "gui/environmentlook.h"
#include "gui/theme.h"
#include "gui/timetext.h"
#include "gui/walkexports.h"
#include "session/session.h"
#include "ui_walkshandpanel.h"
#include "web/widgetdriver.h"
#include "web/widgetview.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Mark = HandStep::Mark;
enum Column { MarkColumn, StepColumn, NoteColumn, Columns };
constexpr int thumbHeight = 56; // px

QString wordOf(const HandStep &step)
{
    switch (step.mark) {
    case Mark::Open: return WalksHandPanel::tr("open");
    case Mark::Passed: return step.bySelf ? WalksHandPanel::tr("passed, seen") : WalksHandPanel::tr("passed");
    case Mark::Failed: return WalksHandPanel::tr("failed");
    case Mark::Blocked: return WalksHandPanel::tr("blocked");
    case Mark::Skipped: return WalksHandPanel::tr("skipped");
    }
    return {};
}

QIcon iconOf(Mark mark)
{
    switch (mark) {
    case Mark::Open: return Theme::icon(u"circle"_s, Theme::Role::Muted);
    case Mark::Passed: return Theme::icon(u"check-circle"_s, Theme::Role::Good);
    case Mark::Failed: return Theme::icon(u"error"_s, Theme::Role::Bad);
    case Mark::Blocked: return Theme::icon(u"refused"_s, Theme::Role::Warning);
    case Mark::Skipped: return Theme::icon(u"minus"_s, Theme::Role::Muted);
    }
    return {};
}

} // namespace

WalksHandPanel::WalksHandPanel(Session *session, WidgetView *view, QWidget *parent)
    : QWidget(parent), m_session(session), m_view(view), m_driver(new WidgetDriver(view, this)), m_ui(std::make_unique<Ui::WalksHandPanel>())
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->handCard, "card", true);
    m_ui->handName->setFace(InkLabel::Face::Strong);
    m_ui->handProgress->setTone(InkLabel::Tone::Muted);
    m_ui->handStepNumber->setTone(InkLabel::Tone::Muted);
    m_ui->handStepText->setFace(InkLabel::Face::Title);
    m_ui->handStepText->setWordWrap(true);
    m_ui->handHint->setTone(InkLabel::Tone::Warning);
    m_ui->handHint->setWordWrap(true);
    m_ui->handThumb->setAccessibleName(tr("The picture of this step"));
    asIcon(m_ui->handBack, u"chevron-left"_s, tr("Back to all walks; this one can go on later"));
    asIcon(m_ui->handExport, u"save"_s, tr("Save the report"));
    asIcon(m_ui->handDiscard, u"trash"_s, tr("Discard this walk"));
    asPrimary(m_ui->handPass);
    for (const Verdict verdict : allVerdicts()) {
        if (verdict != Verdict::Passed && verdict != Verdict::NotRun)
            m_ui->handVerdict->addItem(verdictText(verdict), int(verdict));
    }
    m_ui->handVerdict->setToolTip(tr("Whose fault it is when it fails"));
    Theme::mark(m_ui->handSteps, "flush", true);
    m_ui->handSteps->setColumnCount(Columns);
    m_ui->handSteps->setHeaderLabels({tr("State"), tr("Step"), tr("Note")});
    m_ui->handSteps->header()->setStretchLastSection(false);
    m_ui->handSteps->header()->setSectionResizeMode(StepColumn, QHeaderView::Stretch);
    m_ui->handSteps->setColumnWidth(MarkColumn, 140);
    m_ui->handSteps->setColumnWidth(NoteColumn, 240);
    m_exports = new WalkExports(m_ui->handExport, u"hand"_s, [this] { return report(); }, this);
    wire();
}

WalksHandPanel::~WalksHandPanel() = default;

void WalksHandPanel::wire()
{
    connect(m_ui->handBack, &QToolButton::clicked, this, &WalksHandPanel::left);
    connect(m_ui->handDiscard, &QToolButton::clicked, this, &WalksHandPanel::discardRequested);
    connect(m_ui->handPass, &QPushButton::clicked, this, [this] { markCurrent(Mark::Passed); });
    connect(m_ui->handFail, &QPushButton::clicked, this, [this] { markCurrent(Mark::Failed); });
    connect(m_ui->handBlock, &QPushButton::clicked, this, [this] { markCurrent(Mark::Blocked); });
    connect(m_ui->handSkip, &QPushButton::clicked, this, [this] { markCurrent(Mark::Skipped); });
    connect(m_ui->handReopen, &QPushButton::clicked, this, [this] { markCurrent(Mark::Open); });
    connect(m_ui->handPicture, &QPushButton::clicked, this, &WalksHandPanel::takePicture);
    connect(m_ui->handNote, &QLineEdit::editingFinished, this, [this] {
        if (m_walk && m_shown >= 0)
            m_walk->setNote(m_shown, m_ui->handNote->text());
    });
    connect(m_ui->handSteps, &QTreeWidget::currentItemChanged, this, &WalksHandPanel::refreshCard);
    connect(m_session->link(), &LinkFlow::changed, this, &WalksHandPanel::refreshCard);
    connect(m_exports, &WalkExports::saved, this, &WalksHandPanel::saved);
    connect(m_exports, &WalkExports::failed, this, &WalksHandPanel::failed);
}

void WalksHandPanel::show(HandWalk *walk)
{
    if (m_walk)
        disconnect(m_walk, nullptr, this, nullptr);
    m_shown = -1;
    m_walk = walk;
    m_next = -1;
    m_ui->handSteps->clear();
    if (!walk)
        return;
    for (int at = 0; at < walk->steps().size(); ++at)
        new QTreeWidgetItem(m_ui->handSteps);
    m_ui->handName->setText(walk->walk().name);
    connect(walk, &HandWalk::changed, this, &WalksHandPanel::refresh);
    refresh();
}

int WalksHandPanel::current() const
{
    return m_ui->handSteps->indexOfTopLevelItem(m_ui->handSteps->currentItem());
}

void WalksHandPanel::refresh()
{
    if (!m_walk)
        return;
    qsizetype done = 0;
    for (int at = 0; at < m_walk->steps().size(); ++at) {
        fillRow(m_ui->handSteps->topLevelItem(at), at);
        done += m_walk->steps().at(at).mark != Mark::Open;
    }
    const CaseResult result = m_walk->result();
    const QString progress = tr("%1 of %2 steps").arg(done).arg(m_walk->steps().size());
    m_ui->handProgress->setText(m_walk->isWhole() ? tr("%1 · %2").arg(progress, verdictText(result.verdict)) : progress);
    if (const int next = m_walk->next(); next != m_next) {
        m_next = next;
        if (next >= 0)
            m_ui->handSteps->setCurrentItem(m_ui->handSteps->topLevelItem(next));
    }
    refreshCard();
}

void WalksHandPanel::fillRow(QTreeWidgetItem *row, int index)
{
    const HandStep &step = m_walk->steps().at(index);
    row->setIcon(MarkColumn, iconOf(step.mark));
    row->setText(MarkColumn, wordOf(step));
    row->setText(StepColumn, m_walk->wordsOf(index));
    row->setText(NoteColumn, step.picture.isNull() ? step.note : tr("[picture] %1").arg(step.note).trimmed());
    for (const int column : {StepColumn, NoteColumn})
        row->setToolTip(column, row->text(column).toHtmlEscaped());
    if (step.at.isValid())
        row->setToolTip(MarkColumn, exactTime(step.at));
}

void WalksHandPanel::refreshCard()
{
    const int at = m_walk ? current() : -1;
    if (at < 0)
        return;
    const HandStep &step = m_walk->steps().at(at);
    const bool isOpen = step.mark == Mark::Open;
    const QString now = isAct(m_walk->walk().steps.at(at).verb) ? tr("now do this") : tr("now this must be so");
    m_ui->handStepNumber->setText(m_walk->isWhole() ? tr("Every step has its mark. Save the report, or look at a step again.")
                                                    : tr("Step %1: %2").arg(at + 1).arg(at == m_walk->next() ? now : wordOf(step)));
    m_ui->handStepText->setText(m_walk->wordsOf(at));
    m_ui->handHint->setText(step.hint);
    m_ui->handHint->setVisible(!step.hint.isEmpty());
    if (m_shown != at) {
        m_shown = at;
        m_ui->handNote->setText(step.note);
        m_ui->handVerdict->setCurrentIndex(m_ui->handVerdict->findData(int(step.verdict)));
    }
    m_ui->handReopen->setEnabled(!isOpen);
    const QString whyNoPicture = m_session->environments()->current().reach == Reach::Production ? tr("Not in production: it would keep what a real person sees.")
                                 : m_view->isOpen() ? QString() : tr("No widget is open.");
    m_ui->handPicture->setEnabled(whyNoPicture.isEmpty());
    m_ui->handPicture->setToolTip(whyNoPicture);
    m_ui->handThumb->setPixmap(step.picture.isNull() ? QPixmap() : QPixmap::fromImage(step.picture.scaledToHeight(thumbHeight, Qt::SmoothTransformation)));
    m_ui->handThumb->setVisible(!step.picture.isNull());
}

void WalksHandPanel::markCurrent(HandStep::Mark mark)
{
    const int at = m_walk ? current() : -1;
    if (at < 0)
        return;
    m_walk->mark(at, mark, m_ui->handNote->text(), Verdict(m_ui->handVerdict->currentData().toInt()));
}

void WalksHandPanel::takePicture()
{
    const int at = m_walk ? current() : -1;
    const QImage picture = at >= 0 ? m_driver->picture() : QImage();
    if (!picture.isNull())
        m_walk->setPicture(at, picture);
}

RunResult WalksHandPanel::report() const
{
    RunResult run;
    run.environment = m_session->environments()->current().name;
    run.isSimulated = isSimulated(m_session->environments()->current());
    run.toolVersion = QCoreApplication::applicationVersion();
    if (!m_walk)
        return run;
    run.cases = {m_walk->result()};
    run.startedAt = m_walk->startedAt();
    run.took = run.cases.first().took;
    run.isWhole = m_walk->isWhole();
    return run;
}

} // namespace console

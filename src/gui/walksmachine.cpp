// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/walksmachine.h"

#include "gui/buttons.h"
#include "gui/theme.h"
#include "gui/timetext.h"
#include "gui/verdictlook.h"
#include "gui/walkexports.h"
#include "gui/walklist.h"
#include "gui/walkshelf.h"
#include "session/session.h"
#include "ui_walksmachine.h"

using namespace Qt::StringLiterals;

namespace console {

WalksMachine::WalksMachine(Session *session, WalkShelf *shelf, QWidget *parent)
    : QWidget(parent), m_session(session), m_shelf(shelf), m_ui(std::make_unique<Ui::WalksMachine>()), m_list(new WalkList(WalkList::Choice::Many, u"walksMachine"_s))
{
    m_ui->setupUi(this);
    m_ui->machineListHost->addWidget(m_list);
    m_side = m_ui->machineSide;
    m_ui->machineSummary->setTone(InkLabel::Tone::Muted);
    m_ui->machineStepLabel->setFace(InkLabel::Face::Strong);
    m_ui->machineStepLabel->setWordWrap(true);
    m_ui->machineFace->showEmpty(u"play"_s, tr("The machine walks, you look on"), tr("Check walks at the left and press Run. They run in a session and a widget of their own; the main window is not touched."));
    asPrimary(m_ui->machineRun);
    asIcon(m_ui->machineReport, u"save"_s, tr("Save or open the report"));
    m_exports = new WalkExports(m_ui->machineReport, u"machine"_s, [this] { return m_result; }, this);
    wire();
    refreshWalks();
}

/// Elsewhere, a child of another widget, which dies with its own parent.
QWidget *WalksMachine::side() const
{
    return m_side;
}

WalksMachine::~WalksMachine()
{
    takeViewBack();
}

void WalksMachine::wire()
{
    connect(m_ui->machineRun, &QPushButton::clicked, this, &WalksMachine::run);
    connect(m_ui->machinePause, &QPushButton::clicked, this, [this] {
        if (!m_lane)
            return;
        m_lane->isPaused() ? m_lane->resume() : m_lane->pause();
        refresh();
    });
    connect(m_ui->machineStep, &QPushButton::clicked, this, [this] {
        if (m_lane)
            m_lane->stepOnce();
    });
    connect(m_ui->machineStop, &QPushButton::clicked, this, &WalksMachine::stop);
    connect(m_ui->machineAll, &QPushButton::clicked, m_list, [this] { m_list->checkShown(true); });
    connect(m_ui->machineNone, &QPushButton::clicked, m_list, [this] { m_list->checkShown(false); });
    connect(m_list, &WalkList::checkedChanged, this, &WalksMachine::refresh);
    connect(m_shelf, &WalkShelf::changed, this, &WalksMachine::refreshWalks);
    connect(m_session->environments(), &Environments::chosen, this, [this] {
        stop();
        refreshWalks();
    });
    connect(m_exports, &WalkExports::saved, this, &WalksMachine::saved);
    connect(m_exports, &WalkExports::failed, this, &WalksMachine::failed);
}

void WalksMachine::refreshWalks()
{
    const bool isSimulator = m_session->environments()->current().reach == Reach::LoopbackOnly;
    m_list->setWalks(m_shelf->book().cases, [isSimulator](const WalkCase &walk) {
        return walk.simulatorOnly && !isSimulator ? tr("It orders faults of the simulator: choose the environment Simulator for it.") : QString();
    });
    refresh();
}

QString WalksMachine::whyNot() const
{
    if (m_session->environments()->current().reach == Reach::Production)
        return tr("Not in production: walks create people and link banks.");
    if (isRunning())
        return tr("A run is under way.");
    return m_list->checked().isEmpty() ? tr("Check at least one walk.") : QString();
}

void WalksMachine::run()
{
    WalkRun::Order order;
    for (const QString &id : m_list->checked()) {
        if (const WalkCase *walk = m_shelf->find(id))
            order.cases << *walk;
    }
    order.retry = m_ui->machineRetry->value();
    order.lane.limit = std::chrono::seconds(m_ui->machineLimit->value());
    order.lane.pictures = m_ui->machinePictures->isChecked();
    order.lane.pictureWidth = 220;
    m_done = 0;
    m_chosen = order.cases.size();
    m_list->clearVerdicts();
    takeViewBack();
    m_run = std::make_unique<WalkRun>(m_session, order, &m_green);
    wireRun();
    m_ui->machineFace->showWorking({.title = tr("Waiting for the environment"), .text = {}, .since = {}}, m_session->clock()());
    m_run->begin();
    refresh();
}

void WalksMachine::wireRun()
{
    connect(m_run.get(), &WalkRun::lanesReady, this, [this] { showLane(m_run->lanes().value(0)); });
    connect(m_run.get(), &WalkRun::caseStarted, this, &WalksMachine::began);
    connect(m_run.get(), &WalkRun::caseEnded, this, [this](int, const CaseResult &result, bool willRetry) { ended(result, willRetry); });
    connect(m_run.get(), &WalkRun::finished, this, &WalksMachine::conclude);
    connect(m_run.get(), &WalkRun::refused, this, [this](const Error &error) {
        m_ui->machineFace->showError(tr("The run could not begin"), error, {});
        Q_EMIT failed(tr("The run could not begin"), error);
        refresh();
        Q_EMIT finished();
    });
}

void WalksMachine::stop()
{
    if (isRunning())
        m_run->stop();
}

void WalksMachine::began(WalkLane *lane, const WalkCase &walk)
{
    showLane(lane);
    m_ui->machineSteps->clear();
    for (const WalkStep &step : walk.steps) {
        auto *item = new QListWidgetItem(Theme::icon(u"circle"_s, Theme::Role::Muted), step.name, m_ui->machineSteps);
        item->setToolTip(step.name.toHtmlEscaped());
    }
    m_list->setVerdict(walk.id, tr("running"), u"hourglass"_s, Theme::Role::Accent);
    m_list->setCurrent(walk.id);
    m_ui->machineStepLabel->setText(walk.name);
    refresh();
}

void WalksMachine::showLane(WalkLane *lane)
{
    if (!lane || m_lane == lane)
        return;
    takeViewBack();
    m_lane = lane;
    connect(lane, &WalkLane::stepStarted, this, &WalksMachine::stepStarted);
    connect(lane, &WalkLane::stepEnded, this, &WalksMachine::stepEnded);
    connect(lane, &WalkLane::pausedAt, this, [this](int index) {
        const QListWidgetItem *item = m_ui->machineSteps->item(index);
        m_ui->machineStepLabel->setText(item ? tr("Paused before: %1").arg(item->text()) : tr("Paused"));
        refresh();
    });
    m_view = lane->view();
    if (m_view) {
        m_ui->machineStage->addWidget(m_view);
        m_ui->machineStage->setCurrentWidget(m_view);
    }
}

/// The lane owns its view.
void WalksMachine::takeViewBack()
{
    if (m_view) {
        if (QWidget *inner = m_view->focusWidget()) // Qt 6.4 remembers it in a hidden page, also when it dies elsewhere
            inner->clearFocus();
        m_ui->machineStage->removeWidget(m_view);
        m_view->hide();
        m_view->setParent(nullptr);
    }
    m_view = nullptr;
    if (m_lane)
        disconnect(m_lane, nullptr, this, nullptr);
    m_lane = nullptr;
}

void WalksMachine::stepStarted(int index, const WalkStep &step)
{
    m_ui->machineStepLabel->setText(step.name);
    if (QListWidgetItem *item = m_ui->machineSteps->item(index)) {
        item->setText(step.name);
        item->setIcon(Theme::icon(u"hourglass"_s, Theme::Role::Accent));
        m_ui->machineSteps->setCurrentItem(item);
    }
    refresh();
}

void WalksMachine::stepEnded(int index, const StepResult &result)
{
    if (QListWidgetItem *item = m_ui->machineSteps->item(index)) {
        const VerdictLook look = lookOf(result.outcome);
        item->setIcon(Theme::icon(look.icon, look.role));
        item->setText(tr("%1 — %2, %3").arg(result.name, look.word, durationText(result.took)));
        item->setToolTip(result.error ? oneLine(*result.error).toHtmlEscaped() : result.note.toHtmlEscaped());
    }
}

void WalksMachine::ended(const CaseResult &result, bool willRetry)
{
    const VerdictLook look = willRetry ? VerdictLook{tr("tried again"), u"reload"_s, Theme::Role::Warning} : lookOf(result);
    m_list->setVerdict(result.id, look.word, look.icon, look.role);
    m_done += !willRetry;
    if (!result.why.isEmpty())
        m_ui->machineStepLabel->setText(result.why);
    refresh();
}

void WalksMachine::conclude(const RunResult &result)
{
    m_result = result;
    takeViewBack();
    const int passed = result.count(Verdict::Passed);
    const QString words = tr("%1 of %2 walks passed").arg(passed).arg(result.cases.size());
    if (result.passed())
        m_ui->machineFace->showCalm(u"check-circle"_s, words, tr("It took %1. The report can be saved or opened.").arg(durationText(result.took)));
    else
        m_ui->machineFace->showCalm(u"warning"_s, words, tr("It took %1. The report says of each walk that did not pass whose fault it was.").arg(durationText(result.took)));
    m_ui->machineStage->setCurrentWidget(m_ui->machineFace);
    m_ui->machineStepLabel->clear();
    refresh();
    Q_EMIT finished();
}

void WalksMachine::refresh()
{
    const QString reason = whyNot();
    const bool isOn = isRunning(), isPaused = m_lane && m_lane->isPaused();
    m_ui->machineRun->setEnabled(reason.isEmpty());
    m_ui->machineRun->setToolTip(reason);
    m_ui->machineStop->setEnabled(isOn);
    m_ui->machinePause->setEnabled(isOn && m_lane);
    m_ui->machinePause->setText(isPaused ? tr("&Go on") : tr("&Pause"));
    m_ui->machineStep->setEnabled(isOn && isPaused);
    m_ui->machineStep->setToolTip(isPaused ? QString() : tr("Pause first."));
    for (QWidget *each : {static_cast<QWidget *>(m_ui->machineAll), static_cast<QWidget *>(m_ui->machineNone), static_cast<QWidget *>(m_ui->machineRetry), static_cast<QWidget *>(m_ui->machineLimit), static_cast<QWidget *>(m_ui->machinePictures)})
        each->setEnabled(!isOn);
    if (std::exchange(m_wasOn, isOn) != isOn)
        Q_EMIT runningChanged();
    m_exports->setPossible(!isOn && !m_result.cases.isEmpty());
    const qsizetype checked = m_list->checked().size();
    const bool isProduction = m_session->environments()->current().reach == Reach::Production;
    m_ui->machineSummary->setText(isOn ? tr("%1 of %2 done").arg(m_done).arg(m_chosen) : isProduction ? reason : checked == 1 ? tr("1 walk checked") : tr("%1 walks checked").arg(checked));
}

} // namespace console

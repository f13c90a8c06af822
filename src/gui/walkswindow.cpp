// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/walkswindow.h"

#include "gui/fieldtyper.h"
#include "gui/filesaver.h"
#include "gui/noticebar.h"
#include "gui/theme.h"
#include "gui/walksbanks.h"
#include "gui/walkshand.h"
#include "gui/walkshandpanel.h"
#include "gui/walkshelf.h"
#include "gui/walksmachine.h"
#include "gui/walksrecord.h"
#include "runner/walkrecorder.h"
#include "session/session.h"
#include "ui_walkswindow.h"
#include "web/widgetview.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace console {

WalksWindow::WalksWindow(Session *session, WidgetView *view, QWidget *parent)
    : QWidget(parent, Qt::Window), m_session(session), m_view(view), m_ui(std::make_unique<Ui::WalksWindow>()), m_shelf(new WalkShelf(this)),
      m_recorder(new WalkRecorder(session, view, this)), m_typer(new FieldTyper(view, this)), m_banks(new WalksBanks)
{
    m_ui->setupUi(this);
    const QString folder = QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"walks-by-hand"_s);
    m_hand = new WalksHand(session, view, m_shelf, folder);
    m_machine = new WalksMachine(session, m_shelf);
    m_record = new WalksRecord(m_recorder, m_shelf);
    m_ui->walksTabs->addTab(m_banks, Theme::icon(u"bank"_s), tr("&Test banks"));
    m_ui->walksTabs->addTab(m_hand, Theme::icon(u"list"_s), tr("By &hand"));
    m_ui->walksTabs->addTab(m_machine, Theme::icon(u"play"_s), tr("By &machine"));
    m_ui->walksTabs->addTab(m_record, Theme::icon(u"dot"_s, Theme::Role::Bad), tr("Recor&d"));
    m_ui->walksSplitter->addWidget(m_machine->side());
    m_ui->walksSplitter->setStretchFactor(0, 1);
    m_ui->walksSplitter->setSizes({720, 480});
    m_ui->walksNotice->hide();
    m_ui->walksProblems->hide();
    constexpr std::chrono::seconds good{6}; // news of that kind can be missed
    m_noticeEnd.setSingleShot(true);
    m_noticeEnd.setInterval(good);
    wire();
    refreshTyping();
    m_shelf->read();
}

WalksWindow::~WalksWindow()
{
    m_machine->stop();
}

void WalksWindow::wire()
{
    connect(m_shelf, &WalkShelf::changed, this, [this] { m_banks->setBook(m_shelf->book()); });
    connect(m_shelf, &WalkShelf::refused, this, &WalksWindow::showProblems);
    connect(m_shelf, &WalkShelf::added, this, [this](const QString &path, qsizetype walks) {
        m_ui->walksProblems->hide();
        say(walks == 1 ? tr("1 walk of %1 is in the list now.").arg(QFileInfo(path).fileName()) : tr("%1 walks of %2 are in the list now.").arg(walks).arg(QFileInfo(path).fileName()));
    });
    connect(m_hand, &WalksHand::openFileRequested, this, &WalksWindow::askForFile);
    connect(m_hand, &WalksHand::failed, this, &WalksWindow::sayError);
    connect(m_hand->panel(), &WalksHandPanel::saved, this, [this](const QString &path) { say(tr("Saved: %1").arg(QFileInfo(path).fileName())); });
    const auto showSide = [this] { m_machine->side()->setVisible(m_machine->isRunning() || m_ui->walksTabs->currentWidget() == m_machine); };
    connect(m_ui->walksTabs, &QTabWidget::currentChanged, this, showSide);
    connect(m_machine, &WalksMachine::runningChanged, this, showSide);
    showSide();
    connect(m_machine, &WalksMachine::failed, this, &WalksWindow::sayError);
    connect(m_machine, &WalksMachine::saved, this, [this](const QString &path) { say(tr("Saved: %1").arg(QFileInfo(path).fileName())); });
    connect(m_record, &WalksRecord::failed, this, &WalksWindow::sayError);
    connect(m_record, &WalksRecord::saved, this, [this](const QString &path) { say(tr("Saved: %1").arg(QFileInfo(path).fileName())); });
    connect(m_recorder, &WalkRecorder::changed, this, [this] { setWindowTitle(m_recorder->isOn() ? tr("● Recording — Walks") : tr("Walks")); });
    connect(m_banks, &WalksBanks::typeRequested, m_typer, &FieldTyper::type);
    connect(m_typer, &FieldTyper::typed, m_recorder, &WalkRecorder::typed);
    connect(m_typer, &FieldTyper::typed, this, [this] { say(tr("It stands in the widget's field now.")); });
    connect(m_typer, &FieldTyper::failed, this, [this](const Error &error) { sayError(tr("Nothing was typed"), error); });
    connect(m_session->link(), &LinkFlow::changed, this, &WalksWindow::refreshTyping);
    connect(m_view, &WidgetView::opened, this, &WalksWindow::refreshTyping);
    connect(m_view, &WidgetView::closed, this, &WalksWindow::refreshTyping);
    connect(&m_noticeEnd, &QTimer::timeout, m_ui->walksNotice, &QWidget::hide);
    connect(m_ui->walksNotice, &NoticeBar::acted, this, [this] {
        m_ui->walksNotice->hide();
        m_ui->walksProblems->hide();
    });
}

void WalksWindow::refreshTyping()
{
    m_banks->setTypeWhyNot(m_view->isOpen() ? QString() : tr("no widget is open. Link a bank in the main window first."));
}

void WalksWindow::askForFile()
{
    askWhatToOpen(this, u"walksOpenDialog"_s, tr("Open a walk file"), tr("Walk files (*.json)"), [this](const QString &path) { m_shelf->add(path); });
}

void WalksWindow::showProblems(const QString &path, const QList<WalkProblem> &problems)
{
    m_noticeEnd.stop();
    const QString file = path.isEmpty() ? tr("The program's own walks") : QFileInfo(path).fileName();
    m_ui->walksNotice->say(NoticeBar::Tone::Bad, problems.size() == 1 ? tr("%1: 1 problem, nothing was taken from it").arg(file) : tr("%1: %2 problems, nothing was taken from it").arg(file).arg(problems.size()), tr("Close"));
    m_ui->walksNotice->show();
    m_ui->walksProblems->clear();
    for (const WalkProblem &problem : problems) {
        m_ui->walksProblems->addItem(tr("Line %1, %2: %3").arg(problem.line).arg(problem.field, problem.message));
        m_ui->walksProblems->item(m_ui->walksProblems->count() - 1)->setToolTip(problem.text().toHtmlEscaped());
    }
    m_ui->walksProblems->show();
    m_ui->walksProblems->setCurrentRow(0);
}

void WalksWindow::say(const QString &text)
{
    m_ui->walksNotice->say(NoticeBar::Tone::Good, text);
    m_ui->walksNotice->show();
    m_noticeEnd.start();
}

void WalksWindow::sayError(const QString &what, const Error &error)
{
    m_noticeEnd.stop();
    m_ui->walksNotice->sayError(what, error, tr("Close"));
    m_ui->walksNotice->show();
}

/// What runs ends, a walk by hand is put aside, and nobody is recorded who does not see it.
void WalksWindow::closeEvent(QCloseEvent *event)
{
    m_machine->stop();
    m_hand->putAside();
    m_recorder->stop();
    QWidget::closeEvent(event);
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/brandlab.h"

#include "brand/brandcheck.h"
#include "gui/brandexports.h"
#include "gui/brandfindings.h"
#include "gui/brandmatrixform.h"
#include "gui/brandpanes.h"
#include "gui/brandsheetdialog.h"
#include "gui/buttons.h"
#include "gui/noticebar.h"
#include "gui/originwindow.h"
#include "gui/picturecompare.h"
#include "gui/theme.h"
#include "session/session.h"
#include "store/settings.h"
#include "ui_brandlab.h"
#include "web/inputmirror.h"
#include "web/screenwalk.h"

#include <QCloseEvent>
#include <QDir>
#include <QFutureWatcher>
#include <QStandardPaths>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

BrandLab::BrandLab(Session *session, QWidget *parent)
    : QWidget(parent, Qt::Window), m_session(session), m_ui(std::make_unique<Ui::BrandLab>()), m_form(new BrandMatrixForm(session)),
      m_panes(new BrandPanes(session)), m_mirror(new InputMirror(this)), m_walk(new ScreenWalk(this)), m_findings(new BrandFindings)
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->rule, "line", true);
    m_ui->brandFormHost->addWidget(m_form);
    m_ui->brandPages->addWidget(m_panes);
    m_ui->brandBody->addWidget(m_findings);
    m_ui->brandBody->setStretchFactor(0, 1);
    m_findings->hide();
    m_ui->brandSplitter->setStretchFactor(1, 1);
    m_ui->brandSplitter->setSizes({280, 1160});
    m_ui->brandNotice->hide();
    m_ui->brandFace->showEmpty(u"palette"_s, tr("See what a configurationId does"),
                               tr("Choose configurations and themes at the left. Each pane is a browser of its own with a launch of its own, so they do not get into each other's way."));
    m_exports = new BrandExports(m_ui->brandMore, m_ui->brandNotice, [this] {
        return BrandReport{m_sheet.value_or(BrandSheet()), m_shots, m_findings->findings(), QCoreApplication::applicationVersion(), QDateTime::currentDateTimeUtc()};
    }, this);
    wireTools();
    wireWalk();
    connect(m_form, &BrandMatrixForm::openRequested, this, &BrandLab::openPanes);
    connect(m_panes, &BrandPanes::changed, this, &BrandLab::refresh);
    connect(session->environments(), &Environments::chosen, this, &BrandLab::closePanes);
    refresh();
}

BrandLab::~BrandLab()
{
    disconnect(m_panes, nullptr, this, nullptr);
    disconnect(m_walk, nullptr, this, nullptr);
    m_walk->stop();
}

void BrandLab::wireTools()
{
    m_ui->brandScale->addItem(tr("Fit"), 0.0);
    for (const int percent : {50, 75, 100})
        m_ui->brandScale->addItem(tr("%1 %").arg(percent), percent / 100.0);
    for (const int times : {1, 2, 3})
        m_ui->brandPictureScale->addItem(tr("Pictures %1×").arg(times), double(times));
    m_ui->brandPictureScale->setToolTip(tr("Pixels of a picture for each pixel of the page, whatever the panes' own scale is."));
    connect(m_ui->brandPictureScale, &QComboBox::currentIndexChanged, this, &BrandLab::applyPictureScale);
    m_ui->brandLinked->setIcon(Theme::icon(u"link"_s));
    m_ui->brandLinked->setToolTip(tr("What you click, type and scroll in one pane happens in all of them."));
    m_ui->brandSummary->setTone(InkLabel::Tone::Muted);
    asIcon(m_ui->brandMore, u"save"_s, tr("Save or copy what was seen"));
    asIcon(m_ui->brandSheetButton, u"palette"_s, tr("Brand sheet: what it should look like"));
    asIcon(m_ui->brandOrigins, u"globe"_s, tr("Where would the widget load?"));
    connect(m_ui->brandMeasure, &QPushButton::clicked, this, &BrandLab::measure);
    connect(m_ui->brandCompare, &QPushButton::clicked, this, &BrandLab::compare);
    connect(m_ui->brandSheetButton, &QToolButton::clicked, this, &BrandLab::askForSheet);
    connect(m_ui->brandOrigins, &QToolButton::clicked, this, &BrandLab::showOrigins);
    asIcon(m_ui->brandCloseAll, u"trash"_s, tr("Close all panes"));
    connect(m_ui->brandNext, &QPushButton::clicked, this, [this] { m_walk->next(m_panes->panes()); });
    connect(m_ui->brandLinked, &QPushButton::toggled, m_mirror, &InputMirror::setOn);
    connect(m_ui->brandScale, &QComboBox::currentIndexChanged, this, [this] { m_panes->setScale(m_ui->brandScale->currentData().toDouble()); });
    connect(m_ui->brandShoot, &QPushButton::clicked, this, &BrandLab::shootNow);
    connect(m_ui->brandShootAll, &QPushButton::clicked, this, [this] {
        if (m_walk->isRunning()) {
            m_walk->stop();
            return;
        }
        m_shots.clear();
        m_troubles.clear();
        m_ui->brandNotice->hide();
        for (BrandPane *pane : m_panes->panes()) // from the first screen, wherever they are now
            pane->close();
        m_walk->shootAll(m_panes->panes(), {});
        refresh();
    });
    connect(m_ui->brandCloseAll, &QToolButton::clicked, this, &BrandLab::closePanes);
    connect(m_mirror, &InputMirror::missed, this, [this](BrandPane *pane, const QString &what) {
        m_ui->brandNotice->say(NoticeBar::Tone::Warning, tr("Pane %1 has no %2 now. It stays where it is.").arg(pane->number()).arg(what));
        m_ui->brandNotice->show();
    });
    connect(m_ui->brandNotice, &NoticeBar::acted, m_ui->brandNotice, &QWidget::hide);
}

void BrandLab::wireWalk()
{
    connect(m_walk, &ScreenWalk::reached, this, [this](const BrandPane *pane) {
        m_touched.remove(pane);
        refresh();
    });
    connect(m_mirror, &InputMirror::touched, this, [this](const BrandPane *pane) {
        m_touched.insert(pane);
        if (m_mirror->isOn()) {
            for (const BrandPane *each : m_panes->panes())
                m_touched.insert(each);
        }
    });
    connect(m_walk, &ScreenWalk::shot, this, [this](BrandPane *, const Shot &shot) { take(shot); });
    connect(m_walk, &ScreenWalk::failed, this, &BrandLab::walkFailed);
    connect(m_walk, &ScreenWalk::finished, this, [this] {
        refresh();
        Q_EMIT walked();
    });
}

void BrandLab::openPanes()
{
    const Result<BrandMatrix> matrix = m_form->matrix();
    if (!matrix)
        return;
    m_walk->stop();
    m_troubles.clear();
    m_shots.clear();
    m_touched.clear();
    m_byHand = 0;
    m_ui->brandNotice->hide();
    BrandMatrix all = *matrix;
    const bool hasUnbranded = std::any_of(all.configurations.begin(), all.configurations.end(), [](const NamedConfiguration &each) { return each.configurationId.isEmpty(); });
    if (m_sheet && !all.configurations.isEmpty() && !hasUnbranded) // what is unbranded looks like that
        all.configurations.append({tr("Unbranded"), {}});
    m_findings->hide();
    m_ui->brandPages->setCurrentWidget(m_panes); // it has its size then, for panes that fit
    m_panes->open(all.panes());
    m_mirror->setPanes(m_panes->panes());
    applyPictureScale();
    refresh();
}

void BrandLab::applyPictureScale()
{
    for (BrandPane *pane : m_panes->panes())
        pane->setPictureScale(m_ui->brandPictureScale->currentData().toDouble());
}

void BrandLab::closePanes()
{
    m_walk->stop();
    m_mirror->setPanes({});
    m_panes->closeAll();
    refresh();
}

/// Where a person has clicked since the walk came there, nobody knows which screen that is: such pictures are numbered.
void BrandLab::shootNow()
{
    const QList<BrandPane *> &panes = m_panes->panes();
    const auto isWalked = [this](const BrandPane *pane) { return !m_walk->screenOf(pane).isEmpty() && !m_touched.contains(pane); };
    if (!std::all_of(panes.begin(), panes.end(), isWalked))
        ++m_byHand;
    for (BrandPane *pane : panes) {
        pane->shoot(isWalked(pane) ? m_walk->screenOf(pane) : tr("by hand %1").arg(m_byHand), this, [this](const Shot &shot) {
            take(shot);
            refresh();
        });
    }
}

void BrandLab::take(const Shot &shot)
{
    const auto same = std::find_if(m_shots.begin(), m_shots.end(), [&](const Shot &each) { return each.pane == shot.pane && each.screen == shot.screen; });
    if (same == m_shots.end())
        m_shots.append(shot);
    else
        *same = shot;
    QList<PaneKey> panes;
    for (const BrandPane *pane : m_panes->panes())
        panes.append(pane->plan().key);
    sortShots(m_shots, panes, ScreenWalk::screens());
    refresh();
}

void BrandLab::walkFailed(BrandPane *pane, const QString &screen, const Error &error)
{
    m_touched.insert(pane); // nobody knows which screen it shows
    m_troubles << tr("Pane %1 did not reach “%2”: %3").arg(pane->number()).arg(screen, oneLine(error));
    m_ui->brandNotice->say(NoticeBar::Tone::Warning, m_troubles.size() == 1 ? m_troubles.first() : tr("%1 screens were not reached").arg(m_troubles.size()), tr("Close"), {},
                           m_troubles.size() == 1 ? QString() : m_troubles.join(u'\n'));
    m_ui->brandNotice->show();
}

const QList<Finding> &BrandLab::findings() const
{
    return m_findings->findings();
}

void BrandLab::setSheet(const BrandSheet &sheet)
{
    m_sheet = sheet;
    refresh();
}

void BrandLab::askForSheet()
{
    auto *dialog = new BrandSheetDialog(m_sheet.value_or(BrandSheet()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &BrandSheetDialog::chosen, this, &BrandLab::setSheet);
    dialog->QDialog::open();
}

QStringList BrandLab::ignored(const PaneKey &key) const
{
    const QList<BrandPane *> &panes = m_panes->panes();
    const auto pane = std::find_if(panes.begin(), panes.end(), [&](const BrandPane *each) { return each->plan().key == key; });
    return pane == panes.end() ? QStringList() : ignoredOptions((*pane)->plan().options);
}

/// In a worker: pictures are large.
void BrandLab::measure()
{
    if (!m_sheet) {
        askForSheet();
        return;
    }
    BrandCheck check{.sheets = {*m_sheet}};
    QHash<QString, QStringList> ignoredBy;
    for (const Shot &shot : std::as_const(m_shots)) {
        (shot.pane.configurationId.isEmpty() ? check.controls : check.shots).append(shot);
        ignoredBy.insert(shot.pane.caption(), ignored(shot.pane));
    }
    check.ignored = [ignoredBy](const PaneKey &key) { return ignoredBy.value(key.caption()); };
    m_measuring = true;
    auto *watcher = new QFutureWatcher<QList<Finding>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_measuring = false;
        m_findings->show(watcher->result());
        refresh();
        Q_EMIT measured();
    });
    watcher->setFuture(QtConcurrent::run([check] { return judgeAll(check); }));
    refresh();
}

/// One side for each configuration, so that two of them, or one and a set of accepted pictures, can be chosen.
void BrandLab::compare()
{
    QList<PictureCompare::Side> sides;
    for (const Shot &shot : std::as_const(m_shots)) {
        const QString name = !shot.configurationName.isEmpty() ? shot.configurationName : shot.pane.configurationId.isEmpty() ? tr("Unbranded") : shot.pane.configurationId;
        auto side = std::find_if(sides.begin(), sides.end(), [&](const PictureCompare::Side &each) { return each.name == name; });
        if (side == sides.end())
            side = sides.insert(sides.end(), {name, {}});
        side->shots.append(shot);
    }
    if (sides.size() > 1)
        sides.append({tr("All pictures"), m_shots});
    if (m_compare) {
        m_compare->setSides(sides);
    } else {
        const QString folder = QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"baselines"_s);
        m_compare = new PictureCompare(sides, folder, this);
    }
    m_compare->setReducedMotion(m_session->settings()->value(Setting::ReduceMotion).toBool());
    m_compare->show();
    m_compare->raise();
    m_compare->activateWindow();
}

void BrandLab::showOrigins()
{
    if (!m_origins)
        m_origins = new OriginWindow(m_session, this);
    m_origins->show();
    m_origins->raise();
    m_origins->activateWindow();
}

void BrandLab::refreshTools()
{
    const bool isWalking = m_walk->isRunning(), hasPanes = !m_panes->panes().isEmpty(), hasShots = !m_shots.isEmpty();
    for (QWidget *tool : {static_cast<QWidget *>(m_ui->brandScale), static_cast<QWidget *>(m_ui->brandLinked), static_cast<QWidget *>(m_ui->brandCloseAll)})
        tool->setEnabled(hasPanes);
    m_ui->brandNext->setEnabled(hasPanes && !isWalking);
    m_ui->brandShoot->setEnabled(hasPanes && !isWalking);
    m_ui->brandShootAll->setEnabled(hasPanes);
    m_ui->brandShootAll->setText(isWalking ? tr("Stop") : tr("Walk and picture &all"));
    m_ui->brandMeasure->setEnabled(hasShots && !isWalking && !m_measuring);
    m_ui->brandMeasure->setText(m_measuring ? tr("Measuring…") : tr("&Measure"));
    m_ui->brandMeasure->setToolTip(hasShots ? m_sheet ? tr("Against the brand sheet “%1”").arg(m_sheet->name) : tr("Asks for the brand sheet first") : tr("Take pictures first."));
    m_ui->brandCompare->setEnabled(hasShots && !isWalking);
    m_ui->brandCompare->setToolTip(hasShots ? QString() : tr("Take pictures first."));
    m_exports->refresh(hasShots, m_sheet.has_value(), !m_findings->findings().isEmpty());
}

void BrandLab::refresh()
{
    const QList<BrandPane *> &panes = m_panes->panes();
    m_ui->brandPages->setCurrentWidget(panes.isEmpty() ? static_cast<QWidget *>(m_ui->brandFace) : m_panes);
    refreshTools();
    const auto live = std::count_if(panes.begin(), panes.end(), [](const BrandPane *pane) { return pane->state() == BrandPane::State::Shown; });
    QStringList parts;
    if (!panes.isEmpty())
        parts << tr("%1 of %2 live").arg(live).arg(panes.size());
    if (!m_shots.isEmpty())
        parts << (m_shots.size() == 1 ? tr("1 picture") : tr("%1 pictures").arg(m_shots.size()));
    m_ui->brandSummary->setText(parts.join(u" · "_s));
}

void BrandLab::closeEvent(QCloseEvent *event)
{
    closePanes(); // nobody sees them: no browser is kept
    QWidget::closeEvent(event);
}

} // namespace console

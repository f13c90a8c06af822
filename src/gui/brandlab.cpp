// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/brandlab.h"

#include "gui/brandmatrixform.h"
#include "gui/brandpanes.h"
#include "gui/buttons.h"
#include "gui/noticebar.h"
#include "gui/theme.h"
#include "session/session.h"
#include "ui_brandlab.h"
#include "web/inputmirror.h"
#include "web/screenwalk.h"

#include <QCloseEvent>

using namespace Qt::StringLiterals;

namespace console {

BrandLab::BrandLab(Session *session, QWidget *parent)
    : QWidget(parent, Qt::Window), m_session(session), m_ui(std::make_unique<Ui::BrandLab>()), m_form(new BrandMatrixForm(session)),
      m_panes(new BrandPanes(session)), m_mirror(new InputMirror(this)), m_walk(new ScreenWalk(this))
{
    m_ui->setupUi(this);
    Theme::mark(m_ui->rule, "line", true);
    m_ui->brandFormHost->addWidget(m_form);
    m_ui->brandPages->addWidget(m_panes);
    m_ui->brandSplitter->setStretchFactor(1, 1);
    m_ui->brandSplitter->setSizes({280, 1160});
    m_ui->brandNotice->hide();
    m_ui->brandFace->showEmpty(u"palette"_s, tr("See what a configurationId does"),
                               tr("Choose configurations and themes at the left. Each pane is a browser of its own with a launch of its own, so they do not get into each other's way."));
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
    for (const int percent : {50, 75, 100})
        m_ui->brandScale->addItem(tr("%1 %").arg(percent), percent / 100.0);
    m_ui->brandScale->setCurrentIndex(2);
    m_ui->brandLinked->setIcon(Theme::icon(u"link"_s));
    m_ui->brandLinked->setToolTip(tr("What you click, type and scroll in one pane happens in all of them."));
    m_ui->brandSummary->setTone(InkLabel::Tone::Muted);
    m_ui->brandMore->hide();
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
    connect(m_walk, &ScreenWalk::reached, this, &BrandLab::refresh);
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
    m_ui->brandNotice->hide();
    m_panes->open(matrix->panes());
    m_mirror->setPanes(m_panes->panes());
    Q_EMIT shotsChanged();
    refresh();
}

void BrandLab::closePanes()
{
    m_walk->stop();
    m_mirror->setPanes({});
    m_panes->closeAll();
    refresh();
}

/// A screen that nobody walked to has the name of its number: "step 3" is what the person sees.
void BrandLab::shootNow()
{
    for (BrandPane *pane : m_panes->panes()) {
        const QString screen = m_walk->screenOf(pane);
        pane->shoot(screen.isEmpty() ? tr("now") : screen, this, [this](const Shot &shot) {
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
    Q_EMIT shotsChanged();
    refresh();
}

void BrandLab::walkFailed(BrandPane *pane, const QString &screen, const Error &error)
{
    m_troubles << tr("Pane %1 did not reach “%2”: %3").arg(pane->number()).arg(screen, oneLine(error));
    m_ui->brandNotice->say(NoticeBar::Tone::Warning, m_troubles.size() == 1 ? m_troubles.first() : tr("%1 screens were not reached").arg(m_troubles.size()), tr("Close"), {},
                           m_troubles.size() == 1 ? QString() : m_troubles.join(u'\n'));
    m_ui->brandNotice->show();
}

void BrandLab::refresh()
{
    const QList<BrandPane *> &panes = m_panes->panes();
    const bool isWalking = m_walk->isRunning();
    m_ui->brandPages->setCurrentWidget(panes.isEmpty() ? static_cast<QWidget *>(m_ui->brandFace) : m_panes);
    for (QWidget *tool : {static_cast<QWidget *>(m_ui->brandScale), static_cast<QWidget *>(m_ui->brandLinked), static_cast<QWidget *>(m_ui->brandCloseAll)})
        tool->setEnabled(!panes.isEmpty());
    m_ui->brandNext->setEnabled(!panes.isEmpty() && !isWalking);
    m_ui->brandShoot->setEnabled(!panes.isEmpty() && !isWalking);
    m_ui->brandShootAll->setEnabled(!panes.isEmpty());
    m_ui->brandShootAll->setText(isWalking ? tr("Stop") : tr("Walk and picture &all"));
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/brandpanes.h"

#include "gui/buttons.h"
#include "gui/elidedlabel.h"
#include "gui/theme.h"
#include "session/session.h"

#include <QGridLayout>
#include <QScrollBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int gap = 16;                            // px
constexpr int frameX = 18, frameY = 84;   // px, around a pane: its caption and edges

QString stateText(const BrandPane *pane)
{
    switch (pane->state()) {
    case BrandPane::State::Closed: return PaneFrame::tr("closed");
    case BrandPane::State::Opening: return PaneFrame::tr("opening…");
    case BrandPane::State::Shown: return PaneFrame::tr("live");
    case BrandPane::State::Ended: return PaneFrame::tr("ended by the widget");
    case BrandPane::State::Failed: return pane->error() ? oneLine(*pane->error()) : PaneFrame::tr("failed");
    }
    return {};
}

QString toneOf(BrandPane::State state)
{
    return state == BrandPane::State::Failed ? u"bad"_s : state == BrandPane::State::Shown ? u"good"_s : u"muted"_s;
}

} // namespace

PaneFrame::PaneFrame(BrandPane *pane, QWidget *parent)
    : QFrame(parent), m_pane(pane), m_state(new ElidedLabel)
{
    setObjectName(u"paneFrame%1"_s.arg(pane->number()));
    Theme::mark(this, "card", true);
    const PaneKey &key = pane->plan().key;
    auto *name = new ElidedLabel;
    Theme::mark(name, "face", u"strong"_s);
    name->setText(!pane->plan().configurationName.isEmpty() ? pane->plan().configurationName : key.configurationId.isEmpty() ? tr("Unbranded") : key.configurationId);
    name->setToolTip(key.configurationId);
    auto *what = new ElidedLabel;
    Theme::mark(what, "tone", u"muted"_s);
    PaneKey rest = key;
    rest.configurationId = u"-"_s;
    what->setText(rest.caption().mid(4)); // without the "- · "
    what->setToolTip(what->text());
    auto *again = new QToolButton;
    again->setObjectName(u"paneAgain%1"_s.arg(pane->number()));
    asIcon(again, u"reload"_s, tr("Launch pane %1 again").arg(pane->number()));
    connect(again, &QToolButton::clicked, pane, &BrandPane::open);
    auto *head = new QHBoxLayout;
    head->addWidget(name, 1);
    head->addWidget(again);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 8);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(what);
    column->addWidget(m_state);
    column->addSpacing(4);
    column->addWidget(pane);
    pane->setParent(this);
    pane->show();
    for (QWidget *label : {static_cast<QWidget *>(name), static_cast<QWidget *>(what), static_cast<QWidget *>(m_state)})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // the pane says how wide a frame is
    m_state->setObjectName(u"paneState%1"_s.arg(pane->number()));
    connect(pane, &BrandPane::changed, this, &PaneFrame::refresh);
    refresh();
}

void PaneFrame::refresh()
{
    m_state->setText(stateText(m_pane));
    m_state->setToolTip(m_state->text().toHtmlEscaped());
    Theme::mark(m_state, "tone", toneOf(m_pane->state()));
}

BrandPanes::BrandPanes(Session *session, QWidget *parent)
    : QScrollArea(parent), m_session(session), m_floor(new QWidget), m_grid(new QGridLayout(m_floor))
{
    setObjectName(u"brandPanes"_s);
    setAccessibleName(tr("Panes"));
    m_grid->setContentsMargins(gap, gap, gap, gap);
    m_grid->setSpacing(gap);
    m_grid->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setWidget(m_floor);
    setWidgetResizable(true);
}

BrandPanes::~BrandPanes()
{
    closeAll();
}

void BrandPanes::open(const QList<PanePlan> &plans)
{
    closeAll();
    m_plans = plans;
    fit();
    for (const PanePlan &plan : plans) {
        auto *pane = new BrandPane(m_session, plan, int(m_panes.size()) + 1);
        pane->setScale(m_scale);
        m_panes.append(pane);
        m_frames.append(new PaneFrame(pane, m_floor));
        connect(pane, &BrandPane::changed, this, &BrandPanes::changed);
    }
    arrange();
    for (BrandPane *pane : std::as_const(m_panes))
        pane->open();
    Q_EMIT changed();
}

void BrandPanes::closeAll()
{
    if (m_frames.isEmpty())
        return;
    m_panes.clear();
    qDeleteAll(std::exchange(m_frames, {}));
    m_columns = 0;
    Q_EMIT changed();
}

void BrandPanes::fit()
{
    if (!m_fits)
        return;
    const QSize room = viewport()->size() - QSize(gap, gap);
    for (const qreal scale : {1.0, 0.75, 0.5, 0.4, 1.0 / 3}) {
        m_scale = scale;
        QSize largest;
        for (const PanePlan &plan : std::as_const(m_plans))
            largest = largest.expandedTo((QSizeF(plan.size) * scale).toSize());
        largest += QSize(frameX + gap, frameY + gap);
        const int columns = std::max(1, room.width() / std::max(1, largest.width()));
        const int rows = (int(m_plans.size()) + columns - 1) / columns;
        if (rows * largest.height() <= room.height())
            return;
    }
}

void BrandPanes::setScale(qreal scale)
{
    m_fits = scale == 0;
    if (m_fits)
        fit();
    else
        m_scale = scale;
    scale = m_scale;
    for (BrandPane *pane : std::as_const(m_panes))
        pane->setScale(scale);
    m_columns = 0;
    arrange();
}

/// As many beside each other as have room; the widest says how many.
void BrandPanes::arrange()
{
    int widest = 1;
    for (const PaneFrame *frame : std::as_const(m_frames))
        widest = std::max(widest, frame->sizeHint().width());
    const int room = viewport()->width() - 2 * gap;
    const int columns = std::clamp((room + gap) / (widest + gap), 1, std::max(1, int(m_frames.size())));
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (PaneFrame *frame : std::as_const(m_frames))
        m_grid->removeWidget(frame);
    for (qsizetype at = 0; at < m_frames.size(); ++at) {
        m_grid->addWidget(m_frames[at], int(at) / columns, int(at) % columns, Qt::AlignLeft | Qt::AlignTop);
        m_frames[at]->show();
    }
}

void BrandPanes::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace console

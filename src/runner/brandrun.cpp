// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/brandrun.h"

#include "runner/condition.h"
#include "session/session.h"

using namespace Qt::StringLiterals;

namespace console {

BrandRun::BrandRun(Session *session, const Order &order, std::function<void(const QString &line)> say, QObject *parent)
    : QObject(parent), m_session(session), m_order(order), m_say(std::move(say)), m_walk(new ScreenWalk(this))
{
    m_plans = m_order.matrix.panes();
    if (m_order.withControl) {
        BrandMatrix control = m_order.matrix;
        control.configurations.clear();
        m_plans += control.panes();
    }
    connect(m_walk, &ScreenWalk::shot, this, [this](BrandPane *pane, const Shot &shot) {
        const bool isControl = pane->plan().key.configurationId.isEmpty() && m_order.withControl;
        (isControl ? m_controls : m_shots).append(shot);
        m_say(tr("%1: %2").arg(pane->accessibleName(), shot.screen));
    });
    connect(m_walk, &ScreenWalk::failed, this, [this](BrandPane *pane, const QString &screen, const Error &error) {
        m_troubles.append({pane->plan().key.caption(), screen, error});
        m_say(tr("%1: %2 was not reached: %3").arg(pane->accessibleName(), screen, oneLine(error)));
    });
    connect(m_walk, &ScreenWalk::finished, this, &BrandRun::ended);
}

BrandRun::~BrandRun() = default;

void BrandRun::begin()
{
    whenReady(m_session, this, [this](const Result<void> &ready) {
        if (!ready)
            Q_EMIT refused(ready.error());
        else
            QMetaObject::invokeMethod(this, &BrandRun::nextPanes, Qt::QueuedConnection); // out of the session's own change
    });
}

void BrandRun::nextPanes()
{
    m_panes.clear();
    QList<BrandPane *> panes;
    for (; m_next < m_plans.size() && panes.size() < m_order.atOnce; ++m_next) {
        m_panes.push_back(std::make_unique<BrandPane>(m_session, m_plans.at(m_next), int(m_next) + 1));
        m_panes.back()->setScale(m_order.scale);
        m_panes.back()->show();
        panes.append(m_panes.back().get());
    }
    if (!panes.isEmpty()) {
        m_walk->shootAll(panes, m_order.screens);
        return;
    }
    sort();
    Q_EMIT finished();
}

void BrandRun::ended()
{
    QMetaObject::invokeMethod(this, &BrandRun::nextPanes, Qt::QueuedConnection); // the panes that go are telling us
}

void BrandRun::sort()
{
    QList<PaneKey> panes;
    for (const PanePlan &plan : std::as_const(m_plans))
        panes.append(plan.key);
    for (QList<Shot> *list : {&m_shots, &m_controls})
        sortShots(*list, panes, ScreenWalk::screens());
}

QStringList BrandRun::ignored(const PaneKey &key) const
{
    const auto plan = std::find_if(m_plans.begin(), m_plans.end(), [&](const PanePlan &each) { return each.key == key; });
    return plan == m_plans.end() ? QStringList() : ignoredOptions(plan->options);
}

} // namespace console

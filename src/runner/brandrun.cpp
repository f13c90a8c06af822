// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/brandrun.h"

#include "runner/walksteps.h"
#include "session/session.h"

using namespace Qt::StringLiterals;

namespace console {

BrandRun::BrandRun(Session *session, const Order &order, std::function<void(const QString &line)> say, QObject *parent)
    : QObject(parent), m_session(session), m_order(order), m_say(std::move(say)), m_steps(new WalkSteps(session, nullptr, this)), m_walk(new ScreenWalk(this))
{
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
    m_steps->waitForEnvironment().start([this](const Result<void> &ready) {
        if (!ready)
            Q_EMIT refused(ready.error());
        else
            QMetaObject::invokeMethod(this, &BrandRun::openPanes, Qt::QueuedConnection); // out of the session's own change
    });
}

void BrandRun::openPanes()
{
    QList<PanePlan> plans = m_order.matrix.panes();
    if (m_order.withControl) {
        BrandMatrix control = m_order.matrix;
        control.configurations.clear();
        plans += control.panes();
    }
    QList<BrandPane *> panes;
    for (const PanePlan &plan : plans) {
        m_panes.push_back(std::make_unique<BrandPane>(m_session, plan, int(m_panes.size()) + 1));
        m_panes.back()->setScale(m_order.scale);
        m_panes.back()->show();
        panes.append(m_panes.back().get());
    }
    m_walk->shootAll(panes, m_order.screens);
}

void BrandRun::ended()
{
    const QStringList screens = ScreenWalk::screens();
    QList<PaneKey> keys;
    for (const auto &pane : m_panes)
        keys.append(pane->plan().key);
    for (QList<Shot> *list : {&m_shots, &m_controls}) {
        std::stable_sort(list->begin(), list->end(), [&](const Shot &one, const Shot &other) {
            const auto place = [&](const Shot &shot) { return std::pair(keys.indexOf(shot.pane), screens.indexOf(shot.screen)); };
            return place(one) < place(other);
        });
    }
    for (const auto &pane : m_panes)
        pane->close();
    Q_EMIT finished();
}

QStringList BrandRun::ignored(const PanePlan &plan) const
{
    return ignoredOptions(plan.options);
}

} // namespace console

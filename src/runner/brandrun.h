// SPDX-License-Identifier: GPL-3.0-or-later
// BrandRun: the brand lab without a window: opens the panes, walks them through the screens, takes the pictures.
#pragma once

#include "brand/shot.h"
#include "web/brandmatrix.h"
#include "web/screenwalk.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace console {

class Session;

class BrandRun : public QObject
{
    Q_OBJECT
public:
    struct Order {
        BrandMatrix matrix;
        QStringList screens;      ///< empty: all
        qreal scale = 1;          ///< picture's pixels for each CSS pixel
        qsizetype atOnce = 8;     ///< panes: each is a browser of its own, and a machine has only so many cores
        bool withControl = false; ///< a launch without a configurationId beside, for each theme: what is unbranded looks like it
    };
    struct Trouble {
        QString pane, screen;
        Error error;
    };
    /// `say`: a line for each picture and each trouble. Nothing happens before begin().
    BrandRun(Session *session, const Order &order, std::function<void(const QString &line)> say, QObject *parent = nullptr);
    ~BrandRun() override;
    void begin();

    const QList<Shot> &shots() const { return m_shots; }       ///< in the order of panes and screens
    const QList<Shot> &controls() const { return m_controls; } ///< without a configurationId
    const QList<Trouble> &troubles() const { return m_troubles; }
    /// The launch options of a pane that its SDK ignored, as sentences.
    QStringList ignored(const PaneKey &key) const;

Q_SIGNALS:
    void finished();
    /// It could not begin: no keys, no such environment now.
    void refused(const console::Error &error);

private:
    void nextPanes();
    void ended();
    void sort();
    Session *m_session;
    Order m_order;
    std::function<void(const QString &)> m_say;
    ScreenWalk *m_walk;
    QList<PanePlan> m_plans;   // with those of the controls
    qsizetype m_next = 0;      // the first of them that was not opened
    std::vector<std::unique_ptr<BrandPane>> m_panes; // that are open
    QList<Shot> m_shots, m_controls;
    QList<Trouble> m_troubles;
};

} // namespace console

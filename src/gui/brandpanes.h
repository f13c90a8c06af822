// SPDX-License-Identifier: GPL-3.0-or-later
// BrandPanes: the live panes of the brand lab in a grid, each in a frame that says what it is and how it goes.
#pragma once

#include "web/brandpane.h"

#include <QScrollArea>

class QGridLayout;

namespace console {

class ElidedLabel;
class Session;

/// One pane with its caption, its state, and a button that launches it again.
class PaneFrame : public QFrame
{
    Q_OBJECT
public:
    PaneFrame(BrandPane *pane, QWidget *parent = nullptr);
    BrandPane *pane() const { return m_pane; }

private:
    void refresh();
    BrandPane *m_pane;
    ElidedLabel *m_state;
};

class BrandPanes : public QScrollArea
{
    Q_OBJECT
public:
    explicit BrandPanes(Session *session, QWidget *parent = nullptr);
    ~BrandPanes() override;
    /// Instead of those that are there; all of them are launched at once.
    void open(const QList<PanePlan> &plans);
    void closeAll();           ///< and destroys them
    const QList<BrandPane *> &panes() const { return m_panes; }
    void setScale(qreal scale); ///< 0: as large as lets all of them be seen at once, from 1 down to a third

Q_SIGNALS:
    void changed();            ///< the list, or the state of one

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void fit();
    Session *m_session;
    QWidget *m_floor;
    QGridLayout *m_grid;
    QList<PanePlan> m_plans;
    QList<BrandPane *> m_panes;
    QList<PaneFrame *> m_frames;
    qreal m_scale = 1;
    bool m_fits = true;
    int m_columns = 0;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// BrandLab: the window that shows, pictures and measures what a configurationId does to the widget, side by side.
#pragma once

#include "brand/shot.h"

#include <QWidget>

#include <memory>

namespace Ui {
class BrandLab;
}

namespace console {

class BrandMatrixForm;
class BrandPane;
class BrandPanes;
class InputMirror;
class ScreenWalk;
class Session;
struct Error;

class BrandLab : public QWidget
{
    Q_OBJECT
public:
    explicit BrandLab(Session *session, QWidget *parent = nullptr);
    ~BrandLab() override;
    const QList<Shot> &shots() const { return m_shots; } ///< the newest of each pane and screen
    BrandPanes *panes() const { return m_panes; }
    ScreenWalk *walk() const { return m_walk; }

Q_SIGNALS:
    void shotsChanged();
    void walked();            ///< nothing is under way any more

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void wireTools();
    void wireWalk();
    void openPanes();
    void closePanes();
    void shootNow();
    void take(const Shot &shot);
    void walkFailed(BrandPane *pane, const QString &screen, const Error &error);
    void refresh();
    Session *m_session;
    std::unique_ptr<Ui::BrandLab> m_ui;
    BrandMatrixForm *m_form;
    BrandPanes *m_panes;
    InputMirror *m_mirror;
    ScreenWalk *m_walk;
    QList<Shot> m_shots;
    QStringList m_troubles;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// BrandLab: the window that shows, pictures and measures what a configurationId does to the widget, side by side.
#pragma once

#include "brand/brandsheet.h"
#include "brand/shot.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

#include <memory>

namespace Ui {
class BrandLab;
}

namespace console {

class BrandExports;
class BrandFindings;
class BrandMatrixForm;
class BrandPane;
class BrandPanes;
class InputMirror;
class OriginWindow;
class PictureCompare;
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
    const QList<Finding> &findings() const;
    void setSheet(const BrandSheet &sheet); ///< what the widget should look like
    BrandPanes *panes() const { return m_panes; }
    ScreenWalk *walk() const { return m_walk; }

Q_SIGNALS:
    void walked();            ///< nothing is under way any more
    void measured();          ///< findings() are there

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void wireTools();
    void wireWalk();
    void openPanes();
    void closePanes();
    void applyPictureScale();
    void shootNow();
    void take(const Shot &shot);
    void walkFailed(BrandPane *pane, const QString &screen, const Error &error);
    void measure();
    void compare();
    void askForSheet();
    void showOrigins();
    QStringList ignored(const PaneKey &key) const;
    void refresh();
    void refreshTools();
    Session *m_session;
    std::unique_ptr<Ui::BrandLab> m_ui;
    BrandMatrixForm *m_form;
    BrandPanes *m_panes;
    InputMirror *m_mirror;
    ScreenWalk *m_walk;
    BrandFindings *m_findings;
    BrandExports *m_exports;
    QPointer<PictureCompare> m_compare;
    QPointer<OriginWindow> m_origins;
    std::optional<BrandSheet> m_sheet;
    bool m_measuring = false;
    QList<Shot> m_shots;
    QStringList m_troubles;
    QSet<const BrandPane *> m_touched; // by a person, since the walk brought them where they were
    int m_byHand = 0;          // pictures of what a person went to
};

} // namespace console

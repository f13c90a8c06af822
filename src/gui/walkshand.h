// SPDX-License-Identifier: GPL-3.0-or-later
// WalksHand: walks by hand: choosing one, going on with a half-done one, and the panel of the one that is being walked.
#pragma once

#include "runner/handwalks.h"

#include <QStackedWidget>

#include <memory>

namespace Ui {
class WalksHandChooser;
}

namespace console {

class Session;
class WalkList;
class WalkShelf;
class WalksHandPanel;
class WidgetDriver;
class WidgetView;

class WalksHand : public QStackedWidget
{
    Q_OBJECT
public:
    /// `folder`: where half-done walks are kept.
    WalksHand(Session *session, WidgetView *view, WalkShelf *shelf, const QString &folder, QWidget *parent = nullptr);
    ~WalksHand() override;
    void putAside();                   ///< it can go on later
    HandWalk *walk() const { return m_walk.get(); } ///< that is being walked, or nullptr
    WalksHandPanel *panel() const { return m_panel; }

Q_SIGNALS:
    void openFileRequested();
    void failed(const QString &what, const console::Error &error);

private:
    void wire();
    void showChooser();
    void refreshWalks();
    void showDetails();
    QString nameOf(const QString &environment) const;
    void refreshKept();
    void begin(const WalkCase &walk, const QString &id);
    void goOn();
    void discard(const QString &id);
    void keep(int step);
    HandWalk::Look look() const;
    Session *m_session;
    WidgetView *m_view;
    WalkShelf *m_shelf;
    HandWalks m_store;
    std::unique_ptr<Ui::WalksHandChooser> m_ui;
    QWidget *m_chooser;
    WalkList *m_list;
    WalksHandPanel *m_panel;
    WidgetDriver *m_driver;
    std::unique_ptr<HandWalk> m_walk;
    QString m_id;              // of its file
    QList<KeptHandWalk> m_kept;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// PresenterStrip: what only the presenter sees while presenting: time, next step, notes, the presentation's buttons.
#pragma once

#include "gui/presenternotes.h"
#include "session/audiencestory.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QTimer>

#include <memory>

class QAction;

namespace Ui {
class PresenterStrip;
}

namespace console {

class Actions;

class PresenterStrip : public QFrame
{
    Q_OBJECT
public:
    PresenterStrip(Actions *actions, const QString &settingsFile, QWidget *parent = nullptr);
    ~PresenterStrip() override;
    void begin();  ///< the time starts anew
    void tell(const AudienceStory &story);
    void keepNotes();

private:
    void follow(QWidget *button, QAction *action);
    void refreshNext();
    void refreshTime();
    QAction *actionOf() const;
    Actions *m_actions;
    std::unique_ptr<Ui::PresenterStrip> m_ui;
    PresenterNotes m_notes;
    AudienceStory m_story;
    QElapsedTimer m_since;
    QTimer m_tick, m_keep;
};

} // namespace console

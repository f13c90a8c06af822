// SPDX-License-Identifier: GPL-3.0-or-later
// AudienceWindow: what the customer sees on the shared screen: the widget in its frame, the story, the jobs; nothing else.
#pragma once

#include "session/audiencestory.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class AudienceWindow;
}

namespace console {

class AudienceFact;
class AudienceJob;
class AudiencePillar;
class WidgetView;

/// Knows no session: it draws what tell() and borrow() give it, and neither takes anything that is not masked, but for
/// the widget itself, in which the person types. tests/support/checkarrows.cmake holds its includes to that.
class AudienceWindow : public QWidget
{
    Q_OBJECT
public:
    explicit AudienceWindow(QWidget *parent = nullptr);
    ~AudienceWindow() override;
    void tell(const AudienceStory &story);
    /// Shows the running widget in the frame, as long as the story says that it is open. Its owner takes it back by
    /// giving it another parent, before this window goes.
    void borrow(WidgetView *view);
    void focusWidgetView(); ///< what is typed now is meant for it

Q_SIGNALS:
    void closed(); ///< by Escape, or from outside

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeKeys();
    void place(QWidget *live);
    void refresh();
    void refreshHead();
    void refreshPillars();
    void refreshFacts();
    void refreshScreen();
    void scale();
    std::unique_ptr<Ui::AudienceWindow> m_ui;
    AudienceStory m_story;
    AudiencePillar *m_pillars[3];
    AudienceJob *m_jobs[3];
    AudienceFact *m_facts[3];
    QWidget *m_live = nullptr; // in the frame; not owned
    bool m_isScaling = false;
};

} // namespace console

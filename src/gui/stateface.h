// SPDX-License-Identifier: GPL-3.0-or-later
// StateFace: the face of a panel that has no data to show: empty, working, calm end, or error.
#pragma once

#include "base/error.h"
#include "gui/theme.h"

#include <QDateTime>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace console {

class InkLabel;

class StateFace : public QWidget
{
    Q_OBJECT
public:
    enum class Face { Empty, Working, Calm, Error };
    struct Work {
        QString title, text;
        QDateTime since;                                       ///< UTC; invalid: no elapsed time is shown
        std::optional<std::chrono::milliseconds> lastTook = {};///< of the same work before
        QString cancelText = {};                               ///< empty: cannot be cancelled
        QString actionText = {};                               ///< what the person must do now ("Answer in the widget")
        QString icon = QStringLiteral("hourglass");
        bool isMoving = true;                                  ///< false: it waits for somebody, so no bar moves
    };
    explicit StateFace(QWidget *parent = nullptr);

    /// Says the one next step; `action` is its button, empty: no button, `whyNot` set: the button is disabled for that reason.
    /// `second`: another way, reported as secondActed.
    void showEmpty(const QString &icon, const QString &title, const QString &text, const QString &action = {},
                   const QString &whyNot = {}, const QString &second = {});
    void showWorking(const Work &work, const QDateTime &now);
    void tick(const QDateTime &now); ///< moves the elapsed time
    /// Ended without data, and that is fine ("Not available for a manually linked account").
    void showCalm(const QString &icon, const QString &title, const QString &text, const QString &action = {});
    void showError(const QString &title, const Error &error, const QString &retry);
    Face face() const { return m_face; }
    QSize minimumSizeHint() const override;
    /// False where another panel of the window has the primary button.
    void setActionPrimary(bool primary);
    /// The second button below the first, for a narrow panel.
    void setStacked();

Q_SIGNALS:
    void acted();     ///< the button of the face
    void cancelled();
    void secondActed();

private:
    void layOut();
    void set(Face face, const QString &icon, Theme::Role role, const QString &title, const QString &text);
    void setActions(const QString &action, const QString &second = {}, const QString &whyNot = {});
    void setDetails(const QString &details);
    void paintIcon();
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override; ///< a low panel does without the icon
    Face m_face = Face::Empty;
    bool m_primary = true;
    bool m_stacked = false;
    QString m_iconName;
    Theme::Role m_iconRole = Theme::Role::Muted;
    Work m_work;
    QBoxLayout *m_buttons;
    QLabel *m_icon;
    InkLabel *m_title;
    InkLabel *m_text;
    InkLabel *m_advice;
    QProgressBar *m_bar;
    InkLabel *m_times;
    QPushButton *m_action;
    QPushButton *m_cancel;
    QToolButton *m_fold;
    InkLabel *m_details;
};

} // namespace console

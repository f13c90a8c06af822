// SPDX-License-Identifier: GPL-3.0-or-later
// WidgetPictures: what the widget looked like after each of its messages, for a saved session; only where the user wants it.
#pragma once

#include "session/sessionfile.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace console {

class Session;

/// In memory, the newest hundred. They show whatever the widget showed: they cannot be redacted, so the setting is off at first.
class WidgetPictures : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype most = 100;
    static constexpr int widest = 480; ///< px of a picture
    /// `view`: the widget that runs now, or nullptr.
    WidgetPictures(Session *session, std::function<QWidget *()> view, QObject *parent);
    const QList<SessionPicture> &all() const { return m_pictures; }

Q_SIGNALS:
    void taken();

private:
    void take();
    Session *m_session;
    std::function<QWidget *()> m_view;
    QTimer m_soon; // after a message the page is drawn anew
    QList<SessionPicture> m_pictures;
};

} // namespace console

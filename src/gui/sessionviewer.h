// SPDX-License-Identifier: GPL-3.0-or-later
// SessionViewer: a window with a saved session: its time line, to be read and compared, never to be continued.
#pragma once

#include "session/sessionfile.h"

#include <QWidget>

#include <memory>

namespace Ui {
class SessionViewer;
}

namespace console {

class EventsPanel;
class Settings;

class SessionViewer : public QWidget
{
    Q_OBJECT
public:
    explicit SessionViewer(Settings *settings, QWidget *parent = nullptr);
    ~SessionViewer() override;
    /// Read in a worker; a face says how it goes, and what to do when it does not.
    void open(const QString &path);
    QString path() const { return m_path; }
    /// nullptr until it is read.
    EventLog *log() const { return m_log.get(); }
    const SessionRecord &record() const { return m_record; }

Q_SIGNALS:
    void another(); ///< another file is wanted
    void compareAsked(); ///< with the running session
    void opened();  ///< it is there, or the error is

private:
    void fill(const Result<SessionRecord> &record);
    void showPicture(const QDateTime &at);
    Settings *m_settings;
    std::unique_ptr<Ui::SessionViewer> m_ui;
    std::unique_ptr<EventLog> m_log;
    EventsPanel *m_panel = nullptr;
    SessionRecord m_record;
    QString m_path;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// EventsPanel: The time line: every widget message, callback, HTTP call, job change, in order.
#pragma once

#include "gui/eventexport.h"
#include "gui/eventsource.h"

#include <QWidget>

#include <memory>

class QMenu;

namespace Ui {
class EventsPanel;
}

namespace console {

class EventActions;
class EventDetails;
class EventModel;
class EventProxy;
class TimeAxis;

class EventsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit EventsPanel(Session *session, QWidget *parent = nullptr);
    explicit EventsPanel(const EventSource &source, QWidget *parent = nullptr);
    ~EventsPanel() override;
    /// The last event in one line, for the drawer while it is closed. Empty: nothing happened yet.
    QString lastLine() const { return m_lastLine; }

public Q_SLOTS:
    void focusFilter();
    void saveSession(); ///< all of it, into a file that is asked for

Q_SIGNALS:
    void closeRequested();
    void lastLineChanged(const QString &line);
    void selectedAt(const QDateTime &time); ///< of the entry that is selected; invalid: none is

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpTable();
    void setUpFilters();
    void setFollowing(bool following);
    void flushed();
    void selected();
    void closeDetails();
    void refreshCount();
    void measureTitles();
    void fitColumns();
    void fitRows();
    void setUpExport();
    const LogEntry *current() const;
    QList<LogEntry> shownEntries(int mostRows) const; ///< the last of them
    EventExport::Reader reader() const;
    std::function<QByteArray()> sessionWriter(const ExportContext &context) const;
    EventSource m_source;
    EventLog *m_log;
    std::unique_ptr<Ui::EventsPanel> m_ui;
    EventModel *m_model;
    EventProxy *m_proxy;
    EventDetails *m_details;
    TimeAxis *m_axis;
    EventActions *m_actions = nullptr;
    EventExport *m_export = nullptr;
    QString m_lastLine;
    int m_titleWidth = 0; // px that the widest title needs
    int m_measured = 0;   // rows whose titles were measured
    bool m_following = true;
    bool m_scrolling = false; // the panel scrolls, not the user
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryPage: where the history is and how it is, what of it is kept and for how long, and deleting it.
#pragma once

#include "store/history.h"

#include <QWidget>

#include <memory>

namespace Ui {
class HistoryPage;
}

namespace console {

class Session;

class HistoryPage : public QWidget
{
    Q_OBJECT
public:
    explicit HistoryPage(Session *session, QWidget *parent = nullptr);
    ~HistoryPage() override;

private:
    void wireSettings();
    void load();
    void refresh();
    void refreshState();
    void refreshDeletion();
    QString whyNotDeleted() const;
    HistoryPurge chosen() const;
    QString questionFor(const HistoryPurge &purge) const;
    void askToDelete();
    void deleteNow(const HistoryPurge &purge);
    void deleted(bool everything, const Result<qint64> &jobs);
    Session *m_session;
    History *m_history; // may be null
    std::unique_ptr<Ui::HistoryPage> m_ui;
    bool m_deleting = false;
};

} // namespace console

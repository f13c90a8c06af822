// SPDX-License-Identifier: GPL-3.0-or-later
// SessionDiffWindow: what differs between two sessions, as a list; the two entries of a difference side by side.
#pragma once

#include "session/sessiondiff.h"

#include <QDialog>

#include <memory>

class QStandardItemModel;

namespace Ui {
class SessionDiffWindow;
}

namespace console {

class SessionDiffWindow : public QDialog
{
    Q_OBJECT
public:
    struct Side {
        QString name;  ///< "yesterday.aerosession", "this session"
        SessionRecord record;
    };
    SessionDiffWindow(const Side &before, const Side &after, QWidget *parent = nullptr);
    ~SessionDiffWindow() override;
    const SessionDiff &diff() const { return m_diff; }

Q_SIGNALS:
    void compared(); ///< it is shown

private:
    void setUpTable();
    void fill(const SessionDiff &diff);
    void refresh();
    void compareEntries();
    QString asMarkdown() const;
    const SessionDifference *current() const;
    std::unique_ptr<Ui::SessionDiffWindow> m_ui;
    QStandardItemModel *m_model;
    Side m_before, m_after;
    SessionDiff m_diff;
};

} // namespace console

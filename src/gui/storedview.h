// SPDX-License-Identifier: GPL-3.0-or-later
// StoredView: the transactions that the service keeps of this user: read page by page, delete.
#pragma once

#include "base/clock.h"
#include "session/datadesk.h"

#include <QWidget>

#include <memory>

namespace Ui {
class StoredView;
}

namespace console {

class RangePicker;
class Reveal;
class TransactionTable;

class StoredView : public QWidget
{
    Q_OBJECT
public:
    StoredView(Reveal *reveal, const Clock &clock, QWidget *parent = nullptr);
    ~StoredView() override;
    void showStored(const ConnectionData &known, bool canFetch, const QString &whyNot);
    void read(); ///< the days that are chosen here
    void forgetQuestion(); ///< another connection: an open question was about the old one

Q_SIGNALS:
    void readAsked(const console::DateRange &range);
    void moreAsked();
    void deleteAsked();

private:
    void showFace(const ConnectionData &known, bool canFetch, const QString &whyNot);
    void showNotice(const ConnectionData &known);
    std::unique_ptr<Ui::StoredView> m_ui;
    RangePicker *m_range;
    TransactionTable *m_table;
    Clock m_clock;
    QDateTime m_since;      // of what is under way
    bool m_asking = false;  // "delete them?" is on screen
    qsizetype m_shown = -1; // transactions in the table, and when they came
    QDateTime m_shownAt;
};

} // namespace console

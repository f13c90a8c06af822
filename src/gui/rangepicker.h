// SPDX-License-Identifier: GPL-3.0-or-later
// RangePicker: which days of transactions; the service's default (last 90 days) unless the user says otherwise.
#pragma once

#include "api/types.h"
#include "base/clock.h"

#include <QWidget>

class QComboBox;
class QDateEdit;

namespace console {

class InkLabel;

class RangePicker : public QWidget
{
    Q_OBJECT
public:
    explicit RangePicker(const Clock &clock, QWidget *parent = nullptr);
    DateRange range() const; ///< invalid dates: the service's default
    bool isUsable() const;   ///< the first day is not after the last

Q_SIGNALS:
    void changed();

private:
    void choose();
    void check();
    Clock m_clock;
    QComboBox *m_preset;
    QWidget *m_custom;
    QDateEdit *m_from;
    QDateEdit *m_to;
    InkLabel *m_problem;
};

} // namespace console

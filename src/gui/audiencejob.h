// SPDX-License-Identifier: GPL-3.0-or-later
// AudienceJob: one job in large type: what it gets, how far it is, for how long.
#pragma once

#include "session/audiencestory.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace console {

class AudienceBar;
class IconLabel;

class AudienceJob : public QWidget
{
    Q_OBJECT
public:
    AudienceJob(JobKind kind, QWidget *parent);
    void tell(const AudienceStory::JobLine &line);
    void setUnit(int pixels);

private:
    void refresh();
    AudienceStory::JobLine m_line;
    int m_unit = 20;
    QHBoxLayout *m_row;
    IconLabel *m_icon;
    AudienceBar *m_bar;
    QLabel *m_name, *m_said, *m_elapsed;
};

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// AudiencePillar: one of the three parts of the story in large type: user, bank link, data.
#pragma once

#include "session/audiencestory.h"

#include <QFrame>

class QBoxLayout;

namespace console {

class AudienceLabel;
class IconLabel;

class AudiencePillar : public QFrame
{
    Q_OBJECT
public:
    /// `icon`: what it is about.
    AudiencePillar(const QString &name, const QString &icon, const QString &title, QWidget *parent);
    void tell(const AudienceStory::Pillar &pillar, const QList<AudienceText> &details = {}, AudienceStory::Account type = AudienceStory::Account::Unknown);
    void setUnit(int pixels, bool isTall); ///< tall: a column of its own, else a line below others

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void drawIcons();
    AudienceState m_state = AudienceState::Waiting;
    QString m_about;
    int m_unit = 20;
    bool m_isTall = true;
    QBoxLayout *m_column, *m_head, *m_words;
    IconLabel *m_icon, *m_mark;
    AudienceLabel *m_title, *m_details, *m_said;
};

} // namespace console

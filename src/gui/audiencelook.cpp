// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/audiencelook.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace console {

AudienceLook audienceLook(AudienceState state)
{
    switch (state) {
    case AudienceState::Waiting: return {u"circle"_s, Theme::Role::Muted};
    case AudienceState::Working: return {u"half"_s, Theme::Role::Accent};
    case AudienceState::NeedsPerson: return {u"question"_s, Theme::Role::Warning};
    case AudienceState::Done: return {u"check-circle"_s, Theme::Role::Good};
    case AudienceState::Failed: return {u"error"_s, Theme::Role::Bad};
    }
    return {};
}

int audienceUnit(const QSize &window, bool isPhone)
{
    constexpr int least = 12, most = 72;
    const int lines = isPhone ? 29 : 35, columns = isPhone ? 51 : 62; // beside a browser there is less room
    return qBound(least, qMin(window.height() / lines, window.width() / columns), most);
}

QFont audienceFont(int pixels, bool strong)
{
    QFont font = QApplication::font();
    font.setPixelSize(qMax(1, pixels));
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return font;
}

} // namespace console

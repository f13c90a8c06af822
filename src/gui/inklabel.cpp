// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inklabel.h"

using namespace Qt::StringLiterals;

namespace console {

InkLabel::InkLabel(QWidget *parent) : InkLabel(Tone::Text, Face::Plain, parent) {}

InkLabel::InkLabel(Tone tone, Face face, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setTone(tone);
    setFace(face);
}

void InkLabel::setTone(Tone tone)
{
    switch (tone) {
    case Tone::Text: Theme::mark(this, "tone", QString()); break;
    case Tone::Muted: Theme::mark(this, "tone", u"muted"_s); break;
    case Tone::Good: Theme::mark(this, "tone", u"good"_s); break;
    case Tone::Warning: Theme::mark(this, "tone", u"warning"_s); break;
    case Tone::Bad: Theme::mark(this, "tone", u"bad"_s); break;
    case Tone::Accent: Theme::mark(this, "tone", u"accent"_s); break;
    }
}

void InkLabel::setFace(Face face)
{
    switch (face) {
    case Face::Plain: break;
    case Face::Strong: setFont(Theme::strong()); break;
    case Face::Figures: setFont(Theme::figures()); break;
    case Face::Fixed: setFont(Theme::fixed()); break;
    case Face::Title: setFont(Theme::title()); break;
    case Face::Large: setFont(Theme::large()); break;
    }
}

Theme::Role roleOf(InkLabel::Tone tone)
{
    switch (tone) {
    case InkLabel::Tone::Text: return Theme::Role::Text;
    case InkLabel::Tone::Muted: return Theme::Role::Muted;
    case InkLabel::Tone::Good: return Theme::Role::Good;
    case InkLabel::Tone::Warning: return Theme::Role::Warning;
    case InkLabel::Tone::Bad: return Theme::Role::Bad;
    case InkLabel::Tone::Accent: return Theme::Role::Accent;
    }
    return Theme::Role::Text;
}

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inklabel.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString toneName(InkLabel::Tone tone)
{
    switch (tone) {
    case InkLabel::Tone::Text: return {};
    case InkLabel::Tone::Muted: return u"muted"_s;
    case InkLabel::Tone::Good: return u"good"_s;
    case InkLabel::Tone::Warning: return u"warning"_s;
    case InkLabel::Tone::Bad: return u"bad"_s;
    case InkLabel::Tone::Accent: return u"accent"_s;
    }
    return {};
}

} // namespace

InkLabel::InkLabel(QWidget *parent) : InkLabel(Tone::Text, Face::Plain, parent) {}

InkLabel::InkLabel(Tone tone, Face face, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setTone(tone);
    setFace(face);
}

void InkLabel::setTone(Tone tone)
{
    const QString name = toneName(tone);
    // Polishing a widget before its font is set makes the style sheet forget that font later (Qt 6.4): a new label
    // only gets the property, and the style sees it when the label is first shown.
    if (testAttribute(Qt::WA_WState_Polished))
        Theme::mark(this, "tone", name);
    else
        setProperty("tone", name);
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

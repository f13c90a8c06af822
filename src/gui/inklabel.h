// SPDX-License-Identifier: GPL-3.0-or-later
// InkLabel: a label of plain text in one of the theme's tones and one of its fonts.
#pragma once

#include "gui/theme.h"

#include <QLabel>

namespace console {

/// Plain text only: what a bank sent must never be read as markup.
class InkLabel : public QLabel
{
    Q_OBJECT
public:
    enum class Tone { Text, Muted, Good, Warning, Bad, Accent };
    enum class Face { Plain, Strong, Figures, Fixed, Title, Large };
    explicit InkLabel(QWidget *parent = nullptr);
    explicit InkLabel(Tone tone, Face face = Face::Plain, QWidget *parent = nullptr);
    void setTone(Tone tone);
    void setFace(Face face);
};

/// The colour that belongs to a tone.
Theme::Role roleOf(InkLabel::Tone tone);

} // namespace console

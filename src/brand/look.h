// SPDX-License-Identifier: GPL-3.0-or-later
// Look: what stands where in a page, as the page itself tells it: the places that a measurement of the brand looks at.
#pragma once

#include <QColor>
#include <QJsonObject>
#include <QList>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>

namespace console {

struct LookElement {
    enum class Kind { Image, Button, Text, Surface };
    Kind kind = Kind::Text;
    QRectF rect;              ///< CSS pixels of the view; a text's is that of its letters
    QString name;             ///< alt text, label, or the text itself (up to 200 letters)
    QString source;           ///< an image's address without its query; empty for others
    QColor colour;            ///< of the letters; invalid where there are none
    QColor ground;            ///< of the nearest opaque background below; invalid: a picture or a gradient is there
    double fontSize = 0;      ///< CSS pixels
    int fontWeight = 400;
    bool enabled = true;
    bool isLoaded = true;     ///< an image: it has pixels
};

/// One page at one instant. Elements are those that can be seen, in the document's order, outermost first.
struct Look {
    QSizeF view;              ///< CSS pixels that the picture shows
    QString language;         ///< of the document: "en"
    QString theme;            ///< what the page says of itself: color-scheme, "light" | "dark"; may be empty
    QList<LookElement> elements;
};

/// From the page's own answer; nothing where it is none. Elements of an unknown kind are left out.
std::optional<Look> lookFrom(const QJsonObject &answer);

} // namespace console

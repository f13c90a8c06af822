// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/look.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// "rgb(1, 2, 3)" and "rgba(1, 2, 3, 0.5)", as computed styles are written.
QColor cssColour(const QString &text)
{
    static const QRegularExpression form(uR"(^rgba?\(\s*([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\s*\)$)"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const auto channel = [&](int at) { return qBound(0, qRound(match.captured(at).toDouble()), 255); };
    const double alpha = match.captured(4).isEmpty() ? 1 : qBound(0.0, match.captured(4).toDouble(), 1.0);
    QColor colour(channel(1), channel(2), channel(3));
    colour.setAlphaF(float(alpha));
    return colour;
}

std::optional<LookElement::Kind> kindOf(const QString &word)
{
    using Kind = LookElement::Kind;
    return word == "image"_L1 ? std::optional(Kind::Image)
        : word == "button"_L1 ? std::optional(Kind::Button)
        : word == "text"_L1   ? std::optional(Kind::Text)
        : word == "surface"_L1 ? std::optional(Kind::Surface)
                               : std::nullopt;
}

} // namespace

std::optional<Look> lookFrom(const QJsonObject &answer)
{
    const QJsonArray view = answer.value("view"_L1).toArray();
    if (view.size() != 2)
        return {};
    Look look;
    look.view = QSizeF(view[0].toDouble(), view[1].toDouble());
    look.language = answer.value("language"_L1).toString();
    look.theme = answer.value("theme"_L1).toString();
    for (const QJsonValue &each : answer.value("elements"_L1).toArray()) {
        const std::optional<LookElement::Kind> kind = kindOf(each["kind"_L1].toString());
        const QJsonArray box = each["rect"_L1].toArray();
        if (!kind || box.size() != 4)
            continue;
        look.elements.append(LookElement{
            .kind = *kind,
            .rect = QRectF(box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble()),
            .name = each["name"_L1].toString(),
            .source = each["source"_L1].toString(),
            .colour = cssColour(each["colour"_L1].toString()),
            .ground = cssColour(each["ground"_L1].toString()),
            .fontSize = each["fontSize"_L1].toDouble(),
            .fontWeight = each["fontWeight"_L1].toInt(400),
            .enabled = each["enabled"_L1].toBool(true),
            .isLoaded = each["isLoaded"_L1].toBool(true),
        });
    }
    return look;
}

} // namespace console

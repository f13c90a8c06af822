// SPDX-License-Identifier: GPL-3.0-or-later
// BrandSheet: what Aeropay asks an integrator for to brand the widget; as a file, and as the request itself.
#pragma once

#include "base/result.h"
#include "brand/finding.h"

#include <QByteArray>
#include <QJsonObject>
#include <QRgb>
#include <QStringList>

#include <functional>
#include <optional>

namespace console {

struct BrandSheet {
    QString name;
    QByteArray logo;             ///< horizontal logo, SVG; empty: not given
    QByteArray logoDark;         ///< the one for dark surfaces, SVG; empty: `logo` does for both
    std::optional<QRgb> primary; ///< of the primary button; opaque
    bool light = true;           ///< the modes that were asked for
    bool dark = true;
    QString sandboxId;           ///< configurationId; empty: not known yet
    QString productionId;

    bool operator==(const BrandSheet &) const = default;
};

/// The SVG at a path that a sheet names.
using LogoReader = std::function<Result<QByteArray>(const QString &path)>;

/// A sheet is a JSON object; every key may be missing, unknown ones are tolerated:
///
///     {"name": "Plumthicket", "logo": "logo.svg", "logoDark": "<svg …>", "primary": "#951D52", "modes": ["light", "dark"],
///      "configurationIds": {"sandbox": "…", "production": "…"}}
///
/// A logo is the SVG itself (it begins with <) or a path for `read`; `modes` may also be "light", "dark" or "both". A row
/// of the simulator's list of brandings, with its `id` and a `sheet` inside, does too; its id is the sandbox's.
/// Error::Kind::Input names the field and `file`: a wrong type, no colour, a logo that is no SVG or larger than 1 MB or
/// needs other files.
Result<BrandSheet> brandSheetFrom(const QJsonObject &json, const LogoReader &read, const QString &file);
/// The whole sheet with its logos inside.
QJsonObject toJson(const BrandSheet &sheet);

/// Logos by path are relative to the file. Errors: Storage (it cannot be read), Decode (no JSON object), and those above.
Result<BrandSheet> readBrandSheet(const QString &path);
/// Errors: Storage.
Result<void> writeBrandSheet(const QString &path, const BrandSheet &sheet);

/// The request to the Solutions Engineer as plain text, ready to send: what the brand is, and what has to change by the
/// failed ones of `findings` (each sentence once).
QString requestText(const BrandSheet &sheet, const QList<Finding> &findings = {});

} // namespace console

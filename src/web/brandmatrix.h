// SPDX-License-Identifier: GPL-3.0-or-later
// BrandMatrix: which panes the brand lab shows: every combination of what was chosen. Pure functions.
#pragma once

#include "brand/shot.h"
#include "session/environments.h"
#include "session/launchoptions.h"

#include <QSize>

namespace console {

struct PaneSize {
    QString name;             ///< "phone", "tablet", "desktop", or "800×600"
    QSize size;               ///< CSS pixels of the host page
};
QList<PaneSize> namedPaneSizes();
/// "phone", or "800x600" (100 to 4,000 each). Error::Kind::Input for anything else.
Result<PaneSize> paneSizeFrom(const QString &word);

/// What one pane is launched with.
struct PanePlan {
    PaneKey key;
    QString configurationName;
    LaunchOptions options;
    QSize size;
};

/// Lists; an empty one counts as one entry: no configurationId, light, iframe, SDK 2.1.4, phone, the system's language.
struct BrandMatrix {
    QList<NamedConfiguration> configurations;
    QStringList themes;       ///< "light", "dark"
    QList<LaunchType> types;
    QStringList sdkVersions;
    QList<PaneSize> sizes;
    QStringList locales;      ///< BCP 47

    static constexpr qsizetype most = 64; ///< panes: each is a browser of its own
    /// Configuration by configuration, theme beside theme. The brand goes to the SDK under the name that its version
    /// knows (consumerId before 2.0).
    QList<PanePlan> panes() const;
    qsizetype size() const;
};

} // namespace console

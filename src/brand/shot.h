// SPDX-License-Identifier: GPL-3.0-or-later
// Shot: a picture of one pane at one screen, with everything that it was taken under.
#pragma once

#include "brand/look.h"

#include <QDateTime>
#include <QImage>
#include <QString>
#include <QStringList>

namespace console {

/// What a pane shows: one place of the matrix.
struct PaneKey {
    QString configurationId;  ///< empty: none was given
    QString theme;            ///< "light" | "dark"
    QString launchType;       ///< "iframe" | "embedded bank view" | "system browser"
    QString sdkVersion;       ///< "2.1.4"
    QString size;             ///< "phone", "tablet", "desktop", "800×600"
    QString locale;           ///< BCP 47; empty: the system's
    bool operator==(const PaneKey &) const = default;
    /// "5b0d7c52 · dark · iframe · 2.1.4 · phone": for captions; parts that are empty are left out.
    QString caption() const;
};

struct Shot {
    PaneKey pane;
    QString configurationName; ///< the user's own name of it; may be empty
    QString screen;            ///< "welcome", "search", "sign-in", "mfa", "consent", "accounts", "success", "error"
    QDateTime at;              ///< UTC
    double scale = 1;          ///< picture's pixels for each CSS pixel
    QImage picture;
    Look look;                 ///< at the same instant; without elements: the page could not be asked
    QString environment;       ///< "Simulator": what is simulated is labelled so
    bool isSimulated = false;
};

/// By their panes' places in `panes`, then by their screens' in `screens`: pictures come as they are ready.
void sortShots(QList<Shot> &shots, const QList<PaneKey> &panes, const QStringList &screens);

} // namespace console

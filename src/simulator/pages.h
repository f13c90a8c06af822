// SPDX-License-Identifier: GPL-3.0-or-later
// The widget's pages and their files, from the resources, with the strict content policy.
#pragma once

#include "simulator/banks.h"
#include "simulator/router.h"

namespace simulator {

/// `origins`: hosts that may embed the widget. `embeddedLook`: the configuration of an embedded view whose URL names none.
/// Both are read at each use.
void addPageRoutes(Router &router, const Catalog &catalog, const QStringList &origins, const QString &embeddedLook);

/// The value of Content-Security-Policy for a page of ours. `inlineScript` only for the page that ends its renderer.
QByteArray contentPolicy(const QStringList &origins, bool inlineScript = false);

} // namespace simulator

// SPDX-License-Identifier: GPL-3.0-or-later
// The widget's pages and their files, from the resources, with the strict content policy.
#pragma once

#include "simulator/banks.h"
#include "simulator/router.h"

namespace simulator {

/// What the control surface can order for the pages; read at each use.
struct PageOrders {
    QStringList origins;         ///< hosts that may embed the widget
    QString embeddedLook;        ///< the configuration of an embedded view whose URL names none; empty: none
    QString layout;              ///< of Catalog::layouts(); empty: the usual one
};

void addPageRoutes(Router &router, const Catalog &catalog, const PageOrders &orders);

/// The value of Content-Security-Policy for a page of ours. `inlineScript` only for the page that ends its renderer.
QByteArray contentPolicy(const QStringList &origins, bool inlineScript = false);

} // namespace simulator

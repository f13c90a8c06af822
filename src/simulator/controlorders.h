// SPDX-License-Identifier: GPL-3.0-or-later
// What the orders of the control surface do. Each gives its answer; their keys were checked before.
#pragma once

#include "simulator/controlroutes.h"

namespace simulator {

/// An order that was not carried out, with the reason in one sentence.
Answer refusedOrder(int status, const QString &message);

Json stateJson(const ControlPanel &panel);
Json clockJson(const World &world);

Answer clockAnswer(const Request &request, World &world);
Answer jobAnswer(const Request &request, World &world);
Answer nextJobAnswer(const Request &request, World &world);
Answer connectionAnswer(const Request &request, World &world);
/// Links an account as if a person had gone through the widget.
Answer linkAnswer(const Request &request, World &world);
Answer originsAnswer(const Request &request, QStringList &origins);
/// Which look the embedded view has when its URL names none.
Answer embeddedLookAnswer(const Request &request, QString &look);
/// The layouts that can be ordered, and the one in effect.
Answer layoutsAnswer(const Catalog &catalog, const QString &layout);
Answer layoutAnswer(const Request &request, const Catalog &catalog, QString &layout);
/// Every configuration and branding, each with the sheet of what was asked for.
Json brandingsJson(const Catalog &catalog);
Answer resetAnswer(const Request &request, const ControlPanel &panel);

} // namespace simulator

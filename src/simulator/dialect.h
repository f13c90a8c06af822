// SPDX-License-Identifier: GPL-3.0-or-later
// How an error looks depends on whose path it is on: each service has its own envelope and its own codes.
#pragma once

#include "simulator/router.h"

namespace simulator {

enum class Dialect { Aerosync, AeropassV1, AeropassV2, Pages, Control };

Dialect dialectOf(const QString &path);

/// An error in the envelope of the path: {"error":{"code","message"}} (contract c), with success:false on
/// Aeropass v1 (contract b.4), with type and retry for the widget's own pages.
Answer errorAt(const QString &path, int status, const QString &code, const QString &message);

/// `aerosync` or `aeropass`, whichever the path speaks; BAD_ORDER on the control surface.
QString codeAt(const QString &path, const QString &aerosync, const QString &aeropass);

} // namespace simulator

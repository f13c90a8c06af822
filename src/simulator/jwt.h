// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens in the shape the service publishes: a JSON Web Token signed with HS256.
#pragma once

#include "simulator/json.h"

namespace simulator {

QString makeJwt(const Json &claims, const QByteArray &key);

} // namespace simulator

// SPDX-License-Identifier: GPL-3.0-or-later
// Advice: what a person can do about the service's error codes; one table for every place that shows an error.
#pragma once

#include "base/error.h"

#include <QString>

namespace console {

/// For Aerosync's AC- and AR- codes and Aeropay's AP codes (contract j); empty for a code that is not in the table.
QString adviceForCode(const QString &code);
/// The same error, with the table's advice where it has none of its own.
Error advised(Error error);
/// An error from a token call as what it means: codes of wrong or missing keys, 401 and 403 become Kind::Credentials,
/// with one plain sentence. `service` is "Aerosync" or "Aeropay". Other errors are only advised().
Error keyError(Error error, const QString &service);

} // namespace console

// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T>: a value or an Error, at every boundary.
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace console {

template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail(error);` in any function that returns a Result.
inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace console

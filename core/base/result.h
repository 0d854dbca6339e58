#pragma once

#include "core/base/error.h"

#include <expected>

namespace dsr {

/// A value, or the Error that says why there is none.
template <typename T> using Result = std::expected<T, Error>;

/// Shorthand for leaving a function with an error: `return fail(ErrorCode::CardRemoved, "sign")`.
inline std::unexpected<Error> fail(ErrorCode code, QString where = {}, QVariantMap facts = {})
{
    return std::unexpected(Error{code, std::move(where), std::move(facts)});
}

/// Hands an error on as it is.
inline std::unexpected<Error> fail(Error error)
{
    return std::unexpected(std::move(error));
}

} // namespace dsr

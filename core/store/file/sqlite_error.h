#pragma once
#include "core/base/result.h"

#include <stdexcept>

namespace SQLite
{
class Exception;
}

namespace coop
{

/// What SQLite refused, as a sentence about the file. Throws the exception again when no user can cause it.
Error errorOf(const SQLite::Exception& exception, const QString& path);
/// The same of the exception that is being caught; what is not SQLite's flies on.
Error errorInFlight(const QString& path);

/// Runs `work` and turns what SQLite refuses into the error of the Result that it gives.
template <class Work> auto guarded(const QString& path, Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::runtime_error&) {
        return fail(errorInFlight(path));
    }
}

} // namespace coop

#pragma once
#include "core/base/result.h"

#include <SQLiteCpp/Exception.h>

namespace coop
{

/// What SQLite refused, as a sentence about the file. Throws the exception again when no user can cause it.
Error errorOf(const SQLite::Exception& exception, const QString& path);

/// Runs `work` and turns what SQLite refuses into the error of the Result that it gives.
template <class Work> auto guarded(const QString& path, Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const SQLite::Exception& exception) {
        return fail(errorOf(exception, path));
    }
}

} // namespace coop

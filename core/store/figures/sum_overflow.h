#pragma once
#include "core/store/file/sqlite_error.h"

#include <SQLiteCpp/Exception.h>

namespace coop
{

class Workspace;
struct Measure;

/// The sentence for amounts that do not add up within 64 bits: it names the row with the largest one. Only
/// rows that came into the file before there were limits, or with another program, can be so large.
Error sumTooLarge(const Workspace& workspace, const Measure& measure);

/// Runs a reading that adds up what a measure adds up.
template <class Work>
auto summed(const Workspace& workspace, const Measure& measure, Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const SQLite::Exception& exception) {
        if (!isSumOverflow(exception))
            throw;
        return fail(sumTooLarge(workspace, measure));
    }
}

} // namespace coop

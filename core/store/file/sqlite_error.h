#pragma once
#include "core/base/result.h"

#include <stdexcept>

namespace SQLite
{
class Exception;
}

namespace coop
{

/// What the triggers of tables/quarter_locks.h raise.
inline constexpr const char* raisedLocked = "COOP_LOCKED";
inline constexpr const char* raisedState = "COOP_STATE";
inline constexpr const char* raisedClosed = "COOP_CLOSED";
/// SQLite's sum() of whole numbers refuses what does not fit 64 bits; it never turns into another number.
bool isSumOverflow(const SQLite::Exception& exception);

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

/// Says of a stored word that this program does not know it, as errorOf has it.
[[noreturn]] void throwUnknown(const QString& word);
/// What a stored word means; `from` gives nothing for one that is not known, which is thrown.
template <class From> auto known(From from, const QString& word)
{
    const auto value = from(word);
    if (!value)
        throwUnknown(word);
    return *value;
}

} // namespace coop

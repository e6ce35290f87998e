#pragma once
#include <QString>
#include <tl/expected.hpp>

namespace coop
{

/// What kind of thing went wrong, for code to test; the sentence beside it is for the clerk.
enum class ErrorKind {
    invalidValue, ///< a value that the field, the plan or the command does not take
    notFound, ///< no such registry, row, file, township …
    fileUnreadable, ///< missing, a directory, not permitted, or not the format
    fileUnwritable, ///< no such folder, read-only, full
    notAWorkspace, ///< a readable file that is no workspace
    newerVersion, ///< written by a newer program
    duplicate, ///< the same code or natural key twice
    inUse, ///< other rows still refer to it, or another program holds the file
    locked, ///< the quarter is closed, or the role may not write
    refused, ///< a rule of the registry or of the plan stands against it
    cancelled,
};

/// A failure that a user can cause: a complete Chinese sentence that says what, where and what to do.
struct Error {
    ErrorKind kind = ErrorKind::refused;
    QString text;
    QString suggestion{}; ///< of a value: what was most likely meant, to stand in its place; else empty
};

template <class T = void> using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::notFound, …)` in a function that returns any Result.
inline tl::unexpected<Error> fail(ErrorKind kind, QString text)
{
    return tl::unexpected<Error>(Error{kind, std::move(text)});
}
inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace coop

#define COOP_JOINED_WORDS(a, b) a##b
#define COOP_JOINED(a, b) COOP_JOINED_WORDS(a, b)
/// Out of the function with the error of a Result; with its value the function goes on.
#define COOP_TRY(...)                                                                                        \
    do {                                                                                                     \
        if (const auto& COOP_JOINED(tried, __LINE__) = (__VA_ARGS__); !COOP_JOINED(tried, __LINE__))         \
            return ::coop::fail(COOP_JOINED(tried, __LINE__).error());                                       \
    } while (false)

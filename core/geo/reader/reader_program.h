#pragma once
#include <QtGlobal>
#include <optional>

namespace coop
{

/// With this as its only argument a program is its own reader of foreign files.
inline constexpr const char* readerArgument = "--read-foreign-file";

inline constexpr int readerTookTooLong = 70; ///< exit codes
inline constexpr int readerTookTooMuchMemory = 71;
inline constexpr qint64 readerMemory = 800'000'000; ///< bytes

/// Called first in main(). The exit code when the program was started as a reader: it has read and is done.
/// Nothing in any other start; from then on foreign files are read in processes of their own.
std::optional<int> serveReader(int argc, char** argv);

} // namespace coop

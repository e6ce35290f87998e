#pragma once
#include <QString>
#include <optional>

namespace coop
{

/// Asks for a passphrase on the terminal without showing it; nothing when the program has no terminal. The
/// one place where the command line talks to the operating system.
std::optional<QString> askPassphrase(const QString& question);

} // namespace coop

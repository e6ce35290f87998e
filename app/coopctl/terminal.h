#pragma once
#include <QString>
#include <optional>

namespace coop
{

// The one place where the command line talks to the operating system.

/// Asks for a passphrase on the terminal without showing it; nothing when the program has no terminal.
std::optional<QString> askPassphrase(const QString& question);

/// What is printed is UTF-8 on every system, and the same bytes. Called first.
void printUtf8();

} // namespace coop

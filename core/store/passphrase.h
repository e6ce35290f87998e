#pragma once
#include "core/base/result.h"

#include <QString>

namespace coop
{

// Passphrases by libsodium's password hashing (Argon2id); only the hash is ever stored.

/// The hash with its salt and costs as text. Errors: refused (too short).
Result<QString> hashPassphrase(const QString& passphrase);
bool matchesPassphrase(const QString& passphrase, const QString& hash);

} // namespace coop

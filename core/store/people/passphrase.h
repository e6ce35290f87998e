#pragma once
#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace coop
{

// Passphrases by libsodium's password hashing (Argon2id); only the hash is ever stored.

/// Whether a passphrase may be set: not short, not in everybody's list (123456, qwerty …), no run of
/// equal or neighbouring characters, no date, not made of `names` (who, whose office, which
/// district) in characters or pinyin. Those that were set
/// before go on working. Errors: refused, with what to choose instead.
Result<> strongEnough(const QString& passphrase, const QStringList& names = {});

/// The hash with its salt and costs as text. Errors: refused (too little memory).
Result<QString> hashPassphrase(const QString& passphrase);
bool matchesPassphrase(const QString& passphrase, const QString& hash);

} // namespace coop

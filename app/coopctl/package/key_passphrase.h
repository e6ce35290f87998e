#pragma once
#include "core/base/result.h"

#include <initializer_list>

namespace coop
{

// The passphrase under which an office's key for the exchange is kept; not that of the person at work.

/// From COOPCTL_KEY_PASSPHRASE, else COOPCTL_PASSPHRASE, else the terminal. Errors: refused (nobody to ask).
Result<QString> keyPassphrase();
/// A passphrase that is set now: from the first variable that is there, else typed twice. Errors: refused
/// (nobody to ask), invalidValue (typed differently).
Result<QString> newKeyPassphrase(std::initializer_list<const char*> variables);

/// What a terminal or a variable gives, else a refusal that says so. `what` is what is asked for: 开启码.
Result<QString> asked(const char* variable, const QString& what);

} // namespace coop

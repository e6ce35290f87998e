#pragma once
#include <QString>

namespace coop
{

/// Whether a text is a 统一社会信用代码: 18 characters of its alphabet with the right check character
/// (GB 32100-2015, modulus 31).
bool isSocialCreditCode(const QString& code);

} // namespace coop

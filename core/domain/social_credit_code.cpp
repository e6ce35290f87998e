#include "core/domain/social_credit_code.h"

namespace coop
{

bool isSocialCreditCode(const QString& code)
{
    static const QString alphabet = QStringLiteral("0123456789ABCDEFGHJKLMNPQRTUWXY"); // without I O S V Z
    if (code.size() != 18)
        return false;
    int sum = 0;
    int weight = 1; // 3^i mod 31
    for (int i = 0; i < 17; ++i) {
        const auto value = int(alphabet.indexOf(code[i]));
        if (value < 0)
            return false;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return alphabet.indexOf(code[17]) == (31 - sum % 31) % 31;
}

} // namespace coop

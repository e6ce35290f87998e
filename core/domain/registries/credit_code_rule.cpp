#include "core/domain/registries/credit_code_rule.h"

#include "core/base/text/text.h"
#include "core/domain/social_credit_code.h"

namespace coop
{

QList<Finding> creditCodeRule(const Record& row)
{
    const QString code = row[u"credit_code"].text();
    if (code.isEmpty() || isSocialCreditCode(code))
        return {};
    return {Finding{QStringLiteral("credit_code"),
        QStringLiteral("“统一社会信用代码”填的是“%1”，位数或校验码不对，请对照登记证书核对 18 位代码")
            .arg(inSentence(code))}};
}

} // namespace coop

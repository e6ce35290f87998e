#include "core/domain/registries/phone_rule.h"

#include "core/base/text/text.h"

#include <QRegularExpression>

namespace coop
{

QList<Finding> phoneRule(const Record& row)
{
    static const QRegularExpression number(
        QStringLiteral("^(1[3-9]\\d{9}|(0\\d{2,3}-?)?[2-8]\\d{6,7}(-\\d{1,6})?|[48]00-?\\d{3}-?\\d{4})$"));
    static const QRegularExpression between(QStringLiteral("[、，,;；/ ]+"));
    const QString phone = row[u"phone"].text();
    for (const QString& one : phone.split(between, Qt::SkipEmptyParts))
        if (!one.contains(u'*') && !number.match(one).hasMatch())
            return {Finding{QStringLiteral("phone"),
                QStringLiteral("“联系电话”填的是“%1”，不像手机号（11 位）或固定电话（区号-号码），请核对")
                    .arg(masked(one)),
                Finding::Severity::warning}};
    return {};
}

} // namespace coop

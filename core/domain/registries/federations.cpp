#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/registries/credit_code_rule.h"
#include "core/domain/registries/phone_rule.h"

namespace coop
{

namespace
{
/// Clause (一)1: township federations are seated in a township; industry federations follow an industry
/// instead.
QList<Finding> federationRules(const Record& row)
{
    QList<Finding> findings = creditCodeRule(row) + phoneRule(row);
    const bool industrial = row[u"level"].text() == QStringLiteral("产业");
    if (industrial && !row[u"township"].isNull())
        findings += Finding{
            QStringLiteral("township"), QStringLiteral("产业农合联没有驻地镇街，请把“驻地镇街”留空")};
    if (!industrial && !row[u"industry"].isNull())
        findings += Finding{
            QStringLiteral("industry"), QStringLiteral("只有产业农合联才填“产业”，请留空或改“级别”")};
    return findings;
}
} // namespace

RegistrySpec federationsSpec()
{
    return {.id = QStringLiteral("federations"),
        .label = QStringLiteral("农合联"),
        .codePrefix = QStringLiteral("NHL"),
        .fields = {codeField(), nameField({QStringLiteral("农合联"), QStringLiteral("农合联名称")}),
            choiceField(QStringLiteral("level"), QStringLiteral("级别"),
                {QStringLiteral("区级"), QStringLiteral("乡镇级"), QStringLiteral("产业")}, true),
            FieldSpec{.id = QStringLiteral("township"),
                .label = QStringLiteral("驻地镇街"),
                .type = FieldType::reference,
                .registries = {QStringLiteral("townships")},
                .aliases = {QStringLiteral("镇街"), QStringLiteral("驻地"), QStringLiteral("牵头镇街")}},
            FieldSpec{.id = QStringLiteral("industry"), .label = QStringLiteral("产业")},
            choiceField(QStringLiteral("status"), QStringLiteral("状态"),
                {QStringLiteral("筹建"), QStringLiteral("已登记"), QStringLiteral("注销")}, true),
            dateField(QStringLiteral("registered_on"), QStringLiteral("登记日期"),
                {QStringLiteral("登记时间"), QStringLiteral("成立日期")}),
            creditCodeField(), FieldSpec{.id = QStringLiteral("chair"), .label = QStringLiteral("会长")},
            FieldSpec{.id = QStringLiteral("secretary"), .label = QStringLiteral("秘书长")}, phoneField(),
            FieldSpec{.id = QStringLiteral("centre"),
                .label = QStringLiteral("依托服务中心"),
                .type = FieldType::reference,
                .registries = {QStringLiteral("centres")}},
            dateField(
                QStringLiteral("charter_on"), QStringLiteral("章程日期"), {QStringLiteral("章程通过日期")}),
            yesNoField(
                QStringLiteral("party_branch"), QStringLiteral("党组织"), {QStringLiteral("是否建立党组织")}),
            remarkField()},
        .naturalKeys = {{QStringLiteral("name")}},
        .area = {.by = AreaBy::isFederation, .field = QStringLiteral("township")},
        .exchange = Exchange::handedInReadByAll(),
        .rules = federationRules};
}

} // namespace coop

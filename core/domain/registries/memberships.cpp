#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"

namespace coop
{

RegistrySpec membershipsSpec()
{
    return {.id = QStringLiteral("memberships"),
        .label = QStringLiteral("入会记录"),
        .codePrefix = QStringLiteral("RH"),
        .fields = {codeField(),
            FieldSpec{.id = QStringLiteral("member"),
                .label = QStringLiteral("会员单位"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("members")}},
            FieldSpec{.id = QStringLiteral("federation"),
                .label = QStringLiteral("农合联"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("federations")}},
            dateField(QStringLiteral("joined_on"), QStringLiteral("入会日期")),
            dateField(QStringLiteral("left_on"), QStringLiteral("退会日期")), remarkField()},
        .naturalKeys = {{QStringLiteral("member"), QStringLiteral("federation")}},
        .parent = QStringLiteral("members"),
        .parentField = QStringLiteral("member"),
        .area = {.by = AreaBy::federation, .field = QStringLiteral("federation")},
        .exchange = Exchange::handedIn(),
        .ledger = false};
}

} // namespace coop

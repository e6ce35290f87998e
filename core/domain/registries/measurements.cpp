#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/value_rules.h"

namespace coop
{

RegistrySpec measurementsSpec()
{
    return {.id = QStringLiteral("measurements"),
        .label = QStringLiteral("手工指标值"),
        .codePrefix = QStringLiteral("SG"),
        .fields = {codeField(),
            FieldSpec{.id = QStringLiteral("indicator"),
                .label = QStringLiteral("指标"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("indicators")}},
            FieldSpec{.id = QStringLiteral("date"),
                .label = QStringLiteral("日期"),
                .type = FieldType::date,
                .required = true},
            FieldSpec{.id = QStringLiteral("federation"),
                .label = QStringLiteral("农合联"),
                .type = FieldType::reference,
                .registries = {QStringLiteral("federations")},
                .emptyLabel = QStringLiteral("全区")},
            FieldSpec{.id = QStringLiteral("value"),
                .label = QStringLiteral("数值"),
                .type = FieldType::decimal,
                .scale = 8,
                .required = true,
                .min = 0,
                .max = limits::figure,
                .addsUp = false},
            remarkField()},
        .naturalKeys = {{QStringLiteral("indicator"), QStringLiteral("date"), QStringLiteral("federation")}},
        .area = {.by = AreaBy::federation, .field = QStringLiteral("federation")},
        .exchange = Exchange::handedIn()};
}

} // namespace coop

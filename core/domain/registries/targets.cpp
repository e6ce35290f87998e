#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/value_rules.h"

namespace coop
{

RegistrySpec targetsSpec()
{
    return {.id = QStringLiteral("targets"),
        .label = QStringLiteral("目标"),
        .codePrefix = QStringLiteral("MB"),
        .fields = {codeField(),
            FieldSpec{.id = QStringLiteral("indicator"),
                .label = QStringLiteral("指标"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("indicators")},
                .aliases = {QStringLiteral("指标名称")}},
            FieldSpec{.id = QStringLiteral("year"),
                .label = QStringLiteral("年度"),
                .type = FieldType::integer,
                .required = true,
                .min = 2000,
                .max = 2999,
                .aliases = {QStringLiteral("年份"), QStringLiteral("年")},
                .addsUp = false},
            FieldSpec{.id = QStringLiteral("federation"),
                .label = QStringLiteral("农合联"),
                .type = FieldType::reference,
                .registries = {QStringLiteral("federations")},
                .emptyLabel = QStringLiteral("全区"),
                .aliases = {QStringLiteral("所属农合联")}},
            FieldSpec{.id = QStringLiteral("value"),
                .label = QStringLiteral("目标值"),
                .type = FieldType::decimal,
                .scale = 8,
                .required = true,
                .min = 0,
                .max = limits::figure,
                .aliases = {QStringLiteral("目标")},
                .addsUp = false},
            remarkField()},
        .naturalKeys = {{QStringLiteral("indicator"), QStringLiteral("year"), QStringLiteral("federation")}},
        .area = {.by = AreaBy::federation, .field = QStringLiteral("federation")},
        .exchange = Exchange::readInArea(),
        .ledger = false};
}

} // namespace coop

#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/value_rules.h"

namespace coop
{

RegistrySpec townshipsSpec()
{
    return {.id = QStringLiteral("townships"),
        .label = QStringLiteral("镇街"),
        .codePrefix = QStringLiteral("ZJ"),
        .fields
        = {codeField(QStringLiteral("代码")), nameField({QStringLiteral("镇街"), QStringLiteral("镇街名称")}),
            choiceField(QStringLiteral("kind"), QStringLiteral("类型"),
                {QStringLiteral("街道"), QStringLiteral("镇"), QStringLiteral("乡")}, true),
            FieldSpec{.id = QStringLiteral("federation"),
                .label = QStringLiteral("所属农合联"),
                .type = FieldType::reference,
                .registries = {QStringLiteral("federations")}},
            longitudeField(), latitudeField(),
            countField(
                QStringLiteral("population"), QStringLiteral("人口"), {}, {QStringLiteral("常住人口")}),
            FieldSpec{.id = QStringLiteral("area_km2"),
                .label = QStringLiteral("面积"),
                .type = FieldType::decimal,
                .unit = QStringLiteral("平方公里"),
                .scale = 2,
                .min = 0,
                .max = limits::area},
            sourcePointField(),
            FieldSpec{.id = QStringLiteral("farmland"),
                .label = QStringLiteral("耕地面积"),
                .type = FieldType::decimal,
                .unit = QStringLiteral("亩"),
                .scale = 2,
                .min = 0,
                .max = limits::area,
                .since = 3},
            remarkField()},
        .naturalKeys = {{QStringLiteral("name")}},
        .area = {.by = AreaBy::isTownship, .field = QStringLiteral("federation")},
        .exchange = Exchange::readByAll(),
        .derive = dropStaleSourcePoint};
}

} // namespace coop

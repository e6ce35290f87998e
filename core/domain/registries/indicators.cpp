#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"

namespace coop
{

RegistrySpec indicatorsSpec()
{
    return {.id = QStringLiteral("indicators"),
        .label = QStringLiteral("指标"),
        .codePrefix = QStringLiteral("ZB"),
        .fields = {codeField(), nameField({QStringLiteral("指标名称"), QStringLiteral("指标")}),
            FieldSpec{.id = QStringLiteral("unit"), .label = QStringLiteral("单位")},
            FieldSpec{.id = QStringLiteral("basis"), .label = QStringLiteral("口径")},
            FieldSpec{.id = QStringLiteral("clause"), .label = QStringLiteral("依据")}, remarkField()},
        .naturalKeys = {{QStringLiteral("name")}},
        .exchange = Exchange::readByAll(),
        .ledger = false};
}

} // namespace coop

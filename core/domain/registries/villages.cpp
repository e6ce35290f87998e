#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"

namespace coop
{

RegistrySpec villagesSpec()
{
    return {.id = QStringLiteral("villages"),
        .label = QStringLiteral("村（社区）"),
        .codePrefix = QStringLiteral("CS"),
        .fields = {codeField(QStringLiteral("代码")), nameField(),
            choiceField(QStringLiteral("kind"), QStringLiteral("类型"),
                {QStringLiteral("村"), QStringLiteral("社区")}),
            townshipField(), remarkField()},
        .naturalKeys = {{QStringLiteral("name"), QStringLiteral("township")}},
        .area = {.by = AreaBy::township, .field = QStringLiteral("township")},
        .exchange = Exchange::readByAll(),
        .ledger = false};
}

} // namespace coop

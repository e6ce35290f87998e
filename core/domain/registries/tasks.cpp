#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"

namespace coop
{

RegistrySpec tasksSpec()
{
    return {.id = QStringLiteral("tasks"),
        .label = QStringLiteral("重点任务"),
        .codePrefix = QStringLiteral("RW"),
        .fields = {codeField(), countField(QStringLiteral("no"), QStringLiteral("序号")),
            countField(QStringLiteral("group_no"), QStringLiteral("组别")),
            FieldSpec{.id = QStringLiteral("group_title"), .label = QStringLiteral("名称")},
            FieldSpec{.id = QStringLiteral("item"), .label = QStringLiteral("事项")},
            FieldSpec{.id = QStringLiteral("text"), .label = QStringLiteral("工作任务")},
            FieldSpec{.id = QStringLiteral("lead"), .label = QStringLiteral("牵头单位")},
            FieldSpec{.id = QStringLiteral("responsible"), .label = QStringLiteral("责任单位")},
            FieldSpec{.id = QStringLiteral("deadline"), .label = QStringLiteral("完成时限")},
            FieldSpec{.id = QStringLiteral("state"), .label = QStringLiteral("状态")}, remarkField()},
        .ledger = false};
}

} // namespace coop

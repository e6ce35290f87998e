#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"

namespace coop
{

namespace
{
constexpr int longestTask = 10'000; ///< characters

/// 销号: asked for by one, granted by another.
FieldSpec closingField(const QString& id, const QString& label, FieldType type = FieldType::text)
{
    return {.id = id, .label = label, .type = type, .byProgram = true, .longest = longestTask, .since = 4};
}
} // namespace

RegistrySpec tasksSpec()
{
    return {.id = QStringLiteral("tasks"),
        .label = QStringLiteral("重点任务"),
        .codePrefix = QStringLiteral("RW"),
        .fields = {codeField(), countField(QStringLiteral("no"), QStringLiteral("序号")),
            countField(QStringLiteral("group_no"), QStringLiteral("组别")),
            FieldSpec{.id = QStringLiteral("group_title"), .label = QStringLiteral("名称")},
            FieldSpec{.id = QStringLiteral("item"), .label = QStringLiteral("事项")},
            FieldSpec{
                .id = QStringLiteral("text"), .label = QStringLiteral("工作任务"), .longest = longestTask},
            FieldSpec{.id = QStringLiteral("lead"), .label = QStringLiteral("牵头单位")},
            FieldSpec{.id = QStringLiteral("responsible"), .label = QStringLiteral("责任单位")},
            FieldSpec{.id = QStringLiteral("deadline"),
                .label = QStringLiteral("完成时限"),
                .longest = longestTask},
            FieldSpec{.id = QStringLiteral("state"), .label = QStringLiteral("状态")},
            closingField(QStringLiteral("asked_by"), QStringLiteral("申请销号人")),
            closingField(QStringLiteral("asked_on"), QStringLiteral("申请日期"), FieldType::date),
            closingField(QStringLiteral("asked_why"), QStringLiteral("申请说明")),
            closingField(QStringLiteral("closed_by"), QStringLiteral("销号人")),
            closingField(QStringLiteral("closed_on"), QStringLiteral("销号日期"), FieldType::date),
            closingField(QStringLiteral("refusal"), QStringLiteral("不同意原因")), remarkField()},
        .exchange = Exchange::readByAll(),
        .locking = Locking::nothing,
        .filing = FilingPart::nothing,
        .ledger = false,
        .guarded = true};
}

} // namespace coop

#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/value_rules.h"

namespace coop
{

RegistrySpec activitiesSpec()
{
    return {.id = QStringLiteral("activities"),
        .label = QStringLiteral("工作记录"),
        .codePrefix = QStringLiteral("GZ"),
        .fields = {codeField(),
            FieldSpec{.id = QStringLiteral("date"),
                .label = QStringLiteral("日期"),
                .type = FieldType::date,
                .required = true},
            FieldSpec{.id = QStringLiteral("task"),
                .label = QStringLiteral("任务序号"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("tasks")},
                .aliases = {QStringLiteral("任务"), QStringLiteral("重点任务")}},
            choiceField(QStringLiteral("kind"), QStringLiteral("类别"),
                {QStringLiteral("财务代账"), QStringLiteral("培训"), QStringLiteral("展销活动"),
                    QStringLiteral("产销对接"), QStringLiteral("整村授信"), QStringLiteral("信用评价"),
                    QStringLiteral("物资保供"), QStringLiteral("农资监测"), QStringLiteral("资金拨付"),
                    QStringLiteral("贴息"), QStringLiteral("政府购买服务"), QStringLiteral("宣传"),
                    QStringLiteral("其他")},
                true),
            FieldSpec{.id = QStringLiteral("township"),
                .label = QStringLiteral("镇街"),
                .type = FieldType::reference,
                .registries = {QStringLiteral("townships")},
                .emptyLabel = QStringLiteral("全区"),
                .aliases = {QStringLiteral("乡镇"), QStringLiteral("乡镇（街道）"),
                    QStringLiteral("所属镇街"), QStringLiteral("所在镇街")}},
            villageField(), FieldSpec{.id = QStringLiteral("partners"), .label = QStringLiteral("合作单位")},
            countField(QStringLiteral("participants"), QStringLiteral("参加人数")),
            FieldSpec{.id = QStringLiteral("quantity"),
                .label = QStringLiteral("数量"),
                .type = FieldType::decimal,
                .scale = 2,
                .min = 0,
                .max = 100 * limits::count,
                .addsUp = false},
            FieldSpec{.id = QStringLiteral("unit"), .label = QStringLiteral("单位")},
            moneyField(QStringLiteral("amount"), QStringLiteral("金额")),
            FieldSpec{.id = QStringLiteral("summary"),
                .label = QStringLiteral("内容"),
                .aliases = {QStringLiteral("工作内容")},
                .prose = true},
            remarkField()},
        .naturalKeys = {{QStringLiteral("date"), QStringLiteral("task"), QStringLiteral("kind"),
            QStringLiteral("township")}},
        .area = {.by = AreaBy::township, .field = QStringLiteral("township")},
        .exchange = Exchange::handedIn()};
}

} // namespace coop

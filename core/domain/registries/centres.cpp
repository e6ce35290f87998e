#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/registries/phone_rule.h"

namespace coop
{

RegistrySpec centresSpec()
{
    return {.id = QStringLiteral("centres"),
        .label = QStringLiteral("为农服务中心"),
        .codePrefix = QStringLiteral("ZX"),
        .fields = {codeField(),
            nameField(
                {QStringLiteral("服务中心名称"), QStringLiteral("为农服务中心"), QStringLiteral("中心名称")}),
            choiceField(QStringLiteral("level"), QStringLiteral("级别"),
                {QStringLiteral("区级"), QStringLiteral("乡镇级")}, true),
            townshipField(),
            choiceField(QStringLiteral("status"), QStringLiteral("状态"),
                {QStringLiteral("筹建"), QStringLiteral("在建"), QStringLiteral("建成"),
                    QStringLiteral("停用")},
                true),
            FieldSpec{.id = QStringLiteral("built_on"),
                .label = QStringLiteral("建成日期"),
                .type = FieldType::date,
                .aliases = {QStringLiteral("建成时间")},
                .requiredField = QStringLiteral("status"),
                .requiredValue = QStringLiteral("建成")},
            choiceField(QStringLiteral("host"), QStringLiteral("依托单位"),
                {QStringLiteral("农民合作社服务中心"), QStringLiteral("基层社示范社")}),
            FieldSpec{.id = QStringLiteral("services"),
                .label = QStringLiteral("服务功能"),
                .type = FieldType::choices,
                .choices
                = {QStringLiteral("农资供应"), QStringLiteral("农机作业"), QStringLiteral("农事服务"),
                    QStringLiteral("流通和初加工"), QStringLiteral("金融服务"), QStringLiteral("政策宣传"),
                    QStringLiteral("农技培训"), QStringLiteral("产销对接"), QStringLiteral("财务代账")}},
            countField(
                QStringLiteral("staff"), QStringLiteral("工作人员数"), {}, {QStringLiteral("工作人员")}),
            countField(
                QStringLiteral("machines"), QStringLiteral("农机台数"), {}, {QStringLiteral("农机数量")}),
            moneyField(QStringLiteral("subsidy"), QStringLiteral("财政补助")), addressField(), phoneField(),
            longitudeField(), latitudeField(), sourcePointField(), remarkField()},
        .naturalKeys = {{QStringLiteral("name")}},
        .area = {.by = AreaBy::township, .field = QStringLiteral("township")},
        .exchange = Exchange::handedIn(),
        .derive = dropStaleSourcePoint,
        .rules = phoneRule};
}

} // namespace coop

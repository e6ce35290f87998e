#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/registries/phone_rule.h"

namespace coop
{

namespace
{
QList<Finding> outletRules(const Record& row)
{
    QList<Finding> findings = phoneRule(row);
    const QString opened = row[u"opened_on"].text();
    const QString closed = row[u"closed_on"].text();
    if (!opened.isEmpty() && !closed.isEmpty() && closed < opened)
        findings += Finding{QStringLiteral("closed_on"),
            QStringLiteral("“停业日期”%1 早于“开业日期”%2，请核对").arg(closed, opened)};
    if (!row[u"stars"].isNull() && row[u"star_since"].isNull())
        findings
            += Finding{QStringLiteral("star_since"), QStringLiteral("填了“星级”就要填“星级社”的认定日期")};
    return findings;
}
} // namespace

RegistrySpec outletsSpec()
{
    return {.id = QStringLiteral("outlets"),
        .label = QStringLiteral("服务网点"),
        .codePrefix = QStringLiteral("WD"),
        .fields = {codeField(),
            nameField({QStringLiteral("网点名称"), QStringLiteral("服务网点"), QStringLiteral("服务网点名称"),
                QStringLiteral("综合服务社"), QStringLiteral("综合服务社名称"),
                QStringLiteral("农村综合服务社")}),
            townshipField(), villageField(),
            dateField(QStringLiteral("opened_on"), QStringLiteral("开业日期"),
                {QStringLiteral("开业时间"), QStringLiteral("成立日期")}),
            dateField(QStringLiteral("closed_on"), QStringLiteral("停业日期"),
                {QStringLiteral("停业时间"), QStringLiteral("关闭日期")}),
            FieldSpec{.id = QStringLiteral("operator"),
                .label = QStringLiteral("经营者"),
                .aliases = {QStringLiteral("负责人"), QStringLiteral("经营人")}},
            phoneField(),
            yesNoField(
                QStringLiteral("joint_build"), QStringLiteral("村社共建"), {QStringLiteral("是否村社共建")}),
            addressField(), longitudeField(), latitudeField(),
            roleField(QStringLiteral("service_since"), QStringLiteral("综合服务社"),
                {QStringLiteral("综合服务社日期"), QStringLiteral("综合服务社起始日期")}),
            roleField(QStringLiteral("star_since"), QStringLiteral("星级社"),
                {QStringLiteral("星级社日期"), QStringLiteral("星级社起始日期")}),
            FieldSpec{.id = QStringLiteral("stars"),
                .label = QStringLiteral("星级"),
                .type = FieldType::integer,
                .min = 1,
                .max = 5,
                .aliases = {QStringLiteral("星级数")},
                .group = QStringLiteral("服务角色及起始日期"),
                .addsUp = false},
            roleField(QStringLiteral("circulation_since"), QStringLiteral("流通网点"),
                {QStringLiteral("流通网点日期"), QStringLiteral("流通网点起始日期")}),
            roleField(QStringLiteral("station_since"), QStringLiteral("一站式站点"),
                {QStringLiteral("一站式站点日期")}),
            roleField(QStringLiteral("parcel_since"), QStringLiteral("寄递"),
                {QStringLiteral("寄递日期"), QStringLiteral("寄递物流")}),
            roleField(QStringLiteral("terminal_since"), QStringLiteral("金融机具"),
                {QStringLiteral("金融机具日期")}),
            sourcePointField(), remarkField()},
        .naturalKeys = {{QStringLiteral("name"), QStringLiteral("township")}},
        .area = {.by = AreaBy::township, .field = QStringLiteral("township")},
        .exchange = Exchange::handedIn(),
        .derive = dropStaleSourcePoint,
        .rules = outletRules};
}

} // namespace coop

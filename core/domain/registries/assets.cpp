#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"

namespace coop
{

RegistrySpec assetsSpec()
{
    return {.id = QStringLiteral("assets"),
        .label = QStringLiteral("示范主体"),
        .codePrefix = QStringLiteral("SF"),
        .fields = {codeField(), nameField({QStringLiteral("主体名称"), QStringLiteral("示范主体")}),
            choiceField(QStringLiteral("kind"), QStringLiteral("类别"),
                {QStringLiteral("农民合作社示范社"), QStringLiteral("标准化生产示范基地"),
                    QStringLiteral("社会化服务龙头企业"), QStringLiteral("农产品流通企业"),
                    QStringLiteral("农产品市场"), QStringLiteral("县域集采集配中心"),
                    QStringLiteral("强村公司"), QStringLiteral("专业化服务队"), QStringLiteral("物流节点"),
                    QStringLiteral("农资仓储")},
                true),
            dateField(
                QStringLiteral("recognised_on"), QStringLiteral("认定日期"), {QStringLiteral("认定时间")}),
            FieldSpec{.id = QStringLiteral("document"),
                .label = QStringLiteral("认定文号"),
                .aliases = {QStringLiteral("文号")}},
            dateField(QStringLiteral("revoked_on"), QStringLiteral("撤销日期"), {QStringLiteral("撤销时间")}),
            townshipField(false), longitudeField(), latitudeField(), sourcePointField(), remarkField()},
        .naturalKeys = {{QStringLiteral("name")}},
        .area = {.by = AreaBy::township, .field = QStringLiteral("township")},
        .exchange = Exchange::handedIn(),
        .derive = dropStaleSourcePoint};
}

} // namespace coop

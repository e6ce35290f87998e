#include "core/base/decimal.h"
#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/value_rules.h"

#include <QtNumeric>
#include <algorithm>

namespace coop
{

namespace
{
/// 0.01 亩次; the plan's clause 8 counts an area once for every time that it is served.
qint64 areaTimesTimes(const Record& row)
{
    constexpr qint64 most = 10 * limits::muTimes; // beyond what the field takes: refused there
    qint64 product = 0;
    const bool over = qMulOverflow<qint64>(row[u"area"].number(), row[u"times"].number(), &product);
    return over ? most : std::clamp(product, -most, most);
}

void deriveMuTimes(Record& row, const Record* before)
{
    if (row[u"times"].isNull())
        row.set(u"times", 1);
    if (row[u"area"].number() < 0)
        return; // refused for itself; a derived figure would only say it twice
    // A figure that followed from the old area follows to the new one; one that was given stays.
    const bool followed = before && row[u"mu_times"] == (*before)[u"mu_times"]
        && (*before)[u"mu_times"].number() == areaTimesTimes(*before);
    if (row[u"mu_times"].isNull() || followed)
        row.set(u"mu_times", areaTimesTimes(row));
}

QList<Finding> muTimesRule(const Record& row)
{
    const qint64 expected = areaTimesTimes(row);
    if (row[u"area"].isNull() || row[u"mu_times"].isNull() || row[u"mu_times"].number() == expected
        || !row[u"override_reason"].text().isEmpty())
        return {};
    return {Finding{QStringLiteral("mu_times"),
        QStringLiteral("“亩次”填的是 %1，而服务面积 × 服务次数 = %2；请改正，或在“亩次说明”里写明原因")
            .arg(formatDecimal(row[u"mu_times"].number(), 2), formatDecimal(expected, 2))}};
}
} // namespace

RegistrySpec servicesSpec()
{
    return {.id = QStringLiteral("services"),
        .label = QStringLiteral("社会化服务"),
        .codePrefix = QStringLiteral("FW"),
        .fields = {codeField(), monthField(), townshipField(),
            FieldSpec{.id = QStringLiteral("provider"),
                .label = QStringLiteral("服务主体"),
                .type = FieldType::reference,
                .required = true,
                .registries
                = {QStringLiteral("centres"), QStringLiteral("outlets"), QStringLiteral("members")},
                .aliases
                = {QStringLiteral("服务组织"), QStringLiteral("服务单位"), QStringLiteral("提供主体")}},
            choiceField(QStringLiteral("stage"), QStringLiteral("服务环节"),
                {QStringLiteral("耕"), QStringLiteral("种"), QStringLiteral("防"), QStringLiteral("收"),
                    QStringLiteral("烘干"), QStringLiteral("其他")},
                true, {QStringLiteral("环节"), QStringLiteral("作业环节"), QStringLiteral("生产环节")}),
            choiceField(QStringLiteral("mode"), QStringLiteral("服务模式"),
                {QStringLiteral("保姆式"), QStringLiteral("菜单式"), QStringLiteral("订单式")}, false,
                {QStringLiteral("模式"), QStringLiteral("服务方式")}),
            choiceField(QStringLiteral("scope"), QStringLiteral("服务范围"),
                {QStringLiteral("单环节"), QStringLiteral("多环节"), QStringLiteral("全程托管")}, false,
                {QStringLiteral("范围"), QStringLiteral("托管范围")}),
            FieldSpec{.id = QStringLiteral("crop"),
                .label = QStringLiteral("作物"),
                .aliases = {QStringLiteral("作物名称"), QStringLiteral("作物品种")}},
            FieldSpec{.id = QStringLiteral("area"),
                .label = QStringLiteral("服务面积"),
                .type = FieldType::decimal,
                .unit = QStringLiteral("亩"),
                .scale = 2,
                .required = true,
                .min = 0,
                .max = limits::area,
                .aliases = {QStringLiteral("面积"), QStringLiteral("作业面积")}},
            FieldSpec{.id = QStringLiteral("times"),
                .label = QStringLiteral("服务次数"),
                .type = FieldType::integer,
                .min = 1,
                .max = limits::times,
                .aliases = {QStringLiteral("次数"), QStringLiteral("作业次数")},
                .addsUp = false},
            FieldSpec{.id = QStringLiteral("mu_times"),
                .label = QStringLiteral("亩次"),
                .type = FieldType::decimal,
                .scale = 2,
                .min = 0,
                .max = limits::muTimes,
                .aliases
                = {QStringLiteral("服务亩次"), QStringLiteral("社会化服务亩次"), QStringLiteral("服务规模")}},
            FieldSpec{
                .id = QStringLiteral("override_reason"), .label = QStringLiteral("亩次说明"), .prose = true},
            countField(QStringLiteral("farmers"), QStringLiteral("受益户数"), {},
                {QStringLiteral("户数"), QStringLiteral("服务户数"), QStringLiteral("受益农户数")}),
            yesNoField(
                QStringLiteral("subsidised"), QStringLiteral("是否补助"), {QStringLiteral("是否享受补助")}),
            remarkField()},
        .naturalKeys = {{QStringLiteral("provider"), QStringLiteral("township"), QStringLiteral("stage"),
            QStringLiteral("crop"), QStringLiteral("month")}},
        .figureFields = {QStringLiteral("month"), QStringLiteral("township"), QStringLiteral("mu_times"),
            QStringLiteral("stage"), QStringLiteral("mode"), QStringLiteral("scope")},
        .area = {.by = AreaBy::township, .field = QStringLiteral("township")},
        .exchange = Exchange::handedIn(),
        .filing = FilingPart::months,
        .derive = deriveMuTimes,
        .rules = muTimesRule};
}

} // namespace coop

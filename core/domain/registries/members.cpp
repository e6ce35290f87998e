#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/registries/credit_code_rule.h"
#include "core/domain/registries/phone_rule.h"
#include "core/domain/value_rules.h"

namespace coop
{

namespace
{
/// One date stands for every federation beside it; missing dates stay open.
void alignMemberships(Record& row, const Record*)
{
    const size_t count = row[u"federations"].list().size();
    for (const QStringView field : {QStringView(u"joined_on"), QStringView(u"left_on")}) {
        FieldValue::List dates = row[field].list();
        if (dates.size() == 1 && count > 1)
            dates.assign(count, dates.front());
        else if (dates.size() < count)
            dates.resize(count);
        row.set(field, dates.empty() ? FieldValue() : FieldValue(dates));
    }
}

QList<Finding> memberRules(const Record& row)
{
    QList<Finding> findings = creditCodeRule(row) + phoneRule(row);
    const FieldValue::List& federations = row[u"federations"].list();
    const FieldValue::List& joined = row[u"joined_on"].list();
    const FieldValue::List& left = row[u"left_on"].list();
    if (joined.size() > federations.size() || left.size() > federations.size())
        findings += Finding{QStringLiteral("joined_on"),
            QStringLiteral("入会或退会日期比“所属农合联”多，请一个农合联对应一个日期，用顿号隔开")};
    for (size_t i = 0; i < federations.size(); ++i) {
        for (size_t k = 0; k < i; ++k)
            if (federations[i] == federations[k])
                findings += Finding{QStringLiteral("federations"),
                    QStringLiteral("“所属农合联”里同一个农合联写了两次，请去掉一个")};
        if (i < joined.size() && i < left.size() && !left[i].isNull() && left[i].text() < joined[i].text())
            findings += Finding{QStringLiteral("left_on"),
                QStringLiteral("“退会日期”%1 早于“入会日期”%2，请核对")
                    .arg(left[i].text(), joined[i].text())};
    }
    return findings;
}
} // namespace

RegistrySpec membersSpec()
{
    return {.id = QStringLiteral("members"),
        .label = QStringLiteral("会员单位"),
        .codePrefix = QStringLiteral("HY"),
        .fields = {codeField(),
            nameField({QStringLiteral("单位名称"), QStringLiteral("会员名称"), QStringLiteral("会员单位"),
                QStringLiteral("会员单位名称")}),
            choiceField(QStringLiteral("kind"), QStringLiteral("类别"),
                {QStringLiteral("基层社"), QStringLiteral("综合服务社"), QStringLiteral("村集体经济组织"),
                    QStringLiteral("农民合作社"), QStringLiteral("家庭农场"), QStringLiteral("涉农企业"),
                    QStringLiteral("金融机构"), QStringLiteral("担保机构"), QStringLiteral("科研院所"),
                    QStringLiteral("行业协会"), QStringLiteral("其他")},
                true),
            creditCodeField(),
            FieldSpec{.id = QStringLiteral("township"),
                .label = QStringLiteral("镇街"),
                .type = FieldType::reference,
                .registries = {QStringLiteral("townships")},
                .aliases = {QStringLiteral("乡镇"), QStringLiteral("乡镇（街道）"),
                    QStringLiteral("所属镇街"), QStringLiteral("所在镇街"), QStringLiteral("所属乡镇")}},
            FieldSpec{.id = QStringLiteral("federations"),
                .label = QStringLiteral("所属农合联"),
                .type = FieldType::reference,
                .registries = {QStringLiteral("federations")},
                .aliases = {QStringLiteral("农合联"), QStringLiteral("加入的农合联")},
                .child = QStringLiteral("memberships"),
                .childField = QStringLiteral("federation"),
                .group = QStringLiteral("入会情况")},
            FieldSpec{.id = QStringLiteral("joined_on"),
                .label = QStringLiteral("入会日期"),
                .type = FieldType::date,
                .aliases = {QStringLiteral("入会时间"), QStringLiteral("加入日期")},
                .child = QStringLiteral("memberships"),
                .childField = QStringLiteral("joined_on"),
                .group = QStringLiteral("入会情况")},
            FieldSpec{.id = QStringLiteral("left_on"),
                .label = QStringLiteral("退会日期"),
                .type = FieldType::date,
                .aliases = {QStringLiteral("退会时间")},
                .child = QStringLiteral("memberships"),
                .childField = QStringLiteral("left_on"),
                .group = QStringLiteral("入会情况")},
            FieldSpec{.id = QStringLiteral("contact"), .label = QStringLiteral("联系人")}, phoneField(),
            FieldSpec{.id = QStringLiteral("business"),
                .label = QStringLiteral("主营业务"),
                .aliases = {QStringLiteral("主营"), QStringLiteral("经营范围")}},
            FieldSpec{.id = QStringLiteral("land"),
                .label = QStringLiteral("土地面积"),
                .type = FieldType::decimal,
                .unit = QStringLiteral("亩"),
                .scale = 2,
                .min = 0,
                .max = limits::area,
                .aliases = {QStringLiteral("经营面积")}},
            choiceField(QStringLiteral("rating"), QStringLiteral("信用等级"),
                {QStringLiteral("AAA"), QStringLiteral("AA"), QStringLiteral("A"), QStringLiteral("BBB"),
                    QStringLiteral("BB"), QStringLiteral("B"), QStringLiteral("CCC"), QStringLiteral("CC"),
                    QStringLiteral("C"), QStringLiteral("D"), QStringLiteral("未评")}),
            moneyField(QStringLiteral("credit_line"), QStringLiteral("授信额度")), remarkField()},
        .naturalKeys
        = {{QStringLiteral("credit_code")}, {QStringLiteral("name"), QStringLiteral("township")}},
        .area = {.by = AreaBy::township, .field = QStringLiteral("township")},
        .exchange = Exchange::handedIn(),
        .derive = alignMemberships,
        .rules = memberRules};
}

} // namespace coop

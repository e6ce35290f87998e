#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/domain/value_rules.h"

namespace coop
{

RegistrySpec loansSpec()
{
    return {.id = QStringLiteral("loans"),
        .label = QStringLiteral("信贷投放"),
        .codePrefix = QStringLiteral("XD"),
        .fields = {codeField(), monthField(),
            FieldSpec{.id = QStringLiteral("institution"),
                .label = QStringLiteral("金融机构"),
                .required = true,
                .aliases = {QStringLiteral("银行"), QStringLiteral("机构"), QStringLiteral("放款机构")}},
            FieldSpec{.id = QStringLiteral("township"),
                .label = QStringLiteral("镇街"),
                .type = FieldType::reference,
                .registries = {QStringLiteral("townships")},
                .emptyLabel = QStringLiteral("全区"),
                .aliases = {QStringLiteral("乡镇"), QStringLiteral("乡镇（街道）"),
                    QStringLiteral("所属镇街"), QStringLiteral("所在镇街"), QStringLiteral("所属乡镇")}},
            choiceField(QStringLiteral("borrower"), QStringLiteral("借款主体"),
                {QStringLiteral("农户"), QStringLiteral("农民合作社"), QStringLiteral("家庭农场"),
                    QStringLiteral("涉农企业"), QStringLiteral("村集体")},
                true),
            choiceField(QStringLiteral("product"), QStringLiteral("产品"),
                {QStringLiteral("信用"), QStringLiteral("随借随还"), QStringLiteral("一业一贷"),
                    QStringLiteral("活体抵押"), QStringLiteral("承包经营权抵押"),
                    QStringLiteral("订单应收质押"), QStringLiteral("保单质押"), QStringLiteral("担保"),
                    QStringLiteral("其他")},
                true),
            countField(QStringLiteral("count"), QStringLiteral("笔数"), {}, {QStringLiteral("贷款笔数")}),
            FieldSpec{.id = QStringLiteral("disbursed"),
                .label = QStringLiteral("发放额"),
                .type = FieldType::integer,
                .unit = QStringLiteral("元"),
                .required = true,
                .min = 0,
                .max = limits::money,
                .aliases = {QStringLiteral("发放金额"), QStringLiteral("投放额"), QStringLiteral("投放金额"),
                    QStringLiteral("放款金额")}},
            moneyField(QStringLiteral("repaid"), QStringLiteral("收回额"), {QStringLiteral("收回金额")}),
            FieldSpec{.id = QStringLiteral("balance"),
                .label = QStringLiteral("期末余额"),
                .type = FieldType::integer,
                .unit = QStringLiteral("元"),
                .min = 0,
                .max = limits::money,
                .aliases = {QStringLiteral("余额"), QStringLiteral("贷款余额")},
                .addsUp = false},
            yesNoField(QStringLiteral("leveraged"), QStringLiteral("农合联撬动"),
                {QStringLiteral("是否农合联撬动")}),
            FieldSpec{.id = QStringLiteral("source"),
                .label = QStringLiteral("来源文件"),
                .aliases = {QStringLiteral("来源")}},
            remarkField()},
        .naturalKeys = {{QStringLiteral("institution"), QStringLiteral("township"),
            QStringLiteral("borrower"), QStringLiteral("product"), QStringLiteral("month")}},
        .figureFields = {QStringLiteral("month"), QStringLiteral("township"), QStringLiteral("leveraged"),
            QStringLiteral("disbursed"), QStringLiteral("borrower"), QStringLiteral("product")},
        .area = {.by = AreaBy::township, .field = QStringLiteral("township")},
        .exchange = Exchange::handedIn(),
        .filing = FilingPart::months};
}

} // namespace coop

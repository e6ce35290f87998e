#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"

namespace coop
{

namespace
{
/// The member's rule, too: where two offices change one date each, what comes of it would stand against every
/// later change of the member.
QList<Finding> leftAfterJoined(const Record& row)
{
    const FieldValue &joined = row[u"joined_on"], &left = row[u"left_on"];
    if (joined.isNull() || left.isNull() || left.text() >= joined.text())
        return {};
    return {Finding{QStringLiteral("left_on"),
        QStringLiteral("“退会日期”%1 早于“入会日期”%2，请核对").arg(left.text(), joined.text())}};
}
} // namespace

RegistrySpec membershipsSpec()
{
    return {.id = QStringLiteral("memberships"),
        .label = QStringLiteral("入会记录"),
        .codePrefix = QStringLiteral("RH"),
        .fields = {codeField(),
            FieldSpec{.id = QStringLiteral("member"),
                .label = QStringLiteral("会员单位"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("members")}},
            FieldSpec{.id = QStringLiteral("federation"),
                .label = QStringLiteral("农合联"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("federations")}},
            dateField(QStringLiteral("joined_on"), QStringLiteral("入会日期")),
            dateField(QStringLiteral("left_on"), QStringLiteral("退会日期")), remarkField()},
        .naturalKeys = {{QStringLiteral("member"), QStringLiteral("federation")}},
        .parent = QStringLiteral("members"),
        .parentField = QStringLiteral("member"),
        .area = {.by = AreaBy::federation, .field = QStringLiteral("federation")},
        .exchange = Exchange::handedIn(),
        .ledger = false,
        .rules = leftAfterJoined};
}

} // namespace coop

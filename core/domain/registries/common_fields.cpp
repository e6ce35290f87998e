#include "core/domain/registries/common_fields.h"

#include "core/domain/value_rules.h"

namespace coop
{

FieldSpec addedIn(int schema, FieldSpec field)
{
    field.since = schema;
    return field;
}

FieldSpec codeField(const QString& label)
{
    return {.id = QStringLiteral("code"),
        .label = label,
        .aliases = {QStringLiteral("编码"), QStringLiteral("代码")}};
}

FieldSpec nameField(const QStringList& aliases)
{
    return {
        .id = QStringLiteral("name"), .label = QStringLiteral("名称"), .required = true, .aliases = aliases};
}

FieldSpec remarkField()
{
    return {.id = QStringLiteral("remark"),
        .label = QStringLiteral("备注"),
        .aliases = {QStringLiteral("说明"), QStringLiteral("备注说明")},
        .prose = true};
}

FieldSpec phoneField()
{
    return {.id = QStringLiteral("phone"),
        .label = QStringLiteral("联系电话"),
        .personal = true,
        .aliases = {QStringLiteral("电话"), QStringLiteral("手机"), QStringLiteral("手机号"),
            QStringLiteral("手机号码"), QStringLiteral("联系方式"), QStringLiteral("电话号码")}};
}

FieldSpec townshipField(bool required)
{
    return {.id = QStringLiteral("township"),
        .label = QStringLiteral("镇街"),
        .type = FieldType::reference,
        .required = required,
        .registries = {QStringLiteral("townships")},
        .aliases = {QStringLiteral("乡镇"), QStringLiteral("乡镇（街道）"), QStringLiteral("镇（街道）"),
            QStringLiteral("镇街道"), QStringLiteral("乡镇街道"), QStringLiteral("所属镇街"),
            QStringLiteral("所在镇街"), QStringLiteral("所属乡镇"), QStringLiteral("所在乡镇"),
            QStringLiteral("镇街名称")}};
}

FieldSpec villageField()
{
    return {.id = QStringLiteral("village"),
        .label = QStringLiteral("村（社区）"),
        .aliases = {QStringLiteral("村"), QStringLiteral("村社区"), QStringLiteral("村/社区"),
            QStringLiteral("所在村"), QStringLiteral("所属村"), QStringLiteral("村（居）")},
        .suggestions = QStringLiteral("villages")};
}

FieldSpec addressField()
{
    return {.id = QStringLiteral("address"),
        .label = QStringLiteral("地址"),
        .aliases = {QStringLiteral("详细地址"), QStringLiteral("所在地址")}};
}

FieldSpec creditCodeField()
{
    return {.id = QStringLiteral("credit_code"),
        .label = QStringLiteral("统一社会信用代码"),
        .aliases = {QStringLiteral("社会信用代码"), QStringLiteral("信用代码")}};
}

FieldSpec longitudeField()
{
    return {.id = QStringLiteral("lon"),
        .label = QStringLiteral("经度"),
        .type = FieldType::coordinate,
        .aliases = {QStringLiteral("东经"), QStringLiteral("longitude"), QStringLiteral("lng")},
        .group = QStringLiteral("坐标")};
}

FieldSpec latitudeField()
{
    return {.id = QStringLiteral("lat"),
        .label = QStringLiteral("纬度"),
        .type = FieldType::coordinate,
        .aliases = {QStringLiteral("北纬"), QStringLiteral("latitude")},
        .group = QStringLiteral("坐标")};
}

FieldSpec sourcePointField()
{
    return {.id = QStringLiteral("source_point"),
        .label = QStringLiteral("原始坐标"),
        .byProgram = true,
        .since = 3};
}

void dropStaleSourcePoint(Record& row, const Record* before)
{
    if (!before || row[u"source_point"].isNull() || !(row[u"source_point"] == (*before)[u"source_point"]))
        return;
    if (!(row[u"lon"] == (*before)[u"lon"]) || !(row[u"lat"] == (*before)[u"lat"]))
        row.set(u"source_point", {});
}

FieldSpec dateField(const QString& id, const QString& label, const QStringList& aliases)
{
    return {.id = id, .label = label, .type = FieldType::date, .aliases = aliases};
}

FieldSpec roleField(const QString& id, const QString& label, const QStringList& aliases)
{
    FieldSpec field = dateField(id, label, aliases);
    field.group = QStringLiteral("服务角色及起始日期");
    return field;
}

FieldSpec monthField()
{
    return {.id = QStringLiteral("month"),
        .label = QStringLiteral("月份"),
        .type = FieldType::month,
        .required = true,
        .aliases = {QStringLiteral("年月"), QStringLiteral("所属月份"), QStringLiteral("统计月份")}};
}

FieldSpec yesNoField(const QString& id, const QString& label, const QStringList& aliases)
{
    return {.id = id, .label = label, .type = FieldType::yesNo, .aliases = aliases};
}

FieldSpec choiceField(const QString& id, const QString& label, const QStringList& choices, bool required,
    const QStringList& aliases)
{
    return {.id = id,
        .label = label,
        .type = FieldType::choice,
        .required = required,
        .choices = choices,
        .aliases = aliases};
}

FieldSpec countField(const QString& id, const QString& label, const QString& unit, const QStringList& aliases)
{
    return {.id = id,
        .label = label,
        .type = FieldType::integer,
        .unit = unit,
        .min = 0,
        .max = limits::count,
        .aliases = aliases};
}

FieldSpec moneyField(const QString& id, const QString& label, const QStringList& aliases)
{
    return {.id = id,
        .label = label,
        .type = FieldType::integer,
        .unit = QStringLiteral("元"),
        .min = 0,
        .max = limits::money,
        .aliases = aliases};
}

} // namespace coop

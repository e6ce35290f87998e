#include "core/tabular/export/fill_hints.h"

#include "core/base/decimal.h"
#include "core/domain/registry_spec.h"

namespace coop
{

namespace
{
constexpr qsizetype listedChoices = 20;

QString numberHint(const FieldSpec& field)
{
    QString hint
        = field.scale == 0 ? QStringLiteral("整数") : QStringLiteral("数字，最多 %1 位小数").arg(field.scale);
    if (!field.unit.isEmpty())
        hint += QStringLiteral("，单位：") + field.unit;
    const auto shown = [&](qint64 value) { return formatDecimal(value, field.scale); };
    if (field.min && field.max)
        hint += QStringLiteral("，%1～%2").arg(shown(*field.min), shown(*field.max));
    else if (field.min)
        hint += QStringLiteral("，不小于 ") + shown(*field.min);
    else if (field.max)
        hint += QStringLiteral("，不大于 ") + shown(*field.max);
    return hint;
}

QString oneHint(const FieldSpec& field, const QStringList& offered)
{
    switch (field.type) {
    case FieldType::integer:
    case FieldType::decimal:
        return numberHint(field);
    case FieldType::date:
        return QStringLiteral("日期，年-月-日");
    case FieldType::month:
        return QStringLiteral("月份，年-月");
    case FieldType::yesNo:
        return QStringLiteral("填“是”或“否”");
    case FieldType::choice:
        return QStringLiteral("从列表里选一项：") + field.choices.join(u'、');
    case FieldType::choices:
        return QStringLiteral("可填几项，用顿号隔开：") + field.choices.join(u'、');
    case FieldType::coordinate:
        return QStringLiteral("以度为单位的小数，经度和纬度要么都填，要么都不填");
    case FieldType::reference:
        if (offered.isEmpty())
            return QStringLiteral("填台账里已有的名称或编码");
        return QStringLiteral("从列表里选，或填名称、编码")
            + (offered.size() <= listedChoices ? QStringLiteral("：") + offered.join(u'、') : QString());
    case FieldType::text:
        break;
    }
    return field.id == u"code" ? QStringLiteral("新的一行请留空，导入时自动编号；填已有的编码则修改那一行")
                               : QStringLiteral("文字");
}
} // namespace

QString fillDuty(const RegistrySpec& spec, const FieldSpec& field)
{
    if (field.required)
        return QStringLiteral("必填");
    if (const FieldSpec* other = spec.field(field.requiredField); other && !field.requiredField.isEmpty())
        return QStringLiteral("“%1”是“%2”时必填").arg(other->label, field.requiredValue);
    return QStringLiteral("选填");
}

QString fillHint(const FieldSpec& field, const QStringList& offered)
{
    QString hint = oneHint(field, offered);
    if (!field.child.isEmpty())
        hint += QStringLiteral("；有几个时用顿号隔开，与同组的各列按顺序对应");
    if (!field.emptyLabel.isEmpty())
        hint += QStringLiteral("；“%1”表示不分").arg(field.emptyLabel);
    return hint;
}

QString fillExample(const FieldSpec& field, const QStringList& offered)
{
    switch (field.type) {
    case FieldType::integer:
        return formatDecimal(
            qMax<qint64>(field.min.value_or(0), qMin<qint64>(field.max.value_or(12), 12)), 0);
    case FieldType::decimal:
        return field.scale > 0 ? QStringLiteral("12.5") : QStringLiteral("12");
    case FieldType::date:
        return QStringLiteral("2024-07-26");
    case FieldType::month:
        return QStringLiteral("2024-07");
    case FieldType::yesNo:
        return QStringLiteral("是");
    case FieldType::choice:
        return field.choices.value(0);
    case FieldType::choices:
        return field.choices.mid(0, 2).join(u'、');
    case FieldType::coordinate:
        return field.id == u"lon" ? QStringLiteral("107.1034") : QStringLiteral("29.1520");
    case FieldType::reference:
        return offered.value(field.emptyLabel.isEmpty() ? 0 : 1);
    case FieldType::text:
        break;
    }
    return field.personal ? QStringLiteral("13800000000") : QString();
}

} // namespace coop

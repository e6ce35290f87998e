#include "core/geo/files/field_guess.h"

#include "core/base/text/text.h"

namespace coop
{

namespace
{
QString firstOf(const QStringList& fields, const QStringList& wanted)
{
    for (const QString& name : wanted)
        for (const QString& field : fields)
            if (comparable(field) == name)
                return field;
    return {};
}
} // namespace

// Both lists begin with the township's own fields: survey layers also carry those of the county above it.
QString guessCodeField(const QStringList& fields)
{
    static const QStringList wanted{QStringLiteral("code"), QStringLiteral("代码"), QStringLiteral("编码"),
        QStringLiteral("区划代码"), QStringLiteral("行政区划代码"), QStringLiteral("行政区代码"),
        QStringLiteral("乡镇代码"), QStringLiteral("镇街代码"), QStringLiteral("乡镇街道代码"),
        QStringLiteral("统计用区划代码"), QStringLiteral("xzdm"), QStringLiteral("xzqdm"),
        QStringLiteral("xzqhdm"), QStringLiteral("xiangdm"), QStringLiteral("town_code"),
        QStringLiteral("towncode"), QStringLiteral("code9"), QStringLiteral("adcode"), QStringLiteral("pac"),
        QStringLiteral("zldwdm"), QStringLiteral("gb"), QStringLiteral("code12"), QStringLiteral("dm"),
        QStringLiteral("id_code")};
    return firstOf(fields, wanted);
}

QString guessNameField(const QStringList& fields)
{
    static const QStringList wanted{QStringLiteral("name"), QStringLiteral("名称"), QStringLiteral("乡镇"),
        QStringLiteral("镇街"), QStringLiteral("乡镇名称"), QStringLiteral("镇街名称"),
        QStringLiteral("乡镇街道"), QStringLiteral("乡镇(街道)"), QStringLiteral("行政区名称"),
        QStringLiteral("区划名称"), QStringLiteral("地名"), QStringLiteral("xzmc"), QStringLiteral("xzqmc"),
        QStringLiteral("xzqhmc"), QStringLiteral("xiangmc"), QStringLiteral("town_name"),
        QStringLiteral("townname"), QStringLiteral("town"), QStringLiteral("name_zh"),
        QStringLiteral("name:zh"), QStringLiteral("name_chn"), QStringLiteral("cname"),
        QStringLiteral("zldwmc"), QStringLiteral("mc")};
    return firstOf(fields, wanted);
}

} // namespace coop

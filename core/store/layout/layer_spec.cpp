#include "core/store/layout/layer_spec.h"

#include "core/domain/registries/common_fields.h"
#include "core/store/layout/program_fields.h"

namespace coop
{

namespace
{
/// Of reference layers.
FieldSpec later(const FieldSpec& field)
{
    return addedIn(5, field);
}
} // namespace

const RegistrySpec& mapLayersSpec()
{
    static const RegistrySpec spec{.id = QStringLiteral("map_layers"),
        .label = QStringLiteral("地图图层"),
        .codePrefix = QStringLiteral("TC"),
        .fields = {programField(QStringLiteral("code"), QStringLiteral("编码")),
            programField(QStringLiteral("name"), QStringLiteral("名称"), true),
            programField(QStringLiteral("role"), QStringLiteral("用途"), true),
            programField(QStringLiteral("format"), QStringLiteral("格式")),
            programField(QStringLiteral("source"), QStringLiteral("来源文件")),
            programField(QStringLiteral("crs"), QStringLiteral("坐标系")),
            FieldSpec{.id = QStringLiteral("schematic"),
                .label = QStringLiteral("示意边界"),
                .type = FieldType::yesNo},
            programField(QStringLiteral("credits"), QStringLiteral("数据来源")),
            countField(QStringLiteral("features"), QStringLiteral("要素数")),
            countField(QStringLiteral("joined"), QStringLiteral("已对应数")),
            programField(QStringLiteral("unmatched_features"), QStringLiteral("未对应的图形")),
            programField(QStringLiteral("unmatched_townships"), QStringLiteral("没有图形的镇街")),
            programField(QStringLiteral("table_name"), QStringLiteral("要素表")),
            programField(QStringLiteral("remark"), QStringLiteral("备注")),
            // Of the features, which are not in the log: whoever changes them behind the program is found.
            addedIn(2, {.id = QStringLiteral("digest"), .label = QStringLiteral("图形摘要")}),
            later(programField(QStringLiteral("kind"), QStringLiteral("图形类型"))),
            later(programField(QStringLiteral("link"), QStringLiteral("链接文件"))),
            later(programField(QStringLiteral("reading"), QStringLiteral("读取方式"))),
            later(programField(QStringLiteral("field_names"), QStringLiteral("字段"))),
            later(FieldSpec{
                .id = QStringLiteral("place"), .label = QStringLiteral("次序"), .type = FieldType::integer}),
            later(FieldSpec{
                .id = QStringLiteral("shown"), .label = QStringLiteral("显示"), .type = FieldType::yesNo}),
            later(FieldSpec{.id = QStringLiteral("opacity"),
                .label = QStringLiteral("不透明度"),
                .type = FieldType::integer,
                .unit = QStringLiteral("%"),
                .min = 0,
                .max = 100}),
            later(programField(QStringLiteral("style"), QStringLiteral("样式"))),
            later(programField(QStringLiteral("label_field"), QStringLiteral("标注字段"))),
            later(countField(QStringLiteral("largest_scale"), QStringLiteral("最大比例尺分母"))),
            later(countField(QStringLiteral("smallest_scale"), QStringLiteral("最小比例尺分母")))},
        .naturalKeys = {{QStringLiteral("name")}},
        .exchange = Exchange::stays(),
        .ledger = false};
    return spec;
}

namespace
{
/// Something that was saved under a name: what is in it is the business of who saved it.
RegistrySpec namedSpec(const QString& id, const QString& label, const QString& prefix, int since)
{
    return {.id = id,
        .label = label,
        .codePrefix = prefix,
        .fields = {programField(QStringLiteral("code"), QStringLiteral("编码")),
            programField(QStringLiteral("name"), QStringLiteral("名称"), true),
            programField(QStringLiteral("theme"), QStringLiteral("内容"), true),
            programField(QStringLiteral("remark"), QStringLiteral("备注"))},
        .naturalKeys = {{QStringLiteral("name")}},
        .exchange = Exchange::stays(),
        .since = since,
        .ledger = false};
}
} // namespace

const RegistrySpec& mapThemesSpec()
{
    static const RegistrySpec spec
        = namedSpec(QStringLiteral("map_themes"), QStringLiteral("地图专题"), QStringLiteral("ZT"), 5);
    return spec;
}

const RegistrySpec& sheetTemplatesSpec()
{
    static const RegistrySpec spec
        = namedSpec(QStringLiteral("sheet_templates"), QStringLiteral("图件模板"), QStringLiteral("MB"), 6);
    return spec;
}

} // namespace coop

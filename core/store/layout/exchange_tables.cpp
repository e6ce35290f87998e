#include "core/store/layout/exchange_tables.h"

#include "core/store/layout/program_fields.h"

namespace coop
{

namespace
{
constexpr int exchangeSchema = 7;

FieldSpec numberField(const QString& id, const QString& label, bool required = false)
{
    return {.id = id, .label = label, .type = FieldType::integer, .required = required};
}

RegistrySpec programTable(
    const QString& id, const QString& label, const QString& prefix, QList<FieldSpec> fields)
{
    fields.prepend(programField(QStringLiteral("code"), QStringLiteral("编码")));
    fields.append(programField(QStringLiteral("remark"), QStringLiteral("备注")));
    return {.id = id,
        .label = label,
        .codePrefix = prefix,
        .fields = std::move(fields),
        .exchange = Exchange::stays(),
        .since = exchangeSchema,
        .ledger = false};
}
} // namespace

const RegistrySpec& officesSpec()
{
    static const RegistrySpec spec = [] {
        RegistrySpec table
            = programTable(QStringLiteral("offices"), QStringLiteral("乡镇端"), QStringLiteral("DW"),
                {programField(QStringLiteral("name"), QStringLiteral("名称"), true),
                    numberField(QStringLiteral("federation"), QStringLiteral("农合联"), true),
                    numberField(QStringLiteral("device"), QStringLiteral("设备号"), true),
                    programField(QStringLiteral("sign_key"), QStringLiteral("公钥"), true),
                    programField(QStringLiteral("state"), QStringLiteral("状态"), true),
                    programField(QStringLiteral("issued_on"), QStringLiteral("下发日期"))});
        table.naturalKeys = {{QStringLiteral("device")}};
        return table;
    }();
    return spec;
}

const RegistrySpec& packagesSpec()
{
    static const RegistrySpec spec
        = programTable(QStringLiteral("packages"), QStringLiteral("数据包"), QStringLiteral("SJ"),
            {programField(QStringLiteral("kind"), QStringLiteral("种类"), true),
                numberField(QStringLiteral("device"), QStringLiteral("设备号"), true),
                numberField(QStringLiteral("sequence"), QStringLiteral("序号"), true),
                programField(QStringLiteral("digest"), QStringLiteral("校验值"), true),
                programField(QStringLiteral("created"), QStringLiteral("生成时间"), true),
                programField(QStringLiteral("made_by"), QStringLiteral("生成人")),
                programField(QStringLiteral("counts"), QStringLiteral("内容")),
                programField(QStringLiteral("base"), QStringLiteral("依据"), true),
                programField(QStringLiteral("answers"), QStringLiteral("回复")),
                programField(QStringLiteral("body"), QStringLiteral("内容校验值"))});
    return spec;
}

const RegistrySpec& conflictsSpec()
{
    static const RegistrySpec spec
        = programTable(QStringLiteral("conflicts"), QStringLiteral("冲突"), QStringLiteral("CT"),
            {numberField(QStringLiteral("device"), QStringLiteral("设备号"), true),
                numberField(QStringLiteral("sequence"), QStringLiteral("数据包序号"), true),
                programField(QStringLiteral("registry"), QStringLiteral("台账"), true),
                numberField(QStringLiteral("row"), QStringLiteral("行"), true),
                programField(QStringLiteral("row_code"), QStringLiteral("行编码")),
                programField(QStringLiteral("kind"), QStringLiteral("种类"), true),
                programField(QStringLiteral("op"), QStringLiteral("操作"), true),
                programField(QStringLiteral("fields"), QStringLiteral("字段"), true),
                programField(QStringLiteral("reason"), QStringLiteral("原因")),
                programField(QStringLiteral("who"), QStringLiteral("修改人")),
                programField(QStringLiteral("changed_at"), QStringLiteral("修改时间")),
                programField(QStringLiteral("state"), QStringLiteral("处理"), true),
                programField(QStringLiteral("question"), QStringLiteral("退回时的问题")),
                programField(QStringLiteral("settled_by"), QStringLiteral("处理人")),
                programField(QStringLiteral("settled_at"), QStringLiteral("处理时间"))});
    return spec;
}

} // namespace coop

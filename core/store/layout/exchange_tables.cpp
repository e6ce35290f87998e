#include "core/store/tables/exchange_tables.h"

#include "core/domain/registry_spec.h"

namespace coop
{

namespace
{
constexpr int exchangeSchema = 7;

FieldSpec textField(const QString& id, const QString& label, bool required = false)
{
    return {.id = id, .label = label, .required = required, .internal = true};
}

FieldSpec numberField(const QString& id, const QString& label, bool required = false)
{
    return {.id = id, .label = label, .type = FieldType::integer, .required = required};
}

RegistrySpec programTable(
    const QString& id, const QString& label, const QString& prefix, QList<FieldSpec> fields)
{
    fields.prepend(textField(QStringLiteral("code"), QStringLiteral("编码")));
    fields.append(textField(QStringLiteral("remark"), QStringLiteral("备注")));
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
                {textField(QStringLiteral("name"), QStringLiteral("名称"), true),
                    numberField(QStringLiteral("federation"), QStringLiteral("农合联"), true),
                    numberField(QStringLiteral("device"), QStringLiteral("设备号"), true),
                    textField(QStringLiteral("sign_key"), QStringLiteral("公钥"), true),
                    textField(QStringLiteral("state"), QStringLiteral("状态"), true),
                    textField(QStringLiteral("issued_on"), QStringLiteral("下发日期"))});
        table.naturalKeys = {{QStringLiteral("device")}};
        return table;
    }();
    return spec;
}

const RegistrySpec& packagesSpec()
{
    static const RegistrySpec spec
        = programTable(QStringLiteral("packages"), QStringLiteral("数据包"), QStringLiteral("SJ"),
            {textField(QStringLiteral("kind"), QStringLiteral("种类"), true),
                numberField(QStringLiteral("device"), QStringLiteral("设备号"), true),
                numberField(QStringLiteral("sequence"), QStringLiteral("序号"), true),
                textField(QStringLiteral("digest"), QStringLiteral("校验值"), true),
                textField(QStringLiteral("created"), QStringLiteral("生成时间"), true),
                textField(QStringLiteral("made_by"), QStringLiteral("生成人")),
                textField(QStringLiteral("counts"), QStringLiteral("内容")),
                textField(QStringLiteral("base"), QStringLiteral("依据"), true),
                textField(QStringLiteral("answers"), QStringLiteral("回复")),
                textField(QStringLiteral("body"), QStringLiteral("内容校验值"))});
    return spec;
}

const RegistrySpec& conflictsSpec()
{
    static const RegistrySpec spec
        = programTable(QStringLiteral("conflicts"), QStringLiteral("冲突"), QStringLiteral("CT"),
            {numberField(QStringLiteral("device"), QStringLiteral("设备号"), true),
                numberField(QStringLiteral("sequence"), QStringLiteral("数据包序号"), true),
                textField(QStringLiteral("registry"), QStringLiteral("台账"), true),
                numberField(QStringLiteral("row"), QStringLiteral("行"), true),
                textField(QStringLiteral("row_code"), QStringLiteral("行编码")),
                textField(QStringLiteral("kind"), QStringLiteral("种类"), true),
                textField(QStringLiteral("op"), QStringLiteral("操作"), true),
                textField(QStringLiteral("fields"), QStringLiteral("字段"), true),
                textField(QStringLiteral("reason"), QStringLiteral("原因")),
                textField(QStringLiteral("who"), QStringLiteral("修改人")),
                textField(QStringLiteral("changed_at"), QStringLiteral("修改时间")),
                textField(QStringLiteral("state"), QStringLiteral("处理"), true),
                textField(QStringLiteral("question"), QStringLiteral("退回时的问题")),
                textField(QStringLiteral("settled_by"), QStringLiteral("处理人")),
                textField(QStringLiteral("settled_at"), QStringLiteral("处理时间"))});
    return spec;
}

} // namespace coop

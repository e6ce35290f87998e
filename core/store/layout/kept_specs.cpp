#include "core/store/layout/kept_specs.h"

#include "core/store/layout/program_fields.h"

namespace coop
{

namespace
{
FieldSpec shownField(const QString& id, const QString& label, bool required = false)
{
    return {.id = id, .label = label, .required = required};
}

/// The id of a row in whichever ledger another field names: no reference, since its table varies.
FieldSpec rowField(const QString& id, const QString& label)
{
    return {.id = id, .label = label, .type = FieldType::integer, .required = true};
}
} // namespace

const RegistrySpec& attachmentsSpec()
{
    static const RegistrySpec spec{.id = QStringLiteral("attachments"),
        .label = QStringLiteral("附件"),
        .codePrefix = QStringLiteral("FJ"),
        .fields = {shownField(QStringLiteral("code"), QStringLiteral("编码")),
            programField(QStringLiteral("registry"), QStringLiteral("台账"), true),
            rowField(QStringLiteral("row"), QStringLiteral("行")),
            shownField(QStringLiteral("name"), QStringLiteral("文件名"), true),
            programField(QStringLiteral("media_type"), QStringLiteral("类型")),
            FieldSpec{.id = QStringLiteral("size"),
                .label = QStringLiteral("大小"),
                .type = FieldType::integer,
                .unit = QStringLiteral("字节"),
                .min = 1,
                .max = largestAttachment},
            programField(QStringLiteral("digest"), QStringLiteral("校验值"), true),
            shownField(QStringLiteral("remark"), QStringLiteral("备注"))},
        .naturalKeys = {{QStringLiteral("row"), QStringLiteral("digest")}},
        .hangsOn = {.registryField = QStringLiteral("registry"), .rowFields = {QStringLiteral("row")}},
        .bytes = {.digestField = QStringLiteral("digest"), .sizeField = QStringLiteral("size")},
        .area = {.by = AreaBy::owner},
        .exchange = Exchange::handedIn(),
        .since = 3,
        .ledger = false};
    return spec;
}

const RegistrySpec& notDuplicatesSpec()
{
    static const RegistrySpec spec{.id = QStringLiteral("not_duplicates"),
        .label = QStringLiteral("不是重复"),
        .codePrefix = QStringLiteral("BC"),
        .fields = {shownField(QStringLiteral("code"), QStringLiteral("编码")),
            programField(QStringLiteral("registry"), QStringLiteral("台账"), true),
            rowField(QStringLiteral("first"), QStringLiteral("一行")),
            rowField(QStringLiteral("second"), QStringLiteral("另一行")),
            shownField(QStringLiteral("remark"), QStringLiteral("备注"))},
        .naturalKeys = {{QStringLiteral("first"), QStringLiteral("second")}},
        .hangsOn = {.registryField = QStringLiteral("registry"),
            .rowFields = {QStringLiteral("first"), QStringLiteral("second")}},
        .area = {.by = AreaBy::owner},
        .exchange = Exchange::handedIn(),
        .since = 3,
        .ledger = false};
    return spec;
}

} // namespace coop

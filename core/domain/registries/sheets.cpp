#include "core/base/period.h"
#include "core/base/text/text.h"
#include "core/domain/filing_state.h"
#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"

namespace coop
{

namespace
{
constexpr int longestReport = 10'000; ///< characters

FieldSpec quarterField()
{
    return {.id = QStringLiteral("quarter"), .label = QStringLiteral("季度"), .required = true};
}

FieldSpec textField(const QString& id, const QString& label, bool required = false)
{
    return {.id = id, .label = label, .required = required, .longest = longestReport};
}

/// What only the program reads.
FieldSpec keptField(const QString& id, const QString& label)
{
    return {.id = id, .label = label, .required = true, .internal = true};
}

/// 2024Q4, as Period writes a quarter.
QList<Finding> quarterRule(const Record& row)
{
    const QString quarter = row[u"quarter"].text();
    const bool valid = quarter.size() == 6 && quarter[4] == u'Q' && quarter[5] >= u'1' && quarter[5] <= u'4'
        && Period::parse(quarter).has_value() && quarter.left(4).toInt() >= 2000;
    if (valid || quarter.isEmpty())
        return {};
    return {Finding{QStringLiteral("quarter"),
        QStringLiteral("“季度”填的是“%1”，请写成 2024Q4 的样子").arg(inSentence(quarter))}};
}
} // namespace

RegistrySpec sheetsSpec()
{
    return {.id = QStringLiteral("sheets"),
        .label = QStringLiteral("填报表"),
        .codePrefix = QStringLiteral("TB"),
        .fields = {codeField(), quarterField(),
            FieldSpec{.id = QStringLiteral("federation"),
                .label = QStringLiteral("农合联"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("federations")}},
            choiceField(QStringLiteral("state"), QStringLiteral("状态"), filingStateWords(), true),
            textField(QStringLiteral("filler"), QStringLiteral("填表人")),
            textField(QStringLiteral("head"), QStringLiteral("单位负责人")),
            textField(QStringLiteral("submitted_by"), QStringLiteral("提交人")),
            dateField(QStringLiteral("submitted_on"), QStringLiteral("报出日期")),
            textField(QStringLiteral("reviewed_by"), QStringLiteral("审核人")),
            dateField(QStringLiteral("reviewed_on"), QStringLiteral("审核日期")),
            textField(QStringLiteral("locked_by"), QStringLiteral("锁定人")),
            dateField(QStringLiteral("locked_on"), QStringLiteral("锁定日期")),
            textField(QStringLiteral("returned_by"), QStringLiteral("退回人")),
            textField(QStringLiteral("return_reason"), QStringLiteral("退回（更正）原因")),
            countField(QStringLiteral("corrections"), QStringLiteral("更正次数")), remarkField()},
        .naturalKeys = {{QStringLiteral("quarter"), QStringLiteral("federation")}},
        .area = {.by = AreaBy::federation, .field = QStringLiteral("federation")},
        .exchange = Exchange::handedIn(),
        .locking = Locking::nothing,
        .filing = FilingPart::nothing,
        .since = 4,
        .ledger = false,
        .guarded = true,
        .rules = quarterRule};
}

RegistrySpec sheetNotesSpec()
{
    return {.id = QStringLiteral("sheet_notes"),
        .label = QStringLiteral("填报说明"),
        .codePrefix = QStringLiteral("SM"),
        .fields = {codeField(),
            FieldSpec{.id = QStringLiteral("sheet"),
                .label = QStringLiteral("填报表"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("sheets")}},
            keptField(QStringLiteral("finding"), QStringLiteral("提示")),
            textField(QStringLiteral("text"), QStringLiteral("说明"), true), remarkField()},
        .naturalKeys = {{QStringLiteral("sheet"), QStringLiteral("finding")}},
        .hangsOn = {.registry = QStringLiteral("sheets"), .rowFields = {QStringLiteral("sheet")}},
        .area = {.by = AreaBy::owner},
        .exchange = Exchange::handedIn(),
        .since = 4,
        .ledger = false,
        .guarded = true};
}

RegistrySpec taskReportsSpec()
{
    FieldSpec percent
        = countField(QStringLiteral("percent"), QStringLiteral("完成比例"), QStringLiteral("%"));
    percent.max = 100;
    return {.id = QStringLiteral("task_reports"),
        .label = QStringLiteral("任务进展"),
        .codePrefix = QStringLiteral("JZ"),
        .fields = {codeField(),
            FieldSpec{.id = QStringLiteral("task"),
                .label = QStringLiteral("任务"),
                .type = FieldType::reference,
                .required = true,
                .registries = {QStringLiteral("tasks")}},
            quarterField(), textField(QStringLiteral("unit"), QStringLiteral("填报单位"), true),
            textField(QStringLiteral("progress"), QStringLiteral("进展情况"), true), percent,
            textField(QStringLiteral("problem"), QStringLiteral("存在问题")),
            textField(QStringLiteral("next_step"), QStringLiteral("下一步打算")),
            dateField(QStringLiteral("reported_on"), QStringLiteral("填报日期")), remarkField()},
        .naturalKeys = {{QStringLiteral("task"), QStringLiteral("quarter"), QStringLiteral("unit")}},
        .area = {.by = AreaBy::unit, .field = QStringLiteral("unit")},
        .exchange = Exchange::handedIn(),
        .locking = Locking::quarter,
        .filing = FilingPart::reports,
        .since = 4,
        .ledger = false,
        .rules = quarterRule};
}

RegistrySpec closingsSpec()
{
    return {.id = QStringLiteral("closings"),
        .label = QStringLiteral("季度封存"),
        .codePrefix = QStringLiteral("FC"),
        .fields = {codeField(), quarterField(),
            textField(QStringLiteral("closed_by"), QStringLiteral("封存人"), true),
            textField(QStringLiteral("closed_at"), QStringLiteral("封存时间"), true),
            keptField(QStringLiteral("content"), QStringLiteral("封存内容")),
            keptField(QStringLiteral("digest"), QStringLiteral("校验值")), remarkField()},
        .naturalKeys = {{QStringLiteral("quarter")}},
        .exchange = Exchange::stays(),
        .locking = Locking::nothing,
        .filing = FilingPart::nothing,
        .since = 4,
        .ledger = false,
        .guarded = true,
        .rules = quarterRule};
}

RegistrySpec decisionsSpec()
{
    return {.id = QStringLiteral("decisions"),
        .label = QStringLiteral("口径说明"),
        .codePrefix = QStringLiteral("KJ"),
        .fields = {codeField(), textField(QStringLiteral("question"), QStringLiteral("问题"), true),
            textField(QStringLiteral("choice"), QStringLiteral("采用"), true),
            textField(QStringLiteral("decided_by"), QStringLiteral("决定人")),
            dateField(QStringLiteral("decided_on"), QStringLiteral("决定日期")), remarkField()},
        .naturalKeys = {{QStringLiteral("question")}},
        .exchange = Exchange::readByAll(),
        .locking = Locking::nothing,
        .filing = FilingPart::nothing,
        .since = 4,
        .ledger = false,
        .guarded = true};
}

} // namespace coop

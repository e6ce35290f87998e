#include "core/workflow/filing/filing_form.h"

#include "core/base/checked_sum.h"
#include "core/base/decimal.h"
#include "core/base/files/output.h"
#include "core/domain/field_text.h"
#include "core/map/sheet/pdf/pdf_pages.h"
#include "core/store/workspace.h"

#include <QFileInfo>

namespace coop
{

namespace
{
constexpr int blankRows = 14; ///< of a form that is filled in by hand: one page

/// Fields that are written on paper: what people fill in, without codes, coordinates and telephone numbers.
QList<int> printedFields(const RegistrySpec& spec, const QList<Record>& rows, bool blank)
{
    QList<int> fields;
    for (int i = 0; i < spec.fields.size(); ++i) {
        const FieldSpec& field = spec.fields[i];
        if (field.id == u"code" || field.personal || field.secret || field.type == FieldType::coordinate
            || field.id == u"quarter" || field.id == u"unit")
            continue;
        const bool said
            = std::any_of(rows.begin(), rows.end(), [&](const Record& row) { return !row.at(i).isNull(); });
        const bool freeText = field.type == FieldType::text && !field.required;
        if (said || (!freeText && (blank || !rows.isEmpty())) || (rows.isEmpty() && !freeText))
            fields += i;
    }
    return fields;
}

/// How many decimals the figures of a column need; all of them get as many, so that their points stand in
/// line.
int decimalsOf(const FieldSpec& field, int column, const QList<Record>& rows)
{
    int decimals = 0;
    for (const Record& row : rows)
        if (!row.at(column).isNull())
            while (
                decimals < field.scale && row.at(column).number() % powerOfTen(field.scale - decimals) != 0)
                ++decimals;
    return decimals;
}

FilingForm::Table tableOf(const Workspace& workspace, const QString& registry, const QList<Record>& rows,
    const QString& title, int number, bool blank)
{
    FilingForm::Table table{
        .number = QStringLiteral("农合季%1表").arg(number), .cells = {.title = title}, .figures = {}};
    const RegistrySpec& spec = *workspace.registries().find(registry);
    const QList<int> fields = printedFields(spec, rows, blank);
    bool sums = false;
    for (const int field : fields) {
        table.cells.headings += spec.fields[field].heading();
        table.figures += spec.fields[field].isNumeric();
        sums = sums || spec.fields[field].hasTotal();
    }
    if (blank)
        return table;
    QHash<int, int> decimals;
    for (const int field : fields)
        if (spec.fields[field].type == FieldType::decimal)
            decimals.insert(field, decimalsOf(spec.fields[field], field, rows));
    for (const Record& row : rows) {
        QStringList cells;
        for (const int field : fields)
            cells += decimals.contains(field) && !row.at(field).isNull()
                ? formatDecimalFixed(row.at(field).number(), spec.fields[field].scale, decimals[field])
                : formatField(spec.fields[field], row.at(field), workspace.lookup(), true);
        table.cells.rows += cells;
    }
    if (!sums || rows.isEmpty() || spec.id == u"task_reports")
        return table;
    QStringList totals;
    for (const int field : fields) {
        const bool added = spec.fields[field].hasTotal();
        CheckedSum total;
        for (const Record& row : rows)
            total += added ? row.at(field).number() : 0;
        totals += !added ? QString()
            : total.value()
            ? formatDecimalFixed(*total.value(), spec.fields[field].scale, decimals.value(field, 0))
            : QStringLiteral("合计太大");
    }
    totals.first() = QStringLiteral("合计");
    table.cells.rows += totals;
    return table;
}

FilingForm::Table changesTable(
    const Workspace& workspace, const QList<FilingContent::Change>& changes, bool blank)
{
    FilingForm::Table table{.number = QStringLiteral("农合季3表"),
        .cells = {.title = QStringLiteral("网点和会员变动情况表"),
            .headings = {QStringLiteral("日期"), QStringLiteral("变动"), QStringLiteral("类别"),
                QStringLiteral("名称"), QStringLiteral("镇街")}},
        .figures = QList<bool>(5, false)};
    if (!blank)
        for (const FilingContent::Change& change : changes)
            table.cells.rows += QStringList{change.on.toString(Qt::ISODate), change.kind,
                workspace.registries().find(change.registry)->label, change.name, change.township};
    return table;
}
} // namespace

Result<FilingForm> filingForm(const Workspace& workspace, const FilingKey& key, bool blank)
{
    const auto filing = filingStanding(workspace, key, QDate::currentDate());
    COOP_TRY(filing);
    const auto content = filingContent(workspace, key);
    COOP_TRY(content);
    FilingForm form{.issuer = workspace.plan().issuer,
        .document = workspace.plan().document,
        .unit = filing->federation.name,
        .period = key.quarter.title(),
        .head = blank ? QString() : filing->head,
        .filler = blank ? QString() : filing->filler,
        .handedIn = blank || !filing->submittedOn.isValid() || filing->state == FilingState::draft
            ? QString()
            : dateInWords(filing->submittedOn),
        .across = workspace.paperMark()};
    if (!blank && filing->state == FilingState::draft)
        form.across += filingStateWord(FilingState::draft);
    form.made = filing->submittedOn.isValid() ? filing->submittedOn : key.quarter.lastDay();
    form.tables = {tableOf(workspace, QStringLiteral("services"), content->services,
                       QStringLiteral("社会化服务情况表"), 1, blank),
        tableOf(workspace, QStringLiteral("loans"), content->loans, QStringLiteral("“三农”信贷投放情况表"), 2,
            blank),
        changesTable(workspace, content->changes, blank),
        tableOf(workspace, QStringLiteral("task_reports"), content->reports,
            QStringLiteral("重点任务进展情况表"), 4, blank)};
    if (blank)
        for (FilingForm::Table& table : form.tables)
            for (int row = 0; row < blankRows; ++row)
                table.cells.rows += QStringList(table.cells.headings.size(), QString());
    return form;
}

Result<> exportFilingForm(const FilingForm& form, const QString& path, const QList<int>& wanted)
{
    if (QFileInfo(path).suffix().toLower() != u"pdf")
        return fail(ErrorKind::invalidValue,
            QStringLiteral("不能输出成“%1”，文件名请以 .pdf 结尾").arg(QFileInfo(path).fileName()));
    const FilingFormPages all(form);
    QList<int> pages = wanted;
    for (int page = 0; page < all.count() && wanted.isEmpty(); ++page)
        pages += page;
    return writeFile(path, FileKind::pdf,
        pdfOf({FilingFormPages::paperMm, form.unit + form.period + QStringLiteral("填报表"), form.made},
            int(pages.size()), [&](QPainter& painter, int page, double unitsPerMm) {
                all.draw(painter, pages[page], unitsPerMm);
                return true;
            }));
}

} // namespace coop

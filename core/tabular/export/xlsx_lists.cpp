#include "core/tabular/export/xlsx_lists.h"

#include "core/domain/field_text.h"
#include "core/store/workspace.h"
#include "core/tabular/export/export_source.h"

namespace coop
{

namespace
{
// Excel takes 255 characters; libxlsxwriter 1.1 has room for as many bytes of UTF-8.
constexpr qsizetype bytesOfACell = 255;
constexpr qint64 mostRows = 500;

struct LongList {
    lxw_col_t column; ///< that offers it
    const FieldSpec* field;
    QStringList texts;
};

/// Who may type something else: several choices in one cell, or the name of a place without its kind.
uint8_t strictness(const FieldSpec& field)
{
    return field.type == FieldType::reference ? LXW_VALIDATION_ERROR_TYPE_WARNING
                                              : LXW_VALIDATION_ERROR_TYPE_STOP;
}

bool holdsSeveral(const FieldSpec& field)
{
    return field.type == FieldType::choices || !field.child.isEmpty();
}

void addValidation(
    lxw_worksheet* sheet, const FieldSpec& field, const CellRange& cells, lxw_data_validation validation)
{
    QByteArray title = QStringLiteral("不在列表里").toUtf8();
    QByteArray message = QStringLiteral("“%1”请从下拉列表里选一项。").arg(field.label).toUtf8();
    validation.ignore_blank = LXW_VALIDATION_ON;
    validation.show_error = holdsSeveral(field) ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON;
    validation.error_type = strictness(field);
    validation.error_title = title.data();
    validation.error_message = message.data();
    worksheet_data_validation_range(sheet, cells.top, cells.left, cells.bottom, cells.right, &validation);
}

void addShortList(
    lxw_worksheet* sheet, const FieldSpec& field, const CellRange& cells, const QStringList& texts)
{
    QList<QByteArray> kept;
    for (const QString& text : texts)
        kept += text.toUtf8();
    QList<char*> list;
    for (QByteArray& text : kept)
        list += text.data();
    list += nullptr;
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = list.data();
    addValidation(sheet, field, cells, validation);
}

/// A sheet that nobody sees, a column for each list.
void writeHiddenWorksheet(const XlsxBook& book, const QString& name, const QList<LongList>& lists)
{
    lxw_worksheet* sheet = book.addWorksheet(name);
    qsizetype longest = 0;
    for (const LongList& list : lists)
        longest = qMax(longest, list.texts.size());
    for (qsizetype row = 0; row < longest; ++row)
        for (qsizetype i = 0; i < lists.size(); ++i)
            if (row < lists[i].texts.size())
                writeText(sheet, lxw_row_t(row), lxw_col_t(i), lists[i].texts[row], nullptr);
    worksheet_hide(sheet);
}
} // namespace

QStringList XlsxLists::offered(const ExportSource& source, const FieldSpec& field)
{
    if (field.type == FieldType::yesNo)
        return {QStringLiteral("是"), QStringLiteral("否")};
    if (field.type != FieldType::reference)
        return field.choices;
    const Workspace& workspace = source.workspace();
    qint64 count = 0;
    for (const QString& registry : field.registries)
        count += workspace.count(registry).value_or(mostRows + 1);
    if (count > mostRows)
        return {};
    QStringList names;
    if (!field.emptyLabel.isEmpty())
        names += field.emptyLabel;
    for (const QString& registry : field.registries)
        for (const Record& row : workspace.rows({.registry = registry}).value_or(QList<Record>()))
            names += formatField(field, row.id, workspace.lookup());
    names.removeDuplicates();
    return names;
}

void XlsxLists::offer(const XlsxBook& book, lxw_worksheet* sheet, const ExportSource& source,
    lxw_row_t firstRow, lxw_row_t lastRow)
{
    const QString hidden = QStringLiteral("下拉选项");
    QList<LongList> longLists;
    for (lxw_col_t column = 0; column < lxw_col_t(source.columns().size()); ++column) {
        const FieldSpec& field = *source.columns()[column].field;
        const QStringList texts = offered(source, field);
        const QString joined = texts.join(u',');
        if (texts.isEmpty())
            continue;
        if (joined.toUtf8().size() <= bytesOfACell && joined.count(u',') == texts.size() - 1)
            addShortList(sheet, field, {firstRow, column, lastRow, column}, texts);
        else
            longLists += LongList{column, &field, texts};
    }
    if (longLists.isEmpty())
        return;
    writeHiddenWorksheet(book, hidden, longLists);
    for (qsizetype i = 0; i < longLists.size(); ++i) {
        char cells[LXW_MAX_CELL_RANGE_LENGTH];
        lxw_rowcol_to_range_abs(
            cells, 0, lxw_col_t(i), lxw_row_t(longLists[i].texts.size() - 1), lxw_col_t(i));
        QByteArray formula = QStringLiteral("='%1'!%2").arg(hidden, QString::fromLatin1(cells)).toUtf8();
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = formula.data();
        const lxw_col_t column = longLists[i].column;
        addValidation(sheet, *longLists[i].field, {firstRow, column, lastRow, column}, validation);
    }
}

} // namespace coop

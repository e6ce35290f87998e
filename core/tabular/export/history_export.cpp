#include "core/tabular/export/history_export.h"

#include "core/base/files/input_file.h"
#include "core/base/files/output.h"
#include "core/base/files/put_in_place.h"
#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "core/tabular/history_text.h"
#include "core/tabular/read/csv_text.h"
#include "core/tabular/workbook/workbook_file.h"

#include <QFile>
#include <QFileInfo>
#include <memory>

namespace coop
{

namespace
{
constexpr int entriesAtOnce = 100;
constexpr qint64 excelRows = 1'048'576;

struct Column {
    const char16_t* heading;
    double width; ///< in characters, as Excel counts
};
constexpr Column historyColumns[] = {{u"编号", 8}, {u"时间", 20}, {u"经办人", 12}, {u"来源", 8},
    {u"事由", 32}, {u"状态", 14}, {u"台账", 16}, {u"编码", 14}, {u"名称", 22}, {u"操作", 8}, {u"字段", 18},
    {u"修改前", 28}, {u"修改后", 28}};

QStringList headings()
{
    QStringList cells;
    for (const Column& column : historyColumns)
        cells += QString::fromUtf16(column.heading);
    return cells;
}

/// A table that is filled line by line.
class LineSink
{
public:
    virtual ~LineSink() = default;
    virtual Result<> write(const QStringList& cells) = 0;
    virtual Result<> finish() = 0;
};

class CsvSink : public LineSink
{
public:
    CsvSink(const QString& path, QString asked)
        : file(path)
        , target(std::move(asked))
        , good(file.open(QIODevice::WriteOnly) && file.write("\xEF\xBB\xBF") > 0)
    {
    }
    Result<> write(const QStringList& cells) override
    {
        const QByteArray line = (csvLine(cells) + QStringLiteral("\r\n")).toUtf8();
        good = good && file.write(line) == line.size();
        return good ? Result<>() : unwritable();
    }
    Result<> finish() override { return good && closeWritten(file) ? Result<>() : unwritable(); }

private:
    Result<> unwritable() const { return fail(cannotWrite(target, fileProblem(file))); }
    QFile file;
    QString target;
    bool good;
};

class XlsxSink : public LineSink
{
public:
    explicit XlsxSink(const QString& path)
        : file(path)
        , sheet(file.addWorksheet(QStringLiteral("历史")))
        , heading(workbook_add_format(file.book()))
        , text(workbook_add_format(file.book()))
    {
        format_set_bold(heading);
        format_set_bg_color(heading, 0xE8F1ED);
        format_set_num_format(text, "@"); // codes and formula-like text stay what they are
        for (lxw_format* each : {heading, text})
            format_set_border(each, LXW_BORDER_THIN);
        for (lxw_col_t i = 0; i < lxw_col_t(std::size(historyColumns)); ++i)
            worksheet_set_column(sheet, i, i, historyColumns[i].width, nullptr);
        worksheet_set_landscape(sheet);
        worksheet_set_paper(sheet, 9); // A4
        worksheet_fit_to_pages(sheet, 1, 0);
        worksheet_repeat_rows(sheet, 0, 0);
        worksheet_freeze_panes(sheet, 1, 0);
        worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页");
    }
    Result<> write(const QStringList& cells) override
    {
        if (line >= excelRows)
            return fail(ErrorKind::refused,
                QStringLiteral("历史超过了 Excel 一张表的 1,048,576 行，请缩短起止日期，或导出为 .csv"));
        for (lxw_col_t i = 0; i < lxw_col_t(cells.size()); ++i) {
            lxw_format* format = line == 0 ? heading : text;
            const QByteArray cell = cells[i].toUtf8();
            bool number = false;
            const qlonglong value = i == 0 ? cells[i].toLongLong(&number) : 0;
            const auto row = lxw_row_t(line);
            const lxw_error error = number ? worksheet_write_number(sheet, row, i, double(value), format)
                : cell.isEmpty()           ? worksheet_write_blank(sheet, row, i, format)
                                           : worksheet_write_string(sheet, row, i, cell.constData(), format);
            if (error != LXW_NO_ERROR && error != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
                return fail(ErrorKind::fileUnwritable,
                    QStringLiteral("历史的第 %1 行写不进工作簿，请缩短起止日期，或导出为 .csv")
                        .arg(line + 1));
        }
        ++line;
        return {};
    }
    Result<> finish() override { return file.close(); }

private:
    WorkbookFile file; // a history may have a million lines
    lxw_worksheet* sheet;
    lxw_format *heading, *text;
    qint64 line = 0;
};

Result<FileKind> tableKindOf(const QString& file)
{
    const auto kind = fileKindOfEnding(QFileInfo(file).suffix());
    if (kind == FileKind::xlsx || kind == FileKind::csv)
        return *kind;
    return fail(ErrorKind::invalidValue,
        QStringLiteral("不能导出为“.%1”，请用 .xlsx 或 .csv").arg(QFileInfo(file).suffix()));
}

Result<> writeEntry(const Workspace& workspace, const ChangeEntry& entry, LineSink& sink)
{
    const QStringList head{QString::number(entry.entry),
        entry.time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), entry.who,
        doorTitle(entry.door), entry.reason, standingText(entry)};
    if (entry.rows.isEmpty())
        return sink.write(head + QStringList(qsizetype(std::size(historyColumns)) - head.size()));
    for (const ChangedRow& row : entry.rows) {
        const RegistrySpec* spec = historySpec(workspace.registries(), row.registry);
        const QStringList which = head
            + QStringList{registryTitle(workspace.registries(), row.registry), row.code,
                changedRowName(workspace, row), opTitle(row.op)};
        if (row.fields.isEmpty())
            COOP_TRY(sink.write(which + QStringList(3)));
        for (const ChangedField& changed : row.fields) {
            const FieldSpec* field = spec ? spec->field(changed.field) : nullptr;
            if (!field)
                continue;
            auto written = sink.write(which
                + QStringList{field->heading(), historyValue(workspace, *field, changed.before),
                    historyValue(workspace, *field, changed.after)});
            if (!written)
                return written;
        }
    }
    return {};
}
} // namespace

Result<qint64> exportHistory(const Workspace& workspace, const HistoryFilter& filter, const QString& file,
    const HistoryProgress& progress)
{
    const auto kind = tableKindOf(file);
    COOP_TRY(kind);
    auto output = Output::to(file, *kind);
    COOP_TRY(output);
    const std::unique_ptr<LineSink> sink = *kind == FileKind::xlsx
        ? std::unique_ptr<LineSink>(std::make_unique<XlsxSink>(output->path()))
        : std::make_unique<CsvSink>(output->path(), file);
    COOP_TRY(sink->write(headings()));
    qint64 done = 0;
    HistoryFilter page = filter;
    while (filter.limit < 0 || done < filter.limit) {
        page.limit = filter.limit < 0 ? entriesAtOnce : int(qMin<qint64>(entriesAtOnce, filter.limit - done));
        const auto entries = history(workspace, page);
        COOP_TRY(entries);
        for (const ChangeEntry& entry : *entries)
            COOP_TRY(writeEntry(workspace, entry, *sink));
        done += entries->size();
        if (progress && !progress(done))
            return fail(ErrorKind::cancelled, QStringLiteral("已取消导出，没有留下文件"));
        if (entries->size() < page.limit)
            break;
        page.before = entries->last().entry;
    }
    COOP_TRY(sink->finish());
    const auto finished = output->finish();
    return finished ? Result<qint64>(done) : fail(finished.error());
}

} // namespace coop

#include "ui/ledger/import/import_file.h"

#include "core/base/text/text.h"
#include "core/tabular/import/named_datum.h"
#include "ui/ledger/import/column_memory.h"
#include "ui/ledger/import/import_columns_step.h"
#include "ui/widgets/window_words.h"

#include <QFileInfo>
#include <algorithm>

namespace coop
{

ImportRequest ImportFile::request() const
{
    ImportRequest asked{.registry = spec->id, .file = path};
    asked.datum = datum;
    return asked;
}

QString ImportFile::name() const
{
    return QFileInfo(path).fileName();
}

void ImportFile::take(Result<ImportTable> read)
{
    preview.reset();
    problem.clear();
    columnsProblem.clear();
    remarks.clear();
    chosen.clear();
    leavesOut = corrected = false;
    if (!read) {
        problem = inWindowWords(read.error().text);
        return;
    }
    table = std::move(*read);
    QStringList sentences = table.sheet.remarks;
    if (const auto meant = datumNamedIn(table, *spec)) {
        datum = meant->datum;
        sentences
            += QStringLiteral("表里写着“%1”，坐标系已选 %2，请核对").arg(meant->word, datumTitle(datum));
    }
    remarks = inWindowWords(sentences.join(u'\n'));
    applyMemory();
}

/// What this person said of the same headings in another file.
void ImportFile::applyMemory()
{
    const QHash<QString, QString> known = ColumnMemory(spec->id).all();
    for (int column = 0; column < table.sheet.columns(); ++column) {
        const auto remembered = known.constFind(comparable(ImportColumnsStep::headingOf(table, column)));
        if (remembered != known.constEnd() && (remembered->isEmpty() || spec->field(*remembered)))
            chosen.insert(Worksheet::letter(column), *remembered);
    }
    if (!chosen.isEmpty() && !mapColumns(table, *spec, chosen))
        chosen.clear();
}

Result<> ImportFile::mapColumn(int column, const QString& field)
{
    const QString heading = ImportColumnsStep::headingOf(table, column);
    auto wanted = chosen;
    // A field stands in one column only: choosing it takes it from the columns that had it or were to.
    if (!field.isEmpty()) {
        for (QString& other : wanted)
            other = other == field ? QString() : other;
        for (const HeadingMap::Column& other : std::as_const(table.map.columns))
            if (spec->fields[other.field].id == field)
                wanted.insert(Worksheet::letter(other.column), QString());
    }
    wanted.insert(Worksheet::letter(column), field);
    COOP_TRY(mapColumns(table, *spec, wanted));
    chosen = wanted;
    // Of two columns of one heading the choice says nothing about the heading.
    int alike = 0;
    for (int each = 0; each < table.sheet.columns(); ++each)
        alike += comparable(ImportColumnsStep::headingOf(table, each)) == comparable(heading) ? 1 : 0;
    if (!heading.isEmpty() && alike == 1)
        ColumnMemory(spec->id).remember(heading, field);
    return {};
}

void ImportFile::correct(int row, int column, const QString& text)
{
    table.sheet.correct(row, column, text);
    corrected = true;
}

void ImportFile::take(Result<ImportPreview> checked)
{
    preview.reset();
    columnsProblem.clear();
    warned = 0;
    if (!checked) {
        columnsProblem = inWindowWords(checked.error().text);
        return;
    }
    preview = std::move(*checked);
    warned = int(std::count_if(preview->rows.begin(), preview->rows.end(),
        [](const PreviewRow& row) { return !row.warnings.isEmpty(); }));
}

ImportFile::State ImportFile::state() const
{
    if (!problem.isEmpty())
        return State::unreadable;
    if (!preview)
        return State::wrongColumns;
    if (preview->refused > 0 && !leavesOut)
        return State::wrongRows;
    return preview->added + preview->changed > 0 ? State::ready : State::nothingNew;
}

int ImportFile::rowsToWrite() const
{
    return stands() ? preview->added + preview->changed : 0;
}

QString ImportFile::stateText() const
{
    switch (state()) {
    case State::ready:
        break;
    case State::nothingNew:
        return QStringLiteral("＝ 没有要写入的行");
    case State::wrongRows:
        return QStringLiteral("✘ %1 行不合格").arg(preview->refused);
    case State::wrongColumns:
        return QStringLiteral("✘ 列要核对");
    case State::unreadable:
        return QStringLiteral("✘ 读不了");
    }
    QString text = preview->refused > 0 ? QStringLiteral("可以导入，%1 行不导入").arg(preview->refused)
                                        : QStringLiteral("可以导入");
    if (!remarks.isEmpty())
        text += QStringLiteral("（有说明）");
    if (warned > 0)
        text += QStringLiteral("　◆ %1 行要留意").arg(warned);
    return text;
}

QString ImportFile::details() const
{
    constexpr int most = 3; // rows that are told here; the others stand in the file's own list
    QStringList lines;
    for (const QString& text : {problem, columnsProblem, remarks})
        if (!text.isEmpty())
            lines += text;
    int told = 0;
    if (preview)
        for (const PreviewRow& row : preview->rows) {
            QStringList sentences;
            for (const ImportProblem& each : row.problems)
                sentences += QStringLiteral("✘ ") + each.reason;
            for (const QString& warning : row.warnings)
                sentences += QStringLiteral("◆ 第 %1 行：%2").arg(row.row).arg(warning);
            if (!sentences.isEmpty() && told++ < most)
                lines += sentences;
        }
    if (told > most)
        lines += QStringLiteral("还有 %1 行，打开这个文件逐行查看。").arg(told - most);
    return lines.isEmpty() ? QStringLiteral("没有要处理的内容。") : lines.join(u'\n');
}

} // namespace coop

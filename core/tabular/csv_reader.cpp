#include "core/base/text.h"
#include "core/tabular/table_reader.h"

#include <QFile>

namespace coop
{

namespace
{
QChar delimiterOf(const QString& text)
{
    const QString head = text.left(4000);
    const auto commas = head.count(u',');
    const auto tabs = head.count(u'\t');
    const auto semicolons = head.count(u';');
    if (tabs > commas && tabs >= semicolons)
        return u'\t';
    return semicolons > commas ? u';' : u',';
}

/// RFC 4180, with line breaks inside quotes and "" for a quote.
QList<QStringList> cellsOf(const QString& source)
{
    const QChar delimiter = delimiterOf(source);
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar c = source[i];
        if (quoted) {
            const bool doubled = c == u'"' && i + 1 < source.size() && source[i + 1] == u'"';
            if (c != u'"' || doubled)
                cell += c;
            else
                quoted = false;
            i += doubled ? 1 : 0;
        } else if (c == u'"' && cell.isEmpty()) {
            quoted = true;
        } else if (c == delimiter) {
            row += std::exchange(cell, {});
        } else if (c == u'\n') {
            row += std::exchange(cell, {});
            rows += std::exchange(row, {});
        } else if (c != u'\r') {
            cell += c;
        }
    }
    if (!cell.isEmpty() || !row.isEmpty()) {
        row += cell;
        rows += row;
    }
    // The apostrophe that keeps formula-like text from becoming one goes again.
    for (QStringList& each : rows)
        for (QString& text : each)
            if (text.size() > 1 && text.front() == u'\'' && QStringLiteral("=+-@").contains(text[1]))
                text.remove(0, 1);
    return rows;
}
} // namespace

Result<QList<TableSheet>> readCsv(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            ErrorKind::fileUnreadable, QStringLiteral("“%1”打不开：%2").arg(path, file.errorString()));
    const QByteArray bytes = file.readAll();
    const bool wide = bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF");
    const auto text = bytes.contains('\0') && !wide ? std::nullopt : decodeText(bytes);
    if (!text)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("“%1”不是表格，也不是文本（UTF-8 或 GB18030），请另存为 .xlsx 或 .csv 再导入")
                .arg(path));
    return QList<TableSheet>{TableSheet{.name = {}, .rows = cellsOf(*text)}};
}

} // namespace coop

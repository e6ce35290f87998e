#include "ui/ledger/grid/tsv_text.h"

#include <algorithm>

namespace coop
{

QString toTsv(const QList<QStringList>& rows)
{
    QString text;
    for (const QStringList& row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i > 0)
                text += u'\t';
            QString cell = row[i];
            if (cell.contains(u'\t') || cell.contains(u'\n') || cell.contains(u'\r') || cell.contains(u'"'))
                cell = u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
            text += cell;
        }
        text += u'\n';
    }
    if (rows.size() == 1 && rows.first().size() == 1) // one cell goes into a line of text without its end
        text.chop(1);
    return text;
}

QList<QStringList> fromTsv(const QString& text)
{
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false, wasQuoted = false;
    const auto endRow = [&] {
        row += cell;
        rows += row;
        row.clear();
        cell.clear();
        wasQuoted = false;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c != u'"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else
                quoted = false;
        } else if (c == u'"' && cell.isEmpty() && !wasQuoted && text.indexOf(u'"', i + 1) > 0) {
            quoted = wasQuoted = true;
        } else if (c == u'\t') {
            row += cell;
            cell.clear();
            wasQuoted = false;
        } else if (c == u'\n') {
            endRow();
        } else if (c != u'\r') {
            cell += c;
        }
    }
    if (!cell.isEmpty() || !row.isEmpty() || rows.isEmpty())
        endRow();
    qsizetype width = 0;
    for (const QStringList& one : rows)
        width = std::max(width, one.size());
    for (QStringList& one : rows)
        while (one.size() < width)
            one += QString();
    return rows;
}

} // namespace coop

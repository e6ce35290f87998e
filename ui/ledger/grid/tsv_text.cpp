#include "ui/ledger/grid/tsv_text.h"

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

namespace
{
bool endsCell(QStringView text, qsizetype at)
{
    return at >= text.size() || text[at] == u'\t' || text[at] == u'\n'
        || (text[at] == u'\r' && (at + 1 >= text.size() || text[at + 1] == u'\n'));
}

/// Where the quote that closes the cell beginning with the quote at `open` stands; -1 when there is none:
/// the quote is then a letter like any other. Doubled quotes belong to the cell; the closing one has the
/// cell's end behind it.
qsizetype closingQuote(QStringView text, qsizetype open)
{
    for (qsizetype i = open + 1; i < text.size(); ++i) {
        if (text[i] != u'"')
            continue;
        if (i + 1 < text.size() && text[i + 1] == u'"') {
            ++i;
            continue;
        }
        return endsCell(text, i + 1) ? i : -1;
    }
    return -1;
}
} // namespace

QList<QStringList> fromTsv(const QString& text)
{
    QList<QStringList> rows;
    QStringList row;
    qsizetype at = 0;
    while (at < text.size()) {
        // At the beginning of a cell.
        const qsizetype close = text[at] == u'"' ? closingQuote(text, at) : -1;
        qsizetype end = close + 1;
        if (close > 0) {
            row += text.mid(at + 1, close - at - 1).replace(QStringLiteral("\"\""), QStringLiteral("\""));
        } else {
            end = at;
            while (!endsCell(text, end))
                ++end;
            row += text.mid(at, end - at).remove(u'\r');
        }
        at = end;
        if (at < text.size() && text[at] == u'\t') {
            if (++at == text.size())
                row += QString(); // a tab at the very end has an empty cell behind it
            continue;
        }
        if (at < text.size() && text[at] == u'\r')
            ++at;
        ++at; // the line's end
        rows += row;
        row.clear();
    }
    if (!row.isEmpty() || rows.isEmpty())
        rows += row.isEmpty() ? QStringList{QString()} : row;
    return rows;
}

} // namespace coop

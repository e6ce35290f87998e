#include "core/tabular/csv_text.h"

#include <QRegularExpression>
#include <array>

namespace coop
{

namespace
{
constexpr int linesLookedAt = 20;

QChar separatorOf(const QString& text)
{
    constexpr std::array<char16_t, 3> known{u',', u'\t', u';'};
    std::array<int, known.size()> seen{};
    bool quoted = false;
    int lines = 0;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (c == u'\n' && ++lines == linesLookedAt)
            break;
        for (size_t i = 0; i < known.size(); ++i)
            seen[i] += c == known[i] ? 1 : 0;
    }
    return known[size_t(std::max_element(seen.begin(), seen.end()) - seen.begin())];
}

/// Apostrophes and then what starts a formula.
bool looksLikeFormula(const QString& text)
{
    qsizetype at = 0;
    while (at < text.size() && text[at] == u'\'')
        ++at;
    return at < text.size() && QStringView(u"=+-@＝＋－＠\t\r\n").contains(text[at]);
}

bool isNegativeNumber(const QString& text)
{
    static const QRegularExpression number(QStringLiteral("^-\\d+(\\.\\d+)?$"));
    return number.match(text).hasMatch();
}

QString unguarded(const QString& text)
{
    return text.startsWith(u'\'') && looksLikeFormula(text) ? text.mid(1) : text;
}
} // namespace

Result<QList<QStringList>> parseCsv(const QString& text)
{
    const QChar separator = separatorOf(text);
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    int line = 1;
    int openedOn = 0;
    bool quoted = false;
    const auto endCell = [&] {
        row += unguarded(cell);
        cell.clear();
    };
    const auto endRow = [&] {
        endCell();
        rows += row;
        row.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\n')
            ++line;
        if (quoted) {
            if (c != u'"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else
                quoted = false;
        } else if (c == u'"' && cell.isEmpty()) {
            quoted = true;
            openedOn = line;
        } else if (c == separator) {
            endCell();
        } else if (c == u'\n' || c == u'\r') {
            if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n') {
                ++i;
                ++line;
            }
            endRow();
        } else {
            cell += c;
        }
    }
    if (quoted)
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("第 %1 行有一个引号没有配对，请用 Excel 或 WPS 打开后重新另存为 .csv")
                .arg(openedOn));
    if (!cell.isEmpty() || !row.isEmpty())
        endRow();
    while (!rows.isEmpty() && rows.last().join(QString()).trimmed().isEmpty())
        rows.removeLast();
    return rows;
}

QString csvLine(const QStringList& cells)
{
    QStringList written;
    for (const QString& cell : cells) {
        QString text = looksLikeFormula(cell) && !isNegativeNumber(cell) ? u'\'' + cell : cell;
        if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r')
            || text.contains(u'\t') || text.contains(u';'))
            text = u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
        written += text;
    }
    return written.join(u',');
}

} // namespace coop

#include "core/tabular/read/csv_text.h"

#include "core/tabular/read/table_limits.h"

#include <QRegularExpression>
#include <array>
#include <utility>

namespace coop
{

namespace
{
constexpr int linesLookedAt = 20;

/// The numbers of filled and of all cells of the first records under a separator.
struct Counts {
    QList<int> filled, cells;
};

Counts countsOf(const QString& beginning, QChar separator)
{
    Counts counts;
    CsvParser parser(separator, [&](const QStringList& cells) {
        int filled = 0;
        for (const QString& cell : cells)
            filled += cell.trimmed().isEmpty() ? 0 : 1;
        if (filled > 0) {
            counts.filled += filled;
            counts.cells += int(cells.size());
        }
        return counts.cells.size() < linesLookedAt;
    });
    if (parser.add(beginning))
        parser.end();
    return counts;
}

/// The first record of several cells whose number at least half of the records below have, too: the headings.
/// Gives its position; -1 when there is none.
int headingsIn(const Counts& counts)
{
    for (int i = 0; i < counts.cells.size(); ++i) {
        if (counts.filled[i] < 2)
            continue;
        qsizetype same = 0;
        for (int k = i + 1; k < counts.cells.size(); ++k)
            same += counts.cells[k] == counts.cells[i] ? 1 : 0;
        if (2 * same >= counts.cells.size() - i - 1)
            return i;
    }
    return -1;
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

/// ="007" → 007.
QString undressed(const QString& cell)
{
    const QString text = cell.trimmed();
    if (text.size() < 3 || !text.startsWith(QStringLiteral("=\"")) || !text.endsWith(u'"'))
        return cell;
    const QString inside = text.mid(2, text.size() - 3);
    return inside.contains(u'"') ? cell : inside;
}
} // namespace

CsvShape CsvShape::of(const QString& beginning)
{
    constexpr qsizetype named = 5; // sep=;
    if (beginning.left(4).toLower() == u"sep=" && beginning.size() >= named
        && (beginning.size() == named || beginning[named] == u'\r' || beginning[named] == u'\n'))
        return {beginning[4], true};
    constexpr std::array<char16_t, 7> known{u',', u'\t', u';', u'|', u'，', u'；', u'｜'};
    CsvShape best;
    int bestLine = -1;
    int bestCells = 1;
    for (const QChar separator : known) {
        const Counts counts = countsOf(beginning, separator);
        const int at = headingsIn(counts);
        if (at < 0)
            continue;
        const int cells = counts.filled[at];
        if (bestLine < 0 || at < bestLine || (at == bestLine && cells > bestCells)) {
            best.separator = separator;
            bestLine = at;
            bestCells = cells;
        }
    }
    if (bestLine >= 0)
        return best;
    // Ragged lines: the sign that makes the most cells of one of them.
    for (const QChar separator : known)
        for (const int cells : countsOf(beginning, separator).filled)
            if (cells > bestCells) {
                best.separator = separator;
                bestCells = cells;
            }
    return best;
}

CsvParser::CsvParser(QChar between, std::function<bool(const QStringList&)> takes)
    : separator(between)
    , take(std::move(takes))
{
}

bool CsvParser::add(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [this](QChar c) { return addLetter(c); });
}

bool CsvParser::addLetter(QChar c)
{
    const bool afterReturn = std::exchange(carriageReturn, c == u'\r');
    if (c == u'\n' && afterReturn && !quoted)
        return true; // the line ended already
    line += c == u'\r' || (c == u'\n' && !afterReturn) ? 1 : 0;
    if (quoted && closing) {
        closing = false;
        if (c == u'"') {
            cell += c;
            return true;
        }
        quoted = false;
        // ="a"&"b" calculates; only ="007" is a dress.
        if (dressed && c != separator && c != u'\n' && c != u'\r') {
            cell = QStringLiteral("=\"") + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
            dressed = false;
        }
    } else if (quoted) {
        if (c == u'"')
            closing = true;
        else
            cell += c;
        tooLong = cell.size() > table_limits::textUnits;
        return !tooLong;
    }
    if (c == u'"' && !wasQuoted && (cell.isEmpty() || cell == u"=")) {
        dressed = !cell.isEmpty();
        cell.clear();
        quoted = wasQuoted = true;
        openedOn = line;
    } else if (c == separator) {
        endCell();
        if (row.size() > table_limits::columns) // enough to know; a line of millions is no table
            return endRow();
    } else if (c == u'\n' || c == u'\r') {
        return endRow();
    } else {
        cell += c;
        tooLong = cell.size() > table_limits::textUnits;
    }
    return !tooLong;
}

void CsvParser::endCell()
{
    const QString text = dressed ? cell : undressed(cell);
    row += dressed || text.size() != cell.size() ? text : unguarded(text);
    cell.clear();
    wasQuoted = dressed = false;
}

bool CsvParser::endRow()
{
    endCell();
    const bool more = take(row);
    row.clear();
    return more;
}

bool CsvParser::end()
{
    if (quoted && !std::exchange(closing, false))
        return false;
    quoted = false;
    return (cell.isEmpty() && row.isEmpty() && !wasQuoted) || endRow();
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

#pragma once
#include <QStringList>
#include <functional>
#include <optional>

namespace coop
{

/// What separates the cells of a text table, told from its first lines: the line of headings decides, which
/// is the first that most of the lines below agree with.
struct CsvShape {
    QChar separator = u',';
    bool namesSeparator = false; ///< the first line is Excel's own sep=; and no row
    static CsvShape of(const QString& beginning);
};

/// Records of a text table (RFC 4180), in pieces: quoted cells may hold the separator, line ends and doubled
/// quotes;
/// ="007", the dress of web systems, is 007. Blank lines are records of one empty cell, so that a count of
/// records is the row number that Excel shows.
class CsvParser
{
public:
    /// `take` gets each record; false stops.
    CsvParser(QChar separator, std::function<bool(const QStringList&)> take);
    /// False: stopped, or a cell has no end.
    bool add(const QString& text);
    /// After the last piece.
    bool end();
    /// The line (from 1) of a quote that nothing closes.
    std::optional<int> openQuote() const { return quoted ? std::optional(openedOn) : std::nullopt; }
    bool isTooLong() const { return tooLong; }

private:
    bool addLetter(QChar c);
    bool endRow();
    void endCell();

    QChar separator;
    std::function<bool(const QStringList&)> take;
    QStringList row;
    QString cell;
    int line = 1;
    int openedOn = 0;
    bool quoted = false, wasQuoted = false;
    bool closing = false; ///< a quote in a quoted cell: its end, or the first of two
    bool dressed = false;
    bool carriageReturn = false;
    bool tooLong = false;
};

/// One record without its line end. Cells that a spreadsheet would take for a formula get an apostrophe in
/// front, which reading takes away again.
QString csvLine(const QStringList& cells);

} // namespace coop

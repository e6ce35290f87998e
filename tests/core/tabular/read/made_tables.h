#pragma once
#include <QByteArray>
#include <QList>
#include <QString>

namespace coop
{

/// A zip archive with these parts; `level` 0 stores them.
struct MadePart {
    QByteArray name, content;
};
void writeZip(const QString& path, const QList<MadePart>& parts);

/// An .xlsx of one sheet, every part of which a test may spell as it likes.
struct MadeXlsx {
    QByteArray rows; ///< what stands in <sheetData>
    QByteArray behind{}; ///< what stands behind it: mergeCells
    QByteArray before{}; ///< what stands before it: cols
    QByteArray texts{}; ///< <si>…</si>, or empty
    QByteArray formats{}; ///< <numFmt …/>
    QByteArray styles{}; ///< <xf …/>, after the first, which is General
    QByteArray bookProperties{}; ///< of <workbookPr>
    QByteArray sheetAttributes{}; ///< of <sheet>: state
    QByteArray calculation{}; ///< <calcPr …/>
    QList<MadePart> more{}; ///< replace or add parts

    void write(const QString& path) const;
    static QByteArray text(const char* place, const char* words);
};

/// A content.xml around tables and automatic styles.
QByteArray odsContent(const QByteArray& tables, const QByteArray& styles = {});
void writeOds(const QString& path, const QByteArray& content, const QList<MadePart>& more = {});

/// The stream of an old workbook, record by record.
class MadeBiff
{
public:
    explicit MadeBiff(quint16 version = 0x0600);
    void record(quint16 kind, const QByteArray& body);
    /// The globals are complete: sheets follow. `names` with their visibility.
    void beginSheets(const QList<std::pair<QByteArray, int>>& names);
    void beginSheet();
    void endSheet();
    QByteArray stream() const;

    static QByteArray word(int number);
    static QByteArray longWord(quint32 number);
    static QByteArray real(double number);
    static QByteArray place(int row, int column, int style);
    /// Letters of BIFF8 of 16 bits, with a word for their number in front.
    static QByteArray letters(const QString& text);

private:
    QByteArray globals, sheets;
    QList<qsizetype> positions; ///< of each sheet in `sheets`
    QList<std::pair<QByteArray, int>> named;
    quint16 version;
    bool inSheets = false;
};

} // namespace coop

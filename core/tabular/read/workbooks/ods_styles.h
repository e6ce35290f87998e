#pragma once
#include "core/tabular/read/number_format.h"
#include "core/tabular/read/workbooks/xml_stream.h"

#include <QHash>

namespace coop
{

/// The styles of an OpenDocument file, as far as they change what a cell says or whether it is seen. Fed with
/// the elements in <office:styles> and <office:automatic-styles>.
class OdsStyles
{
public:
    void startElement(const XmlName& name, const XmlAttributes& attributes);
    void endElement(const XmlName& name);
    void characters(std::string_view text);
    /// False: more styles than any table has.
    bool isBounded() const;

    bool hidesTable(const QString& style) const { return hidden.contains(style); }
    /// The format of a cell's style: which of `formats`.
    int formatOf(const QString& style);
    int percent();
    /// That of a sum in a money that is named (USD) and is not the Chinese one; 0 for yuan.
    int foreignMoney(const QString& money);
    QList<NumberFormat> formats{NumberFormat()};

private:
    struct CellStyle {
        QString data, parent;
    };
    int formatOfCode(const QString& code);
    QString codeOf(const QString& dataStyle) const;
    static QString quoted(const QString& letters);
    QString writtenNumber() const;

    QHash<QString, CellStyle> cells;
    QHash<QString, QString> codes; ///< data style → format code
    /// Data style → the ones that stand for it where a condition holds: >=10000, with their names.
    QHash<QString, QList<std::pair<QString, QString>>> maps;
    QHash<QString, bool> hidden;
    QHash<QString, int> formatOfStyle, known;

    QString current; ///< table or cell style that is being read
    QString data; ///< data style that is being read
    QString code;
    bool percentage = false;
    bool hears = false;
    QString letters;
    QString place; ///< of a sign of money: ja-JP
    struct Number {
        int whole = 0, decimals = 0, thousands = 0;
        bool grouped = false;
        QList<std::pair<int, QString>> inserted; ///< digits to the right of it
    };
    Number number;
    int insertedAt = -1;
};

} // namespace coop

#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <optional>

namespace coop
{

/// A record of an old workbook's stream: a kind, a length and so many bytes.
struct BiffRecord {
    quint16 kind = 0;
    QByteArrayView body;
    qsizetype next = 0; ///< where the next one begins

    /// Nothing behind the last record and where a record is cut off.
    static std::optional<BiffRecord> at(const QByteArray& stream, qsizetype position);

    enum Kind : quint16 {
        formula2 = 0x0006,
        endOfPart = 0x000A,
        dateMode = 0x0022,
        filePass = 0x002F,
        continued = 0x003C,
        codePage = 0x0042,
        columnInfo = 0x007D,
        boundSheet = 0x0085,
        multipleNumbers = 0x00BD,
        richText = 0x00D6,
        cellStyle = 0x00E0,
        mergedCells = 0x00E5,
        sharedTexts = 0x00FC,
        sharedText = 0x00FD,
        number = 0x0203,
        text = 0x0204,
        booleanOrError = 0x0205,
        formula3 = 0x0206,
        resultText = 0x0207,
        row = 0x0208,
        array = 0x0221,
        table = 0x0236,
        shortNumber = 0x027E,
        formula4 = 0x0406,
        numberFormat = 0x041E,
        sharedFormula = 0x04BC,
        beginOfPart = 0x0809,
    };
};

/// Reads the bytes of a record and of those that continue it. Reading behind the end gives zeros and is
/// noted.
class BiffBytes
{
public:
    /// The record at `position` and all that continue it.
    BiffBytes(const QByteArray& stream, qsizetype position);

    quint8 byte();
    quint16 word();
    quint32 longWord();
    double real();
    void skip(qsizetype bytes);
    /// Letters of BIFF8; the width may change where a record ends.
    QString letters(qsizetype count, bool wide);
    QByteArray raw(qsizetype count);
    bool isShort() const { return missed; }
    bool atEnd() const;

private:
    QList<QByteArrayView> pieces;
    qsizetype piece = 0, at = 0;
    bool missed = false;
};

} // namespace coop

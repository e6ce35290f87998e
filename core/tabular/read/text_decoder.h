#pragma once
#include "core/base/result.h"
#include "core/base/text/encoding.h"

#include <QByteArrayView>
#include <QList>
#include <QStringDecoder>
#include <optional>

namespace coop
{

enum class TextEncoding { utf8, utf16le, utf16be, utf32le, utf32be, gb18030, big5 };

/// Decides how a text is encoded from all of its bytes: a mark at the beginning, else zeros where UTF-16 has
/// them, else what every byte fits; of GB18030 and Big5, which take each other's bytes, the one whose letters
/// are the usual ones.
class EncodingVote
{
public:
    void add(QByteArrayView bytes);
    /// Nothing when it is no text. To be asked after the last byte.
    std::optional<TextEncoding> result() const;
    /// Bytes of the mark at the beginning.
    int markBytes() const;
    /// The line (from 1) of the first byte that is not UTF-8, of a text that says or looks as if it were.
    int badLine() const { return utf8BadLine; }
    /// Whether it is UTF-8 but for some damaged bytes.
    bool isDamagedUtf8() const { return utf8Faults > 0 && utf8Letters > 8 * utf8Faults; }
    /// Whether a good part of what is no text in one encoding is UTF-8: two files put behind each other.
    bool isPartlyUtf8() const
    {
        constexpr qint64 fewest = 4;
        return evenZeros + oddZeros == 0 && utf8Faults > 0
            && (utf8LettersFirst >= fewest || (utf8Letters >= fewest && 2 * utf8Letters >= utf8Faults));
    }
    /// Whether some zeros stand in what has too few of them for UTF-16.
    bool hasStrayZeros() const
    {
        constexpr qint64 bytesForOne = 100;
        constexpr qint64 fewLetters
            = 4; // of four bytes one is a zero in UTF-16 whose other bytes could be UTF-8
        const qint64 zeros = evenZeros + oddZeros;
        return zeros > 0 && (bytesForOne * zeros < total || (utf8Faults == 0 && fewLetters * zeros < total));
    }
    /// Whether only the last letter is wrong: it is cut off.
    bool isCut() const
    {
        if (evenZeros + oddZeros > 0 || markBytes() == 2)
            return total % 2 != 0;
        return (utf8Faults == 0 && utf8Left > 0) || (gbGood && gbState != 0);
    }
    /// Whether a letter of three bytes stands in it, of a text that is UTF-8.
    bool isChineseUtf8() const { return utf8Letters > 0; }
    /// How many letters of two bytes GB18030 or Big5 would have.
    qint64 letterPairs() const { return pairs; }
    /// The line of the first zero byte; 0 when there is none.
    int zeroLine() const { return zeroLineFound; }
    /// Whether from somewhere on there are nothing but zeros to the end.
    bool endsInZeros() const
    {
        return lastLetter + 1 < total && evenZeros + oddZeros == total - lastLetter - 1;
    }

private:
    void addByte(quint8 byte);

    QByteArray head;
    qint64 total = 0, evenZeros = 0, oddZeros = 0;
    qint64 lastLetter = -1; ///< where the last byte is that is no zero
    int line = 1;
    int zeroLineFound = 0;
    // UTF-8
    int utf8Left = 0;
    quint32 utf8Code = 0, utf8Least = 0;
    int utf8BadLine = 0;
    qint64 utf8Faults = 0; ///< letters that are damaged, not their bytes
    qint64 utf8LastFault = 0; ///< where, counting bytes from 1
    qint64 utf8Letters = 0; ///< of three bytes: Chinese ones
    qint64 utf8LettersFirst = 0; ///< those before the first fault
    // GB18030 and Big5: where in a letter, and of what kind the letters are
    int gbState = 0;
    bool gbGood = true;
    bool big5Good = true;
    quint8 lead = 0;
    qint64 pairs = 0, usualGb = 0, usualBig5 = 0;
};

/// Text in pieces from bytes in pieces.
class TextDecoder
{
public:
    explicit TextDecoder(TextEncoding encoding);

    /// Nothing when a byte does not fit. The last piece with `last`: an unfinished letter is a fault then.
    std::optional<QString> decode(QByteArrayView bytes, bool last);

private:
    std::optional<Encoding> foreign; ///< what Qt does not know
    QByteArray rest; ///< of a foreign letter whose end is in the next piece
    std::optional<QStringDecoder> own;
    qsizetype unitBytes = 1;
    qsizetype begun = 0; ///< bytes of a unit whose end has not come yet
};

/// The code page in which all of these texts of one old workbook are (936, 950, 65001 …). `said`: what the
/// workbook's record says; libraries write 1252, and copies keep 950, whatever the bytes are. Its own word is
/// kept where the bytes are not clearly Chinese of another encoding. 0: it says nothing.
int codePageOf(const QList<QByteArray>& texts, int said);

/// A short text in a code page of Windows (936, 1252, 10000 of the Mac): names and cells of old workbooks.
/// Letters that it does not have become U+FFFD.
QString textOfCodePage(QByteArrayView bytes, int codePage);

} // namespace coop

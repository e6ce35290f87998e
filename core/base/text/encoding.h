#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringConverter>
#include <memory>
#include <optional>

namespace coop
{

/// What a piece of bytes is as text, up to the first byte that does not fit.
struct DecodedText {
    enum class End { whole, cut, bad };

    QString text;
    qsizetype read = 0; ///< bytes; of Unicode all or none
    End end = End::whole; ///< cut: a letter begins behind what was read, and its end is missing
};

/// An encoding that files of offices come in, the same on every system: Unicode by Qt, the others by our own
/// tables (tables/*.z, made by cmake/encoding_tables.py). Cheap to copy; any thread.
class Encoding
{
public:
    /// By a name as XML, side files and people write it (GBK, cp936, Windows-1252, Big-5). Nothing: not
    /// known.
    static std::optional<Encoding> named(const QByteArray& name);
    /// By the number of a code page of Windows, DOS or the Mac.
    static std::optional<Encoding> ofCodePage(int page);

    /// Strict: what is no letter of the encoding is an error where it stands.
    DecodedText decode(QByteArrayView bytes) const;
    /// The bytes of a text; nothing when a letter has none.
    std::optional<QByteArray> encode(const QString& text) const;

private:
    struct Table;
    static std::shared_ptr<const Table> tableNamed(const char* file);
    static std::shared_ptr<const Table> singleBytes(const QByteArray& name);
    DecodedText decodeByTable(QByteArrayView bytes) const;
    DecodedText decodeUnicode(QByteArrayView bytes) const;

    std::shared_ptr<const Table> table; ///< null: by Qt
    QStringConverter::Encoding unicode = QStringConverter::Utf8;
    bool euroAt80 = false; ///< Windows puts € there into GBK
};

} // namespace coop

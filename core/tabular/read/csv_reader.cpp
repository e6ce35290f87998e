#include "core/tabular/read/csv_reader.h"

#include "core/base/files/file_problem.h"
#include "core/tabular/read/csv_text.h"
#include "core/tabular/read/table_file_kind.h"
#include "core/tabular/read/table_limits.h"
#include "core/tabular/read/text_decoder.h"
#include "core/tabular/read/worksheet_builder.h"

#include <QFile>
#include <algorithm>

namespace coop
{

namespace
{
constexpr qint64 pieceBytes = 256 << 10;
constexpr QChar endOfDosText(0x1A); ///< Ctrl+Z, as old systems end a text

Error unreadable(const QString& why)
{
    return {ErrorKind::fileUnreadable, why};
}

Error diskFault(const QFile& file, int row)
{
    const QString place
        = row < 0 ? QStringLiteral("读的时候") : QStringLiteral("读到第 %1 行时").arg(row + 1);
    return unreadable(QStringLiteral("%1出错（%2），没有读完，请把文件复制到本机硬盘上再导入")
                          .arg(place, fileProblem(file)));
}

Result<EncodingVote> voteOf(QFile& file)
{
    EncodingVote vote;
    QByteArray piece;
    while (!(piece = file.read(pieceBytes)).isEmpty())
        vote.add(piece);
    if (file.error() != QFileDevice::NoError)
        return fail(diskFault(file, -1)); // bytes are counted here, no rows
    return vote;
}

Error noText(const EncodingVote& vote)
{
    if (vote.endsInZeros())
        return unreadable(QStringLiteral("后面全是零，没有下载完或没有复制完，请重新下载或复制一份再导入"));
    if (vote.hasStrayZeros())
        return unreadable(
            QStringLiteral("第 %1 行有不是文字的字节（00），请用 Excel 或 WPS 打开核对这一行，另存为 "
                           ".xlsx 再导入")
                .arg(vote.zeroLine()));
    if (vote.isCut())
        return unreadable(
            QStringLiteral("的最后一个字不完整，没有下载完或没有复制完，请重新下载或复制一份再导入"));
    if (vote.badLine() > 0 && (vote.isDamagedUtf8() || vote.markBytes() == 3))
        return unreadable(QStringLiteral(
            "第 %1 行有损坏的字节（其余是 UTF-8 编码），请用 Excel 或 WPS 打开核对这一行，另存为 "
            ".xlsx 再导入")
                              .arg(vote.badLine()));
    if (vote.isPartlyUtf8())
        return unreadable(QStringLiteral("的文字有两种编码（从第 %1 行起和前面不一样），请用 Excel 或 WPS "
                                         "打开核对文字，另存为 .xlsx 再导入")
                              .arg(vote.badLine()));
    return unreadable(QStringLiteral("不是 Excel 工作簿，也不是文本表格，请另存为 .xlsx 或 .csv 再导入"));
}
} // namespace

Result<Worksheet> readCsv(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(unreadable(
            QStringLiteral("打不开（%1），请检查权限，或关闭正在使用它的程序").arg(fileProblem(file))));
    const auto vote = voteOf(file);
    COOP_TRY(vote);
    const auto encoding = vote->result();
    if (!encoding) {
        // A page or a document with a damaged byte is told for what it is.
        constexpr qint64 lookedAt = 4096;
        file.seek(vote->markBytes());
        if (const QString other = otherThanTable(QString::fromLatin1(file.read(lookedAt))); !other.isEmpty())
            return fail(unreadable(other));
        return fail(noText(*vote));
    }
    file.seek(vote->markBytes());
    TextDecoder decoder(*encoding);
    TableBudget budget;
    WorksheetBuilder builder({}, budget);
    builder.sheet.untyped = true;
    builder.sheet.encoding = *encoding == TextEncoding::big5 ? QStringLiteral("Big5") : QString();
    std::optional<CsvParser> parser;
    std::optional<QString> refusal;
    int row = -1;
    bool skip = false; // the line sep=;
    const auto take = [&](const QStringList& cells) {
        if (std::exchange(skip, false))
            return true;
        ++row;
        if (cells.size() > table_limits::columns)
            refusal = QStringLiteral("第 %1 行超过 %2 列，一张工作表没有这么多，请检查分隔符后再导入")
                          .arg(row + 1)
                          .arg(table_limits::columns);
        for (int column = 0; column < cells.size() && !refusal; ++column) {
            if (cells[column].isEmpty())
                continue;
            const QByteArray text = cells[column].toUtf8();
            builder.cells.text(column, {text.constData(), size_t(text.size())});
        }
        if (!refusal && !builder.cells.isEmpty())
            refusal = builder.endRow(row);
        return !refusal;
    };
    for (bool last = false; !last;) {
        const QByteArray piece = file.read(pieceBytes);
        if (file.error() != QFileDevice::NoError)
            return fail(diskFault(file, row));
        last = piece.size() < pieceBytes && file.atEnd();
        auto text = decoder.decode(piece, last);
        // No table has them; U+001F and its like stand in what old systems wrote.
        const auto isBinary = [](QChar letter) {
            const char16_t code = letter.unicode();
            return code < 9 || (code > 13 && code < 26) || code == 27;
        };
        if (!text || std::any_of(text->cbegin(), text->cend(), isBinary))
            return fail(noText(*vote));
        if (last && text->endsWith(endOfDosText))
            text->chop(1);
        if (!parser) {
            if (text->startsWith(QChar(QChar::ByteOrderMark))) // a second mark
                text->remove(0, 1);
            if (const QString other = otherThanTable(*text); !other.isEmpty())
                return fail(unreadable(other));
            const CsvShape shape = CsvShape::of(*text);
            skip = shape.namesSeparator;
            parser.emplace(shape.separator, take);
        }
        if (!parser->add(*text))
            break;
    }
    const bool ended = !refusal && !parser->isTooLong() && parser->end();
    if (refusal)
        return fail(unreadable(*refusal));
    if (const auto line = parser->openQuote())
        return fail(
            unreadable(QStringLiteral("第 %1 行有一个引号没有配对，请用 Excel 或 WPS 打开后重新另存为 .csv")
                           .arg(*line)));
    if (parser->isTooLong())
        return fail(unreadable(*WorksheetBuilder::textTooLong(row + 1)));
    if (!ended)
        return fail(unreadable(refusal.value_or(QStringLiteral("没有读到末尾，请重新另存为 .csv 再导入"))));
    if (const auto why = builder.finish())
        return fail(unreadable(*why));
    return std::move(builder.sheet);
}

} // namespace coop

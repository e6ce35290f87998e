#include "core/tabular/read/workbooks/xls_reader.h"

#include "core/tabular/read/table_limits.h"
#include "core/tabular/read/workbooks/biff_records.h"
#include "core/tabular/read/workbooks/biff_texts.h"
#include "core/tabular/read/workbooks/shared_texts.h"
#include "core/tabular/read/worksheet_builder.h"

#include <QtEndian>
#include <algorithm>
#include <cmath>
#include <cstring>

namespace coop
{

namespace
{
Error brokenWorkbook(const QString& what)
{
    return {ErrorKind::fileUnreadable,
        QStringLiteral("%1，文件不完整或已损坏，请用 Excel 或 WPS 打开核对，另存为 .xlsx 再导入").arg(what)};
}

const char* errorName(quint8 code)
{
    switch (code) {
    case 0x00:
        return "#NULL!";
    case 0x07:
        return "#DIV/0!";
    case 0x0F:
        return "#VALUE!";
    case 0x17:
        return "#REF!";
    case 0x1D:
        return "#NAME?";
    case 0x24:
        return "#NUM!";
    case 0x2A:
        return "#N/A";
    default:
        return "#GETTING_DATA";
    }
}

double shortNumber(quint32 packed)
{
    double number = 0;
    if ((packed & 2) != 0) {
        number = double(qint32(packed) >> 2);
    } else {
        const quint64 bits = quint64(packed & ~3u) << 32;
        std::memcpy(&number, &bits, sizeof number);
    }
    return (packed & 1) != 0 ? number / 100 : number;
}

class XlsBook
{
public:
    explicit XlsBook(const QByteArray& bytes)
        : stream(bytes)
        , texts(bytes)
    {
    }

    Result<QList<Worksheet>> read()
    {
        COOP_TRY(readGlobals());
        for (int& format : formatOfStyle)
            format = formatIndex(format);
        QList<Worksheet> sheets;
        for (const Part& part : std::as_const(parts)) {
            auto sheet = readWorksheet(part);
            COOP_TRY(sheet);
            sheets += std::move(*sheet);
        }
        if (texts.areBroken())
            return fail(ErrorKind::fileUnreadable,
                QStringLiteral("里有文字不是它写明的编码（代码页 %1），认不出来，请用 Excel 或 WPS "
                               "打开核对，另存为 .xlsx 再导入")
                    .arg(texts.codePage()));
        return sheets;
    }

private:
    struct Part {
        QString name;
        qsizetype position = 0;
        bool hidden = false;
    };

    Result<> readGlobals()
    {
        const auto first = BiffRecord::at(stream, 0);
        if (!first || (first->kind & 0xFF) != (BiffRecord::beginOfPart & 0xFF) || first->body.size() < 4)
            return fail(brokenWorkbook(QStringLiteral("里没有工作簿的开头")));
        if (first->kind != BiffRecord::beginOfPart)
            return fail(ErrorKind::fileUnreadable,
                QStringLiteral("是 Excel 4.0 或更早的格式，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"));
        constexpr quint16 biff8 = 0x0600;
        if (qFromLittleEndian<quint16>(first->body.data()) < biff8)
            texts.decideCodePage();
        constexpr quint16 worksheet = 0x0010;
        if (qFromLittleEndian<quint16>(first->body.data() + 2) == worksheet) {
            parts += Part{QStringLiteral("Sheet1"), 0, false};
            return {};
        }
        int depth = 1;
        qsizetype position = first->next;
        while (depth > 0) {
            const auto record = BiffRecord::at(stream, position);
            if (!record)
                return fail(brokenWorkbook(QStringLiteral("的工作簿说明没有读完")));
            if (record->kind == BiffRecord::beginOfPart)
                ++depth;
            else if (record->kind == BiffRecord::endOfPart)
                --depth;
            else if (auto taken = takeGlobal(*record, position); !taken)
                return taken;
            position = record->next;
        }
        return {};
    }

    Result<> takeGlobal(const BiffRecord& record, qsizetype position)
    {
        BiffBytes bytes(stream, position);
        switch (record.kind) {
        case BiffRecord::filePass:
            return fail(ErrorKind::fileUnreadable,
                QStringLiteral("设了打开密码，请在 Excel 或 WPS 里去掉密码后再导入"));
        case BiffRecord::dateMode:
            date1904 = bytes.word() == 1;
            break;
        case BiffRecord::numberFormat: {
            const quint16 id = bytes.word();
            if (codes.size() < table_limits::formats)
                codes.insert(id, texts.read(bytes, texts.areOld() ? bytes.byte() : bytes.word()));
            break;
        }
        case BiffRecord::cellStyle:
            bytes.skip(2);
            formatOfStyle += bytes.word();
            break;
        case BiffRecord::boundSheet: {
            Part part;
            part.position = qsizetype(bytes.longWord());
            part.hidden = (bytes.byte() & 3) != 0;
            const quint8 kind = bytes.byte();
            part.name = texts.read(bytes, bytes.byte());
            if (kind == 0) // neither chart nor macros
                parts += part;
            if (parts.size() > table_limits::sheets)
                return fail(ErrorKind::fileUnreadable,
                    QStringLiteral("里的工作表超过 %1 张，不像一份台账，请只留下要导入的工作表")
                        .arg(table_limits::sheets));
            break;
        }
        case BiffRecord::sharedTexts:
            return readSharedTexts(bytes);
        default:
            break;
        }
        return {};
    }

    Result<> readSharedTexts(BiffBytes& bytes)
    {
        bytes.skip(4);
        const quint32 count = bytes.longWord();
        for (quint32 i = 0; i < count && !bytes.atEnd(); ++i) {
            const QByteArray plain = BiffTexts::letters(bytes, bytes.word()).toUtf8();
            if (bytes.isShort())
                break;
            if (!shared.add({plain.constData(), size_t(plain.size())}))
                return fail(ErrorKind::fileUnreadable,
                    QStringLiteral("里的文字超过 160 MB，远大于一份台账，没有读，请分成几个文件再导入"));
        }
        return {};
    }

    int formatIndex(int id)
    {
        const QString code = codes.value(id, NumberFormat::builtIn(id));
        auto at = known.constFind(code);
        if (at == known.constEnd()) {
            formats += NumberFormat(code);
            at = known.insert(code, int(formats.size()) - 1);
        }
        return *at;
    }

    Result<Worksheet> readWorksheet(const Part& part)
    {
        WorksheetBuilder builder(part.name, budget);
        builder.sheet.hidden = part.hidden;
        builder.sheet.date1904 = date1904;
        builder.sheet.formats = formats;
        const auto refused = [&](const QString& why) {
            return fail(ErrorKind::fileUnreadable, QStringLiteral("的工作表“%1”%2").arg(part.name, why));
        };
        const auto cells = cellRecords(part, builder);
        COOP_TRY(cells);
        int row = -1;
        for (const CellRecord& cell : *cells) {
            if (cell.row != row && !builder.cells.isEmpty())
                if (const auto why = builder.endRow(row))
                    return refused(*why);
            row = cell.row;
            if (const QString why = takeCell(builder, cell); !why.isEmpty())
                return fail(brokenWorkbook(
                    QStringLiteral("的工作表“%1”%2%3").arg(part.name, WorksheetBuilder::nearRow(row), why)));
        }
        if (!builder.cells.isEmpty())
            if (const auto why = builder.endRow(row))
                return refused(*why);
        if (const auto why = builder.finish())
            return refused(*why);
        return std::move(builder.sheet);
    }

    struct CellRecord {
        int row = 0;
        quint32 position = 0;
    };

    /// The records of cells by their rows, and what the sheet says of hidden and merged ones.
    Result<std::vector<CellRecord>> cellRecords(const Part& part, WorksheetBuilder& builder) const
    {
        std::vector<CellRecord> cells;
        const auto begin = BiffRecord::at(stream, part.position);
        if (!begin || begin->kind != BiffRecord::beginOfPart)
            return fail(brokenWorkbook(QStringLiteral("里找不到工作表“%1”的内容").arg(part.name)));
        int depth = 1;
        qsizetype position = begin->next;
        while (depth > 0) {
            const auto record = BiffRecord::at(stream, position);
            if (!record)
                return fail(brokenWorkbook(
                    QStringLiteral("的工作表“%1”%2读不下去")
                        .arg(part.name, WorksheetBuilder::nearRow(cells.empty() ? -1 : cells.back().row))));
            BiffBytes bytes(stream, position);
            switch (record->kind) {
            case BiffRecord::beginOfPart: // of a chart
                ++depth;
                break;
            case BiffRecord::endOfPart:
                --depth;
                break;
            case BiffRecord::number:
            case BiffRecord::shortNumber:
            case BiffRecord::multipleNumbers:
            case BiffRecord::sharedText:
            case BiffRecord::text:
            case BiffRecord::richText:
            case BiffRecord::booleanOrError:
            case BiffRecord::formula2:
            case BiffRecord::formula3:
            case BiffRecord::formula4:
                if (depth == 1)
                    cells.push_back({bytes.word(), quint32(position)});
                break;
            case BiffRecord::row: {
                const int row = bytes.word();
                bytes.skip(10);
                if ((bytes.word() & 0x20) != 0 && depth == 1)
                    builder.hideRow(row);
                break;
            }
            case BiffRecord::columnInfo: {
                const int first = bytes.word();
                const int last = bytes.word();
                const int width = bytes.word();
                bytes.skip(2);
                if (((bytes.word() & 1) != 0 || width == 0) && depth == 1)
                    builder.hideColumns(first, std::min(last, 255));
                break;
            }
            case BiffRecord::mergedCells:
                for (int left = bytes.word(); left > 0 && !bytes.isShort(); --left) {
                    MergedRange range;
                    range.top = bytes.word();
                    range.bottom = bytes.word();
                    range.left = bytes.word();
                    range.right = bytes.word();
                    if (const auto why = bytes.isShort() ? std::nullopt : builder.merge(range))
                        return fail(
                            ErrorKind::fileUnreadable, QStringLiteral("的工作表“%1”%2").arg(part.name, *why));
                }
                break;
            default:
                break;
            }
            position = record->next;
        }
        const auto byRow = [](const CellRecord& a, const CellRecord& b) { return a.row < b.row; };
        if (!std::is_sorted(cells.begin(), cells.end(), byRow))
            std::stable_sort(cells.begin(), cells.end(), byRow);
        return cells;
    }

    /// Gives what is wrong, a clause.
    QString takeCell(WorksheetBuilder& builder, const CellRecord& cell)
    {
        const auto record = BiffRecord::at(stream, qsizetype(cell.position));
        BiffBytes bytes(stream, qsizetype(cell.position));
        bytes.skip(2);
        const int column = bytes.word();
        if (record->kind == BiffRecord::multipleNumbers) {
            const qsizetype count = (record->body.size() - 6) / 6;
            for (int i = 0; i < count; ++i) {
                const quint16 style = bytes.word();
                putNumber(builder, {cell.row, column + i}, style, shortNumber(bytes.longWord()), false);
            }
            return bytes.isShort() ? QStringLiteral("少了数字") : QString();
        }
        const quint16 style = bytes.word();
        switch (record->kind) {
        case BiffRecord::number:
            putNumber(builder, {cell.row, column}, style, bytes.real(), false);
            break;
        case BiffRecord::shortNumber:
            putNumber(builder, {cell.row, column}, style, shortNumber(bytes.longWord()), false);
            break;
        case BiffRecord::sharedText: {
            const auto found = shared.at(bytes.longWord());
            if (!found)
                return QStringLiteral("的文字在文件里找不到");
            builder.text({cell.row, column}, *found, formatAt(style));
            break;
        }
        case BiffRecord::text:
        case BiffRecord::richText:
            putText(builder, {cell.row, column}, style, texts.read(bytes, bytes.word()), false);
            break;
        case BiffRecord::booleanOrError: {
            const quint8 value = bytes.byte();
            if (bytes.byte() != 0)
                builder.cells.error(column, errorName(value));
            else
                builder.cells.boolean(column, value != 0);
            break;
        }
        default:
            return takeFormula(builder, {cell.row, column}, style, record->next, bytes);
        }
        return bytes.isShort() ? QStringLiteral("少了内容") : QString();
    }

    QString takeFormula(
        WorksheetBuilder& builder, CellPlace place, quint16 style, qsizetype next, BiffBytes& bytes)
    {
        const int column = place.column;
        constexpr quint16 onLoad = 2;
        const QByteArray result = bytes.raw(8);
        const quint16 options = bytes.word();
        if (bytes.isShort())
            return QStringLiteral("少了公式的结果");
        if (result[6] != '\xFF' || result[7] != '\xFF') {
            double number = 0;
            std::memcpy(&number, result.constData(), sizeof number);
            // To be calculated when it is opened: its zero is no result.
            if (number == 0 && (options & onLoad) != 0)
                builder.cells.uncalculated(column);
            else
                putNumber(builder, place, style, number, true);
            return {};
        }
        switch (result[0]) {
        case 0:
            putText(builder, place, style, texts.ofResult(next), true);
            break;
        case 1:
            builder.cells.boolean(column, result[2] != 0, true);
            break;
        case 2:
            builder.cells.error(column, errorName(quint8(result[2])), true);
            break;
        default: // an empty text, or nothing: who wrote it did not calculate
            bytes.skip(4);
            if (givesNumber(bytes.raw(bytes.word())) || (options & onLoad) != 0)
                builder.cells.uncalculated(column);
            break;
        }
        return {};
    }

    /// Whether a formula's last step is a sum or another operation whose result is never a text.
    bool givesNumber(const QByteArray& steps) const
    {
        if (texts.areOld() || steps.isEmpty())
            return false;
        const auto last = quint8(steps.back());
        const bool operation = (last >= 0x03 && last <= 0x07) || (last >= 0x12 && last <= 0x14);
        const bool sum = steps.endsWith(QByteArray("\x19\x10\0\0", 4))
            || (steps.size() >= 4 && (quint8(steps[steps.size() - 4]) & 0x1F) == 0x02
                && steps.endsWith(QByteArray("\x04\0", 2)));
        return operation || sum;
    }

    const NumberFormat& formatAt(quint16 style) const
    {
        return formats[style < formatOfStyle.size() ? formatOfStyle[style] : 0];
    }

    void putText(
        WorksheetBuilder& builder, CellPlace place, quint16 style, const QString& plain, bool formula) const
    {
        const QByteArray bytes = plain.toUtf8();
        builder.text(place, {bytes.constData(), size_t(bytes.size())}, formatAt(style), formula);
    }

    void putNumber(WorksheetBuilder& builder, CellPlace place, quint16 style, double number, bool formula)
    {
        if (!std::isfinite(number))
            return builder.cells.error(place.column, "#NUM!", formula);
        if (const auto day = formatAt(style).dateText(number, date1904))
            return builder.cells.date(place.column, number, *day, formula);
        builder.number(place, number, style < formatOfStyle.size() ? formatOfStyle[style] : 0, formula);
    }

    const QByteArray& stream;
    BiffTexts texts;
    bool date1904 = false;
    QHash<int, QString> codes;
    QList<int> formatOfStyle;
    QList<NumberFormat> formats{NumberFormat()};
    QHash<QString, int> known{{QString(), 0}};
    SharedTexts shared;
    QList<Part> parts;
    TableBudget budget;
};
} // namespace

Result<QList<Worksheet>> readXls(const QByteArray& stream)
{
    return XlsBook(stream).read();
}

} // namespace coop

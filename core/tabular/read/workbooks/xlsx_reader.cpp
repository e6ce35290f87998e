#include "core/tabular/read/workbooks/xlsx_reader.h"

#include "core/tabular/read/serial_date.h"
#include "core/tabular/read/table_limits.h"
#include "core/tabular/read/workbooks/cell_reference.h"
#include "core/tabular/read/workbooks/xlsx_parts.h"
#include "core/tabular/read/worksheet_builder.h"

#include <charconv>
#include <cmath>

namespace coop
{

namespace
{
std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::optional<double> numberIn(std::string_view text)
{
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    double number = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end && std::isfinite(number) ? std::optional(number)
                                                                              : std::nullopt;
}

class WorksheetListener : public XmlListener
{
public:
    WorksheetListener(
        WorksheetBuilder& into, const XlsxBookParts& of, const XlsxStyles& look, const SharedTexts& shared)
        : builder(into)
        , book(of)
        , styles(look)
        , texts(shared)
    {
    }

    QString place() const
    {
        return QStringLiteral("工作表“%1”%2").arg(builder.sheet.name, WorksheetBuilder::nearRow(row));
    }

    void startElement(const XmlName& name, const XmlAttributes& attributes) override
    {
        // What is not ours is left out with all that is in it.
        if (aside > 0 || !isSheetSpace(name.space)) {
            ++aside;
            return;
        }
        switch (state) {
        case State::outside:
            if (name.local == "worksheet")
                state = State::sheet;
            else
                ++aside;
            break;
        case State::sheet:
            if (name.local == "sheetData")
                state = State::data;
            else if (name.local == "cols" || name.local == "mergeCells")
                state = State::list;
            else
                ++aside;
            break;
        case State::list:
            listItem(name, attributes);
            ++aside;
            break;
        case State::data:
            if (name.local == "row")
                startRow(attributes);
            else
                ++aside;
            break;
        case State::row:
            if (name.local == "c")
                startCell(attributes);
            else
                ++aside;
            break;
        case State::cell:
            if (name.local == "v" && !hasInline)
                hears = true;
            else if (name.local == "is") {
                state = State::inlineText;
                hasInline = true;
                value.clear(); // a value beside a text of its own means nothing
            } else {
                formula = formula || name.local == "f";
                ++aside;
            }
            break;
        case State::inlineText:
            if (name.local == "t")
                hears = true;
            else if (name.local == "r")
                state = State::run;
            else
                ++aside;
            break;
        case State::run:
            if (name.local == "t")
                hears = true;
            else
                ++aside;
            break;
        }
    }

    void endElement(const XmlName&) override
    {
        if (aside > 0) {
            --aside;
            return;
        }
        if (hears) {
            hears = false;
            return;
        }
        switch (state) {
        case State::run:
            state = State::inlineText;
            break;
        case State::inlineText:
            state = State::cell;
            break;
        case State::cell:
            endCell();
            state = State::row;
            break;
        case State::row:
            if (const auto why = builder.endRow(row))
                refuse(inSheet(*why));
            state = State::data;
            break;
        case State::data:
        case State::list:
            state = State::sheet;
            break;
        case State::sheet:
        case State::outside:
            state = State::outside;
            break;
        }
    }

    void characters(std::string_view letters) override
    {
        if (!hears || aside > 0)
            return;
        value.append(letters.data(), qsizetype(letters.size()));
        if (value.size() > table_limits::textBytes)
            refuse(inSheet(*WorksheetBuilder::textTooLong(row)));
    }

    /// Controls and pictures may be lost; what a row or a merge says may not.
    void elementLost(std::string_view local) override
    {
        const bool inData = state != State::outside && state != State::sheet;
        if (aside == 0 && (inData || local == "sheetData" || local == "mergeCells" || local == "cols"))
            refuse(
                inSheet(QStringLiteral("%1有内容只写给别的程序（mc:Choice），这里读不出来，请用 Excel 或 WPS "
                                       "打开核对，另存为 .xlsx 再导入")
                            .arg(WorksheetBuilder::nearRow(row))));
    }

private:
    enum class State { outside, sheet, list, data, row, cell, inlineText, run };

    QString inSheet(const QString& why) const
    {
        return QStringLiteral("的工作表“%1”%2").arg(builder.sheet.name, why);
    }

    void listItem(const XmlName& name, const XmlAttributes& attributes)
    {
        if (name.local == "col") {
            const auto hidden = attributes.value("hidden");
            const auto first = countOf(attributes.value("min"), table_limits::columns);
            const auto last = countOf(attributes.value("max"), table_limits::columns);
            const bool noWidth = numberIn(trimmed(attributes.value("width"))) == 0.0;
            if ((hidden == "1" || hidden == "true" || noWidth) && first && last)
                builder.hideColumns(*first - 1, *last - 1);
        } else if (name.local == "mergeCell") {
            const auto reference = attributes.value("ref");
            const auto range = rangeOf(reference);
            if (!range || range->bottom >= table_limits::rows || range->right >= table_limits::columns)
                return refuse(inSheet(QStringLiteral(
                    "合并了工作表里没有的单元格“%1”，文件不完好，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入")
                                          .arg(qtText(reference.substr(0, 40)))));
            if (const auto why = builder.merge(*range))
                refuse(inSheet(*why));
        }
    }

    void startRow(const XmlAttributes& attributes)
    {
        state = State::row;
        column = -1;
        const auto number = attributes.value("r");
        rowIsNamed = !number.empty();
        if (rowIsNamed) {
            const auto named = countOf(number, table_limits::rows);
            if (!named || *named == 0)
                return refuse(
                    inSheet(QStringLiteral("有一行的行号是“%1”，工作表只有 1～1048576 行，文件不完好，请用 "
                                           "Excel 或 WPS 打开后另存为 .xlsx 再导入")
                                .arg(qtText(number.substr(0, 20)))));
            row = *named - 1;
        } else if (++row >= table_limits::rows) {
            return refuse(inSheet(*WorksheetBuilder::beyondRows()));
        }
        const auto hidden = attributes.value("hidden");
        if (hidden == "1" || hidden == "true")
            builder.hideRow(row);
    }

    void startCell(const XmlAttributes& attributes)
    {
        state = State::cell;
        type = attributes.value("t");
        formula = hasInline = false;
        value.clear();
        const auto named = attributes.value("r");
        ++column;
        if (!named.empty()) {
            const auto reference = CellReference::of(named);
            if (!reference)
                return refuse(inSheet(QStringLiteral(
                    "第 %1 行有一个单元格叫“%2”，文件不完好，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入")
                                          .arg(row + 1)
                                          .arg(qtText(named.substr(0, 20)))));
            if (reference->column >= 0)
                column = reference->column;
            if (!rowIsNamed && reference->row > row)
                row = reference->row;
            rowIsNamed = true;
            if (reference->row >= 0 && reference->row != row)
                return refuse(inSheet(QStringLiteral("第 %1 行里有一个单元格叫“%2”，文件不完好，请用 Excel "
                                                     "或 WPS 打开核对，另存为 .xlsx 再导入")
                                          .arg(row + 1)
                                          .arg(qtText(named.substr(0, 20)))));
            if (row >= table_limits::rows)
                return refuse(inSheet(*WorksheetBuilder::beyondRows()));
        }
        if (column >= table_limits::columns)
            return refuse(inSheet(*WorksheetBuilder::beyondColumns(row)));
        // Who names no style has the first one.
        const auto styled = attributes.value("s");
        const auto style
            = countOf(styled.empty() ? std::string_view("0") : styled, int(styles.formatOfStyle.size()) - 1);
        format = style ? styles.formatOfStyle[*style] : -1;
    }

    void endCell()
    {
        const std::string_view written(value.constData(), size_t(value.size()));
        const std::string_view word = trimmed(written);
        if (formula && word.empty() && (type != "str" || book.calculatedOnLoad)) {
            builder.cells.uncalculated(column);
        } else if (type == "s") {
            if (!word.empty())
                sharedText(word);
        } else if (type == "inlineStr" || type == "str") {
            plainText(written);
        } else if (type == "b") {
            if (!word.empty())
                builder.cells.boolean(column, word == "1" || word == "true", formula);
        } else if (type == "e") {
            builder.cells.error(column, word.empty() ? "#VALUE!" : word, formula);
        } else if (type == "d") {
            if (const auto day = isoDate(qtText(word)))
                builder.cells.date(column, 0, *day, formula);
            else
                plainText(written);
        } else if (!word.empty()) {
            number(word, written);
        }
    }

    void sharedText(std::string_view word)
    {
        const auto index = countOf(word, std::numeric_limits<int>::max());
        const auto text = index ? texts.at(*index) : std::nullopt;
        if (text)
            put(*text);
        else
            refuse(inSheet(
                QStringLiteral("第 %1 行有一个单元格的文字在文件里找不到，文件不完整，请用 Excel 或 WPS "
                               "打开核对，另存为 .xlsx 再导入")
                    .arg(row + 1)));
    }

    void plainText(std::string_view written)
    {
        const QByteArray plain = withoutEscapes(written);
        const std::string_view text(plain.constData(), size_t(plain.size()));
        if (WorksheetBuilder::unitsOf(text) > table_limits::textUnits)
            refuse(inSheet(*WorksheetBuilder::textTooLong(row)));
        else
            put(text);
    }

    void put(std::string_view text)
    {
        static const NumberFormat general;
        builder.text({row, column}, text, format < 0 ? general : styles.formats[format], formula);
    }

    void number(std::string_view word, std::string_view written)
    {
        const auto found = numberIn(word);
        if (!found)
            return plainText(written);
        if (formula && *found == 0 && book.calculatedOnLoad)
            return builder.cells.uncalculated(column);
        if (format >= 0)
            if (const auto day = styles.formats[format].dateText(*found, book.date1904))
                return builder.cells.date(column, *found, *day, formula);
        builder.number({row, column}, *found, format < 0 ? 0 : format + 1, formula);
    }

    WorksheetBuilder& builder;
    const XlsxBookParts& book;
    const XlsxStyles& styles;
    const SharedTexts& texts;
    State state = State::outside;
    int aside = 0; ///< how deep inside of something that is left out
    bool hears = false; ///< letters count
    int row = -1, column = -1;
    bool rowIsNamed = false;
    std::string type;
    bool formula = false;
    bool hasInline = false;
    int format = -1; ///< none: General
    QByteArray value;
};
} // namespace

Result<QList<Worksheet>> readXlsx(ZipPackage& package)
{
    const auto book = readXlsxBook(package);
    COOP_TRY(book);
    const auto styles = readXlsxStyles(package, book->styles);
    COOP_TRY(styles);
    const auto texts = readSharedTexts(package, book->texts);
    COOP_TRY(texts);
    TableBudget budget;
    QList<Worksheet> sheets;
    for (const XlsxBookParts::Sheet& part : book->sheets) {
        WorksheetBuilder builder(part.name, budget);
        builder.sheet.hidden = part.hidden;
        builder.sheet.date1904 = book->date1904;
        builder.sheet.formats = QList<NumberFormat>{NumberFormat()} + styles->formats;
        WorksheetListener listener(builder, *book, *styles, *texts);
        COOP_TRY(readXmlPart(
            package, part.part, listener, [&] { return QStringLiteral("的") + listener.place(); }));
        if (const auto why = builder.finish())
            return fail(ErrorKind::fileUnreadable, QStringLiteral("的工作表“%1”%2").arg(part.name, *why));
        sheets += std::move(builder.sheet);
    }
    return sheets;
}

} // namespace coop

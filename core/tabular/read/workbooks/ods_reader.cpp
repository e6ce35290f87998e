#include "core/tabular/read/workbooks/ods_reader.h"

#include "core/tabular/read/serial_date.h"
#include "core/tabular/read/table_limits.h"
#include "core/tabular/read/workbooks/ods_styles.h"
#include "core/tabular/read/workbooks/xlsx_parts.h"
#include "core/tabular/read/worksheet_builder.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <vector>

namespace coop
{

namespace
{
constexpr std::string_view officeSpace = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
constexpr std::string_view tableSpace = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
constexpr std::string_view textSpace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

bool looksLikeError(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:Err:\\d{3}|#[A-Z][A-Z0-9/]*[!?]?|#VALUE!|#REF!|#DIV/0!|#NAME\\?|#NUM!|#NULL!)$"));
    return form.match(text).hasMatch();
}

/// PT15H04M05S → 15:04:05.
QString timeOf(const QString& duration)
{
    static const QRegularExpression form(
        QStringLiteral("^-?P(?:(\\d+)D)?T?(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)(?:[.,]\\d+)?S)?$"));
    const auto match = form.match(duration);
    if (!match.hasMatch())
        return {};
    const auto two = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    return QStringList{two(match.captured(1).toLongLong() * 24 + match.captured(2).toLongLong()),
        two(match.captured(3).toLongLong()), two(match.captured(4).toLongLong())}
        .join(u':');
}

class ContentListener : public XmlListener
{
public:
    explicit ContentListener(OdsStyles& look)
        : styles(look)
    {
    }
    QList<Worksheet> sheets;
    bool isSpreadsheet = false;

    QString place() const
    {
        return builder
            ? QStringLiteral("的工作表“%1”%2").arg(builder->sheet.name, WorksheetBuilder::nearRow(row))
            : QString();
    }

    void startElement(const XmlName& name, const XmlAttributes& attributes) override
    {
        stack.push_back(stateOf(name));
        switch (stack.back()) {
        case State::styles:
            styles.startElement(name, attributes);
            if (!styles.isBounded())
                refuse(QStringLiteral("里的单元格格式太多，请复制到一个新的工作簿里再导入"));
            break;
        case State::table:
            if (name.local == "table")
                startTable(attributes);
            break;
        case State::column:
            takeColumns(attributes);
            break;
        case State::row:
            startRow(attributes);
            break;
        case State::cell:
            startCell(name, attributes);
            break;
        case State::paragraph:
            startText(name, attributes);
            break;
        default:
            break;
        }
    }

    void endElement(const XmlName& name) override
    {
        const State state = stack.back();
        stack.pop_back();
        if (state == State::styles)
            styles.endElement(name);
        else if (state == State::cell)
            endCell();
        else if (state == State::row)
            endRow();
        else if (state == State::table && name.local == "table")
            endTable();
    }

    void characters(std::string_view letters) override
    {
        if (stack.empty())
            return;
        if (stack.back() == State::styles)
            return styles.characters(letters);
        if (stack.back() != State::paragraph || covered)
            return;
        // Blanks in a row are one; those that count are elements.
        for (const char c : letters) {
            const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
            if (!blank || !blankBefore)
                text += blank ? ' ' : c;
            blankBefore = blank;
        }
        if (text.size() > table_limits::textBytes)
            refuseHere(*WorksheetBuilder::textTooLong(row));
    }

private:
    enum class State { outside, styles, spreadsheet, table, column, row, cell, paragraph, aside };

    State stateOf(const XmlName& name) const
    {
        const State above = stack.empty() ? State::outside : stack.back();
        switch (above) {
        case State::outside:
            if (name.space == officeSpace && (name.local == "styles" || name.local == "automatic-styles"))
                return State::styles;
            if (name.space == officeSpace && name.local == "spreadsheet")
                return State::spreadsheet;
            return name.space == officeSpace && (name.local == "body" || stack.empty()) ? State::outside
                                                                                        : State::aside;
        case State::styles:
            return State::styles;
        case State::spreadsheet:
            return name.space == tableSpace && name.local == "table" ? State::table : State::aside;
        case State::table:
            if (name.space != tableSpace)
                return State::aside;
            if (name.local == "table-row")
                return State::row;
            if (name.local == "table-column")
                return State::column;
            return name.local == "table-row-group" || name.local == "table-rows"
                    || name.local == "table-header-rows" || name.local == "table-column-group"
                    || name.local == "table-columns" || name.local == "table-header-columns"
                ? State::table
                : State::aside;
        case State::row:
            return name.space == tableSpace
                    && (name.local == "table-cell" || name.local == "covered-table-cell")
                ? State::cell
                : State::aside;
        case State::cell:
            return name.space == textSpace && name.local == "p" ? State::paragraph : State::aside;
        case State::paragraph:
            return name.space == textSpace && name.local != "note" && name.local != "ruby-text"
                ? State::paragraph
                : State::aside;
        case State::column:
        case State::aside:
            break;
        }
        return State::aside;
    }

    void refuseHere(const QString& why)
    {
        refuse(QStringLiteral("的工作表“%1”%2").arg(builder->sheet.name, why));
    }

    /// How often something stands there, or how far it reaches.
    std::optional<int> times(const XmlAttributes& attributes, std::string_view what)
    {
        const auto written = attributes.value(what, tableSpace);
        if (written.empty())
            return 1;
        const auto number = countOf(written, std::numeric_limits<int>::max());
        if (number && *number > 0)
            return number;
        refuseHere(QStringLiteral(
            "第 %1 行有一个单元格的重复或合并数是“%2”，文件不完好，请用 WPS 或 LibreOffice 打开后另存为 "
            ".xlsx 再导入")
                       .arg(row + 1)
                       .arg(qtText(written.substr(0, 20))));
        return std::nullopt;
    }

    static bool isHidden(const XmlAttributes& attributes)
    {
        const auto visibility = attributes.value("visibility", tableSpace);
        return visibility == "collapse" || visibility == "filter";
    }

    void startTable(const XmlAttributes& attributes)
    {
        if (sheets.size() >= table_limits::sheets)
            return refuse(QStringLiteral("里的工作表超过 %1 张，不像一份台账，请只留下要导入的工作表")
                              .arg(table_limits::sheets));
        builder.emplace(qtText(attributes.value("name", tableSpace)), budget);
        builder->sheet.hidden = styles.hidesTable(qtText(attributes.value("style-name", tableSpace)));
        row = -1;
        rowTimes = 1;
        columnStyles.clear();
        nextColumn = 0;
    }

    void takeColumns(const XmlAttributes& attributes)
    {
        const auto wide = times(attributes, "number-columns-repeated");
        if (!wide)
            return;
        const int last = std::min(*wide, table_limits::columns - std::min(nextColumn, table_limits::columns))
            + nextColumn - 1;
        if (isHidden(attributes))
            builder->hideColumns(nextColumn, last);
        if (columnStyles.size() < table_limits::columns)
            columnStyles += {last, qtText(attributes.value("default-cell-style-name", tableSpace))};
        nextColumn = last + 1;
    }

    void startRow(const XmlAttributes& attributes)
    {
        row = int(std::min<qint64>(qint64(row) + rowTimes, table_limits::rows));
        const auto repeated = times(attributes, "number-rows-repeated");
        rowTimes = repeated.value_or(1);
        column = 0;
        rowStyle = qtText(attributes.value("default-cell-style-name", tableSpace));
        if (isHidden(attributes))
            for (int i = 0; i < rowTimes && row + i < table_limits::rows; ++i)
                builder->hideRow(row + i);
    }

    void startCell(const XmlName& name, const XmlAttributes& attributes)
    {
        covered = name.local == "covered-table-cell";
        text.clear();
        paragraphs = 0;
        blankBefore = true;
        const auto wide = times(attributes, "number-columns-repeated");
        const auto across = times(attributes, "number-columns-spanned");
        const auto down = times(attributes, "number-rows-spanned");
        if (!wide || !across || !down)
            return;
        cellTimes = *wide;
        type = attributes.value("value-type", officeSpace);
        isError = attributes.anyValue("value-type") == "error";
        for (const std::string_view of : {"value", "date-value", "time-value", "boolean-value"})
            if (const auto written = attributes.value(of, officeSpace); !written.empty())
                value = written;
        if (type.empty())
            value.clear();
        formula = !attributes.value("formula", tableSpace).empty();
        string = attributes.value("string-value", officeSpace);
        style = qtText(attributes.value("style-name", tableSpace));
        money = qtText(attributes.value("currency", officeSpace));
        // calcext:value-type stands beside office:value-type.
        if (!isError)
            isError = attributes.value("value-type",
                          "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0")
                == "error";
        if ((*across > 1 || *down > 1) && !covered && column < table_limits::columns) {
            const MergedRange range{row, column,
                int(std::min<qint64>(qint64(row) + *down, table_limits::rows)) - 1,
                int(std::min<qint64>(qint64(column) + *across, table_limits::columns)) - 1};
            if (const auto why = builder->merge(range))
                refuseHere(*why);
        }
    }

    void startText(const XmlName& name, const XmlAttributes& attributes)
    {
        if (name.local == "p") {
            if (paragraphs++ > 0)
                text += '\n';
            blankBefore = true;
        } else if (name.local == "s") {
            text += QByteArray(
                countOf(attributes.value("c", textSpace), table_limits::textUnits).value_or(1), ' ');
            blankBefore = false;
        } else if (name.local == "tab" || name.local == "line-break") {
            text += name.local == "tab" ? '\t' : '\n';
            blankBefore = true;
        }
        if (text.size() > table_limits::textBytes)
            refuseHere(*WorksheetBuilder::textTooLong(row));
    }

    const QString& styleHere() const
    {
        if (!style.isEmpty())
            return style;
        if (!rowStyle.isEmpty())
            return rowStyle;
        const auto found = std::lower_bound(columnStyles.begin(), columnStyles.end(), column,
            [](const auto& one, int wanted) { return one.first < wanted; });
        return found != columnStyles.end() ? found->second : style;
    }

    void endCell()
    {
        if (!covered)
            putCell();
        column = int(std::min<qint64>(qint64(column) + cellTimes, table_limits::columns));
        cellTimes = 1;
        value.clear();
        string.clear();
    }

    void putCell()
    {
        const std::string_view shown(text.constData(), size_t(text.size()));
        const std::string_view words = string.empty() ? shown : std::string_view(string);
        const bool calculated = !type.empty() || !text.isEmpty();
        if (!calculated && !formula)
            return;
        if (words.empty() && type == "string" && !isError)
            return;
        const qint64 last = qint64(column) + cellTimes;
        if (last > table_limits::columns)
            return refuseHere(*WorksheetBuilder::beyondColumns(row));
        if (WorksheetBuilder::unitsOf(words) > table_limits::textUnits)
            return refuseHere(*WorksheetBuilder::textTooLong(row));
        const QString seen = qtText(shown).trimmed();
        const bool wrong = isError || (formula && looksLikeError(seen));
        const int numberFormat = type == "float" || type == "currency" || type == "percentage" ? format() : 0;
        bool good = false;
        const double number = QString::fromStdString(value).toDouble(&good);
        good = good && std::isfinite(number);
        builder->sheet.formats = styles.formats;
        for (int at = column; at < last; ++at) {
            RowBuffer& cells = builder->cells;
            if (!calculated)
                cells.uncalculated(at);
            else if (wrong)
                cells.error(at, seen.isEmpty() ? "#VALUE!" : seen.toStdString(), formula);
            else if (type == "float" || type == "currency" || type == "percentage") {
                if (good)
                    builder->number({row, at}, number, numberFormat, formula);
                else
                    cells.text(at, shown, formula);
            } else if (type == "date") {
                const auto day = isoDate(QString::fromStdString(value));
                if (day)
                    cells.date(at, 0, *day, formula);
                else
                    cells.text(at, shown, formula);
            } else if (type == "time") {
                const QString time = timeOf(QString::fromStdString(value));
                if (time.isEmpty())
                    cells.text(at, shown, formula);
                else
                    cells.date(at, 0, time, formula);
            } else if (type == "boolean")
                cells.boolean(at, value == "true", formula);
            else
                builder->text({row, at}, words, styles.formats[styles.formatOf(styleHere())], formula);
        }
    }

    int format()
    {
        const int found = styles.formatOf(styleHere());
        if (type == "currency" && styles.formats[found].foreignMoney(1).isEmpty())
            if (const int foreign = styles.foreignMoney(money); foreign > 0)
                return foreign;
        const bool percent = found > 0 && styles.formats[found].isPercent(1);
        return type == "percentage" && !percent ? styles.percent() : found;
    }

    void endRow()
    {
        if (builder->cells.isEmpty())
            return;
        if (const auto why = builder->endRow(row, rowTimes))
            return refuseHere(*why);
    }

    void endTable()
    {
        if (!builder)
            return;
        if (const auto why = builder->finish())
            return refuseHere(*why);
        sheets += std::move(builder->sheet);
        builder.reset();
    }

    OdsStyles& styles;
    TableBudget budget;
    std::vector<State> stack;
    std::optional<WorksheetBuilder> builder;
    QList<std::pair<int, QString>> columnStyles; ///< last column that it holds for → style
    int nextColumn = 0;
    QString rowStyle, style;
    QString money; ///< of a cell: USD
    int row = -1, rowTimes = 1, column = 0, cellTimes = 1;
    bool covered = false, formula = false, isError = false;
    std::string type, value, string;
    QByteArray text;
    int paragraphs = 0;
    bool blankBefore = true;
};

class LockListener : public XmlListener
{
public:
    bool locked = false;
    void startElement(const XmlName& name, const XmlAttributes&) override
    {
        locked = locked || name.local == "encryption-data" || name.local == "keyinfo";
    }
    void endElement(const XmlName&) override { }
};
} // namespace

Result<QList<Worksheet>> readOds(ZipPackage& package)
{
    const QString manifest = QStringLiteral("META-INF/manifest.xml");
    if (package.has(manifest)) {
        LockListener lock;
        if (readXmlPart(package, manifest, lock, [] { return QString(); }) && lock.locked)
            return fail(ErrorKind::fileUnreadable,
                QStringLiteral("设了打开密码，请在 WPS 或 LibreOffice 里去掉密码后再导入"));
    }
    OdsStyles styles;
    const QString named = QStringLiteral("styles.xml");
    if (package.has(named)) {
        ContentListener listener(styles);
        COOP_TRY(readXmlPart(package, named, listener, [] { return QString(); }));
    }
    ContentListener listener(styles);
    const auto read
        = readXmlPart(package, QStringLiteral("content.xml"), listener, [&] { return listener.place(); });
    COOP_TRY(read);
    for (Worksheet& sheet : listener.sheets)
        sheet.formats = styles.formats;
    return std::move(listener.sheets);
}

} // namespace coop

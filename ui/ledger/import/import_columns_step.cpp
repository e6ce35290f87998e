#include "ui/ledger/import/import_columns_step.h"

#include "ui/look/theme.h"
#include "ui/widgets/window_words.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int shownRows = 12;
constexpr int shownColumns = 200;
constexpr int columnWidth = 150;

const HeadingMap::Column* mapped(const ImportTable& table, int column)
{
    for (const HeadingMap::Column& each : table.map.columns)
        if (each.column == column)
            return &each;
    return nullptr;
}

QString unitNote(const HeadingMap::Column& column, const FieldSpec& field)
{
    if (column.exponent == 0)
        return {};
    return QStringLiteral("换算成%1（× 10%2）")
        .arg(field.unit,
            QString::number(column.exponent).replace(u'4', u'⁴').replace(u'8', u'⁸').replace(u'3', u'³'));
}
} // namespace

ImportColumnsStep::ImportColumnsStep(const RegistrySpec& registry, QWidget* parent)
    : QWidget(parent)
    , spec(registry)
    , found(new QLabel)
    , problemText(new QLabel)
    , sheet(new QTableWidget)
{
    found->setWordWrap(true);
    found->setObjectName(QStringLiteral("import.found"));
    problemText->setWordWrap(true);
    problemText->setProperty("role", QStringLiteral("error"));
    problemText->setObjectName(QStringLiteral("import.columnsProblem"));
    sheet->setObjectName(QStringLiteral("import.columns"));
    sheet->setAccessibleName(QStringLiteral("表格的列和对应的字段"));
    sheet->setEditTriggers(QAbstractItemView::NoEditTriggers);
    sheet->setSelectionMode(QAbstractItemView::NoSelection);
    sheet->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    sheet->setWordWrap(false);
    sheet->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    sheet->horizontalHeader()->setHighlightSections(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addWidget(found);
    column->addWidget(sheet, 1);
    column->addWidget(problemText);
}

QString ImportColumnsStep::headingOf(const ImportTable& table, int column)
{
    if (const HeadingMap::Column* known = mapped(table, column))
        return known->heading;
    const int row = std::max(0, table.map.firstRow - 1);
    return table.sheet.mergedCell(row, column).trimmed();
}

void ImportColumnsStep::addChooser(const ImportTable& table, int column)
{
    auto* chooser = new QComboBox;
    chooser->setObjectName(QStringLiteral("import.column.") + Worksheet::letter(column));
    chooser->setAccessibleName(QStringLiteral("“%1”这一列是").arg(headingOf(table, column)));
    chooser->addItem(QStringLiteral("（不导入这一列）"), QString());
    for (const FieldSpec& field : spec.fields)
        chooser->addItem(
            (field.required ? QStringLiteral("%1 *") : QStringLiteral("%1")).arg(field.heading()), field.id);
    chooser->setMaxVisibleItems(24);
    const HeadingMap::Column* known = mapped(table, column);
    if (known)
        chooser->setCurrentIndex(known->field + 1);
    connect(chooser, &QComboBox::activated, this,
        [this, chooser, column] { Q_EMIT columnChosen(column, chooser->currentData().toString()); });
    sheet->setCellWidget(0, column, chooser);
    const QString note = known ? unitNote(*known, spec.fields[known->field]) : QString();
    auto* heading = new QTableWidgetItem(
        note.isEmpty() ? headingOf(table, column) : headingOf(table, column) + QStringLiteral("　") + note);
    heading->setFont(theme::font(theme::textPoints, true));
    heading->setToolTip(heading->text());
    sheet->setItem(1, column, heading);
}

void ImportColumnsStep::show(const ImportTable& table)
{
    // A stray cell may stand in a column that no eye ever reached.
    const int columns = std::min(table.sheet.columns(), shownColumns);
    const int first = table.map.firstRow;
    const int rows = std::min<int>(shownRows, table.sheet.rows.size() - first);
    sheet->clear();
    sheet->setColumnCount(columns);
    sheet->setRowCount(2 + std::max(0, rows));
    QStringList letters;
    QStringList numbers{QStringLiteral("字段"), QStringLiteral("表头")};
    for (int column = 0; column < columns; ++column) {
        letters += Worksheet::letter(column);
        addChooser(table, column);
        for (int row = 0; row < rows; ++row) {
            auto* item = new QTableWidgetItem(table.sheet.cell(first + row, column));
            if (!mapped(table, column))
                item->setForeground(theme::disabledText);
            item->setToolTip(item->text());
            sheet->setItem(2 + row, column, item);
        }
        sheet->setColumnWidth(column, columnWidth);
    }
    for (int row = 0; row < rows; ++row)
        numbers += QString::number(first + row + 1);
    sheet->setHorizontalHeaderLabels(letters);
    sheet->setVerticalHeaderLabels(numbers);
    sheet->setRowHeight(0, theme::controlHeight + 4);
    const int headingRow = first;
    found->setText(table.map.columns.isEmpty()
            ? QStringLiteral("没有认出表头，请在每一列上方选择它是哪个字段；不需要的列不选。")
            : QStringLiteral("表头在第 %1 行，认出 %2 列；数据从第 %3 "
                             "行开始。请核对每一列上方的字段，不需要的列选“不导入”。")
                  .arg(headingRow)
                  .arg(table.map.columns.size())
                  .arg(first + 1));
    QStringList problems;
    if (!table.missing.isEmpty())
        problems += QStringLiteral("还没有对应的必填字段：%1（修改已有的行时可以没有）")
                        .arg(table.missing.join(u'、'));
    for (const QString& sentence : table.map.left)
        problems += inWindowWords(sentence);
    say(problems.join(u'\n'));
}

void ImportColumnsStep::say(const QString& problem)
{
    problemText->setText(problem);
    problemText->setVisible(!problem.isEmpty());
}

} // namespace coop

#include "ui/ledger/totals_line.h"

#include "core/base/checked_sum.h"
#include "core/base/decimal.h"
#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/look/theme.h"

#include <QHeaderView>
#include <QLayout>
#include <QPainter>

namespace coop
{

TotalsLine::TotalsLine(RecordGrid& view, QWidget* parent)
    : QWidget(parent)
    , grid(view)
{
    setObjectName(QStringLiteral("ledger.totals"));
    setAccessibleName(QStringLiteral("合计"));
    setFixedHeight(headingHeight());
    later.setSingleShot(true);
    later.setInterval(0);
    connect(&later, &QTimer::timeout, this, &TotalsLine::addUp);
    const auto soon = [this] { later.start(); };
    const RecordTableModel* model = &grid.records();
    connect(model, &QAbstractItemModel::modelReset, this, soon);
    connect(model, &QAbstractItemModel::modelReset, this, &TotalsLine::fitHeight);
    connect(model, &QAbstractItemModel::layoutChanged, this, soon);
    connect(model, &QAbstractItemModel::dataChanged, this, soon);
    connect(model, &QAbstractItemModel::rowsInserted, this, soon);
    connect(&grid, &FrozenTableView::columnsShifted, this, qOverload<>(&QWidget::update));
}

void TotalsLine::addUp()
{
    const RecordTableModel& model = grid.records();
    sums.assign(size_t(model.columnCount()), 0);
    QStringList spoken{heading()};
    for (int column = 0; column < model.columnCount(); ++column) {
        if (!model.ledger().fields[column].hasTotal())
            continue;
        sums[size_t(column)] = model.sumOf(column);
        spoken += model.ledger().fields[column].heading() + u' ' + textOf(column);
    }
    setAccessibleDescription(spoken.join(u'，'));
    setToolTip(heading());
    update();
}

/// Whether there are sums follows from the ledger. At once: the pane must not be laid out for another one.
void TotalsLine::fitHeight()
{
    const RecordTableModel& model = grid.records();
    hasSums = false;
    for (int column = 0; column < model.columnCount(); ++column)
        hasSums = hasSums || model.ledger().fields[column].hasTotal();
    setFixedHeight(headingHeight() + (hasSums ? theme::rowHeight : 0));
    if (parentWidget() && parentWidget()->layout())
        parentWidget()->layout()->activate();
}

int TotalsLine::headingHeight() const
{
    return fontMetrics().height() + theme::grid;
}

QString TotalsLine::heading() const
{
    const RecordTableModel& model = grid.records();
    QStringList parts;
    if (model.columnCount() == 0)
        return {};
    if (model.only()) {
        parts += model.only()->title;
    } else {
        bool hasArea = false;
        for (const TopBarChoice& choice : model.topBar()) {
            hasArea = hasArea || choice.of == TopBarChoice::Of::area;
            parts += choice.holds ? choice.title : QStringLiteral("全部") + topBarName(choice.of);
        }
        if (!hasArea && !model.topBar().isEmpty()) // else it says nothing of the rows: those of a filing
            parts += QStringLiteral("全区");
    }
    if (model.isSearched())
        parts += QStringLiteral("搜索和筛选后");
    parts += lineCount(model.shownRows());
    return QStringLiteral("合计（%1）").arg(parts.join(QStringLiteral(" · ")));
}

QString TotalsLine::textOf(int column) const
{
    if (size_t(column) >= sums.size() || column >= grid.records().columnCount())
        return {};
    const FieldSpec& field = grid.records().ledger().fields[column];
    if (!field.hasTotal())
        return {};
    const auto& sum = sums[size_t(column)];
    return sum ? formatDecimal(*sum, field.scale, true) : QStringLiteral("合计太大");
}

void TotalsLine::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), theme::page);
    painter.setPen(theme::line);
    painter.drawLine(rect().topLeft(), rect().topRight());
    const int left = grid.verticalHeader()->width() + 1;
    const QList<int> columns = shownColumns(grid), frozen = grid.frozenColumns();
    const int top = 1 + headingHeight();
    const auto draw = [&](int column) {
        const QRect cell(left + grid.columnLeft(column), top, grid.columnWidth(column), height() - top);
        painter.setPen(theme::line);
        painter.drawLine(cell.topRight(), cell.bottomRight());
        painter.setPen(theme::text);
        painter.drawText(cell.adjusted(theme::grid, 0, -theme::grid, 0),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, textOf(column));
    };
    if (hasSums)
        for (const int column : columns)
            if (!frozen.contains(column))
                draw(column);
    const int still = left + grid.frozenWidth();
    if (!frozen.isEmpty())
        painter.fillRect(0, top, still, height(), theme::page);
    if (hasSums)
        for (const int column : frozen)
            draw(column);
    painter.fillRect(0, top, left, height(), theme::page);
    const QRect line(theme::grid, 1, width() - 2 * theme::grid, headingHeight());
    painter.setPen(theme::secondText);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        fontMetrics().elidedText(
            heading() + (hasSums ? QStringLiteral("：") : QString()), Qt::ElideMiddle, line.width()));
}

QString blockStatistics(const RecordGrid& grid)
{
    const RecordTableModel& model = grid.records();
    qint64 cells = 0, filled = 0, numbers = 0;
    CheckedSum added;
    const FieldSpec* unit = nullptr; // of the numbers so far
    bool mixed = false, adds = true;
    for (const QItemSelectionRange& range : grid.selectionModel()->selection())
        for (int column = range.left(); column <= range.right(); ++column) {
            if (grid.isColumnHidden(column))
                continue;
            const FieldSpec& field = model.ledger().fields[column];
            cells += range.height();
            for (int row = range.top(); row <= range.bottom(); ++row) {
                const FieldValue& value = model.valueAt(row, column);
                filled += value.isNull() ? 0 : 1;
                if (!field.isNumeric() || !value.isNumber())
                    continue;
                mixed = mixed || (unit && (unit->unit != field.unit || unit->scale != field.scale));
                unit = &field;
                adds = adds && field.addsUp;
                ++numbers;
                added += value.number();
            }
        }
    if (cells < 2)
        return {};
    QStringList parts{QStringLiteral("计数 ") + formatDecimal(filled, 0, true)};
    if (numbers > 0 && !mixed && !added.value()) {
        parts += QStringLiteral("求和太大，算不出来");
    } else if (numbers > 0 && !mixed) {
        // Two digits more than the field keeps, rounded half away from zero, without floating point.
        const qint64 sum = *added.value();
        const qint64 twice = 200 * (sum % numbers) / numbers;
        const qint64 mean = sum / numbers * 100 + (twice + (sum < 0 ? -1 : 1)) / 2;
        if (adds) // else only their mean says something
            parts += QStringLiteral("求和 ") + formatDecimal(sum, unit->scale, true);
        parts += QStringLiteral("平均 ") + formatDecimal(mean, unit->scale + 2, true);
    }
    return parts.join(u'　');
}

} // namespace coop

#include "ui/settings/targets/targets_pane.h"

#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/workspace_job.h"
#include "ui/settings/targets/allocation_pane.h"
#include "ui/settings/targets/figure_item.h"
#include "ui/widgets/message.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

namespace coop
{

namespace
{
constexpr int operatorColumn = 2;
constexpr int firstYearColumn = 3;
}

TargetsPane::TargetsPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , explanation(new QLabel)
    , table(new QTableWidget)
    , pane(new AllocationPane(shared))
    , split(new QSplitter)
{
    explanation->setObjectName(QStringLiteral("targets.explanation"));
    explanation->setProperty("role", QStringLiteral("second"));
    explanation->setWordWrap(true);
    table->setObjectName(QStringLiteral("targets.table"));
    table->setAccessibleName(QStringLiteral("各指标各年的目标"));
    table->setSelectionMode(QTableWidget::SingleSelection);
    table->setEditTriggers(
        QTableWidget::DoubleClicked | QTableWidget::EditKeyPressed | QTableWidget::AnyKeyPressed);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    table->horizontalHeader()->setHighlightSections(false);

    table->setMinimumHeight(7 * theme::rowHeight);
    split->addWidget(table);
    split->addWidget(pane);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setHandleWidth(theme::gap);
    connect(split, &QSplitter::splitterMoved, this, [this] { divided = true; });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::gap);
    column->addWidget(explanation);
    column->addWidget(split, 1);

    connect(table, &QTableWidget::currentItemChanged, this, &TargetsPane::showChosen);
    connect(table, &QTableWidget::itemChanged, this, &TargetsPane::edited);
    connect(&session, &Session::dataChanged, this, &TargetsPane::reload);
    connect(&session, &Session::personChanged, this, &TargetsPane::reload);
    reload();
}

void TargetsPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    constexpr int lowestWidth = 900; // for all years beside the pane; else the names would scroll away
    split->setOrientation(width() < lowestWidth ? Qt::Vertical : Qt::Horizontal);
    // Sizes by what each would like leave no room for names that differ only at their end.
    if (split->orientation() == Qt::Horizontal && !divided)
        split->setSizes({3 * width() / 5, 2 * width() / 5});
}

bool TargetsPane::busy() const
{
    return working > 0 || pane->busy();
}

/// Not now: the table is still in the midst of taking the text, and reload() makes new cells.
void TargetsPane::reloadSoon()
{
    QMetaObject::invokeMethod(this, &TargetsPane::reload, Qt::QueuedConnection);
}

void TargetsPane::fill(
    int row, int column, const QString& shown, const QString& written, bool editable, const QString& tip)
{
    auto* item = new FigureItem(shown, written, editable);
    item->setToolTip(tip);
    if (column < firstYearColumn)
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setItem(row, column, item);
}

void TargetsPane::reload()
{
    auto read = targetMatrix(session.workspace());
    if (!read)
        return explanation->setText(read.error().text);
    const bool may = mayDo(session, Deed::decide);
    explanation->setText(may
            ? QStringLiteral("双击或直接键入即可修改；清空表示当年没有目标（—）。与方案不同的标“（改）”。")
            : refusalOf(session, Deed::decide));
    const int row = qMax(0, table->currentRow());
    const int column = table->currentColumn() < firstYearColumn ? firstYearColumn : table->currentColumn();
    filling = true;
    matrix = std::move(*read);
    QStringList headings{QStringLiteral("指标"), QStringLiteral("口径"), QStringLiteral("要求")};
    for (const int year : matrix.years)
        headings += QStringLiteral("%1年").arg(year);
    const bool first = table->columnCount() == 0;
    table->setColumnCount(int(headings.size()));
    table->setHorizontalHeaderLabels(headings);
    table->setRowCount(int(matrix.rows.size()));
    for (int i = 0; i < headings.size(); ++i)
        table->horizontalHeaderItem(i)->setTextAlignment(
            (i < firstYearColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    for (int i = 0; i < matrix.rows.size(); ++i) {
        const TargetRow& line = matrix.rows[i];
        const Indicator& indicator = *line.indicator;
        fill(i, 0, QStringLiteral("%1（%2）").arg(indicator.title, indicator.unit), indicator.title, false,
            indicator.clause);
        fill(i, 1, basisName(indicator.basis), {}, false);
        fill(i, operatorColumn, indicator.strict ? QStringLiteral(">") : QStringLiteral("≥"), {}, false);
        for (int year = 0; year < line.cells.size(); ++year) {
            const TargetCell& cell = line.cells[year];
            fill(i, firstYearColumn + year,
                figureOrDash(indicator, cell.value) + (cell.edited() ? QStringLiteral("（改）") : QString()),
                cell.value ? figure(indicator, *cell.value, false) : QString(), may, cell.clause);
        }
    }
    if (first) {
        table->setColumnWidth(0, 208);
        table->setColumnWidth(1, 84);
        table->setColumnWidth(operatorColumn, 44);
        for (int i = firstYearColumn; i < headings.size(); ++i)
            table->setColumnWidth(i, 72);
        table->horizontalHeader()->setStretchLastSection(false);
        table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    }
    table->setCurrentCell(qMin(row, table->rowCount() - 1), column);
    filling = false;
    showChosen();
}

const TargetCell* TargetsPane::chosen(const Indicator*& indicator) const
{
    const int row = table->currentRow();
    const int year = qMax(0, table->currentColumn() - firstYearColumn);
    if (row < 0 || row >= matrix.rows.size() || year >= matrix.rows[row].cells.size())
        return nullptr;
    indicator = matrix.rows[row].indicator;
    return &matrix.rows[row].cells[year];
}

void TargetsPane::showChosen()
{
    const Indicator* indicator = nullptr;
    if (filling)
        return;
    if (const TargetCell* cell = chosen(indicator))
        pane->showTarget(*indicator, *cell);
}

void TargetsPane::edited(QTableWidgetItem* item)
{
    const Indicator* indicator = nullptr;
    const TargetCell* cell = chosen(indicator);
    if (filling || !cell || item->row() != table->currentRow() || item->column() < firstYearColumn)
        return;
    const auto value = parseTarget(*indicator, item->data(Qt::EditRole).toString());
    if (!value) {
        reloadSoon();
        return showError(this, QStringLiteral("调整目标"), value.error());
    }
    if (*value == cell->value)
        return reloadSoon();
    ++working;
    const QString what = QStringLiteral("%1%2年目标").arg(indicator->title).arg(cell->year);
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在保存目标"), this,
        [id = indicator->id, year = cell->year, value = *value](Workspace& workspace, const JobControl&) {
            return setTarget(workspace, {workspace.signedIn().name(), Door::grid, {}}, id, year, value);
        },
        [this, what](const Result<bool>& saved) {
            --working;
            if (saved)
                return session.noteSaved(QStringLiteral("已调整") + what);
            showError(this, QStringLiteral("调整目标"), saved.error());
            reload();
        });
}

} // namespace coop

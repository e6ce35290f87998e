#include "ui/settings/targets/allocation_pane.h"

#include "core/store/figures/indicator_reader.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/workflow/targets/decisions.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/settings/targets/figure_item.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

namespace
{
QLabel* label(const char* name, const char* role)
{
    auto* made = new QLabel;
    made->setObjectName(QStringLiteral("targets.") + QLatin1String(name));
    made->setProperty("role", QLatin1String(role));
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

} // namespace

AllocationPane::AllocationPane(Session& shared, QWidget* parent)
    : QFrame(parent)
    , session(shared)
    , heading(label("heading", "heading"))
    , source(label("source", ""))
    , notes(label("notes", "second"))
    , sum(label("sum", ""))
    , table(new QTableWidget(0, 3))
    , evenly(namedButton(QStringLiteral("targets.evenly"), QStringLiteral("平均分解"),
          QStringLiteral("各农合联一样多，零头给排在前面的")))
    , byLastYear(namedButton(QStringLiteral("targets.byLastYear"), QStringLiteral("按上年实绩分解"),
          QStringLiteral("按上年实绩的比例，合计正好等于全区目标")))
    , none(namedButton(QStringLiteral("targets.noParts"), QStringLiteral("取消分解"),
          QStringLiteral("去掉各农合联的目标")))
    , planned(namedButton(QStringLiteral("targets.asPlanned"), QStringLiteral("改回方案目标"), {}))
    , reading(shared.jobs())
{
    setMinimumWidth(392);
    table->setObjectName(QStringLiteral("targets.parts"));
    table->setAccessibleName(QStringLiteral("分解到各农合联的目标"));
    table->setHorizontalHeaderLabels(
        {QStringLiteral("农合联"), QStringLiteral("上年实绩"), QStringLiteral("分解目标")});
    table->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int column : {1, 2})
        table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table->setSelectionMode(QTableWidget::SingleSelection);
    table->setEditTriggers(
        QTableWidget::DoubleClicked | QTableWidget::EditKeyPressed | QTableWidget::AnyKeyPressed);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->setColumnWidth(1, 104);
    table->setColumnWidth(2, 104);

    auto* ways = new QHBoxLayout;
    ways->setSpacing(theme::grid);
    for (QPushButton* each : {evenly, byLastYear, none})
        ways->addWidget(each);
    ways->addStretch();
    auto* words = new QHBoxLayout;
    words->setSpacing(theme::grid);
    words->addWidget(source, 1);
    words->addWidget(planned);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addWidget(heading);
    column->addLayout(words);
    column->addWidget(notes);
    column->addLayout(ways);
    column->addWidget(table, 100); // up to its height, then the stretch below the sum
    column->addWidget(sum);
    column->addStretch(1);
    connect(evenly, &QPushButton::clicked, this, [this] { divide(AllocationWay::evenly); });
    connect(byLastYear, &QPushButton::clicked, this, [this] { divide(AllocationWay::byLastYear); });
    connect(none, &QPushButton::clicked, this, &AllocationPane::clear);
    connect(planned, &QPushButton::clicked, this, &AllocationPane::backToPlan);
    connect(table, &QTableWidget::itemChanged, this, &AllocationPane::edited);
}

void AllocationPane::showTarget(const Indicator& chosen, const TargetCell& target)
{
    indicator = &chosen;
    cell = target;
    heading->setText(
        QStringLiteral("%1　%2年　%3%4%5")
            .arg(chosen.title)
            .arg(cell.year)
            .arg(cell.value ? (chosen.strict ? QStringLiteral(">") : QStringLiteral("≥")) : QString(),
                figureOrDash(chosen, cell.value), cell.value ? chosen.unit : QString()));
    source->setText(cell.clause.isEmpty() ? QStringLiteral("方案没有给这一年定目标。%1").arg(chosen.clause)
                                          : cell.clause
                + (cell.edited()
                        ? QStringLiteral("（方案为 %1，已调整）").arg(figureOrDash(chosen, cell.planned))
                        : QString()));
    QStringList lines{QStringLiteral("口径：") + basisName(chosen.basis)};
    lines += notesFor(session.workspace().plan(), chosen, Period::ofYear(cell.year));
    notes->setText(lines.join(u'\n'));
    planned->setVisible(cell.edited());
    load();
}

void AllocationPane::load()
{
    reading.ask(
        session, QString(),
        [id = indicator->id, year = cell.year](Workspace& workspace, const JobControl&) -> Result<Shares> {
            auto read = targetParts(workspace, id, year);
            COOP_TRY(read);
            const auto last = readIndicator(workspace, id, Period::ofYear(year - 1), Breakdown::byFederation);
            COOP_TRY(last);
            Shares shares{std::move(*read), {}};
            for (const TargetPart& part : std::as_const(shares.parts)) {
                const auto found = std::find_if(last->begin(), last->end(),
                    [&](const Reading& each) { return each.area.id == part.federation; });
                shares.lastYear += found == last->end() ? std::nullopt : found->value;
            }
            return shares;
        },
        [this](const Result<Shares>& shares) {
            if (shares)
                fill(*shares);
            else
                sum->setText(shares.error().text);
            updateButtons();
        });
    updateButtons();
}

void AllocationPane::fill(const Shares& shares)
{
    filling = true;
    parts = shares.parts;
    const int current = table->currentRow();
    table->setRowCount(int(parts.size()));
    for (int row = 0; row < parts.size(); ++row) {
        const auto& value = parts[row].value;
        auto* name = new QTableWidgetItem(parts[row].name);
        name->setFlags(name->flags() & ~Qt::ItemIsEditable);
        table->setItem(row, 0, name);
        table->setItem(row, 1, new FigureItem(figureOrDash(*indicator, shares.lastYear[row]), {}, false));
        table->setItem(row, 2,
            new FigureItem(figureOrDash(*indicator, value),
                value ? figure(*indicator, *value, false) : QString(), mayDo(session, Deed::decide)));
    }
    table->setCurrentCell(qBound(0, current, table->rowCount() - 1), 2);
    // As high as its rows, so that the sum stands right below them.
    table->setMaximumHeight(table->horizontalHeader()->sizeHint().height() + 2 * table->frameWidth()
        + theme::rowHeight * table->rowCount());
    filling = false;
    const QString said = sumSentence(*indicator, cell.value, parts);
    const bool differs = sumDiffers(*indicator, cell.value, parts);
    sum->setText(said.isEmpty() ? QStringLiteral("还没有分解到农合联")
            : differs           ? QStringLiteral("⚠ ") + said
                                : QStringLiteral("✔ ") + said);
}

void AllocationPane::updateButtons()
{
    const bool may = mayDo(session, Deed::decide) && !busy() && indicator;
    for (QPushButton* each : {evenly, byLastYear})
        each->setEnabled(may && cell.value);
    none->setEnabled(may && cell.allocated);
    planned->setEnabled(may);
}

void AllocationPane::edited(QTableWidgetItem* item)
{
    if (filling || item->column() != 2 || item->row() >= parts.size())
        return;
    TargetPart part = parts[item->row()];
    const auto value = parseTarget(*indicator, item->data(Qt::EditRole).toString());
    if (!value) {
        showError(this, QStringLiteral("分解目标"), value.error());
        return load();
    }
    if (*value == part.value)
        return load();
    part.value = *value;
    run(QStringLiteral("已调整%1的目标").arg(part.name),
        [id = indicator->id, year = cell.year, part](Workspace& workspace, const Author& author) {
            return allocateTarget(workspace, author, id, year, {part});
        });
}

void AllocationPane::divide(AllocationWay way)
{
    run(QStringLiteral("已分解%1%2年目标").arg(indicator->title).arg(cell.year),
        [id = indicator->id, year = cell.year, way](
            Workspace& workspace, const Author& author) -> Result<int> {
            const auto proposed = proposedParts(workspace, id, year, way);
            COOP_TRY(proposed);
            return allocateTarget(workspace, author, id, year, *proposed);
        });
}

void AllocationPane::clear()
{
    QList<TargetPart> emptied = parts;
    for (TargetPart& part : emptied)
        part.value.reset();
    run(QStringLiteral("已取消%1%2年目标的分解").arg(indicator->title).arg(cell.year),
        [id = indicator->id, year = cell.year, emptied](Workspace& workspace, const Author& author) {
            return allocateTarget(workspace, author, id, year, emptied);
        });
}

void AllocationPane::backToPlan()
{
    run(QStringLiteral("已改回方案目标：%1%2年").arg(indicator->title).arg(cell.year),
        [id = indicator->id, year = cell.year, value = cell.planned](
            Workspace& workspace, const Author& author) -> Result<int> {
            const auto done = setTarget(workspace, author, id, year, value);
            COOP_TRY(done);
            return *done ? 1 : 0;
        });
}

void AllocationPane::run(const QString& done, Allocate change)
{
    ++writes;
    updateButtons();
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在保存目标"), this,
        [change = std::move(change)](Workspace& workspace, const JobControl&) {
            return change(workspace, {workspace.signedIn().name(), Door::grid, {}});
        },
        [this, done](const Result<int>& saved) {
            --writes;
            if (saved)
                return session.noteSaved(done);
            showError(this, QStringLiteral("分解目标"), saved.error());
            load();
        });
}

} // namespace coop

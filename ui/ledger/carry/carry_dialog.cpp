#include "ui/ledger/carry/carry_dialog.h"

#include "core/base/decimal.h"
#include "core/domain/registry_spec.h"
#include "core/store/unit_of_work.h"
#include "ui/ledger/carry/carry_model.h"
#include "ui/ledger/editors/make_editor.h"
#include "ui/ledger/edits/paste_target.h"
#include "ui/ledger/edits/reason_strip.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/clipboard_cells.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/ledger/grid_pane.h"
#include "ui/look/theme.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/named.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <algorithm>

namespace coop
{

CarryDialog::CarryDialog(
    Session& shared, const RegistrySpec& registry, const Area& of, const Period& period, QWidget* parent)
    : WorkDialog(parent)
    , session(shared)
    , spec(registry)
    , area(of)
    , quarter(period)
    , model(new CarryModel(this))
    , pane(new GridPane(*model))
    , sentence(named(new QLabel, "carry.sentence", {}))
    , problem(named(new QLabel, "carry.problem", {}))
    , strip(new ReasonStrip)
    , action(namedButton(QStringLiteral("carry.add"), {}))
    , leave(namedButton(QStringLiteral("carry.close"), QStringLiteral("关闭")))
    , reading(shared.jobs())
{
    setObjectName(QStringLiteral("carryDialog"));
    setWindowTitle(QStringLiteral("复制上季度：%1 · %2 · %3")
                       .arg(spec.label, area.id == 0 ? QStringLiteral("全区") : area.name, quarter.title()));
    build();
    connectGrid();
    connect(action, &QPushButton::clicked, this, &CarryDialog::add);
    connect(leave, &QPushButton::clicked, this, &CarryDialog::reject);
    connect(strip, &ReasonStrip::given, this, &CarryDialog::add);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(Qt::CTRL | key, this), &QShortcut::activated, this, &CarryDialog::add);
    say();
    read();
}

void CarryDialog::build()
{
    sentence->setWordWrap(true);
    problem->setWordWrap(true);
    problem->setProperty("role", QStringLiteral("error"));
    problem->hide();
    pane->hide();
    pane->grid->setObjectName(QStringLiteral("carry.grid"));
    pane->grid->setAccessibleName(QStringLiteral("可以再填的行"));
    // What it offers is of rows that are kept: 删除, 历史.
    pane->grid->setContextMenuPolicy(Qt::NoContextMenu);
    action->setProperty("role", QStringLiteral("main"));
    action->setToolTip(QStringLiteral("填了数的行一步写入（Ctrl+Enter）"));
    for (QPushButton* each : {action, leave})
        each->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    buttons->addWidget(problem, 1);
    buttons->addStretch();
    buttons->addWidget(action);
    buttons->addWidget(leave);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::gap);
    column->addWidget(sentence);
    column->addWidget(pane, 1);
    column->addWidget(strip);
    column->addLayout(buttons);
    resize(1180, 600);
}

void CarryDialog::connectGrid()
{
    RecordGrid* grid = pane->grid;
    grid->editing().connectStore(
        [this](const FieldSpec& field, QWidget* parent) {
            return makeEditor(field, session.workspace(), parent);
        },
        [this](RowId row, int field, const FieldValue& value) -> Result<> {
            take({{model->recordAt(model->rowOf(row)), int(row), {{field, value}}}});
            return {};
        },
        [this] { return !working(); });
    connect(grid, &RecordGrid::copyRequested, this, [grid](bool headings) { copyBlock(*grid, headings); });
    connect(grid, &RecordGrid::pasteRequested, this, &CarryDialog::paste);
    connect(grid, &RecordGrid::clearRequested, this, [this, grid] { take(clearEdits(*grid)); });
    connect(grid, &RecordGrid::fillRequested, this,
        [this, grid](Qt::Orientation direction) { take(fillEdits(*grid, direction)); });
    connect(grid->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this, grid](const QModelIndex& cell) { grid->editing().refuse(cell, model->sentenceAt(cell)); });
}

void CarryDialog::read()
{
    sentence->setText(QStringLiteral("正在读取…"));
    reading.ask(
        session, QStringLiteral("正在读取上季度的行"),
        [&registry = spec, of = area, period = quarter](Workspace& workspace, const JobControl&) {
            return carriedQuarter(workspace, registry, of, period);
        },
        [this](const Result<CarriedQuarter>& found) {
            if (found)
                offer(*found);
            else
                sentence->setText(found.error().text);
        });
}

QString CarryDialog::sentenceOf(const CarriedQuarter& found) const
{
    const Period before = quarter.addQuarters(-1);
    if (found.isEmpty())
        return QStringLiteral("%1没有%2，再以前的季度也没有，没有可以复制的行。")
            .arg(before.title(), spec.label);
    QStringList parts;
    if (!(found.from == before))
        parts += QStringLiteral("%1没有%2，列出的是最近有数据的%3")
                     .arg(before.title(), spec.label, found.from.title());
    const QString figure = spec.fields[mainFigure(spec)].label;
    parts += found.carried.rows.isEmpty()
        ? QStringLiteral("%1的行没有要再填的").arg(found.from.title())
        : QStringLiteral("%1的 %2，月份改到%3：往下填“%4”，不填的行不新增")
              .arg(found.from.title(), lineCount(found.carried.rows.size()), quarter.title(), figure);
    if (found.carried.already > 0)
        parts += QStringLiteral("已有 %1，不再列出").arg(lineCount(found.carried.already));
    if (found.held > 0)
        parts += QStringLiteral("%1的填报表已审核或锁定，不能再加，不列出").arg(lineCount(found.held));
    return parts.join(QStringLiteral("。")) + u'。';
}

void CarryDialog::offer(const CarriedQuarter& found)
{
    sentence->setText(sentenceOf(found));
    if (found.carried.rows.isEmpty())
        return leave->setFocus();
    model->offer(spec, session.workspace().lookup(), found.carried.rows);
    arrangeColumns(found.carried.rows);
    pane->show();
    goTo(model->index(0, mainFigure(spec)));
}

/// The figures stand beside what describes the rows; what is empty in all of them comes behind.
void CarryDialog::arrangeColumns(const QList<Record>& rows)
{
    RecordGrid* grid = pane->grid;
    const QList<int> measured = measuredFields(spec);
    grid->setColumnHidden(spec.indexOf(u"code"), true); // the program gives it
    QHeaderView* header = grid->horizontalHeader();
    for (int i = 0; i < spec.fields.size(); ++i) {
        const bool empty
            = std::all_of(rows.begin(), rows.end(), [i](const Record& row) { return row.at(i).isNull(); });
        if (empty && !measured.contains(i))
            header->moveSection(header->visualIndex(i), header->count() - 1);
    }
    grid->setTabStops(measured);
    grid->fitColumns();
}

void CarryDialog::goTo(const QModelIndex& cell)
{
    pane->grid->selectionModel()->setCurrentIndex(cell, QItemSelectionModel::ClearAndSelect);
    pane->grid->scrollTo(cell);
    pane->grid->setFocus();
    pane->grid->editing().refuse(cell, model->sentenceAt(cell));
}

void CarryDialog::take(const QList<RowEdit>& edits)
{
    if (working())
        return;
    model->take(edits);
    problem->hide();
    say();
}

void CarryDialog::paste()
{
    const QList<QStringList> cells = cellsOf(QApplication::clipboard()->mimeData());
    if (cells.isEmpty() || !pane->grid->editing().settle())
        return;
    const PasteTarget target = pasteTarget(*pane->grid, cells, Record(spec));
    if (!target.refusal.isEmpty())
        return complain(target.refusal);
    take(target.edits);
    QStringList notes = target.notes;
    if (const auto over = std::count_if(
            target.edits.begin(), target.edits.end(), [](const RowEdit& edit) { return edit.row.id == 0; }))
        notes += QStringLiteral("下面多出的 %1没有位置，没有粘贴").arg(lineCount(over));
    if (const qsizetype wrong = model->wrongRows())
        notes += QStringLiteral("%1有错，已标出").arg(lineCount(wrong));
    const QModelIndex at = pane->grid->currentIndex();
    pane->grid->editing().refuse(at, model->sentenceAt(at));
    if (!notes.isEmpty())
        complain(notes.join(u'；'));
}

void CarryDialog::say()
{
    const qsizetype count = model->begunRows();
    action->setText(QStringLiteral("新增 ") + lineCount(count));
    action->setEnabled(count > 0 && !working());
}

void CarryDialog::complain(const QString& text)
{
    problem->setText(text);
    problem->show();
}

void CarryDialog::add()
{
    if (working() || !pane->grid->editing().settle() || model->begunRows() == 0)
        return;
    if (!session.mayWrite())
        return complain(session.writeRefusal());
    if (const QModelIndex wrong = model->firstWrong(); wrong.isValid()) {
        goTo(wrong);
        return complain(QStringLiteral("%1有错，已标出，改好再新增").arg(lineCount(model->wrongRows())));
    }
    if (!warnings.isEmpty() && !strip->answers(warnings))
        return;
    write();
}

/// The rules that look at other rows, and the writing, on a worker.
void CarryDialog::write()
{
    const QList<RowEdit> rows = model->begun();
    const QString what = QStringLiteral("复制上季度：新增%1 %2").arg(spec.label, lineCount(rows.size()));
    const QString reason = strip->reason();
    const Author author = session.author(Door::grid, what + (reason.isEmpty() ? QString() : u'：' + reason));
    begin(startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在新增"), this,
        [&registry = spec, rows, author, answered = warnings](
            Workspace& workspace, const JobControl&) -> Result<Written> {
            Written written{.plan = planChanges(workspace, registry, rows)};
            if (written.plan.wrong > 0 || written.plan.warnings() != answered)
                return written;
            COOP_TRY(writePlan(workspace, author, written.plan));
            written.done = true;
            return written;
        },
        [this, what](const Result<Written>& written) {
            if (!written)
                return complain(written.error().text);
            if (!written->done)
                return showWritten(*written);
            session.noteSaved(QStringLiteral("已") + what);
            accept();
        }));
    say();
}

void CarryDialog::showWritten(const Written& written)
{
    model->mark(written.plan);
    say();
    if (written.plan.wrong > 0)
        return add(); // which goes there
    warnings = written.plan.warnings();
    if (warnings.isEmpty()) { // what was unusual is mended
        strip->forget();
        return write();
    }
    goTo(model->firstUnusual());
    complain(warnings.first()
        + (warnings.size() > 1 ? QStringLiteral(" 还有 %1 处，已标出。").arg(warnings.size() - 1)
                               : QString()));
    strip->answers(warnings);
}

void CarryDialog::reject()
{
    if (!working() && model->begunRows() > 0
        && askChoice(this, QStringLiteral("carry.giveUp"),
               QStringLiteral("填了数的 %1还没有新增。").arg(lineCount(model->begunRows())), {},
               {QStringLiteral("不要了"), QStringLiteral("继续填")}, 1)
            != 0)
        return;
    WorkDialog::reject();
}

QList<QWidget*> CarryDialog::inputs() const
{
    return {pane, strip, action};
}

} // namespace coop

#include "ui/ledger/import/import_rows_step.h"

#include "ui/ledger/import/import_answers.h"
#include "ui/ledger/import/import_rows_model.h"
#include "ui/look/theme.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/named.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int all = 100; // beside the outcomes' numbers
constexpr int outcomeWidth = 96;
constexpr int detailsHeight = 96;

QString emptyOr(const QString& text)
{
    return text.isEmpty() ? QStringLiteral("（空）") : text;
}

QTableView* makeTable(ImportRowsModel* model)
{
    auto* table = new QTableView;
    table->setObjectName(QStringLiteral("import.rows"));
    table->setAccessibleName(QStringLiteral("表格的行和导入的结果"));
    table->setModel(model);
    table->setWordWrap(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
        | QAbstractItemView::AnyKeyPressed);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}
} // namespace

ImportRowsStep::ImportRowsStep(const RegistrySpec& spec, QWidget* parent)
    : QWidget(parent)
    , model(new ImportRowsModel(spec, this))
    , filters(new QButtonGroup(this))
    , table(makeTable(model))
    , details(new QLabel)
    , suggestion(namedButton(QStringLiteral("import.suggestion"), {}))
    , answers(new ImportAnswers("import.leaveOut", "import.reason"))
{
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    addFilter(*row, all, QStringLiteral("all"));
    addFilter(*row, int(PreviewRow::Outcome::added), QStringLiteral("added"));
    addFilter(*row, int(PreviewRow::Outcome::changed), QStringLiteral("changed"));
    addFilter(*row, int(PreviewRow::Outcome::same), QStringLiteral("same"));
    addFilter(*row, int(PreviewRow::Outcome::refused), QStringLiteral("refused"));
    addFilter(*row, int(PreviewRow::Outcome::skipped), QStringLiteral("skipped"));
    row->addStretch();
    connect(filters, &QButtonGroup::idClicked, this, &ImportRowsStep::narrow);

    details->setObjectName(QStringLiteral("import.details"));
    details->setWordWrap(true);
    details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    details->setTextFormat(Qt::PlainText);
    details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    details->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    auto* area = new QScrollArea;
    area->setWidget(details);
    area->setWidgetResizable(true);
    area->setFixedHeight(detailsHeight);
    area->setFocusPolicy(Qt::NoFocus);
    suggestion->setAutoDefault(false);
    auto* said = new QHBoxLayout;
    said->setSpacing(theme::grid);
    said->addWidget(area, 1);
    said->addWidget(suggestion, 0, Qt::AlignTop);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addLayout(row);
    column->addWidget(table, 1);
    column->addLayout(said);
    column->addLayout(answers);
    connect(model, &ImportRowsModel::corrected, this, &ImportRowsStep::correct);
    setFocusProxy(table);
    connect(table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ImportRowsStep::sayRow);
    connect(suggestion, &QPushButton::clicked, this, &ImportRowsStep::takeSuggestion);
    connect(new QShortcut(Qt::Key_F7, this), &QShortcut::activated, this, &ImportRowsStep::takeSuggestion);
    connect(answers, &ImportAnswers::changed, this, &ImportRowsStep::answersChanged);
}

void ImportRowsStep::correct(int row, int column, const QString& text)
{
    const QList<int> others = model->equalOnes(row, column);
    const QString before = model->cellText(row, column);
    Q_EMIT corrected(row, column, text);
    if (others.isEmpty())
        return;
    QTimer::singleShot(0, this, [=, this] { // the cell's editor has to be gone
        if (askChoice(this, QStringLiteral("import.equalOnes"),
                QStringLiteral("还有 %1 行也写着“%2”。").arg(others.size()).arg(before.left(40)),
                QStringLiteral("可以一起改成“%1”。").arg(text.left(40)),
                {QStringLiteral("一起改正 %1 行").arg(others.size()), QStringLiteral("只改这一行")}, 0)
            == 0)
            for (const int other : others)
                Q_EMIT corrected(other, column, text);
        table->setFocus();
    });
}

/// The button says how many cells it writes into: nothing more is asked.
void ImportRowsStep::takeSuggestion()
{
    const auto meant = model->suggestionAt(table->currentIndex());
    if (!meant)
        return;
    table->setFocus();
    const QList<int> others = model->equalOnes(meant->row, meant->column);
    Q_EMIT corrected(meant->row, meant->column, meant->text);
    for (const int other : others)
        Q_EMIT corrected(other, meant->column, meant->text);
}

void ImportRowsStep::offerSuggestion()
{
    const auto meant = model->suggestionAt(table->currentIndex());
    suggestion->setVisible(meant.has_value());
    if (!meant)
        return;
    constexpr int mostShown = 12; // letters
    const qsizetype cells = 1 + model->equalOnes(meant->row, meant->column).size();
    const QString name = meant->text.size() > mostShown ? meant->text.left(mostShown) + u'…' : meant->text;
    suggestion->setText(cells == 1 ? QStringLiteral("改成“%1”（F7）").arg(name)
                                   : QStringLiteral("%1 行都改成“%2”（F7）").arg(cells).arg(name));
    suggestion->setToolTip(meant->text);
}

void ImportRowsStep::addFilter(QHBoxLayout& row, int id, const QString& name)
{
    auto* button = new QPushButton;
    button->setCheckable(true);
    button->setAutoDefault(false);
    button->setObjectName(QStringLiteral("import.filter.") + name);
    filters->addButton(button, id);
    row.addWidget(button);
}

void ImportRowsStep::begin(bool asks, bool leavesOut)
{
    first = true;
    asksReason = asks;
    answers->begin(leavesOut);
}

void ImportRowsStep::show(const ImportTable& sheet, const ImportPreview& preview)
{
    const QModelIndex before = table->currentIndex();
    const int firstRow = table->rowAt(0);
    counts = {{}, preview.added, preview.changed, preview.same, preview.refused, preview.skipped};
    warned = int(std::count_if(preview.rows.begin(), preview.rows.end(),
        [](const PreviewRow& row) { return !row.warnings.isEmpty(); }));
    const std::pair<int, int> numbers[] = {{int(PreviewRow::Outcome::added), preview.added},
        {int(PreviewRow::Outcome::changed), preview.changed}, {int(PreviewRow::Outcome::same), preview.same},
        {int(PreviewRow::Outcome::refused), preview.refused},
        {int(PreviewRow::Outcome::skipped), preview.skipped}, {all, int(preview.rows.size())}};
    for (const auto& [id, number] : numbers) {
        const QString title
            = id == all ? QStringLiteral("全部") : ImportRowsModel::title(PreviewRow::Outcome(id));
        filters->button(id)->setText(title + u' ' + QLocale::c().toString(number));
        filters->button(id)->setVisible(number > 0 || id == all);
    }
    if (first) // what needs a hand is shown first
        filters->button(preview.refused > 0 ? int(PreviewRow::Outcome::refused) : all)->setChecked(true);
    if (!filters->checkedButton()->isVisibleTo(this))
        filters->button(all)->setChecked(true);
    answers->ask(QStringLiteral("%1 行不合格的不导入，其余照常导入").arg(preview.refused), preview.refused,
        asksReason ? warned : 0);
    const int id = filters->checkedId();
    model->show(sheet, preview);
    narrow(id);
    if (first) {
        table->resizeColumnsToContents();
        for (int column = 0; column < model->columnCount(); ++column)
            table->setColumnWidth(column, std::clamp(table->columnWidth(column) + theme::grid, 72, 240));
        table->setColumnWidth(0, outcomeWidth);
        first = false;
    }
    if (model->rowCount() > 0) {
        const int line = std::clamp(before.row(), 0, model->rowCount() - 1);
        const int cell = std::clamp(before.column(), 0, model->columnCount() - 1);
        table->setCurrentIndex(model->index(line, cell));
        if (firstRow >= 0)
            table->scrollTo(model->index(std::min(firstRow, model->rowCount() - 1), cell),
                QAbstractItemView::PositionAtTop);
    }
    sayRow();
    Q_EMIT answersChanged();
}

void ImportRowsStep::narrow(int id)
{
    model->filter(id == all ? std::nullopt : std::optional(PreviewRow::Outcome(id)));
    if (!table->currentIndex().isValid() && model->rowCount() > 0)
        table->setCurrentIndex(model->index(0, 0));
    sayRow();
}

void ImportRowsStep::sayRow()
{
    const QModelIndex current = table->currentIndex();
    offerSuggestion();
    if (!current.isValid() || current.row() >= model->rowCount())
        return details->setText(QStringLiteral("没有这样的行。"));
    const PreviewRow& row = model->rowAt(current.row());
    QStringList lines{
        QStringLiteral("第 %1 行　%2　%3").arg(row.row).arg(ImportRowsModel::title(row.outcome), row.title)};
    for (const ImportProblem& problem : row.problems)
        lines += QStringLiteral("✘ ") + problem.reason;
    for (const QString& warning : row.warnings)
        lines += QStringLiteral("◆ ") + warning;
    if (row.outcome == PreviewRow::Outcome::changed)
        for (const PreviewRow::Change& change : row.changes)
            lines += QStringLiteral("%1：%2 → %3")
                         .arg(model->fieldLabel(change.field), emptyOr(change.before), emptyOr(change.after));
    if (row.outcome == PreviewRow::Outcome::skipped)
        lines += QStringLiteral("空行、合计行和说明行不导入。");
    details->setText(lines.join(u'\n'));
}

bool ImportRowsStep::leavesRefusedOut() const
{
    return answers->leavesOut();
}

QString ImportRowsStep::reason() const
{
    return answers->reason();
}

QString ImportRowsStep::obstacle() const
{
    if (counts.refused > 0 && !leavesRefusedOut())
        return QStringLiteral("有 %1 行不合格：双击格子改正，或勾选不导入这些行").arg(counts.refused);
    if (counts.added + counts.changed == 0)
        return QStringLiteral("没有要写入的行：表里的内容和台账相同");
    return answers->missingReason();
}

std::optional<int> ImportRowsStep::rowsToWrite() const
{
    return obstacle().isEmpty() ? std::optional(counts.added + counts.changed) : std::nullopt;
}

} // namespace coop

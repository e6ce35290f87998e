#include "ui/ledger/import/import_files_step.h"

#include "ui/ledger/import/import_answers.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTableWidget>
#include <algorithm>

namespace coop
{

namespace
{
enum Column { fileColumn, sheetColumn, ledgerColumn, firstCount, stateColumn = firstCount + 5, columns };

QTableWidget* makeFileTable()
{
    auto* table = named(new QTableWidget(0, columns), "import.files", QStringLiteral("要导入的文件和结果"));
    table->setHorizontalHeaderLabels({QStringLiteral("文件"), QStringLiteral("工作表"),
        QStringLiteral("台账"), QStringLiteral("新增"), QStringLiteral("修改"), QStringLiteral("相同"),
        QStringLiteral("不合格"), QStringLiteral("跳过"), QStringLiteral("结果")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}
} // namespace

ImportFilesStep::ImportFilesStep(QWidget* parent)
    : QWidget(parent)
    , table(makeFileTable())
    , details(named(new QLabel, "import.fileDetails", QStringLiteral("这个文件的情况")))
    , open(namedButton(QStringLiteral("import.openFile"), QStringLiteral("打开这个文件…"),
          QStringLiteral("核对列，逐行查看和改正（Enter）")))
    , answers(new ImportAnswers("import.leaveFilesOut", "import.filesReason"))
{
    constexpr int detailsHeight = 112;
    details->setWordWrap(true);
    details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    details->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    auto* area = new QScrollArea;
    area->setWidget(details);
    area->setWidgetResizable(true);
    area->setFixedHeight(detailsHeight);
    area->setFocusPolicy(Qt::NoFocus);
    open->setAutoDefault(false);

    auto* said = new QHBoxLayout;
    said->setSpacing(theme::grid);
    said->addWidget(area, 1);
    said->addWidget(open, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addWidget(table, 1);
    column->addLayout(said);
    column->addLayout(answers);
    setFocusProxy(table);
    connect(table, &QTableWidget::currentCellChanged, this, &ImportFilesStep::sayFile);
    connect(table, &QTableWidget::cellActivated, this, [this](int line) {
        if (readable.value(line))
            Q_EMIT opened(line);
    });
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT opened(table->currentRow()); });
    connect(answers, &ImportAnswers::changed, this, &ImportFilesStep::answersChanged);
    connect(answers, &ImportAnswers::confirmed, this, &ImportFilesStep::confirmed);
}

void ImportFilesStep::showFile(int line, const ImportFile& file)
{
    const auto put = [&](int column, const QString& text, Qt::Alignment alignment = Qt::AlignLeft) {
        auto* item = new QTableWidgetItem(text);
        item->setTextAlignment(alignment | Qt::AlignVCenter);
        item->setToolTip(column == stateColumn ? file.details() : text);
        if (column == stateColumn && !file.stands())
            item->setForeground(theme::danger);
        table->setItem(line, column, item);
    };
    put(fileColumn, file.name());
    put(sheetColumn, file.table.sheet.name);
    put(ledgerColumn, file.spec->label);
    const ImportPreview counts = file.preview.value_or(ImportPreview());
    int column = firstCount;
    for (const int number : {counts.added, counts.changed, counts.same, counts.refused, counts.skipped})
        put(column++, file.preview ? QLocale::c().toString(number) : QStringLiteral("—"), Qt::AlignRight);
    put(stateColumn, file.stateText());
}

void ImportFilesStep::begin()
{
    answers->begin(false);
}

void ImportFilesStep::show(const QList<ImportFile>& files)
{
    const int before = table->currentRow();
    const bool wasEmpty = table->rowCount() == 0;
    wrong = rows = warned = 0;
    reasons.clear();
    readable.clear();
    int firstWrong = -1;
    table->setRowCount(int(files.size()));
    for (int line = 0; line < files.size(); ++line) {
        const ImportFile& file = files[line];
        showFile(line, file);
        reasons += file.details();
        readable += file.isRead();
        rows += file.rowsToWrite();
        warned += file.stands() ? file.warnedRows() : 0;
        wrong += file.stands() ? 0 : 1;
        if (firstWrong < 0 && !file.stands())
            firstWrong = line;
    }
    if (wasEmpty) {
        constexpr int widest = 280;
        table->resizeColumnsToContents();
        for (int column = 0; column < stateColumn; ++column)
            table->setColumnWidth(column, std::min(table->columnWidth(column) + 2 * theme::grid, widest));
    }
    answers->ask(QStringLiteral("%1 个有问题的文件不导入，其余照常导入").arg(wrong), wrong, warned);
    setFocusProxy(wrong == 0 && warned > 0 ? static_cast<QWidget*>(answers->reasonInput()) : table);
    // What needs a hand is shown first.
    table->setCurrentCell(firstWrong >= 0 ? firstWrong : std::max(0, before), fileColumn);
    sayFile();
    Q_EMIT answersChanged();
}

void ImportFilesStep::sayFile()
{
    const int line = table->currentRow();
    details->setText(reasons.value(line));
    open->setEnabled(readable.value(line));
}

bool ImportFilesStep::leavesWrongOut() const
{
    return answers->leavesOut();
}

QString ImportFilesStep::reason() const
{
    return answers->reason();
}

QString ImportFilesStep::obstacle() const
{
    if (wrong > 0 && !leavesWrongOut())
        return QStringLiteral("有 %1 个文件不能导入：打开它改正，或勾选不导入这些文件").arg(wrong);
    if (rows == 0)
        return QStringLiteral("没有要写入的行：表里的内容和台账相同");
    return answers->missingReason();
}

} // namespace coop

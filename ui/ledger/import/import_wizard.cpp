#include "ui/ledger/import/import_wizard.h"

#include "core/base/text/text.h"
#include "core/tabular/feature_reader.h"
#include "core/tabular/import/named_datum.h"
#include "ui/ledger/grid/clipboard_cells.h"
#include "ui/ledger/grid/tsv_text.h"
#include "ui/ledger/import/column_memory.h"
#include "ui/ledger/import/import_columns_step.h"
#include "ui/ledger/import/import_rows_step.h"
#include "ui/look/theme.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/empty_note.h"
#include "ui/widgets/named.h"
#include "ui/widgets/window_words.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace coop
{

namespace
{
constexpr QSize firstSize(1120, 640);

QString fileKinds(const RegistrySpec& spec)
{
    const QString tables = QStringLiteral("*.xlsx *.xls *.ods *.csv *.txt");
    const QString places
        = QStringLiteral("*.shp *.gpkg *.geojson *.json *.kml *.kmz *.ovkml *.gpx *.tab *.mif *.fgb *.zip");
    QStringList kinds;
    if (spec.hasPoint())
        kinds += QStringLiteral("表格和地图文件 (%1 %2)").arg(tables, places);
    kinds += QStringLiteral("Excel、WPS 表格和 CSV (%1)").arg(tables);
    return kinds.join(QStringLiteral(";;")) + QStringLiteral(";;所有文件 (*)");
}

std::function<bool(int, int)> progressOf(const JobControl& control)
{
    return [control](int done, int total) {
        control.progress(done, total);
        return !control.cancelled();
    };
}
} // namespace

ImportWizard::ImportWizard(Session& shared, const RegistrySpec& registry, QWidget* parent)
    : WorkDialog(parent)
    , session(shared)
    , spec(registry)
    , fileName(new QLabel)
    , sheets(new QComboBox)
    , datumLabel(new QLabel(QStringLiteral("坐标系")))
    , datum(new QComboBox)
    , datumNote(new QLabel(QStringLiteral("坐标按 CGCS2000 读入；来自高德、百度地图的请另选坐标系")))
    , steps(new QStackedWidget)
    , note(new EmptyNote)
    , columnsStep(new ImportColumnsStep(spec))
    , rowsStep(new ImportRowsStep(spec))
    , problem(new QLabel)
    , doing(new QLabel)
    , progress(new QProgressBar)
    , cancelJob(namedButton(QStringLiteral("import.cancel"), QStringLiteral("取消")))
    , back(namedButton(QStringLiteral("import.back"), QStringLiteral("上一步")))
    , next(new QPushButton)
    , leave(namedButton(QStringLiteral("import.leave"), QStringLiteral("不导入")))
    , anotherFile(new QPushButton(QStringLiteral("换一个文件…")))
{
    setObjectName(QStringLiteral("importWizard"));
    setWindowTitle(QStringLiteral("导入%1").arg(spec.label));
    resize(firstSize);
    setAcceptDrops(true);
    fileName->setObjectName(QStringLiteral("import.file"));
    sheets->setObjectName(QStringLiteral("import.sheet"));
    sheets->setAccessibleName(QStringLiteral("工作表"));
    datum->setObjectName(QStringLiteral("import.datum"));
    datumLabel->setBuddy(datum);
    datumNote->setObjectName(QStringLiteral("import.datumNote"));
    datumNote->setProperty("role", QStringLiteral("second"));
    for (const auto& [title, value] : {std::pair(QStringLiteral("CGCS2000"), Datum::cgcs2000),
             std::pair(QStringLiteral("WGS84（GPS）"), Datum::wgs84),
             std::pair(QStringLiteral("GCJ-02（高德、腾讯）"), Datum::gcj02),
             std::pair(QStringLiteral("BD-09（百度）"), Datum::bd09)})
        datum->addItem(title, int(value));
    note->say(QStringLiteral("选择要导入的表格"),
        spec.hasPoint() ? QStringLiteral(
            "Excel、WPS 表格、CSV，或带点的 Shapefile、GeoPackage、GeoJSON、KML；也可以把文件拖到这里，或者"
            "粘贴（Ctrl+V）在表格软件里复制的内容。")
                        : QStringLiteral("Excel、WPS 表格或 CSV；也可以把文件拖到这里，或者粘贴（Ctrl+V）"
                                         "在表格软件里复制的内容。写入之前先逐行检查。"),
        QStringLiteral("选择文件…"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setObjectName(QStringLiteral("import.problem"));
    problem->setWordWrap(true);
    doing->setProperty("role", QStringLiteral("second"));
    next->setObjectName(QStringLiteral("import.next"));
    next->setProperty("role", QStringLiteral("main"));
    for (QPushButton* button : {cancelJob, back, next, leave})
        button->setAutoDefault(false);
    steps->addWidget(note);
    steps->addWidget(columnsStep);
    steps->addWidget(rowsStep);

    auto* top = new QHBoxLayout;
    top->setSpacing(theme::grid);
    anotherFile->setAutoDefault(false);
    top->addWidget(fileName);
    top->addWidget(sheets);
    top->addWidget(datumLabel);
    top->addWidget(datum);
    top->addWidget(datumNote);
    top->addStretch();
    top->addWidget(anotherFile);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(theme::grid);
    bottom->addWidget(doing);
    bottom->addWidget(progress);
    bottom->addWidget(cancelJob);
    bottom->addStretch();
    bottom->addWidget(back);
    bottom->addWidget(next);
    bottom->addWidget(leave);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::cardPadding, theme::cardPadding, theme::gap);
    column->setSpacing(theme::gap);
    column->addLayout(top);
    column->addWidget(steps, 1);
    column->addWidget(problem);
    column->addLayout(bottom);

    connect(note, &EmptyNote::stepRequested, this, &ImportWizard::chooseWithDialog);
    connect(new QShortcut(QKeySequence::Paste, this), &QShortcut::activated, this, &ImportWizard::paste);
    connect(anotherFile, &QPushButton::clicked, this, &ImportWizard::chooseWithDialog);
    connect(sheets, &QComboBox::textActivated, this, [this](const QString& name) { read(name); });
    connect(datum, &QComboBox::activated, this, [this] {
        updateButtons();
        if (steps->currentIndex() == rows)
            check();
        else if (steps->currentIndex() == chooseFile) // a file that did not say what its coordinates are
            read({});
    });
    connect(columnsStep, &ImportColumnsStep::columnChosen, this, &ImportWizard::mapColumn);
    connect(rowsStep, &ImportRowsStep::corrected, this, &ImportWizard::correct);
    connect(rowsStep, &ImportRowsStep::answersChanged, this, &ImportWizard::updateButtons);
    connect(cancelJob, &QPushButton::clicked, this, &ImportWizard::cancel);
    connect(back, &QPushButton::clicked, this, [this] { goTo(columns); });
    connect(next, &QPushButton::clicked, this, [this] {
        if (steps->currentIndex() == columns)
            check();
        else
            write();
    });
    connect(leave, &QPushButton::clicked, this, &ImportWizard::reject);
    showWork(false);
    goTo(chooseFile);
}

void ImportWizard::chooseWithDialog()
{
    const QString path
        = QFileDialog::getOpenFileName(this, windowTitle(), QFileInfo(file).absolutePath(), fileKinds(spec));
    if (!path.isEmpty())
        openFile(path);
}

void ImportWizard::paste()
{
    if (steps->currentIndex() != chooseFile || working())
        return;
    const QMimeData* copied = QApplication::clipboard()->mimeData();
    const QList<QUrl> files = copied != nullptr ? copied->urls() : QList<QUrl>();
    if (!files.isEmpty() && files.first().isLocalFile())
        return openFile(files.first().toLocalFile());
    const QList<QStringList> cells = cellsOf(copied);
    const QString path = pasted.filePath(QStringLiteral("粘贴的表格.txt"));
    QFile kept(path);
    const QByteArray text = toTsv(cells).toUtf8();
    if (cells.isEmpty() || !kept.open(QIODevice::WriteOnly) || kept.write(text) != text.size()) {
        problem->setText(QStringLiteral("剪贴板里没有表格，请先在表格软件里选中并复制，连同表头。"));
        return updateButtons();
    }
    kept.close();
    openFile(path);
}

void ImportWizard::openFile(const QString& path)
{
    file = path;
    corrected = false;
    read({});
}

ImportRequest ImportWizard::request() const
{
    ImportRequest asked{.registry = spec.id, .file = file};
    asked.datum = Datum(datum->currentData().toInt());
    return asked;
}

void ImportWizard::read(const QString& sheet)
{
    if (working())
        return;
    problem->clear();
    ImportRequest asked = request();
    asked.sheet = sheet;
    // A table in a file is read without the workspace: only its columns have to be known.
    begin(session.jobs().start(
              QString(), this,
              [asked, ledger = &spec](const JobControl&) { return readImportTable(*ledger, asked); },
              [this](Result<ImportTable> result) { take(std::move(result)); }),
        QStringLiteral("正在读取 %1").arg(QFileInfo(file).fileName()));
}

void ImportWizard::take(Result<ImportTable> result)
{
    fileName->setText(QFileInfo(file).fileName());
    if (!result) {
        problem->setText(inWindowWords(result.error().text));
        return goTo(chooseFile);
    }
    table = std::move(*result);
    QStringList remarks = table.sheet.remarks;
    if (const auto meant = datumNamedIn(table, spec)) {
        datum->setCurrentIndex(std::max(0, datum->findData(int(meant->datum))));
        remarks
            += QStringLiteral("表里写着“%1”，坐标系已选 %2，请核对").arg(meant->word, datum->currentText());
    }
    problem->setText(inWindowWords(remarks.join(u'\n')));
    chosen.clear();
    sheets->clear();
    sheets->addItems(table.sheets);
    sheets->setCurrentText(table.sheet.name);
    applyMemory();
    columnsStep->show(table);
    goTo(columns);
}

/// What this person said of the same headings in another file.
void ImportWizard::applyMemory()
{
    const QHash<QString, QString> known = ColumnMemory(spec.id).all();
    for (int column = 0; column < table.sheet.columns(); ++column) {
        const auto remembered = known.constFind(comparable(ImportColumnsStep::headingOf(table, column)));
        if (remembered != known.constEnd() && (remembered->isEmpty() || spec.field(*remembered)))
            chosen.insert(Worksheet::letter(column), *remembered);
    }
    if (!chosen.isEmpty() && !mapColumns(table, spec, chosen))
        chosen.clear();
}

void ImportWizard::mapColumn(int column, const QString& field)
{
    const QString heading = ImportColumnsStep::headingOf(table, column);
    const auto before = chosen;
    // A field stands in one column only: choosing it takes it from the columns that had it or were to.
    if (!field.isEmpty()) {
        for (QString& other : chosen)
            other = other == field ? QString() : other;
        for (const HeadingMap::Column& other : std::as_const(table.map.columns))
            if (spec.fields[other.field].id == field)
                chosen.insert(Worksheet::letter(other.column), QString());
    }
    chosen.insert(Worksheet::letter(column), field);
    if (const auto mapped = mapColumns(table, spec, chosen); !mapped) {
        chosen = before;
        columnsStep->show(table);
        return columnsStep->say(inWindowWords(mapped.error().text));
    }
    // Of two columns of one heading the choice says nothing about the heading.
    int alike = 0;
    for (int each = 0; each < table.sheet.columns(); ++each)
        alike += comparable(ImportColumnsStep::headingOf(table, each)) == comparable(heading) ? 1 : 0;
    if (!heading.isEmpty() && alike == 1)
        ColumnMemory(spec.id).remember(heading, field);
    columnsStep->show(table);
    updateButtons();
}

void ImportWizard::check()
{
    if (working()) {
        stale = true;
        return cancel();
    }
    stale = false;
    problem->clear();
    begin(startOnWorkspace(
              session, Workspace::Access::read, QString(), this,
              [asked = request(), sheet = table](Workspace& workspace, const JobControl& control) mutable {
                  asked.progress = progressOf(control);
                  return previewImport(workspace, sheet, asked);
              },
              [this](Result<ImportPreview> result) {
                  if (stale)
                      return check();
                  if (!result) {
                      problem->setText(inWindowWords(result.error().text));
                      return updateButtons();
                  }
                  rowsStep->show(table, *result);
                  goTo(rows);
              }),
        QStringLiteral("正在逐行检查"));
}

void ImportWizard::correct(int row, int column, const QString& text)
{
    table.sheet.correct(row, column, text);
    corrected = true;
    check();
}

void ImportWizard::write()
{
    if (working() || !rowsStep->rowsToWrite())
        return;
    ImportRequest asked = request();
    asked.skipRefused = rowsStep->leavesRefusedOut();
    const QString why = rowsStep->reason();
    const QString what = QStringLiteral("导入%1 %2 行").arg(spec.label).arg(*rowsStep->rowsToWrite());
    asked.author = session.author(Door::importing, why.isEmpty() ? what : what + u'：' + why);
    begin(startOnWorkspace(
              session, Workspace::Access::write, QStringLiteral("正在导入"), this,
              [asked, sheet = table](Workspace& workspace, const JobControl& control) mutable {
                  asked.progress = progressOf(control);
                  return importTable(workspace, sheet, asked);
              },
              [this](const Result<ImportReport>& result) { finished(result); }),
        what, Leaving::cancels);
}

void ImportWizard::finished(const Result<ImportReport>& result)
{
    if (!result) {
        problem->setText(inWindowWords(result.error().text));
        return updateButtons();
    }
    if (result->refused > 0 && !rowsStep->leavesRefusedOut()) {
        // Somebody else changed the ledger since the rows were checked, or only the store saw it.
        problem->setText(QStringLiteral("一行也没有写入：%1").arg(result->problems.first().reason));
        return updateButtons();
    }
    session.noteSaved(QStringLiteral("已导入%1：新增 %2 行，修改 %3 行")
                          .arg(spec.label)
                          .arg(result->added)
                          .arg(result->updated));
    for (const QString& warning : result->warnings)
        Q_EMIT session.message(warning);
    accept();
}

bool ImportWizard::wantsDatum() const
{
    return table.map.of(spec, u"lon") || table.map.of(spec, u"lat");
}

void ImportWizard::goTo(Step step)
{
    steps->setCurrentIndex(step);
    sheets->setVisible(step != chooseFile && sheets->count() > 1);
    anotherFile->setVisible(step != chooseFile);
    fileName->setVisible(!fileName->text().isEmpty());
    updateButtons();
    // The keyboard goes forward, never to 不导入.
    if (step == chooseFile)
        note->findChild<QPushButton*>()->setFocus();
    else if (step == columns || rowsStep->rowsToWrite())
        next->setFocus();
    else
        rowsStep->setFocus();
}

void ImportWizard::updateButtons()
{
    const int step = steps->currentIndex();
    datum->setVisible(step != chooseFile
            ? wantsDatum()
            : spec.hasPoint() && !problem->text().isEmpty() && isFeatureFile(file));
    datumLabel->setVisible(datum->isVisibleTo(this));
    datumNote->setVisible(step != chooseFile && datum->isVisibleTo(this) && !table.sheet.placed
        && Datum(datum->currentData().toInt()) == Datum::cgcs2000);
    back->setVisible(step == rows);
    next->setVisible(step != chooseFile);
    const bool busy = working();
    steps->setEnabled(!busy || step == rows);
    if (step == columns) {
        next->setText(QStringLiteral("下一步：逐行检查"));
        next->setEnabled(!busy && !table.map.columns.isEmpty());
    } else if (step == rows) {
        const auto count = rowsStep->rowsToWrite();
        next->setText(count ? QStringLiteral("导入 %1 行").arg(*count) : QStringLiteral("导入"));
        next->setEnabled(!busy && count && session.mayWrite());
        next->setToolTip(session.mayWrite() ? rowsStep->obstacle() : session.writeRefusal());
        if (!busy)
            doing->setText(session.mayWrite() ? rowsStep->obstacle() : session.writeRefusal());
    } else if (!busy) {
        doing->clear();
    }
    problem->setVisible(!problem->text().isEmpty());
    back->setEnabled(!busy);
}

void ImportWizard::begin(Job* started, const QString& what, Leaving leaving)
{
    connect(started, &Job::progressed, progress, &QProgressBar::setValue);
    doing->setText(what);
    progress->setRange(0, 100);
    progress->setValue(0);
    WorkDialog::begin(started, leaving);
    updateButtons();
}

void ImportWizard::showWork(bool works)
{
    progress->setVisible(works);
    cancelJob->setVisible(works);
    if (!works)
        doing->clear();
}

void ImportWizard::reject()
{
    if (corrected
        && askChoice(this, QStringLiteral("import.drop"), QStringLiteral("在这里改正的内容还没有导入。"),
               QStringLiteral("文件里的内容没有变；不导入的话，下次要重新改正。"),
               {QStringLiteral("不导入"), QStringLiteral("继续导入")}, 1)
            != 0)
        return;
    WorkDialog::reject();
}

void ImportWizard::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void ImportWizard::dropEvent(QDropEvent* event)
{
    openFile(event->mimeData()->urls().first().toLocalFile());
}

} // namespace coop

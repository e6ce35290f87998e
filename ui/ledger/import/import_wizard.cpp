#include "ui/ledger/import/import_wizard.h"

#include "core/tabular/feature_reader.h"
#include "ui/ledger/grid/clipboard_cells.h"
#include "ui/ledger/grid/tsv_text.h"
#include "ui/ledger/import/datum_choice.h"
#include "ui/ledger/import/import_columns_step.h"
#include "ui/ledger/import/import_files_step.h"
#include "ui/ledger/import/import_rows_step.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
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
#include <algorithm>

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

/// Of what is copied or dropped.
QStringList localFiles(const QMimeData* data)
{
    QStringList paths;
    if (data)
        for (const QUrl& url : data->urls())
            if (url.isLocalFile())
                paths += url.toLocalFile();
    return paths;
}
} // namespace

ImportWizard::ImportWizard(Session& shared, const RegistrySpec& registry, QWidget* parent)
    : WorkDialog(parent)
    , session(shared)
    , spec(registry)
    , work(shared, registry)
    , fileName(new QLabel)
    , sheets(new QComboBox)
    , datum(new DatumChoice)
    , steps(new QStackedWidget)
    , note(new EmptyNote)
    , columnsStep(new ImportColumnsStep(spec))
    , rowsStep(new ImportRowsStep(spec))
    , filesStep(new ImportFilesStep)
    , problem(new QLabel)
    , doing(new QLabel)
    , progress(new QProgressBar)
    , cancelJob(namedButton(QStringLiteral("import.cancel"), QStringLiteral("取消")))
    , back(namedButton(QStringLiteral("import.back"), QStringLiteral("上一步")))
    , next(new QPushButton)
    , leave(namedButton(QStringLiteral("import.leave"), QStringLiteral("不导入")))
    , anotherFile(new QPushButton(QStringLiteral("换文件…")))
{
    nameParts();
    layOut();
    connectParts();
    showWork(false);
    goTo(chooseFile);
}

void ImportWizard::nameParts()
{
    setObjectName(QStringLiteral("importWizard"));
    setWindowTitle(QStringLiteral("导入%1").arg(spec.label));
    resize(firstSize);
    setAcceptDrops(true);
    fileName->setObjectName(QStringLiteral("import.file"));
    sheets->setObjectName(QStringLiteral("import.sheet"));
    sheets->setAccessibleName(QStringLiteral("工作表"));
    note->say(QStringLiteral("选择要导入的表格"),
        (spec.hasPoint()
                ? QStringLiteral("Excel、WPS 表格、CSV，或带点的 Shapefile、GeoPackage、GeoJSON、KML；")
                : QStringLiteral("Excel、WPS 表格或 CSV；"))
            + QStringLiteral("可以一次选几个文件，也可以把文件拖到这里，或者粘贴（Ctrl+V）在表格软件里复制的"
                             "内容。写入之前先逐行检查。"),
        QStringLiteral("选择文件…"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setObjectName(QStringLiteral("import.problem"));
    problem->setWordWrap(true);
    doing->setProperty("role", QStringLiteral("second"));
    next->setObjectName(QStringLiteral("import.next"));
    next->setProperty("role", QStringLiteral("main"));
    for (QPushButton* button : {cancelJob, back, next, leave})
        button->setAutoDefault(false);
}

void ImportWizard::layOut()
{
    steps->addWidget(note);
    steps->addWidget(columnsStep);
    steps->addWidget(rowsStep);
    steps->addWidget(filesStep);

    auto* top = new QHBoxLayout;
    top->setSpacing(theme::grid);
    anotherFile->setAutoDefault(false);
    top->addWidget(fileName);
    top->addWidget(sheets);
    top->addWidget(datum);
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
}

void ImportWizard::connectParts()
{
    connect(note, &EmptyNote::stepRequested, this, &ImportWizard::chooseWithDialog);
    connect(new QShortcut(QKeySequence::Paste, this), &QShortcut::activated, this, &ImportWizard::paste);
    connect(anotherFile, &QPushButton::clicked, this, &ImportWizard::chooseWithDialog);
    connect(sheets, &QComboBox::textActivated, this, &ImportWizard::readAgain);
    connect(datum, &DatumChoice::chosen, this, [this] {
        file().datum = datum->datum();
        updateButtons();
        if (steps->currentIndex() == rows)
            check();
        else if (steps->currentIndex() == chooseFile) // a file that did not say what its coordinates are
            readAgain({});
    });
    connect(columnsStep, &ImportColumnsStep::columnChosen, this, &ImportWizard::mapColumn);
    connect(rowsStep, &ImportRowsStep::corrected, this, &ImportWizard::correct);
    connect(rowsStep, &ImportRowsStep::answersChanged, this, [this] {
        file().leavesOut = rowsStep->leavesRefusedOut();
        updateButtons();
    });
    connect(filesStep, &ImportFilesStep::opened, this, &ImportWizard::openFromList);
    connect(filesStep, &ImportFilesStep::confirmed, this, &ImportWizard::goOn);
    connect(filesStep, &ImportFilesStep::answersChanged, this, &ImportWizard::updateButtons);
    connect(cancelJob, &QPushButton::clicked, this, &ImportWizard::cancel);
    connect(back, &QPushButton::clicked, this, &ImportWizard::goBack);
    connect(next, &QPushButton::clicked, this, &ImportWizard::goOn);
    connect(leave, &QPushButton::clicked, this, &ImportWizard::reject);
}

void ImportWizard::chooseWithDialog()
{
    const QStringList paths
        = QFileDialog::getOpenFileNames(this, windowTitle(), settings::importFolder(), fileKinds(spec));
    if (paths.isEmpty())
        return;
    settings::setImportFolder(QFileInfo(paths.first()).absolutePath());
    openFiles(paths);
}

void ImportWizard::paste()
{
    if (steps->currentIndex() != chooseFile || working())
        return;
    const QMimeData* copied = QApplication::clipboard()->mimeData();
    if (const QStringList paths = localFiles(copied); !paths.isEmpty())
        return openFiles(paths);
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

void ImportWizard::openFiles(const QStringList& paths)
{
    if (working() || paths.isEmpty())
        return;
    work.choose(paths);
    current = work.several() ? -1 : 0;
    steps->setCurrentIndex(chooseFile); // what is shown there is of other files
    problem->clear();
    filesStep->begin();
    begin(work.readAll(this, [this] { showWhatWasRead(); }),
        work.several() ? QStringLiteral("正在读取 %1 个文件").arg(work.files().size())
                       : QStringLiteral("正在读取 %1").arg(file().name()));
}

void ImportWizard::readAgain(const QString& sheet)
{
    if (working())
        return;
    problem->clear();
    begin(work.readAgain(current, sheet, this, [this] { showWhatWasRead(); }),
        QStringLiteral("正在读取 %1").arg(file().name()));
}

void ImportWizard::showWhatWasRead()
{
    if (current < 0)
        return check();
    fileName->setText(file().name());
    if (file().isRead())
        return showColumns();
    if (work.several())
        return backToList();
    problem->setText(file().problem);
    datum->setDatum(file().datum);
    goTo(chooseFile);
}

void ImportWizard::showColumns()
{
    fileName->setText(file().name());
    problem->setText(file().columnsProblem.isEmpty() ? file().remarks : file().columnsProblem);
    sheets->clear();
    sheets->addItems(file().table.sheets);
    sheets->setCurrentText(file().table.sheet.name);
    datum->setDatum(file().datum);
    columnsStep->show(file().table);
    rowsStep->begin(!work.several(), file().leavesOut);
    goTo(columns);
}

void ImportWizard::mapColumn(int column, const QString& field)
{
    const auto mapped = file().mapColumn(column, field);
    columnsStep->show(file().table);
    if (!mapped)
        return columnsStep->say(inWindowWords(mapped.error().text));
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
    begin(work.check(this, [this](const Result<>& result) { stale ? check() : showWhatWasChecked(result); }),
        QStringLiteral("正在逐行检查"));
}

void ImportWizard::showWhatWasChecked(const Result<>& result)
{
    if (!result)
        problem->setText(inWindowWords(result.error().text));
    if (current < 0) {
        filesStep->show(work.files());
        return goTo(list);
    }
    if (result && !file().preview)
        problem->setText(file().columnsProblem);
    if (!result || !file().preview)
        return updateButtons();
    rowsStep->show(file().table, *file().preview);
    goTo(rows);
}

void ImportWizard::openFromList(int index)
{
    if (working())
        return;
    current = index;
    showColumns();
    if (file().preview) { // the columns are clear: its rows are what there is to see
        rowsStep->show(file().table, *file().preview);
        goTo(rows);
    }
}

void ImportWizard::backToList()
{
    current = -1;
    filesStep->show(work.files());
    goTo(list);
    check();
}

void ImportWizard::correct(int row, int column, const QString& text)
{
    file().correct(row, column, text);
    check();
}

void ImportWizard::goBack()
{
    if (steps->currentIndex() == columns)
        return backToList();
    goTo(columns);
}

void ImportWizard::goOn()
{
    if (working() || !next->isEnabled())
        return;
    if (steps->currentIndex() == columns)
        check();
    else if (steps->currentIndex() == rows && work.several())
        backToList();
    else
        write();
}

int ImportWizard::rowsToWrite() const
{
    return work.several() ? filesStep->rowsToWrite() : rowsStep->rowsToWrite().value_or(0);
}

void ImportWizard::write()
{
    const QString why = work.several() ? filesStep->reason() : rowsStep->reason();
    const QString what = QStringLiteral("导入%1 %2 行").arg(spec.label).arg(rowsToWrite())
        + (work.several() ? QStringLiteral("（%1 个文件）").arg(work.filesToWrite()) : QString());
    const Author author = session.author(Door::importing, why.isEmpty() ? what : what + u'：' + why);
    begin(work.write(author, this, [this](const Result<QList<ImportReport>>& result) { finished(result); }),
        what, Leaving::cancels);
}

void ImportWizard::finished(const Result<QList<ImportReport>>& result)
{
    const QString refused = result ? work.refusal(*result) : inWindowWords(result.error().text);
    if (!refused.isEmpty()) {
        problem->setText(refused);
        return updateButtons();
    }
    session.noteSaved(work.written(*result));
    for (const ImportReport& report : *result)
        for (const QString& warning : report.warnings)
            Q_EMIT session.message(warning);
    accept();
}

bool ImportWizard::wantsDatum() const
{
    const HeadingMap* map = current < 0 ? nullptr : &work.files()[current].table.map;
    return map && (map->of(spec, u"lon") || map->of(spec, u"lat"));
}

void ImportWizard::goTo(Step step)
{
    steps->setCurrentIndex(step);
    sheets->setVisible((step == columns || step == rows) && sheets->count() > 1);
    anotherFile->setVisible(step != chooseFile);
    if (step == list)
        fileName->setText(QStringLiteral("%1 个文件").arg(work.files().size()));
    fileName->setVisible(!fileName->text().isEmpty());
    updateButtons();
    // The keyboard goes forward, never to 不导入.
    if (step == chooseFile)
        note->findChild<QPushButton*>()->setFocus();
    else if (next->isEnabled() && (step != rows || rowsStep->isSettled()))
        next->setFocus();
    else
        steps->currentWidget()->setFocus();
}

void ImportWizard::updateButtons()
{
    const auto step = Step(steps->currentIndex());
    const bool asksAgain = step == chooseFile && spec.hasPoint() && !problem->text().isEmpty() && current >= 0
        && isFeatureFile(file().path);
    const bool hasTable = step == columns || step == rows;
    datum->offer(hasTable ? wantsDatum() : asksAgain, hasTable && !file().table.sheet.placed);
    back->setVisible(step == rows || (step == columns && work.several()));
    back->setText(step == columns ? QStringLiteral("回到文件列表") : QStringLiteral("上一步"));
    next->setVisible(step != chooseFile);
    const bool busy = working();
    steps->setEnabled(!busy || step == rows);
    if (step != chooseFile)
        updateNext(step, busy);
    else if (!busy)
        doing->clear();
    problem->setVisible(!problem->text().isEmpty());
    back->setEnabled(!busy);
}

void ImportWizard::updateNext(Step step, bool busy)
{
    if (step == columns) {
        next->setText(QStringLiteral("下一步：逐行检查"));
        return next->setEnabled(!busy && !file().table.map.columns.isEmpty());
    }
    if (step == rows && work.several()) {
        next->setText(QStringLiteral("回到文件列表"));
        return next->setEnabled(!busy);
    }
    const QString obstacle = !session.mayWrite() ? session.writeRefusal()
        : step == list                           ? filesStep->obstacle()
                                                 : rowsStep->obstacle();
    next->setText(!obstacle.isEmpty() ? QStringLiteral("导入")
            : step == list
            ? QStringLiteral("导入 %1 个文件 %2 行").arg(work.filesToWrite()).arg(rowsToWrite())
            : QStringLiteral("导入 %1 行").arg(rowsToWrite()));
    next->setEnabled(!busy && obstacle.isEmpty());
    next->setToolTip(obstacle);
    if (!busy)
        doing->setText(obstacle);
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
    const bool corrected = std::any_of(
        work.files().begin(), work.files().end(), [](const ImportFile& each) { return each.corrected; });
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
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ImportWizard::dropEvent(QDropEvent* event)
{
    openFiles(localFiles(event->mimeData()));
}

} // namespace coop

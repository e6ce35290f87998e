#include "ui/ledger/export_dialog.h"

#include "core/base/decimal.h"
#include "core/store/people.h"
#include "core/store/personal_access.h"
#include "core/store/unit_of_work.h"
#include "core/tabular/exporter.h"
#include "ui/ledger/ledger_tools.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace_job.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QUrl>

namespace coop
{

namespace
{
constexpr int shownColumns = 0, allColumns = 1;

QString formatTitle(const QString& ending)
{
    static const QHash<QString, QString> titles{{QStringLiteral("xlsx"), QStringLiteral("Excel 工作簿")},
        {QStringLiteral("csv"), QStringLiteral("文本表格")},
        {QStringLiteral("geojson"), QStringLiteral("GeoJSON 点图层，WGS84")},
        {QStringLiteral("gpkg"), QStringLiteral("GeoPackage 点图层，CGCS2000")},
        {QStringLiteral("shp"), QStringLiteral("Shapefile 点图层，CGCS2000")},
        {QStringLiteral("kml"), QStringLiteral("KML 点图层，WGS84，用于奥维、谷歌地球")}};
    return titles.value(ending, ending);
}

/// A column of radio buttons; ids are their places.
QVBoxLayout* radios(
    QWidget* parent, QButtonGroup* group, const QString& name, const QList<std::pair<int, QString>>& choices)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(theme::grid / 2);
    for (const auto& [id, text] : choices) {
        auto* button = new QRadioButton(text, parent);
        button->setObjectName(QStringLiteral("%1.%2").arg(name).arg(id));
        group->addButton(button, id);
        column->addWidget(button);
    }
    return column;
}
} // namespace

ExportDialog::ExportDialog(Session& shared, const RegistrySpec& ledger, QList<Record> shownRows,
    QList<Record> selectedRows, QStringList shownIds, QWidget* parent)
    : QDialog(parent)
    , session(shared)
    , spec(ledger)
    , shown(std::move(shownRows))
    , selected(std::move(selectedRows))
    , shownFields(std::move(shownIds))
    , allRows(shared.workspace().count(ledger.id).value_or(0))
    , ranges(new QButtonGroup(this))
    , columns(new QButtonGroup(this))
    , format(new QComboBox(this))
    , file(new QLineEdit(this))
    , note(new QLabel(this))
    , problem(new QLabel(this))
    , questions(new QWidget(this))
    , result(new QWidget(this))
    , resultText(new QLabel(result))
    , progress(new QProgressBar(this))
    , cancel(new QPushButton(QStringLiteral("不导出"), this))
    , run(new QPushButton(this))
    , openFolder(new QPushButton(QStringLiteral("打开所在文件夹"), this))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(QStringLiteral("导出") + spec.label);
    setMinimumWidth(560);
    auto* form = new QFormLayout(questions);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    addRanges(form);
    addColumns(form);
    addFormats(form);
    addPersonal(form);
    addFile(form);

    problem->setObjectName(QStringLiteral("export.problem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();
    progress->setObjectName(QStringLiteral("export.progress"));
    progress->setAccessibleName(QStringLiteral("导出进度"));
    progress->setRange(0, 100);
    progress->hide();
    resultText->setObjectName(QStringLiteral("export.result"));
    resultText->setWordWrap(true);
    resultText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* resultColumn = new QVBoxLayout(result);
    resultColumn->setContentsMargins(0, 0, 0, 0);
    resultColumn->addWidget(resultText);
    result->hide();
    openFolder->setObjectName(QStringLiteral("export.openFolder"));
    openFolder->hide();
    run->setObjectName(QStringLiteral("export.run"));
    run->setProperty("role", QStringLiteral("main"));
    run->setDefault(true);
    cancel->setObjectName(QStringLiteral("export.cancel"));
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(openFolder, QDialogButtonBox::ActionRole);
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    buttons->addButton(run, QDialogButtonBox::ActionRole);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    for (QWidget* part : {questions, result, static_cast<QWidget*>(problem), static_cast<QWidget*>(progress)})
        column->addWidget(part);
    column->addWidget(buttons);
    connect(run, &QPushButton::clicked, this, &ExportDialog::startExport);
    connect(cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(openFolder, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path()).absolutePath())); });
    choose(selected.size() > 1 ? Range::selected : shown.isEmpty() ? Range::blank : Range::shown);
    suggestPath();
}

void ExportDialog::addRanges(QFormLayout* form)
{
    const auto id = [](Range which) { return int(which); };
    QList<std::pair<int, QString>> choices{
        {id(Range::shown), QStringLiteral("屏幕上的 %1").arg(lineCount(shown.size()))}};
    if (!selected.isEmpty())
        choices.append({id(Range::selected), QStringLiteral("选中的 %1").arg(lineCount(selected.size()))});
    if (allRows != shown.size())
        choices.append({id(Range::all), QStringLiteral("全部 %1").arg(lineCount(allRows))});
    choices.append({id(Range::blank), QStringLiteral("空白表样：表头、下拉列表和填写说明，供人填写")});
    form->addRow(
        QStringLiteral("导出范围"), radios(questions, ranges, QStringLiteral("export.range"), choices));
    ranges->button(id(Range::shown))->setEnabled(!shown.isEmpty());
    connect(ranges, &QButtonGroup::idClicked, this, &ExportDialog::showChoice);
}

void ExportDialog::addColumns(QFormLayout* form)
{
    form->addRow(QStringLiteral("列"),
        radios(questions, columns, QStringLiteral("export.columns"),
            {{shownColumns, QStringLiteral("屏幕上的 %1 列").arg(shownFields.size())},
                {allColumns, QStringLiteral("全部列")}}));
    columns->button(shownFields.isEmpty() ? allColumns : shownColumns)->setChecked(true);
    columns->button(shownColumns)->setEnabled(!shownFields.isEmpty());
    connect(columns, &QButtonGroup::idClicked, this, &ExportDialog::showChoice);
}

void ExportDialog::addFormats(QFormLayout* form)
{
    format->setObjectName(QStringLiteral("export.format"));
    format->setAccessibleName(QStringLiteral("格式"));
    for (const QString& ending : exportEndings(spec))
        format->addItem(QStringLiteral("%1（.%2）").arg(formatTitle(ending), ending), ending);
    form->addRow(QStringLiteral("格式"), format);
    connect(format, &QComboBox::currentIndexChanged, this, [this] {
        const QFileInfo now(path());
        setPath(now.dir().filePath(now.completeBaseName() + u'.' + format->currentData().toString()));
    });
}

void ExportDialog::addPersonal(QFormLayout* form)
{
    const QStringList labels = personalFields(spec);
    if (labels.isEmpty() || !session.mayWrite() || !maySeePersonal(session.workspace()))
        return;
    personal = new QCheckBox(QStringLiteral("含完整的%1（记入历史）").arg(labels.join(u'、')), questions);
    personal->setObjectName(QStringLiteral("export.personal"));
    form->addRow(QStringLiteral("个人信息"), personal);
}

void ExportDialog::addFile(QFormLayout* form)
{
    file->setObjectName(QStringLiteral("export.file"));
    file->setAccessibleName(QStringLiteral("文件"));
    auto* other = new QPushButton(QStringLiteral("选择位置…"), questions);
    other->setObjectName(QStringLiteral("export.choose"));
    note->setObjectName(QStringLiteral("export.note"));
    note->setProperty("role", QStringLiteral("second"));
    note->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(file, 1);
    row->addWidget(other);
    form->addRow(QStringLiteral("文件"), row);
    form->addRow(QString(), note);
    connect(other, &QPushButton::clicked, this, &ExportDialog::askPath);
    connect(file, &QLineEdit::textChanged, this, &ExportDialog::showChoice);
}

void ExportDialog::choose(Range which)
{
    if (QAbstractButton* button = ranges->button(int(which)))
        button->setChecked(true);
    showChoice();
}

ExportDialog::Range ExportDialog::range() const
{
    return Range(ranges->checkedId());
}

qint64 ExportDialog::rowsOf(Range which) const
{
    switch (which) {
    case Range::shown:
        return shown.size();
    case Range::selected:
        return selected.size();
    case Range::all:
        return allRows;
    case Range::blank:
        break;
    }
    return 0;
}

QStringList ExportDialog::fields() const
{
    return columns->checkedId() == shownColumns ? shownFields : QStringList();
}

QString ExportDialog::path() const
{
    return QDir::fromNativeSeparators(file->text().trimmed());
}

void ExportDialog::setPath(const QString& where)
{
    file->setText(QDir::toNativeSeparators(where));
}

void ExportDialog::suggestPath()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    setPath(folder.filePath(QStringLiteral("%1-%2.%3")
                                .arg(spec.label, QDate::currentDate().toString(QStringLiteral("yyyyMMdd")),
                                    format->currentData().toString())));
}

void ExportDialog::askPath()
{
    const QString ending = format->currentData().toString();
    QString chosen = QFileDialog::getSaveFileName(this, windowTitle(), path(),
        QStringLiteral("%1 (*.%2)").arg(formatTitle(ending), ending), nullptr,
        QFileDialog::DontConfirmOverwrite); // the button says that it replaces
    if (chosen.isEmpty())
        return;
    if (QFileInfo(chosen).suffix().isEmpty())
        chosen += u'.' + ending;
    setPath(chosen);
}

void ExportDialog::showChoice()
{
    const bool blank = range() == Range::blank;
    if (blank && format->currentIndex() != 0)
        format->setCurrentIndex(0); // an empty form is a workbook; comes back here
    format->setEnabled(!blank);
    for (QAbstractButton* button : columns->buttons())
        button->setEnabled(!blank && (columns->id(button) == allColumns || !shownFields.isEmpty()));
    if (personal)
        personal->setEnabled(!blank);
    const bool replaces = QFileInfo(path()).isFile();
    note->setText(replaces ? QStringLiteral("这个文件已经有了，导出后被替换。") : QString());
    note->setVisible(replaces);
    const QString what
        = blank ? QStringLiteral("空白表样") : QStringLiteral(" ") + lineCount(rowsOf(range()));
    run->setText((replaces ? QStringLiteral("替换并导出") : QStringLiteral("导出")) + what);
    run->setEnabled(!busy() && !path().isEmpty() && (blank || rowsOf(range()) > 0));
}

void ExportDialog::showProblem(const QString& text)
{
    problem->setText(text);
    problem->show();
}

/// Before anything unmasked leaves the program, the history says so.
bool ExportDialog::noteWhatIsSeen()
{
    if (!personal || !personal->isChecked() || range() == Range::blank)
        return true;
    const auto seen = seePersonal(session.workspace(),
        session.author(
            QStringLiteral("export"), QStringLiteral("导出到%1").arg(QDir::toNativeSeparators(path()))),
        spec, rowsOf(range()));
    if (seen)
        session.noteSaved();
    else
        showProblem(seen.error().text);
    return seen.has_value();
}

ExportRequest ExportDialog::request() const
{
    return {.registry = spec.id,
        .path = path(),
        .rows = range() == Range::shown  ? shown
            : range() == Range::selected ? selected
                                         : QList<Record>(),
        .fields = fields(),
        .personal = personal && personal->isChecked(),
        .author = session.person(),
        .unit = session.scope().id == 0 ? session.workspace().plan().issuer : session.scope().name};
}

void ExportDialog::startExport()
{
    if (busy() || !noteWhatIsSeen())
        return;
    problem->hide();
    questions->setEnabled(false);
    progress->setValue(0);
    progress->show();
    cancel->setText(QStringLiteral("取消导出"));
    const Range which = range();
    job = startOnWorkspace(
        session, Workspace::Access::read, QStringLiteral("正在导出") + spec.label, this,
        [asked = request(), which](Workspace& workspace, const JobControl& control) mutable -> Result<> {
            if (which == Range::blank)
                return exportTemplate(workspace, asked.registry, asked.path);
            if (which == Range::all) {
                auto rows = workspace.rows({.registry = asked.registry});
                if (!rows)
                    return fail(rows.error());
                asked.rows = std::move(*rows);
            }
            asked.progress = [&control, total = asked.rows.size()](qsizetype done) {
                control.progress(done, total);
                return !control.cancelled();
            };
            return exportTable(workspace, asked);
        },
        [this, target = path()](const Result<>& written) { finish(written, target); });
    connect(job, &Job::progressed, progress, &QProgressBar::setValue);
    showChoice();
}

void ExportDialog::finish(const Result<>& written, const QString& target)
{
    job = nullptr;
    progress->hide();
    questions->setEnabled(true);
    showChoice();
    if (!written) {
        cancel->setText(QStringLiteral("不导出"));
        return showProblem(written.error().text);
    }
    const QString what = range() == Range::blank ? spec.label + QStringLiteral("空白表样")
                                                 : spec.label + u' ' + lineCount(rowsOf(range()));
    resultText->setText(QStringLiteral("已导出%1：\n%2").arg(what, QDir::toNativeSeparators(target)));
    questions->hide();
    run->hide();
    result->show();
    openFolder->show();
    openFolder->setFocus();
    cancel->setText(QStringLiteral("关闭"));
    adjustSize();
    Q_EMIT session.message(QStringLiteral("已导出%1：%2").arg(what, QFileInfo(target).fileName()));
}

void ExportDialog::reject()
{
    if (busy())
        job->cancel();
    else
        QDialog::reject();
}

} // namespace coop

#include "ui/ledger/export/export_dialog.h"

#include "core/store/people/people.h"
#include "core/store/people/personal_access.h"
#include "core/store/unit_of_work.h"
#include "core/tabular/export/exporter.h"
#include "ui/ledger/export/export_questions.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/look/theme.h"
#include "ui/session/workspace_job.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace coop
{

ExportDialog::ExportDialog(Session& shared, const RegistrySpec& ledger, QList<Record> shownRows,
    QList<Record> selectedRows, const QStringList& shownFields, QWidget* parent)
    : WorkDialog(parent)
    , session(shared)
    , spec(ledger)
    , shown(std::move(shownRows))
    , selected(std::move(selectedRows))
    , questions(new ExportQuestions(ledger,
          {shown.size(), selected.size(), shared.workspace().count(ledger.id).value_or(0)}, shownFields,
          shared.mayWrite() && maySeePersonal(shared.workspace()), this))
    , result(new QLabel(this))
    , problem(new QLabel(this))
    , progress(new QProgressBar(this))
    , buttons(new QDialogButtonBox(this))
    , cancel(new QPushButton(QStringLiteral("不导出"), this))
    , run(new QPushButton(this))
    , openFolder(new QPushButton(QStringLiteral("打开所在文件夹"), this))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(QStringLiteral("导出") + spec.label);
    setMinimumWidth(560);
    problem->setObjectName(QStringLiteral("export.problem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();
    progress->setObjectName(QStringLiteral("export.progress"));
    progress->setAccessibleName(QStringLiteral("导出进度"));
    progress->setRange(0, 100);
    progress->setTextVisible(false);
    progress->hide();
    result->setObjectName(QStringLiteral("export.result"));
    result->setWordWrap(true);
    result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    result->hide();
    openFolder->setObjectName(QStringLiteral("export.openFolder"));
    openFolder->hide();
    run->setObjectName(QStringLiteral("export.run"));
    run->setProperty("role", QStringLiteral("main"));
    run->setDefault(true);
    cancel->setObjectName(QStringLiteral("export.cancel"));
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    buttons->addButton(run, QDialogButtonBox::AcceptRole);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addWidget(questions);
    column->addWidget(result);
    column->addWidget(problem);
    column->addWidget(progress);
    column->addWidget(buttons);
    connect(questions, &ExportQuestions::changed, this, &ExportDialog::nameButton);
    connect(run, &QPushButton::clicked, this, &ExportDialog::startExport);
    connect(cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(openFolder, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path()).absolutePath())); });
    nameButton();
}

QString ExportDialog::path() const
{
    return questions->path();
}

void ExportDialog::setPath(const QString& file)
{
    questions->setPath(file);
}

void ExportDialog::nameButton()
{
    const bool blank = questions->range() == ExportQuestions::Range::blank;
    const QString what = blank ? QStringLiteral("空白表样") : u' ' + lineCount(questions->rowsToExport());
    run->setText((questions->replaces() ? QStringLiteral("替换并导出") : QStringLiteral("导出")) + what);
    run->setEnabled(!working() && !path().isEmpty() && (blank || questions->rowsToExport() > 0));
}

QString ExportDialog::whatGoesOut() const
{
    return questions->range() == ExportQuestions::Range::blank
        ? spec.label + QStringLiteral("空白表样")
        : spec.label + u' ' + lineCount(questions->rowsToExport());
}

void ExportDialog::showProblem(const QString& text)
{
    problem->setText(text);
    problem->show();
}

bool ExportDialog::noteWhatIsSeen()
{
    if (!questions->unmasked())
        return true;
    const auto seen = seePersonal(session.workspace(),
        session.author(Door::see, QStringLiteral("导出到%1").arg(QDir::toNativeSeparators(path()))), spec,
        questions->rowsToExport());
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
        .rows = questions->range() == ExportQuestions::Range::shown  ? shown
            : questions->range() == ExportQuestions::Range::selected ? selected
                                                                     : QList<Record>(),
        .fields = questions->fields(),
        .personal = questions->unmasked(),
        .author = session.person(),
        .unit = session.scope().id == 0 ? session.workspace().plan().issuer : session.scope().name};
}

void ExportDialog::startExport()
{
    if (working())
        return;
    problem->hide();
    if (const auto may = mayExportTo(spec, path()); !may) // before anything is noted
        return showProblem(may.error().text);
    if (!noteWhatIsSeen())
        return;
    const auto which = questions->range();
    Job* writing = startOnWorkspace(
        session, Workspace::Access::read, QStringLiteral("正在导出") + spec.label, this,
        [asked = request(), which](Workspace& workspace, const JobControl& control) mutable -> Result<> {
            if (which == ExportQuestions::Range::blank)
                return exportTemplate(workspace, asked.registry, asked.path);
            if (which == ExportQuestions::Range::all) {
                auto rows = workspace.rows({.registry = asked.registry});
                COOP_TRY(rows);
                asked.rows = std::move(*rows);
            }
            asked.progress = [&control, total = asked.rows.size()](qsizetype done) {
                control.progress(done, total);
                return !control.cancelled();
            };
            return exportTable(workspace, asked);
        },
        [this, target = path()](const Result<>& written) { finish(written, target); });
    connect(writing, &Job::progressed, progress, &QProgressBar::setValue);
    begin(writing, Leaving::cancels);
}

QList<QWidget*> ExportDialog::inputs() const
{
    return {questions};
}

void ExportDialog::showWork(bool works)
{
    progress->setValue(0);
    progress->setVisible(works);
    cancel->setText(works ? QStringLiteral("取消导出") : QStringLiteral("不导出"));
    nameButton();
}

void ExportDialog::finish(const Result<>& written, const QString& target)
{
    if (!written)
        return showProblem(written.error().text);
    result->setText(QStringLiteral("已导出%1：\n%2").arg(whatGoesOut(), QDir::toNativeSeparators(target)));
    questions->hide();
    run->hide();
    result->show();
    buttons->addButton(openFolder, QDialogButtonBox::ActionRole);
    run->hide(); // the box shows all that is in it when one more comes
    openFolder->setDefault(true);
    openFolder->setFocus();
    cancel->setText(QStringLiteral("关闭"));
    adjustSize();
    Q_EMIT session.message(QStringLiteral("已导出%1：%2").arg(whatGoesOut(), QFileInfo(target).fileName()));
}

} // namespace coop

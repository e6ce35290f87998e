#include "ui/settings/care/problem_report_dialog.h"

#include "core/workflow/care/run_log.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/widgets/named.h"

#include <QDate>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QStyle>
#include <QVBoxLayout>

namespace coop
{

ProblemReportDialog::ProblemReportDialog(const QString& workspace, QWidget* parent)
    : WorkDialog(parent)
    , files(named(new QListWidget, "problemReport.files", QStringLiteral("报告里的文件")))
    , text(named(new QPlainTextEdit, "problemReport.text", QStringLiteral("文件的内容")))
    , state(named(new QLabel, "problemReport.state", QString()))
    , save(namedButton(QStringLiteral("problemReport.save"), QStringLiteral("存为 zip 文件…")))
    , jobs(new Jobs(this))
{
    setObjectName(QStringLiteral("problemReport"));
    setWindowTitle(QStringLiteral("生成问题报告"));
    resize(760, 520);
    auto* about
        = new QLabel(QStringLiteral("下面就是报告的全部内容：程序的版本、最近的运行记录，和工作区体检结果的"
                                    "类别和个数。没有台账内容、姓名、电话和文件位置。看过以后再存。"));
    about->setWordWrap(true);
    files->setFixedWidth(140);
    text->setReadOnly(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    state->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::gap);
    row->addWidget(files);
    row->addWidget(text, 1);
    auto* leave = namedButton(QStringLiteral("problemReport.close"), QStringLiteral("关闭"));
    leave->setAutoDefault(false);
    save->setDefault(true);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(save, QDialogButtonBox::AcceptRole);
    buttons->addButton(leave, QDialogButtonBox::RejectRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addWidget(about);
    column->addLayout(row, 1);
    column->addWidget(state);
    column->addWidget(buttons);
    connect(files, &QListWidget::currentRowChanged, this, [this](int chosen) {
        text->setPlainText(chosen >= 0 && chosen < parts.size() ? parts[chosen].content : QString());
    });
    connect(save, &QPushButton::clicked, this, &ProblemReportDialog::askWhere);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);

    save->setEnabled(false);
    say(QStringLiteral("正在体检…"), false);
    begin(jobs->start(
              QString(), this,
              [workspace, log = runLog::content()](const JobControl& control) {
                  return problemReport(
                      log, workspace, [&](int, const QString&) { return !control.cancelled(); });
              },
              [this](const Result<QList<ReportPart>>& report) { take(report); }),
        Leaving::goes);
}

void ProblemReportDialog::say(const QString& sentence, bool problem)
{
    state->setProperty("role", problem ? QStringLiteral("error") : QStringLiteral("second"));
    state->style()->polish(state);
    state->setText(sentence);
}

void ProblemReportDialog::take(const Result<QList<ReportPart>>& report)
{
    if (!report)
        return say(report.error().text, true);
    parts = *report;
    for (const ReportPart& part : std::as_const(parts))
        files->addItem(part.name);
    files->setCurrentRow(0);
    save->setEnabled(true);
    say({}, false);
}

void ProblemReportDialog::askWhere()
{
    const QString file = QFileDialog::getSaveFileName(this, QStringLiteral("问题报告存为"),
        QDir(settings::documentsFolder())
            .filePath(QStringLiteral("农服图问题报告-%1.zip")
                          .arg(QDate::currentDate().toString(QStringLiteral("yyyyMMdd")))),
        QStringLiteral("压缩文件 (*.zip)"));
    if (!file.isEmpty())
        (void)saveTo(file);
}

Result<> ProblemReportDialog::saveTo(const QString& file)
{
    auto saved = saveProblemReport(parts, file);
    say(saved ? QStringLiteral("已存为 %1，请交给维护人员").arg(QDir::toNativeSeparators(file))
              : saved.error().text,
        !saved);
    return saved;
}

} // namespace coop

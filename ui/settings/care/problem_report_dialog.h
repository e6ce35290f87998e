#pragma once
#include "core/base/result.h"
#include "core/workflow/care/problem_report.h"
#include "ui/session/work_dialog.h"

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace coop
{

/// 生成问题报告: shows everything that would be in it, file by file, before it is saved.
class ProblemReportDialog : public WorkDialog
{
    Q_OBJECT
public:
    /// `workspace`: the file that is open; empty for none.
    ProblemReportDialog(const QString& workspace, QWidget* parent);
    Result<> saveTo(const QString& file);

private:
    void take(const Result<QList<ReportPart>>& report);
    void askWhere();
    void say(const QString& text, bool problem);

    QListWidget* files;
    QPlainTextEdit* text;
    QLabel* state;
    QPushButton* save;
    Jobs* jobs;
    QList<ReportPart> parts;
};

} // namespace coop

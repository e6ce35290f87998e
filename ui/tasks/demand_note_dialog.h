#pragma once
#include "core/workflow/tasks/demand_note.h"
#include "ui/session/loader.h"
#include "ui/session/work_dialog.h"

class QDateEdit;
class QLabel;
class QPlainTextEdit;
class QScrollArea;
class QTimer;

namespace coop
{

/// 督办单 as they will be printed, with what is asked for; goes to a PDF or to the printer.
class DemandNoteDialog : public WorkDialog
{
    Q_OBJECT
public:
    DemandNoteDialog(Session& session, QList<TaskStatus> tasks, QDate on, QWidget* parent = nullptr);

    QList<DemandNote> notes() const;
    void exportTo(const QString& path);
    bool busy() const { return drawing.busy(); }

private:
    QWidget* settings();
    void draw();
    void showPages(const QList<QImage>& pages);
    void choosePdf();
    void print();

    Session& session;
    QList<TaskStatus> tasks;
    QDate on;
    QScrollArea* preview;
    QDateEdit* made;
    QPlainTextEdit* demand;
    QLabel* problem;
    QTimer* settle; ///< draws once after the last of many changes
    Loader drawing;
};

} // namespace coop

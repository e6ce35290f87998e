#pragma once
#include "core/tabular/import/import_preview.h"

#include <QDialog>
#include <QPointer>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace coop
{

class EmptyNote;
class ImportColumnsStep;
class ImportRowsStep;
class Job;
class Session;

/// 导入: a file, what its columns hold, what every row would do; then one step that can be undone. Reading,
/// checking and writing run as jobs that can be cancelled; until the last button nothing is written.
class ImportWizard : public QDialog
{
    Q_OBJECT
public:
    ImportWizard(Session& session, const RegistrySpec& spec, QWidget* parent = nullptr);

    /// Goes straight to the columns of this file.
    void openFile(const QString& path);
    void reject() override;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum Step { chooseFile, columns, rows };
    void chooseWithDialog();
    void read(const QString& sheet);
    void take(Result<ImportTable> result);
    void applyMemory();
    void mapColumn(int column, const QString& field);
    void check();
    void correct(int row, int column, const QString& text);
    void write();
    void finished(const Result<ImportReport>& result);
    void goTo(Step step);
    void updateButtons();
    void begin(Job* started, const QString& what);
    void end();
    bool wantsDatum() const;
    ImportRequest request() const;

    Session& session;
    const RegistrySpec& spec;
    QString file;
    ImportTable table;
    QHash<QString, QString> chosen; ///< letter of a column → field: what a person chose in this file
    QPointer<Job> job;
    bool corrected = false; ///< somebody typed into the rows
    bool stale = false; ///< the rows were corrected while they were being checked

    QLabel* fileName;
    QComboBox* sheets;
    QLabel* datumLabel;
    QComboBox* datum;
    QLabel* datumNote; ///< what is done when nobody chooses
    QStackedWidget* steps;
    EmptyNote* note;
    ImportColumnsStep* columnsStep;
    ImportRowsStep* rowsStep;
    QLabel* problem;
    QLabel* doing;
    QProgressBar* progress;
    QPushButton* cancelJob;
    QPushButton* back;
    QPushButton* next;
    QPushButton* leave;
    QPushButton* anotherFile;
};

} // namespace coop

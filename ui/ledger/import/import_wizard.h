#pragma once
#include "core/tabular/import/import_preview.h"
#include "ui/session/work_dialog.h"

#include <QTemporaryDir>

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
class Session;

/// 导入: a file, what its columns hold, what every row would do; then one step that can be undone. Reading,
/// checking and writing run as jobs that can be cancelled; until the last button nothing is written.
class ImportWizard : public WorkDialog
{
    Q_OBJECT
public:
    ImportWizard(Session& session, const RegistrySpec& spec, QWidget* parent = nullptr);

    /// Goes straight to the columns of this file.
    void openFile(const QString& path);
    void reject() override;

protected:
    void showWork(bool works) final;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum Step { chooseFile, columns, rows };
    void chooseWithDialog();
    /// A table that was copied in another program, as if it were a file.
    void paste();
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
    void begin(Job* started, const QString& what, Leaving leaving = Leaving::goes);
    bool wantsDatum() const;
    ImportRequest request() const;

    Session& session;
    const RegistrySpec& spec;
    QString file;
    QTemporaryDir pasted; ///< the table from the clipboard
    ImportTable table;
    QHash<QString, QString> chosen; ///< letter of a column → field: what a person chose in this file
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

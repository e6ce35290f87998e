#pragma once
#include "ui/ledger/import/import_work.h"
#include "ui/session/work_dialog.h"

#include <QTemporaryDir>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace coop
{

class DatumChoice;
class EmptyNote;
class ImportColumnsStep;
class ImportFilesStep;
class ImportRowsStep;
class Session;

/// 导入: a file, what its columns hold, what every row would do; or several files of one ledger with what
/// each would do, each of them opened into the same steps where it needs a hand. Then one step that can be
/// undone. Reading, checking and writing run as jobs that can be cancelled; until the last button nothing is
/// written.
class ImportWizard : public WorkDialog
{
    Q_OBJECT
public:
    ImportWizard(Session& session, const RegistrySpec& spec, QWidget* parent = nullptr);

    /// Goes straight to the columns of this file.
    void openFile(const QString& path) { openFiles({path}); }
    /// Of several: to the list of them.
    void openFiles(const QStringList& paths);
    void reject() override;

protected:
    void showWork(bool works) final;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum Step { chooseFile, columns, rows, list };
    void nameParts();
    void layOut();
    void connectParts();

    void chooseWithDialog();
    /// A table that was copied in another program, as if it were a file; or files that were copied.
    void paste();
    void readAgain(const QString& sheet);
    /// Of one file its columns, of several what they would do.
    void showWhatWasRead();
    void showColumns();
    void mapColumn(int column, const QString& field);
    void check();
    void showWhatWasChecked(const Result<>& result);
    void openFromList(int index);
    void backToList();
    void correct(int row, int column, const QString& text);
    void goBack();
    void goOn();
    void write();
    void finished(const Result<QList<ImportReport>>& result);
    void goTo(Step step);
    void updateButtons();
    void updateNext(Step step, bool busy);
    void begin(Job* started, const QString& what, Leaving leaving = Leaving::goes);
    /// The file that is open; only when there is one.
    ImportFile& file() { return work.files()[current]; }
    bool wantsDatum() const;
    int rowsToWrite() const;

    Session& session;
    const RegistrySpec& spec;
    ImportWork work;
    int current = -1; ///< the one whose columns and rows are shown; -1: the list
    QTemporaryDir pasted; ///< the table from the clipboard
    bool stale = false; ///< the rows were corrected while they were being checked

    QLabel* fileName;
    QComboBox* sheets;
    DatumChoice* datum;
    QStackedWidget* steps;
    EmptyNote* note;
    ImportColumnsStep* columnsStep;
    ImportRowsStep* rowsStep;
    ImportFilesStep* filesStep;
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

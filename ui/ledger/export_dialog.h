#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QDialog>
#include <QPointer>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace coop
{

class Job;
class Session;
struct ExportRequest;
struct RegistrySpec;

/// Asks which rows and columns of a ledger go into which kind of file, or for an empty form, and writes it
/// on a worker thread; says where it is afterwards. A refusal is said in the dialog, which stays open.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `shown`: the rows and columns on the screen, in their order; `selected`: those of them that are
    /// marked.
    ExportDialog(Session& session, const RegistrySpec& spec, QList<Record> shown, QList<Record> selected,
        QStringList shownFields, QWidget* parent = nullptr);

    /// What goes out: an answer of the first question.
    enum class Range { shown, selected, all, blank };
    void choose(Range range);
    QString path() const;
    void setPath(const QString& file);
    bool busy() const { return !job.isNull(); }

public Q_SLOTS:
    void startExport();
    /// While it writes, asks it to stop and stays until it has.
    void reject() override;

private:
    void addRanges(QFormLayout* form);
    void addColumns(QFormLayout* form);
    void addFormats(QFormLayout* form);
    void addPersonal(QFormLayout* form);
    void addFile(QFormLayout* form);
    void suggestPath();
    void askPath();
    void showChoice();
    void showProblem(const QString& text);
    void finish(const Result<>& written, const QString& file);
    Range range() const;
    qint64 rowsOf(Range range) const;
    /// Columns of the file; empty: all.
    QStringList fields() const;
    bool noteWhatIsSeen();
    ExportRequest request() const;

    Session& session;
    const RegistrySpec& spec;
    const QList<Record> shown, selected;
    const QStringList shownFields;
    qint64 allRows = 0;

    QButtonGroup *ranges, *columns;
    QComboBox* format;
    QCheckBox* personal = nullptr; ///< null: there is nothing to unmask or this person may not
    QLineEdit* file;
    QLabel *note, *problem;
    QWidget *questions, *result;
    QLabel* resultText;
    QProgressBar* progress;
    QPushButton *cancel, *run, *openFolder;
    QPointer<Job> job;
};

} // namespace coop

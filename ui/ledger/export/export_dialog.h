#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "ui/session/work_dialog.h"

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace coop
{

class ExportQuestions;
class Session;
struct ExportRequest;
struct RegistrySpec;

/// Asks which rows and columns of a ledger go into which kind of file, or for an empty form, and writes it
/// on a worker thread; says where it is afterwards. A refusal is said in the dialog, which stays open.
class ExportDialog : public WorkDialog
{
    Q_OBJECT
public:
    /// `shown`: the rows and columns on the screen, in their order; `selected`: those of them that are
    /// marked.
    ExportDialog(Session& session, const RegistrySpec& spec, QList<Record> shown, QList<Record> selected,
        const QStringList& shownFields, QWidget* parent = nullptr);

    QString path() const;
    void setPath(const QString& file);

    void startExport();

protected:
    QList<QWidget*> inputs() const override;
    void showWork(bool works) override;

private:
    void nameButton();
    void showProblem(const QString& text);
    void finish(const Result<>& written, const QString& file);
    QString whatGoesOut() const;
    bool noteWhatIsSeen();
    ExportRequest request() const;

    Session& session;
    const RegistrySpec& spec;
    const QList<Record> shown, selected;
    ExportQuestions* questions;
    QLabel *result, *problem;
    QProgressBar* progress;
    QDialogButtonBox* buttons;
    QPushButton *cancel, *run, *openFolder;
};

} // namespace coop

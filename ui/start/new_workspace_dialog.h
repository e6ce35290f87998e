#pragma once
#include "core/base/result.h"
#include "ui/session/work_dialog.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace coop
{

struct NewWorkspace;
struct Plan;
class QuarterBox;

/// Asks for a plan and a file name and makes the workspace; a refusal is said in the dialog, which stays
/// open.
class NewWorkspaceDialog : public WorkDialog
{
    Q_OBJECT
public:
    explicit NewWorkspaceDialog(QString person, QWidget* parent = nullptr);

    QString path() const;
    /// Offers another county's plan beside those that come with the program, and chooses it. Errors: what is
    /// wrong with the file, with the place in it.
    Result<> addPlan(const QString& file);

protected:
    QList<QWidget*> inputs() const override;
    void showWork(bool works) override;

private:
    void addPlanItem(const Plan& read, const QString& path);
    void suggestPath();
    void offerQuarters();
    void choosePath();
    void choosePlan();
    void create();
    void tellUnmatched(const NewWorkspace& made);
    void showProblem(const QString& text);

    QString person;
    QComboBox* plan;
    QLineEdit* file;
    QuarterBox* first; ///< quarter of the filings
    QCheckBox* example;
    QLabel* problem;
    QPushButton* createButton;
    Jobs* jobs;
};

} // namespace coop

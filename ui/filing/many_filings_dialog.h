#pragma once
#include "core/workflow/filing/many_filings.h"
#include "ui/session/loader.h"
#include "ui/session/work_dialog.h"

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace coop
{

/// 成批办理: several filings of the board are 审核, 锁定 or 退回 in one go. What cannot be is listed with its
/// reason beforehand and left as it is.
class ManyFilingsDialog : public WorkDialog
{
    Q_OBJECT
public:
    ManyFilingsDialog(Session& session, const QList<FilingStanding>& board, const QList<FilingKey>& chosen,
        QWidget* parent = nullptr);
    bool busy() const { return working() || checking.busy(); }

protected:
    QList<QWidget*> inputs() const override;

private:
    enum class Which { chosen, allSubmitted, allReviewed };

    QWidget* buildQuestions();
    void build(QWidget* questions);
    void chooseFirst();
    void check();
    void act();
    void moveOn(const QList<FilingOfMany>& taken);
    void sayHowMany();
    void showOutcome(const QList<FilingOfMany>& filings, bool done);
    void updateAction();
    QList<FilingKey> wanted() const;
    ManyStep step() const;
    qsizetype possible() const;

    Session& session;
    QList<FilingKey> ofWhich[3];
    QList<FilingOfMany> shown;
    bool done = false; ///< what is shown came of the step
    QButtonGroup* which;
    QButtonGroup* steps;
    QLabel* sentence;
    QTableWidget* table;
    QWidget* reasonRow;
    QLineEdit* reason;
    QPushButton* action;
    Loader checking;
};

} // namespace coop

#pragma once
#include "core/workflow/filing/carried_quarter.h"
#include "ui/ledger/edits/change_plan.h"
#include "ui/session/loader.h"
#include "ui/session/work_dialog.h"

class QLabel;
class QPushButton;

namespace coop
{

class CarryModel;
class GridPane;
class ReasonStrip;

/// 复制上季度: the rows of the quarter before once more for this one, whose figures are typed or pasted down
/// the column. Rows without figures are not added; all others in one step.
class CarryDialog : public WorkDialog
{
    Q_OBJECT
public:
    /// The ledger is one whose rows come again.
    CarryDialog(Session& session, const RegistrySpec& spec, const Area& area, const Period& quarter,
        QWidget* parent = nullptr);
    void reject() override;

protected:
    QList<QWidget*> inputs() const override;

private:
    struct Written {
        ChangePlan plan;
        bool done = false; ///< else it says what stands in the way
    };
    void build();
    void connectGrid();
    void read();
    void offer(const CarriedQuarter& found);
    void arrangeColumns(const QList<Record>& rows);
    QString sentenceOf(const CarriedQuarter& found) const;
    void take(const QList<RowEdit>& edits);
    void paste();
    void say();
    void complain(const QString& text);
    void goTo(const QModelIndex& cell);
    void add();
    void write();
    void showWritten(const Written& written);

    Session& session;
    const RegistrySpec& spec;
    const Area area;
    const Period quarter;
    CarryModel* model;
    GridPane* pane;
    QLabel* sentence;
    QLabel* problem;
    ReasonStrip* strip;
    QPushButton* action;
    QPushButton* leave;
    QStringList warnings; ///< what the strip asked about
    Loader reading;
};

} // namespace coop

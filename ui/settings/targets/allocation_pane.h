#pragma once
#include "core/workflow/targets/target_matrix.h"
#include "ui/session/loader.h"

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QTableWidget;
class QTableWidgetItem;

namespace coop
{

/// One target of the district: its figure, the document's words, the choices where those are unclear, and its
/// parts by federation with their sum.
class AllocationPane : public QFrame
{
    Q_OBJECT
public:
    explicit AllocationPane(Session& session, QWidget* parent = nullptr);

    void showTarget(const Indicator& indicator, const TargetCell& cell);
    bool busy() const { return writes > 0 || reading.busy(); }

private:
    struct Shares {
        QList<TargetPart> parts;
        QList<std::optional<qint64>> lastYear; ///< by federation, as the parts
    };
    using Allocate = std::function<Result<int>(Workspace&, const Author&)>;

    void load();
    void fill(const Shares& shares);
    void edited(QTableWidgetItem* item);
    void divide(AllocationWay way);
    void clear();
    void backToPlan();
    void run(const QString& done, Allocate change);
    void updateButtons();

    Session& session;
    const Indicator* indicator = nullptr; ///< of the workspace's plan
    TargetCell cell;
    QList<TargetPart> parts;
    QLabel* heading;
    QLabel* source;
    QLabel* notes;
    QLabel* sum;
    QTableWidget* table;
    QPushButton* evenly;
    QPushButton* byLastYear;
    QPushButton* none;
    QPushButton* planned;
    int writes = 0; ///< under way
    Loader reading;
    bool filling = false;
};

} // namespace coop

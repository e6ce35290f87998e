#pragma once
#include "core/workflow/targets/target_matrix.h"

#include <QWidget>
#include <functional>

class QLabel;
class QSplitter;
class QTableWidget;
class QTableWidgetItem;

namespace coop
{

class AllocationPane;
class Session;

/// 目标: the matrix indicator × year, edited in place, and beside it the chosen target: where the document
/// says so and how it is allocated to the federations.
class TargetsPane : public QWidget
{
    Q_OBJECT
public:
    explicit TargetsPane(Session& session, QWidget* parent = nullptr);
    bool busy() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void reload();
    void reloadSoon();
    void fill(int row, int column, const QString& shown, const QString& written, bool editable,
        const QString& tip = {});
    void showChosen();
    void edited(QTableWidgetItem* item);
    const TargetCell* chosen(const Indicator*& indicator) const;

    Session& session;
    TargetMatrix matrix;
    QLabel* explanation;
    QTableWidget* table;
    AllocationPane* pane;
    QSplitter* split;
    bool divided = false; ///< by somebody, with the handle
    bool filling = false;
    int working = 0;
};

} // namespace coop

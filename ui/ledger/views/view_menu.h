#pragma once
#include <QMenu>

namespace coop
{

class GridColumns;
class RecordGrid;

/// 视图: chooses among the saved views of the ledger, saves what is shown under a name, renames and deletes.
class ViewMenu : public QMenu
{
    Q_OBJECT
public:
    ViewMenu(RecordGrid& grid, GridColumns& columns, QWidget* parent);

    /// All columns, no filter, in the order of the codes.
    void chooseStandard();
    void choose(const QString& name);
    void save(const QString& name);
    const QString& current() const { return chosen; } ///< empty: 默认视图
    /// Another ledger is shown: none of its views is chosen.
    void forget();

Q_SIGNALS:
    void currentChanged(const QString& name);

private:
    void fill();
    void setCurrent(const QString& name);
    QString askName(const QString& title, const QString& button, const QString& name);

    RecordGrid& grid;
    GridColumns& columns;
    QString chosen;
};

} // namespace coop

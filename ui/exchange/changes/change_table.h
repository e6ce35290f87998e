#pragma once
#include "ui/exchange/changes/change_lines.h"

#include <QTableView>

namespace coop
{

class ChangeTableModel;

/// Changes to rows, a line a field: what a hand-in holds, what a merge would write. Return or a double click
/// asks for the row.
class ChangeTable : public QTableView
{
    Q_OBJECT
public:
    ChangeTable(const QString& name, const QString& title, QWidget* parent = nullptr);
    /// Only with `withPeople` there are columns who and when.
    void setLines(const QList<ChangeLine>& lines, bool withPeople);

Q_SIGNALS:
    void rowRequested(const QString& registry, RowId row);

private:
    ChangeTableModel* lines;
};

} // namespace coop

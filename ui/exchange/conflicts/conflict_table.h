#pragma once
#include "ui/exchange/conflicts/conflict_table_model.h"

#include <QTableView>

namespace coop
{

/// The table of the inbox with a menu of choices in each row: click it, or press space.
class ConflictTable : public QTableView
{
    Q_OBJECT
public:
    explicit ConflictTable(QWidget* parent = nullptr);
    void setLines(const QList<ConflictLine>& newLines);
    void setWritable(bool may) { writable = may; }
    QList<ConflictLine> selected() const;

Q_SIGNALS:
    void chosen(Settlement::Choice choice); ///< for the selected rows
    void rowRequested(const QString& registry, RowId row);
    void selectionMoved();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void offer(const QModelIndex& index);
    void shareWidth();
    void fitHeights();

    ConflictTableModel* lines;
    bool writable = true;
    ConflictTableModel::Letters letters{};
};

} // namespace coop

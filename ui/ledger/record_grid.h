#pragma once
#include "core/domain/record.h"

#include <QTableView>

namespace coop
{

class RecordTableModel;

/// The rows of a ledger as a spreadsheet shows them: numbered, sortable by click, copied with Ctrl+C.
class RecordGrid : public QTableView
{
    Q_OBJECT
public:
    explicit RecordGrid(RecordTableModel& model, QWidget* parent = nullptr);

    /// Widths after the headings and the first rows.
    void fitColumns();
    QList<Record> selectedRecords() const;
    /// Makes the row with this id the only selected one; false when it is not shown.
    bool selectRecord(RowId id);

Q_SIGNALS:
    void removeRequested();
    void editRequested(); ///< Enter, F2 or a double click
    void historyRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void copySelected() const;

    RecordTableModel& records;
};

} // namespace coop

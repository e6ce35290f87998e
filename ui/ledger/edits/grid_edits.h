#pragma once
#include "ui/ledger/edits/change_plan.h"

#include <QObject>
#include <functional>

namespace coop
{

class RecordGrid;
class Job;
class Session;

/// What the grid does to data: one cell, a pasted block, a fill, many rows at once. Each is one step that can
/// be undone; large ones run in a job.
class GridEdits : public QObject
{
    Q_OBJECT
public:
    /// `mayEdit`: whether something may be changed now; settles what else waits to be saved.
    GridEdits(Session& session, RecordGrid& grid, std::function<bool()> mayEdit);

    void copy(bool withHeadings);
    void paste();
    void fill(Qt::Orientation direction);
    void clear();
    void changeMany();
    void remove(); ///< the rows of the selection, after a question
    /// Saves what was typed into the empty row; false when it cannot be: it then says why, at its field.
    bool settleNewRow();
    void dropNewRow();
    /// Before the window closes: saves what is being typed, or asks whether it is given up. Else nobody could
    /// close it while the file cannot be written.
    bool mayBeLeft();

Q_SIGNALS:
    /// Rows were changed or added in the store; `done` says what, for the status bar.
    void written(const QList<coop::Record>& rows, const QString& done);
    void removed(const QList<coop::RowId>& rows, const QString& done);

private:
    /// The words and the habits of one kind of change.
    struct Step {
        QString verb; ///< 粘贴
        bool preview = true; ///< shown before it is done; else only when something is wrong
        QString note{};
        QString reason{}; ///< why in spite of warnings
    };
    Result<> writeCell(RowId row, int field, const FieldValue& value);
    bool mayStart();
    void typeNewRow(const QList<RowEdit::Cell>& cells);
    void settleLeftRow();
    bool refuseNewRow(int field, const QString& reason);
    bool isAnotherThing(const Record& row);
    void plan(const Step& step, const QList<RowEdit>& edits);
    void offer(const Step& step, const ChangePlan& plan);
    /// Null: it was little, and is written already.
    Job* write(const Step& step, const ChangePlan& plan, const std::function<void(const Result<>&)>& then);
    Session& session;
    RecordGrid& grid;
    const std::function<bool()> mayEdit;
    bool settling = false; ///< the empty row is being saved
    QString sameAs; ///< the new row of which was said that it may be there already
};

} // namespace coop

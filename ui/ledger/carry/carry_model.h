#pragma once
#include "ui/ledger/edits/change_plan.h"
#include "ui/ledger/grid/record_table_model.h"

namespace coop
{

/// Rows that are offered and not saved: begun is one in which somebody typed a figure. What breaks a rule, or
/// cannot be read, stays marked at its cell with its sentence. Their ids are their numbers, from 1.
class CarryModel : public RecordTableModel
{
    Q_OBJECT
public:
    using RecordTableModel::RecordTableModel;

    void offer(const RegistrySpec& registry, const ReferenceLookup& names, const QList<Record>& rows);
    /// Puts values and texts in their cells; what follows from them is derived as in the form.
    void take(const QList<RowEdit>& edits);
    /// What the begun rows would add, each with its own number.
    QList<RowEdit> begun() const;
    qsizetype begunRows() const;
    /// Marks what only the workspace could say of begun().
    void mark(const ChangePlan& plan);

    QString sentenceAt(const QModelIndex& cell) const; ///< empty: nothing is wrong there
    /// The first cell that must be mended; none: an invalid one.
    QModelIndex firstWrong() const;
    QModelIndex firstUnusual() const;
    qsizetype wrongRows() const;

    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Line {
        Record preset, now;
        QMap<int, FieldValue> touched{}; ///< fields that somebody typed
        QMap<int, QString> unread{}, wrong{}, unusual{}; ///< sentences by field

        bool isWrong() const { return !unread.isEmpty() || !wrong.isEmpty(); }
    };
    bool isBegun(const Line& line) const;
    void renew(Line& line) const;
    void takeCell(Line& line, const RowEdit::Cell& cell) const;
    const Line& lineOf(int row) const { return lines[qsizetype(idAt(row)) - 1]; }
    QString asSentence(int field, const QString& reason) const;

    QList<Line> lines; ///< by id
    QList<int> measured;
};

} // namespace coop

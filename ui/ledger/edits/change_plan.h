#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <variant>

namespace coop
{

class Workspace;
struct Author;

/// One row of the grid and what is wanted in some of its fields: as typed or pasted, or as a value.
struct RowEdit {
    struct Cell {
        int field = -1;
        std::variant<QString, FieldValue> wanted{};
    };
    Record row; ///< as it is; id 0: a new one
    int number = 0; ///< of the row in the grid, from 1
    QList<Cell> cells{};
};

/// What many edits at once would do, for a preview, and the rows to be written.
struct ChangePlan {
    struct Cell {
        int number = 0;
        bool isNew = false; ///< in a row that is added
        int field = -1;
        QString before, after; ///< as the grid shows them; `after` of a wrong one as it was wanted
        QString reason{}; ///< why it is not written; empty when it is
        QString warning{}; ///< what is unusual in what is written
        QString title{}; ///< of the row
    };
    struct Row {
        Record record;
        int number = 0;
    };
    /// The wrong ones first, then those with a warning; also what stands in a new row that stays out.
    QList<Cell> cells;
    QList<Row> rows;
    struct Unchanged {
        int number = 0;
        QString title; ///< of the row
    };
    QList<Unchanged> same; ///< rows that are already as they are wanted
    qsizetype changed = 0; ///< cells of rows that are there
    qsizetype added = 0; ///< rows
    qsizetype wrong = 0; ///< cells
    qsizetype warned = 0; ///< cells that are written for a reason only

    bool changesNothing() const { return rows.isEmpty(); }
    QStringList warnings() const; ///< what is unusual, cell by cell
    /// 12 处修改，新增 2 行
    QString sentence() const;
};

/// Reads every value, lets the registry derive what follows and checks its rules. A wrong value leaves its
/// cell as it is; a row that breaks a rule, and a new row with a wrong value, stays out as a whole. A masked
/// value changes nothing.
ChangePlan planChanges(const Workspace& workspace, const RegistrySpec& spec, const QList<RowEdit>& edits);

/// Writes a plan as one step: all of it or nothing. Gives the rows as they are now. The sentence of an error
/// names the row. `cancelled` is asked in between.
Result<QList<Record>> writePlan(Workspace& workspace, const Author& author, const ChangePlan& plan,
    const std::function<bool(qsizetype done)>& cancelled = {});

} // namespace coop

#pragma once
#include "core/domain/record.h"
#include "core/store/rows/stored_rows.h"

#include <QList>
#include <functional>

namespace coop
{

class UnitOfWork;

/// One row on its way into the workspace: as it stands here, as it is to stand (null: not there), and the
/// step that writes it.
struct PlannedWrite {
    QString registry;
    RowId id = 0;
    const Record* before = nullptr;
    const Record* after = nullptr;
    std::function<Result<>()> write{};
};

/// A step that could not be done, with why.
struct UndoneStep {
    qsizetype step = 0;
    Error why;
};

/// Writes rows that wait for each other (a row and the row it refers to, a name that another one gives up, a
/// row that is still in use), each when what it waits for is done: the time goes with the number of rows,
/// whatever order they come in. Names that go round in a circle change together. Gives the steps that could
/// not be done, in their order. `stopped`: asked before each step; true leaves the rest undone.
QList<UndoneStep> writeInOrder(
    UnitOfWork& work, const QList<PlannedWrite>& writes, const std::function<bool()>& stopped = {});

} // namespace coop

#pragma once
#include "core/base/row_id.h"
#include "core/domain/record.h"

#include <QList>

namespace coop
{

/// The area that a row names: a township or a federation (0: none) or a federation by its name.
struct RowArea {
    RowId township = 0;
    RowId federation = 0;
    QString unit{};

    bool isEmpty() const { return township == 0 && federation == 0 && unit.isEmpty(); }
};

/// As the row's spec says; empty for what belongs to the whole district or follows what it hangs on.
RowArea rowArea(const Record& row);
/// The rows on which it hangs; none for most.
QList<RegistryRow> ownersOf(const Record& row);

} // namespace coop

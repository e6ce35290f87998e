#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/tabular/import/row_key.h"

#include <QHash>
#include <QList>
#include <memory>

namespace coop
{

class Workspace;

/// Finds the row of a ledger that a table's row means: by code, else by the registry's natural key. A ledger
/// of a million rows is not held: only what stands for their keys is.
class RowMatcher
{
public:
    /// `workspace` must outlive it.
    static Result<RowMatcher> of(const Workspace& workspace, const RegistrySpec& spec);

    /// Null when the ledger does not have it yet. A row without a value for the first natural key is
    /// looked up by the next ones too: it may leave out the 统一社会信用代码 that the ledger knows.
    std::shared_ptr<const Record> find(const Record& row) const;

    /// What makes two rows of one table the same; empty when it has neither code nor key.
    static QString identity(const Record& row);

private:
    explicit RowMatcher(const Workspace& workspace)
        : ledger(&workspace)
    {
    }
    std::shared_ptr<const Record> row(const RegistrySpec& spec, RowId id) const;

    const Workspace* ledger;
    QHash<RowId, std::shared_ptr<const Record>> rows; ///< of a ledger that is not too large to be held
    QHash<RowKey, RowId> byCode, byKey;
};

} // namespace coop

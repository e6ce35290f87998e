#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QHash>
#include <QList>

namespace coop
{

class Workspace;

/// Finds the row of a ledger that a table's row means: by code, else by the registry's natural key.
class RowMatcher
{
public:
    static Result<RowMatcher> of(const Workspace& workspace, const RegistrySpec& spec);

    /// Nothing when the ledger does not have it yet. A row without a value for the first natural key is
    /// looked up by the next ones too: it may leave out the 统一社会信用代码 that the ledger knows.
    const Record* find(const Record& row) const;

    /// What makes two rows of one table the same; empty when it has neither code nor key.
    static QString identity(const Record& row);

private:
    QList<Record> rows;
    QHash<QString, int> byCode, byKey;
};

} // namespace coop

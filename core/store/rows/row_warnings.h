#pragma once
#include "core/base/result.h"
#include "core/domain/registry_spec.h"

#include <QList>
#include <memory>

namespace coop
{

class Workspace;

/// What is allowed but unusual in a row, seen together with the other rows: warnings of its registry's rules,
/// a phone number that is none, more 亩 in a month and stage than the township has farmland, a date far in
/// the future, a village that is on another township's list. Who saves it all the same says why; the reason
/// stands in the history. `before`: the row as it is stored, null for a new one; what was so before is not
/// warned of again.
Result<QList<Finding>> rowWarnings(const Workspace& workspace, const Record& record, const Record* before);

/// The same for many rows of one import: what the other rows say is asked once.
class RowWarnings
{
public:
    explicit RowWarnings(const Workspace& workspace);
    ~RowWarnings();
    Result<QList<Finding>> of(const Record& record, const Record* before);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace coop

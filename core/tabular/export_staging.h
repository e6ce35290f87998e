#pragma once
#include "core/base/result.h"

#include <QTemporaryDir>
#include <memory>

namespace coop
{

/// A file (or the parts of a shapefile) that is written beside its place and moved there when it is complete:
/// a failure leaves what was there before.
class ExportStaging
{
public:
    /// Errors: fileUnwritable (no such folder, a folder of that name, not permitted).
    static Result<ExportStaging> at(const QString& target);

    /// Where to write; other parts beside it with the same base name.
    QString path() const;
    /// Moves every part; all or none. Errors: fileUnwritable (open in another program).
    Result<> finish() const;

private:
    QString target;
    std::unique_ptr<QTemporaryDir> folder;
};

} // namespace coop

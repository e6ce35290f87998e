#pragma once
#include "core/base/result.h"

#include <memory>
#include <optional>

namespace coop
{

class Workspace;

/// A workspace as it could be opened: for writing, or for reading only and then why.
struct OpenedWorkspace {
    std::unique_ptr<Workspace> workspace;
    std::optional<Error> readOnly;
};

/// Opens for writing; when somebody else has the file, it or its folder is read-only or it is damaged, for
/// reading. May run on another thread than the one that goes on with the workspace. The error is that of
/// opening for writing.
Result<OpenedWorkspace> openAsFarAsPossible(const QString& path);

/// Whether opening failed, or failed for writing, because the file is damaged.
bool isDamaged(const Error& error);

} // namespace coop

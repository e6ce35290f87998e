#pragma once
#include "core/base/result.h"

#include <QString>
#include <memory>

namespace coop
{

class Workspace;

/// A copy of a workspace to try something out on: what somebody is shown before he does it. The workspace
/// itself is only read, so it does not matter who has it open, of which version it is and whether its folder
/// takes files. The copy lies where only this user can look, and goes with this object; what a killed program
/// left there is removed by the next one.
class TrialCopy
{
public:
    /// Errors: fileUnwritable (no room for the copy); what Workspace::open says of a file for writing.
    static Result<std::unique_ptr<TrialCopy>> of(std::unique_ptr<Workspace> source);
    ~TrialCopy();
    Q_DISABLE_COPY(TrialCopy)

    Workspace& workspace() const { return *copy; } ///< whoever signed in at the source is signed in here
    Workspace& original() const { return *source; }

private:
    explicit TrialCopy(std::unique_ptr<Workspace> read);
    Result<> make();

    QString folder;
    std::unique_ptr<Workspace> source, copy;
};

} // namespace coop

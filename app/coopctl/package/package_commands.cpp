#include "app/coopctl/package/package_commands.h"

#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"

namespace coop
{

void addPackageCommands(CommandLine& line)
{
    CLI::App* package = line.add(line.root(), "package", "与乡镇端交换数据包：下发、上报、合并、回执", {});
    addPackageIssueCommands(line, package);
    addPackageSubmitCommands(line, package);
    addPackageInspectCommands(line, package);
    addPackageMergeCommand(line, package);
    addPackageConflictCommands(line, package);
    addPackageOfficeCommands(line, package);
    addPackageKeyCommands(line, package);
}

} // namespace coop

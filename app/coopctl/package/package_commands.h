#pragma once

namespace CLI
{
class App;
}

namespace coop
{

class CommandLine;

// The subcommands of `package`, one group a file.
void addPackageIssueCommands(CommandLine& line, CLI::App* package); // issue, open
void addPackageSubmitCommands(CommandLine& line, CLI::App* package); // submit, receipt
void addPackageInspectCommands(CommandLine& line, CLI::App* package); // inspect, list
void addPackageMergeCommand(CommandLine& line, CLI::App* package);
void addPackageConflictCommands(CommandLine& line, CLI::App* package); // conflicts, settle
void addPackageOfficeCommands(
    CommandLine& line, CLI::App* package); // offices, withdraw, trust, trust-district
void addPackageKeyCommands(CommandLine& line, CLI::App* package); // passphrase, renew-key

} // namespace coop

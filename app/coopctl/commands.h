#pragma once

namespace coop
{

class CommandLine;

// One subcommand (or family of them) a file.
void addNewCommand(CommandLine& line);
void addInfoCommand(CommandLine& line);
void addImportCommand(CommandLine& line);
void addExportCommand(CommandLine& line);
void addListCommand(CommandLine& line);
void addEditCommands(CommandLine& line); // add, set, remove
void addLayerCommands(CommandLine& line);
void addIndicatorsCommand(CommandLine& line);
void addTargetCommands(CommandLine& line); // target list, set, clear, allocate
void addDecideCommand(CommandLine& line);
void addTasksCommand(CommandLine& line);
void addFilingCommands(
    CommandLine& line); // sheet submit, review, lock, return, reopen, show, list, explain, name
void addCloseCommand(CommandLine& line);
void addTaskCommands(CommandLine& line); // task report, ask, grant, refuse, sheet
void addMapCommand(CommandLine& line);
void addReportCommand(CommandLine& line);
void addHelpCommand(CommandLine& line);
void addHistoryCommand(CommandLine& line);
void addSalvageCommand(CommandLine& line);
void addCheckCommand(CommandLine& line);
void addUndoCommands(CommandLine& line); // undo, redo
void addPeopleCommands(CommandLine& line); // people add, set, remove, list
void addAttachmentCommands(CommandLine& line); // attachment add, list, save, remove
void addDuplicatesCommand(CommandLine& line);
void addBackupCommands(CommandLine& line); // backup, restore
void addPackageCommands(CommandLine& line); // package issue, open, submit, inspect, merge, receipt …

} // namespace coop

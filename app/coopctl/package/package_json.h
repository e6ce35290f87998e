#pragma once
#include "app/coopctl/json_output.h"
#include "core/exchange/merge/conflicts.h"
#include "core/exchange/merge/settle.h"
#include "core/exchange/package/package_file.h"
#include "core/exchange/package/packed_rows.h"

#include <QHash>

namespace coop
{

class CommandLine;

// What several subcommands of `package` print.

/// {name, device, fingerprint}: what people compare on the telephone.
QJsonObject partyJson(const PackageParty& party);
/// The federation as {code, name}.
QJsonObject federationJson(const Workspace& workspace, RowId federation);

/// Of which registries personal data are shown.
using ShownPersonal = QHash<QString, Personal>;
/// Asks, registry by registry, for what the conflicts hold of personal data.
ShownPersonal askPersonal(const CommandLine& line, Workspace& workspace, const QList<Conflict>& conflicts);

/// One object a field, {registry, code, field, kind, before, ours, theirs}; one without a field when the row
/// as a whole is meant. `shown` as askPersonal gave it.
QJsonArray fieldConflictsJson(
    const Workspace& workspace, const Conflict& conflict, const ShownPersonal& shown);
/// One object a conflict, with what happened to it, as `package conflicts` lists them.
QJsonObject conflictJson(const Workspace& workspace, const Conflict& conflict, const ShownPersonal& shown);
QString conflictLine(const Workspace& workspace, const Conflict& conflict, const ShownPersonal& shown);
QJsonObject outcomeJson(const PackedOutcome& outcome);

/// theirs ours edited both back, as --take has them; nothing for another word.
QString choiceId(Settlement::Choice choice);
std::optional<Settlement::Choice> parseChoice(const QString& id);

} // namespace coop

#pragma once
#include "app/coopctl/json_output.h"
#include "core/exchange/conflicts.h"
#include "core/exchange/package_file.h"
#include "core/exchange/packed_rows.h"
#include "core/exchange/settle.h"

#include <QHash>

namespace coop
{

class CommandLine;

// What several subcommands of `package` print.

/// {name, device, fingerprint}: what people compare on the telephone.
QJsonObject partyJson(const PackageParty& party);
/// “网点 新增 2、修改 1；服务 …”, or 没有内容.
QString countsText(const Registries& registries, const QJsonObject& counts);
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

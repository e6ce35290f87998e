#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QList>
#include <QStringList>
#include <functional>

namespace coop
{

class Workspace;
struct Author;
struct RegistrySpec;
struct RowQuery;

/// The labels of a ledger's personal fields: 联系电话. Empty: it has none.
QStringList personalFields(const RegistrySpec& spec);

/// Notes in the history that somebody sees personal data of `rows` rows unmasked, and only then
/// gives leave; the entry's door is 查看. Errors: locked (the role may not),
/// what UnitOfWork refuses (opened only for reading: nothing could be noted).
Result<> seePersonal(Workspace& workspace, const Author& author, const RegistrySpec& spec, qint64 rows);
/// The same before personal fields take part in a search or filter: to find a number is to see it. What was
/// looked for does not stand in the entry.
Result<> seekPersonal(Workspace& workspace, const Author& author, const RegistrySpec& spec);
/// One search through several ledgers is one entry.
Result<> seekPersonal(
    Workspace& workspace, const Author& author, const QList<const RegistrySpec*>& registries);
/// Workspace::eachRow and Workspace::rows with personal fields, for who may see them: to be called after
/// seekPersonal.
Result<> eachRowByPersonal(
    const Workspace& workspace, const RowQuery& query, const std::function<bool(const Record&)>& row);
Result<QList<Record>> rowsByPersonal(const Workspace& workspace, const RowQuery& query);

} // namespace coop

#pragma once
#include <QString>

namespace coop
{

struct RegistrySpec;

// SQL of the area that a row names, as its spec says (core/domain/row_area.h in SQL): figures, searches and
// the locks of quarters share it. `row` is what the statement calls the row. Empty when it names none.

QString townshipSql(const RegistrySpec& spec, const QString& row);
/// Without those that follow from the township.
QString federationSql(const RegistrySpec& spec, const QString& row);
/// The federation to which a township belongs.
QString federationOfTownshipSql(const QString& township);

} // namespace coop

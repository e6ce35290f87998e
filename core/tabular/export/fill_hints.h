#pragma once
#include <QString>
#include <QStringList>

namespace coop
{

struct FieldSpec;
struct RegistrySpec;

/// Whether a column must be filled: 必填, 选填, or under which condition.
QString fillDuty(const RegistrySpec& spec, const FieldSpec& field);
/// What a column takes, for a clerk: 数字，单位亩，最多 2 位小数. `offered`: what its drop-down list holds.
QString fillHint(const FieldSpec& field, const QStringList& offered);
/// One value as it may stand there.
QString fillExample(const FieldSpec& field, const QStringList& offered);

} // namespace coop

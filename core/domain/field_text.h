#pragma once
#include "core/base/result.h"
#include "core/domain/field_spec.h"
#include "core/domain/field_value.h"

#include <QList>

namespace coop
{

/// Finds the rows that people write by name or code; a store, an import or a test implements it.
class ReferenceLookup
{
public:
    struct Found {
        RowId id = 0;
        QString registry;
        QString code;
        QString name;
    };
    virtual ~ReferenceLookup() = default;
    /// Rows of `registries` whose code or name is `text`, exactly or, for places, without their kind
    /// (云岭 → 云岭镇). Several when the name is not unique.
    virtual QList<Found> find(const QStringList& registries, const QString& text) const = 0;
    /// The row with this id; `id` 0 when it is gone.
    virtual Found row(const QStringList& registries, RowId id) const = 0;
    /// The one name of `registries` that was most likely meant by a text that means none; empty when none is
    /// near or two are as near.
    virtual QString nearest(const QStringList& /*registries*/, const QString& /*text*/) const { return {}; }
};

/// What a clerk typed, as the field's value; an empty text is a null value. Errors are the second half of
/// a sentence (“填的是“三十亩”，请填数字，例如 30”): the caller says where. The error of a name or choice
/// that does not exist suggests the text that was most likely meant. `exponent` is the power of ten of a unit
/// in the heading (万元 → 4).
Result<FieldValue> parseField(
    const FieldSpec& field, const QString& text, const ReferenceLookup& lookup, int exponent = 0);

/// A value as it is shown and written into tables: dates 2024-07-26, 是/否, names of references, several
/// with 、. Numbers without grouping; `grouped` adds thousands separators for the screen.
QString formatField(
    const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup, bool grouped = false);

} // namespace coop

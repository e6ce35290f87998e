#pragma once
#include "core/domain/field_spec.h"
#include "core/domain/field_value.h"

#include <QJsonValue>

namespace SQLite
{
class Statement;
class Column;
}

namespace coop
{

// A field's value as a column of its table and as a value of the change log.

/// What is stored for the same meaning: empty texts and lists are nulls, choices stand in their order.
FieldValue normalised(const FieldSpec& field, const FieldValue& value);

/// Several choices become one text with 、.
void bindValue(SQLite::Statement& statement, int index, const FieldValue& value);
FieldValue readValue(const FieldSpec& field, const SQLite::Column& column);

QJsonValue toJson(const FieldValue& value);
FieldValue fromJson(const FieldSpec& field, const QJsonValue& value);

} // namespace coop

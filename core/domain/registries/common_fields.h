#pragma once
#include "core/domain/field_spec.h"
#include "core/domain/record.h"

namespace coop
{

/// A field that came with this schema version: addedIn(8, dateField(…)).
FieldSpec addedIn(int schema, FieldSpec field);

// Fields that several registries share, word for word.
FieldSpec codeField(const QString& label = QStringLiteral("编码"));
FieldSpec nameField(const QStringList& aliases = {});
FieldSpec remarkField();
FieldSpec phoneField();
FieldSpec townshipField(bool required = true);
FieldSpec villageField();
FieldSpec addressField();
FieldSpec creditCodeField();
FieldSpec longitudeField();
FieldSpec latitudeField();
/// The coordinate as it came, with its datum, when it was converted: BD-09 107.1131,29.1592.
FieldSpec sourcePointField();
/// A point that somebody moved has not come from anywhere any more.
void dropStaleSourcePoint(Record& row, const Record* before);
FieldSpec dateField(const QString& id, const QString& label, const QStringList& aliases = {});
/// The day from which a unit has a role: 综合服务社.
FieldSpec roleField(const QString& id, const QString& label, const QStringList& aliases);
FieldSpec monthField();
FieldSpec yesNoField(const QString& id, const QString& label, const QStringList& aliases = {});
FieldSpec choiceField(const QString& id, const QString& label, const QStringList& choices,
    bool required = false, const QStringList& aliases = {});
/// Whole numbers from 0 on; `unit` as the heading writes it.
FieldSpec countField(
    const QString& id, const QString& label, const QString& unit = {}, const QStringList& aliases = {});
/// Money in whole 元, from 0 on.
FieldSpec moneyField(const QString& id, const QString& label, const QStringList& aliases = {});

} // namespace coop

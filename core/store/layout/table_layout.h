#pragma once
#include "core/domain/registry_spec.h"

#include <QList>
#include <QString>

namespace coop
{

/// How a registry lies in the file: which column holds which field, and which child tables hold the rest.
struct TableLayout {
    struct Column {
        QString name;
        int field = -1; ///< index into RegistrySpec::fields; of a point, that of its longitude
        bool isPoint = false;
    };
    struct Child {
        struct Field {
            int inParent = -1; ///< indexes into the two specs' fields; the first is what rows are matched by
            int inChild = -1;
        };
        const RegistrySpec* spec = nullptr;
        int parentField = -1; ///< the child's field that says to which row it belongs
        QList<Field> fields;
    };
    const RegistrySpec* spec = nullptr;
    QList<Column> columns; ///< beside id, in the spec's order
    QList<Child> children;
    int lon = -1, lat = -1; ///< indexes of the point's two fields
    QString insertSql{}; ///< of one row, id first; written once since imports insert a hundred thousand

    bool hasPoint() const { return lon >= 0 && lat >= 0; }
};

/// `schema`: fields that a later version appended are left out, so that an older file can be read.
TableLayout layoutOf(const RegistrySpec& spec, const Registries& registries, int schema);

/// Tables that the program keeps for itself, logged and undone like ledgers: map layers, people.
QList<const RegistrySpec*> programSpecs();
/// The specs of the registries and those.
QList<const RegistrySpec*> everySpec(const Registries& registries);
/// Every table of the registries and of the program that a file of this schema version has.
QList<TableLayout> layoutsOf(const Registries& registries, int schema);

/// The version that a file of these registries has: the newest `since` of their fields, at least 1.
int schemaOf(const Registries& registries);

/// An identifier for SQL: "group_no".
QString quoted(const QString& identifier);

/// Whether the field has a column of its own (not in a child table, not half of a point).
bool isColumn(const FieldSpec& field);

inline const QString pointColumn = QStringLiteral("geom");

} // namespace coop

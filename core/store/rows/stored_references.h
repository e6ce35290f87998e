#pragma once
#include "core/base/text/district_name.h"
#include "core/base/text/nearest_name.h"
#include "core/domain/field_text.h"
#include "core/store/file/statement_cache.h"

#include <QMultiHash>

namespace coop
{

class Registries;

/// Rows by what people call them, out of the workspace. Keeps the names of a registry in memory until a row
/// of it is written here or anything is written by another program.
class StoredReferences : public ReferenceLookup
{
public:
    StoredReferences(
        const SQLite::Database& database, const Registries& registries, const DistrictName& district);

    QList<Found> find(const QStringList& registries, const QString& text) const override;
    Found row(const QStringList& registries, RowId id) const override;
    QString nearest(const QStringList& registries, const QString& text) const override;

    void forget(const QString& registry) const;
    void forgetAll() const;

private:
    struct Names {
        QHash<RowId, Found> rows;
        QMultiHash<QString, RowId> written; ///< code and name, comparable
        QMultiHash<QString, RowId> places; ///< names without their kind
        QList<SpelledName> spelled; ///< made when a name is not found
    };
    Names& names(const QString& registry) const;
    void noticeOtherWriters() const;

    QList<Found> findPlaces(const QStringList& registries, const QString& name) const;
    QString nearestOf(const QStringList& registries, const QString& text) const;

    const Registries& specs;
    DistrictName ownDistrict;
    mutable StatementCache statements;
    mutable QHash<QString, Names> known;
    mutable qint64 seenVersion = -1;
};

} // namespace coop

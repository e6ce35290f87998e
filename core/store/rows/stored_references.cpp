#include "core/store/rows/stored_references.h"

#include "core/base/text/text.h"
#include "core/domain/registry_spec.h"
#include "core/store/file/column_text.h"
#include "core/store/layout/table_layout.h"

#include <algorithm>

namespace coop
{

namespace
{
/// Registries whose names people shorten: 云岭 for 云岭镇 and for 云岭镇农合联.
bool isPlace(const QString& registry)
{
    return registry == u"townships" || registry == u"federations";
}

/// The rows under a key, each once.
void collect(QList<ReferenceLookup::Found>& found, const QHash<RowId, ReferenceLookup::Found>& rows,
    const QMultiHash<QString, RowId>& index, const QString& key)
{
    QList<RowId> ids = index.values(key);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const RowId id : std::as_const(ids))
        found += rows.value(id);
}
} // namespace

StoredReferences::StoredReferences(
    const SQLite::Database& database, const Registries& registries, const DistrictName& district)
    : specs(registries)
    , ownDistrict(district)
    , statements(database)
{
}

QList<ReferenceLookup::Found> StoredReferences::find(const QStringList& registries, const QString& text) const
{
    noticeOtherWriters();
    const QString wanted = comparable(text);
    if (wanted.isEmpty())
        return {};
    QList<Found> found;
    for (const QString& registry : registries)
        collect(found, names(registry).rows, names(registry).written, wanted);
    if (found.isEmpty())
        found = findPlaces(registries, text);
    // 重庆市某某区甲街道: what is left when the district's own name is taken off.
    if (const QString within = found.isEmpty() ? ownDistrict.within(text) : QString(); !within.isEmpty()) {
        for (const QString& registry : registries)
            if (isPlace(registry))
                collect(found, names(registry).rows, names(registry).written, within);
        if (found.isEmpty())
            found = findPlaces(registries, within);
    }
    return found;
}

QList<ReferenceLookup::Found> StoredReferences::findPlaces(
    const QStringList& registries, const QString& name) const
{
    QList<Found> found;
    for (const QString& registry : registries)
        if (isPlace(registry))
            collect(found, names(registry).rows, names(registry).places, shortPlaceName(name));
    return found;
}

ReferenceLookup::Found StoredReferences::row(const QStringList& registries, RowId id) const
{
    noticeOtherWriters();
    for (const QString& registry : registries) {
        const Names& in = names(registry);
        if (const auto found = in.rows.constFind(id); found != in.rows.constEnd())
            return *found;
    }
    return {};
}

void StoredReferences::forget(const QString& registry) const
{
    known.remove(registry);
}

void StoredReferences::forgetAll() const
{
    known.clear();
}

QString StoredReferences::nearest(const QStringList& registries, const QString& text) const
{
    noticeOtherWriters();
    QString found = nearestOf(registries, text);
    if (const QString within = found.isEmpty() ? ownDistrict.within(text) : QString(); !within.isEmpty())
        found = nearestOf(registries, within);
    return found;
}

QString StoredReferences::nearestOf(const QStringList& registries, const QString& text) const
{
    constexpr qsizetype most = 20000; // of longer lists it would take seconds
    NearestName wanted(text);
    for (const QString& registry : registries) {
        Names& in = names(registry);
        if (in.rows.size() > most)
            return {};
        if (in.spelled.isEmpty())
            for (const Found& row : std::as_const(in.rows))
                in.spelled += SpelledName(row.name);
        for (const SpelledName& name : std::as_const(in.spelled))
            wanted.offer(name);
    }
    return wanted.found();
}

StoredReferences::Names& StoredReferences::names(const QString& registry) const
{
    if (const auto read = known.find(registry); read != known.end())
        return *read;
    Names& in = known[registry];
    const RegistrySpec* spec = specs.find(registry);
    if (!spec)
        return in;
    const QString name = spec->field(u"name") ? QStringLiteral("name") : QStringLiteral("''");
    SQLite::Statement& query
        = statements(QStringLiteral("SELECT id, code, %1 FROM %2").arg(name, quoted(spec->id)));
    while (query.executeStep()) {
        const Found row{query.getColumn(0).getInt64(), spec->id, textAt(query, 1), textAt(query, 2)};
        in.rows.insert(row.id, row);
        in.written.insert(comparable(row.code), row.id);
        if (!row.name.isEmpty())
            in.written.insert(comparable(row.name), row.id);
        if (isPlace(spec->id))
            in.places.insert(shortPlaceName(row.name), row.id);
    }
    query.reset();
    return in;
}

void StoredReferences::noticeOtherWriters() const
{
    SQLite::Statement& query = statements(QStringLiteral("PRAGMA data_version"));
    const qint64 version = query.executeStep() ? query.getColumn(0).getInt64() : 0;
    query.reset();
    if (version != seenVersion)
        forgetAll();
    seenVersion = version;
}

} // namespace coop

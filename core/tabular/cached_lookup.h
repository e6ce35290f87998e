#pragma once
#include "core/domain/field_text.h"

#include <QHash>

namespace coop
{

/// Remembers every name and row that was looked up: a workbook writes the same township ten thousand times.
class CachedLookup : public ReferenceLookup
{
public:
    explicit CachedLookup(const ReferenceLookup& source)
        : lookup(source)
    {
    }
    QList<Found> find(const QStringList& registries, const QString& text) const override
    {
        const QString key = registries.join(u',') + u'\n' + text;
        const auto known = found.constFind(key);
        return known != found.constEnd() ? *known : *found.insert(key, lookup.find(registries, text));
    }
    Found row(const QStringList& registries, RowId id) const override
    {
        const auto known = rows.constFind({id, registries.size()});
        return known != rows.constEnd() ? *known
                                        : *rows.insert({id, registries.size()},
                                            lookup.row(registries, id)); // ids are the workspace's own
    }

private:
    const ReferenceLookup& lookup;
    mutable QHash<std::pair<RowId, qsizetype>, Found> rows;
    mutable QHash<QString, QList<Found>> found;
};

} // namespace coop

#pragma once
#include "core/domain/field_text.h"

#include <QHash>

namespace coop
{

/// Remembers every name that was looked up: a workbook writes the same township ten thousand times.
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
    Found row(const QStringList& registries, RowId id) const override { return lookup.row(registries, id); }

private:
    const ReferenceLookup& lookup;
    mutable QHash<QString, QList<Found>> found;
};

} // namespace coop

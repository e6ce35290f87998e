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
        if (known != found.constEnd())
            return *known;
        if (found.size() >= mostKept) // a table in which every row names another one
            found.clear();
        return *found.insert(key, lookup.find(registries, text));
    }
    Found row(const QStringList& registries, RowId id) const override
    {
        const auto known = rows.constFind({id, registries.size()});
        if (known != rows.constEnd())
            return *known;
        if (rows.size() >= mostKept)
            rows.clear();
        return *rows.insert(
            {id, registries.size()}, lookup.row(registries, id)); // ids are the workspace's own
    }
    /// Of a column that holds something else altogether only the first texts are worth the search.
    QString nearest(const QStringList& registries, const QString& text) const override
    {
        const QString key = registries.join(u',') + u'\n' + text;
        const auto known = near.constFind(key);
        if (known != near.constEnd())
            return *known;
        return near.size() < mostSought ? *near.insert(key, lookup.nearest(registries, text)) : QString();
    }

private:
    static constexpr qsizetype mostKept = 50000;
    static constexpr qsizetype mostSought = 1000;
    const ReferenceLookup& lookup;
    mutable QHash<std::pair<RowId, qsizetype>, Found> rows;
    mutable QHash<QString, QList<Found>> found;
    mutable QHash<QString, QString> near;
};

} // namespace coop

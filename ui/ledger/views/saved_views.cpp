#include "ui/ledger/views/saved_views.h"

#include "ui/session/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace coop
{

namespace
{
void keep(const QString& registry, const QList<SavedView>& views)
{
    QJsonArray list;
    for (const SavedView& view : views)
        list += view.toJson();
    settings::setLedgerViews(registry, QJsonDocument(list).toJson(QJsonDocument::Compact));
}
} // namespace

QJsonObject SavedView::toJson() const
{
    QJsonArray list;
    for (const ColumnFilter& filter : filters)
        list += filter.toJson();
    return {{QStringLiteral("name"), name}, {QStringLiteral("layout"), columns.toJson()},
        {QStringLiteral("filters"), list}, {QStringLiteral("sort"), sortField},
        {QStringLiteral("descending"), order == Qt::DescendingOrder}};
}

SavedView SavedView::fromJson(const QJsonObject& json)
{
    SavedView view{.name = json[QLatin1String("name")].toString(),
        .columns = ColumnLayout::fromJson(json[QLatin1String("layout")].toObject()),
        .filters = {},
        .sortField = json[QLatin1String("sort")].toString(),
        .order = json[QLatin1String("descending")].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder};
    for (const auto& filter : json[QLatin1String("filters")].toArray())
        view.filters += ColumnFilter::fromJson(filter.toObject());
    return view;
}

QList<SavedView> savedViews(const QString& registry)
{
    QList<SavedView> views;
    for (const auto& view : QJsonDocument::fromJson(settings::ledgerViews(registry)).array())
        views += SavedView::fromJson(view.toObject());
    return views;
}

void saveView(const QString& registry, const SavedView& view)
{
    QList<SavedView> views = savedViews(registry);
    const auto same = std::find_if(
        views.begin(), views.end(), [&](const SavedView& one) { return one.name == view.name; });
    if (same == views.end())
        views += view;
    else
        *same = view;
    keep(registry, views);
}

void renameView(const QString& registry, const QString& name, const QString& newName)
{
    QList<SavedView> views = savedViews(registry);
    views.removeIf([&](const SavedView& one) { return one.name == newName && name != newName; });
    for (SavedView& view : views)
        if (view.name == name)
            view.name = newName;
    keep(registry, views);
}

void deleteView(const QString& registry, const QString& name)
{
    QList<SavedView> views = savedViews(registry);
    views.removeIf([&](const SavedView& one) { return one.name == name; });
    keep(registry, views);
}

} // namespace coop

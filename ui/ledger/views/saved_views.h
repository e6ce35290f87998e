#pragma once
#include "ui/ledger/rows/column_filter.h"
#include "ui/ledger/views/column_layout.h"

#include <QList>

namespace coop
{

/// What a clerk wants to look at again: columns, filters and order under a name.
struct SavedView {
    QString name;
    ColumnLayout columns;
    QList<ColumnFilter> filters;
    QString sortField{}; ///< empty: by code
    Qt::SortOrder order = Qt::AscendingOrder;

    QJsonObject toJson() const;
    static SavedView fromJson(const QJsonObject& json);
};

/// The saved views of a ledger on this computer, in the order in which they were made.
QList<SavedView> savedViews(const QString& registry);
/// Takes the place of the view with its name, or comes last.
void saveView(const QString& registry, const SavedView& view);
void renameView(const QString& registry, const QString& name, const QString& newName);
void deleteView(const QString& registry, const QString& name);

} // namespace coop

#include "ui/ledger/views/column_layout.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"

#include <QHeaderView>
#include <QJsonArray>

namespace coop
{

namespace
{
/// The leading columns by which people know a row.
int namingColumns(const RecordGrid& grid)
{
    int count = 0;
    for (const int column : shownColumns(grid)) {
        const QString& id = grid.records().ledger().fields[column].id;
        if (id != u"code" && id != u"name")
            break;
        ++count;
    }
    return count;
}
} // namespace

ColumnLayout ColumnLayout::of(const RecordGrid& grid, std::optional<int> frozen)
{
    ColumnLayout layout{.columns = {}, .frozen = frozen};
    const QHeaderView& header = *grid.horizontalHeader();
    for (int visual = 0; visual < header.count(); ++visual) {
        const int column = header.logicalIndex(visual);
        const bool hidden = header.isSectionHidden(column);
        layout.columns += Column{
            grid.records().ledger().fields[column].id, hidden ? 0 : header.sectionSize(column), hidden};
    }
    return layout;
}

void ColumnLayout::applyTo(RecordGrid& grid) const
{
    const RegistrySpec& spec = grid.records().ledger();
    QHeaderView& header = *grid.horizontalHeader();
    for (int column = 0; column < header.count(); ++column) // hidden ones have no width of their own
        header.setSectionHidden(column, false);
    grid.fitColumns();
    int visual = 0;
    QList<int> known;
    const auto place = [&](int column, bool hidden, int width) {
        header.moveSection(header.visualIndex(column), visual++);
        if (width > 0)
            header.resizeSection(column, width);
        header.setSectionHidden(column, hidden);
        known += column;
    };
    for (const Column& column : columns)
        if (const int index = spec.indexOf(column.field); index >= 0 && !known.contains(index))
            place(index, column.hidden, column.width);
    for (int column = 0; column < spec.fields.size(); ++column)
        if (!known.contains(column))
            place(column, spec.fields[column].byProgram || spec.fields[column].secret, 0);
    grid.setFrozen(frozen.value_or(namingColumns(grid)));
}

QJsonObject ColumnLayout::toJson() const
{
    QJsonArray list;
    for (const Column& column : columns)
        list += QJsonObject{{QStringLiteral("field"), column.field}, {QStringLiteral("width"), column.width},
            {QStringLiteral("hidden"), column.hidden}};
    QJsonObject json{{QStringLiteral("columns"), list}};
    if (frozen)
        json.insert(QStringLiteral("frozen"), *frozen);
    return json;
}

ColumnLayout ColumnLayout::fromJson(const QJsonObject& json)
{
    ColumnLayout layout;
    for (const auto& value : json[QLatin1String("columns")].toArray()) {
        const QJsonObject column = value.toObject();
        layout.columns += Column{column[QLatin1String("field")].toString(),
            column[QLatin1String("width")].toInt(), column[QLatin1String("hidden")].toBool()};
    }
    if (json.contains(QLatin1String("frozen")))
        layout.frozen = json[QLatin1String("frozen")].toInt();
    return layout;
}

} // namespace coop

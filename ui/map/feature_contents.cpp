#include "ui/map/feature_contents.h"

#include "core/domain/field_text.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{

constexpr int mostFields = 8;
constexpr int mostOthers = 6;

/// The row behind a symbol. Row ids are unique in a workspace, so the first ledger that has it is the one.
std::optional<Record> rowOf(const Workspace& workspace, RowId id)
{
    for (const RegistrySpec* registry : workspace.registries().ledgers())
        if (auto row = workspace.row(registry->id, id))
            return *row;
    return std::nullopt;
}

FeatureCard::Row cardRow(const Record& row)
{
    return {row.spec().id, row.spec().label, row.title(), row.id};
}

/// What is filled in and may be seen by everybody, in the spec's order.
QList<std::pair<QString, QString>> fieldsOf(const Workspace& workspace, const Record& row)
{
    QList<std::pair<QString, QString>> result;
    for (const FieldSpec& field : row.spec().fields) {
        const bool said = field.id == QStringLiteral("name") || field.type == FieldType::coordinate;
        if (said || field.personal || row[field.id].isNull())
            continue;
        const QString text = formatField(field, row[field.id], workspace.lookup(), true);
        if (!text.isEmpty() && result.size() < mostFields)
            result.append({field.heading(), text});
    }
    return result;
}

FeatureCard::Contents pointContents(const Workspace& workspace, const Record& row, const MapHit& hit)
{
    FeatureCard::Contents result{.row = cardRow(row), .second = row.spec().label};
    result.fields = fieldsOf(workspace, row);
    result.movable = row.spec().hasPoint();
    for (const MapHit::Point& point : hit.points)
        if (const auto other = point.id == row.id ? std::nullopt : rowOf(workspace, point.id);
            other && result.others.size() < mostOthers)
            result.others += cardRow(*other);
    return result;
}

} // namespace

std::optional<FeatureCard::Contents> featureContents(
    const Workspace& workspace, const MapData& data, const MapHit& hit, Breakdown breakdown)
{
    if (!hit.points.isEmpty())
        if (const auto row = rowOf(workspace, hit.points.first().id))
            return pointContents(workspace, *row, hit);
    const auto township = workspace.row(QStringLiteral("townships"), hit.area);
    const auto federation = workspace.row(QStringLiteral("federations"), hit.group);
    if (!township && !federation)
        return std::nullopt;

    // Coloured by 片区 the click asks about the 片区; the township under the cursor is one link away.
    const bool whole = federation && breakdown == Breakdown::byFederation;
    const Record& subject = whole || !township ? *federation : *township;
    FeatureCard::Contents result{.row = cardRow(subject), .second = subject.spec().label};
    if (!whole && federation)
        result.second = federation->title();
    result.figures = data.figures.value(subject.id);
    if (whole && township)
        result.others += cardRow(*township);
    return result;
}

} // namespace coop

#include "core/tabular/import/column_claims.h"

#include "core/base/text/text.h"
#include "core/tabular/import/table_row.h"

namespace coop
{

namespace
{
bool isHiddenColumn(const Worksheet& sheet, int column)
{
    return column < sheet.hiddenColumns.size() && sheet.hiddenColumns.testBit(column);
}

/// The first row in which two columns say different things; -1: what the second one says, the first says too.
int firstDifference(const Worksheet& sheet, const HeadingMap& map, int counts, int other)
{
    for (int row = map.firstRow; row < sheet.rows.size(); ++row) {
        const QString second = comparable(sheet.mergedCell(row, other));
        if (!second.isEmpty() && second != comparable(sheet.mergedCell(row, counts))
            && !isSkippedRow(sheet, map, row))
            return row;
    }
    return -1;
}

QString named(const HeadingMap::Column& column)
{
    return QStringLiteral("%1 列“%2”").arg(Worksheet::letter(column.column), column.heading);
}
} // namespace

int ColumnClaims::settle(const Worksheet& sheet, HeadingMap& map)
{
    using Rank = std::tuple<bool, bool, Why>;
    const auto rankOf = [&](const Claim& claim) {
        return Rank{claim.why >= Why::chosenHeading, !isHiddenColumn(sheet, claim.column.column), claim.why};
    };
    const auto isLetter = [](const Claim& claim) { return claim.why == Why::chosenLetter; };
    const auto beats = [&](const Claim& claim, const Claim& other) {
        return isLetter(claim) != isLetter(other) ? isLetter(claim) : rankOf(claim) > rankOf(other);
    };
    QHash<int, qsizetype> winners; // by field
    for (qsizetype i = 0; i < all.size(); ++i) {
        const auto best = winners.find(all[i].column.field);
        if (best == winners.end())
            winners.insert(all[i].column.field, i);
        else if (beats(all[i], all[*best]))
            *best = i;
    }
    int score = 0;
    for (const Claim& claim : all) {
        const Claim& winner = all[winners.value(claim.column.field)];
        if (&claim == &winner) {
            map.columns += claim.column;
            map.width = std::max(map.width, claim.column.column + 1);
            score += claim.score;
            continue;
        }
        // Of a layer the geometry is the point, whatever its fields say; a letter was said by a person.
        const bool settled = sheet.placed || isLetter(winner) != isLetter(claim)
            || isHiddenColumn(sheet, winner.column.column) != isHiddenColumn(sheet, claim.column.column)
            || comparable(winner.column.heading) != comparable(claim.column.heading);
        lost += Lost{claim, settled};
    }
    return score;
}

QString ColumnClaims::unitOf(int column) const
{
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Claim& claim) { return claim.column.column == column; });
    return found == all.end() ? QString() : found->unit;
}

void ColumnClaims::tellLost(const Worksheet& sheet, const RegistrySpec& spec, HeadingMap& map) const
{
    for (const auto& [claim, settled] : lost) {
        const int column = claim.column.column;
        const FieldSpec& field = spec.fields[claim.column.field];
        const HeadingMap::Column& counts = *map.of(spec, field.id);
        const int row = settled ? -1 : firstDifference(sheet, map, counts.column, column);
        if (row < 0)
            map.left += QStringLiteral("%1%2没有导入：它对应的字段已由 %3提供")
                            .arg(named(claim.column),
                                isHiddenColumn(sheet, column) ? QStringLiteral("是隐藏的，") : QString(),
                                named(counts));
        else
            map.left += QStringLiteral(
                "%1没有导入：“%2”有两列，内容不同（第 %3 行是“%4”和“%5”），按 %6导入；要用另一列，"
                "请指明哪一列是%7（--map）")
                            .arg(named(claim.column), counts.heading)
                            .arg(row + 1)
                            .arg(sheet.mergedCell(row, counts.column), sheet.mergedCell(row, column),
                                named(counts), field.label);
    }
}

} // namespace coop

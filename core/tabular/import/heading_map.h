#pragma once
#include "core/base/result.h"
#include "core/domain/registry_spec.h"
#include "core/tabular/read/worksheet.h"

#include <QHash>

namespace coop
{

/// Which column of a sheet holds which field, and from which row on the data stand.
struct HeadingMap {
    struct Column {
        int column = 0; ///< from 0
        int field = 0; ///< position in RegistrySpec::fields
        int exponent = 0; ///< power of ten of the heading's unit over the field's: 万元 → 4
        QString heading;
        bool prose = false; ///< FieldSpec::prose: 合计 in it makes the row no total
    };
    QList<Column> columns;
    QStringList left; ///< sentences: columns whose field another column already holds
    int firstRow = 0; ///< of the data, from 0
    int money = -1; ///< column that says in which money a row counts (币种); -1: none
    int width = 0; ///< one more than the last column that has a heading

    const Column* of(const RegistrySpec& spec, QStringView field) const;
};

/// Finds the heading (one row or two, merged or not, with title rows above) among the first 20 rows. `given`
/// maps columns, by heading or letter, to fields (id or label; empty: leave the column out) and comes before
/// what is found. Of two columns for one field the visible one counts, of two such the first. A unit comes
/// from the heading or from what stands around the table: 单位：户、万元 above, 注：金额以万元为单位 below.
/// Errors: a heading whose unit is not one of the field's, a given column or field that there is not. No
/// columns when nothing fits.
Result<HeadingMap> findHeadings(
    const Worksheet& sheet, const RegistrySpec& spec, const QHash<QString, QString>& given);

} // namespace coop

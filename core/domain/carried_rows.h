#pragma once
#include "core/domain/record.h"

#include <QList>

namespace coop
{

// 复制上季度: the rows of a ledger offered once more for a later quarter, as its spec says.

/// The fields that are measured anew each month, in the spec's order: what adds up, and what has a unit. A
/// number that is neither (服务次数) describes the row like its words.
QList<int> measuredFields(const RegistrySpec& spec);
/// The one that every row is about: the first that is required and adds up; -1 when there is none.
int mainFigure(const RegistrySpec& spec);
/// Whether the rows of this ledger come again: each of a month, of a township, with such a figure.
bool rowsComeAgain(const RegistrySpec& spec);

struct CarriedRows {
    QList<Record> rows; ///< new ones, with nothing measured yet
    qsizetype already = 0; ///< of the earlier rows: those that the quarter has
};
/// `earlier` moved by so many months, with all that describes them: no figures, codes, sentences, personal
/// data, nor what the program fills. Left out is what `present`, the rows of the quarter itself, has by its
/// natural key, or by all that describes it where there is none.
CarriedRows carriedRows(
    const RegistrySpec& spec, const QList<Record>& earlier, const QList<Record>& present, int months);

} // namespace coop

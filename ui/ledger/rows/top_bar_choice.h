#pragma once
#include "ui/ledger/rows/column_filter.h"

#include <QList>

namespace coop
{

/// What somebody chose in the top bar, as the rows of a ledger say it. Only those rows are shown, until the
/// choice is taken off this ledger.
struct TopBarChoice {
    enum class Of { quarter, area };
    Of of = Of::quarter;
    ColumnFilter filter; ///< that lets its rows through
    QString title; ///< 2024年第四季度, 云岭片区农合联
    bool holds = true; ///< false: taken off

    bool operator==(const TopBarChoice&) const = default;
};

QString topBarName(TopBarChoice::Of of); ///< 季度, 范围: as the top bar says it
/// Those that hold: 2024年第四季度 · 云岭片区农合联.
QString titleOf(const QList<TopBarChoice>& choices);
/// What they leave out: 其他季度和范围.
QString restOf(const QList<TopBarChoice>& choices);

} // namespace coop

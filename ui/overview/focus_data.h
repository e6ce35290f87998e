#pragma once
#include "core/base/result.h"
#include "core/domain/plan/reading.h"
#include "core/tabular/export/figure_table.h"
#include "ui/charts/column_chart.h"
#include "ui/charts/parts_chart.h"

namespace coop
{

class Workspace;

/// The charts of one indicator in a quarter and scope: its years, the course of the year, its parts.
struct FocusData {
    struct Parts {
        QString field, label;
        PartsChartData chart{};
        FigureTable table{};
    };
    QString indicator, title, unit;
    ColumnChartData years{}; ///< targets against actual figures
    QList<Period> yearEnds{}; ///< up to where each column goes, beside the categories
    FigureTable yearTable{};
    ColumnChartData course{}; ///< each quarter's end, the pace, the year's target
    FigureTable courseTable{};
    QList<Parts> parts{}; ///< by each choice field; none where the ledger has no such field
    QStringList basis{}; ///< 口径 and the choices that the plan left open, one line each
};

/// Reads it all; runs on a worker's own workspace.
Result<FocusData> readFocus(
    const Workspace& workspace, const QString& indicator, const Period& period, const Area& scope);

/// Figures as cards and charts show them: targets are round numbers, 27, not 27.00; one that an allocation
/// made uneven is rounded like a value.
QString targetText(const Indicator& indicator, const std::optional<qint64>& target);

} // namespace coop

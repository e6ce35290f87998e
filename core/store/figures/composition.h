#pragma once
#include "core/base/result.h"
#include "core/store/figures/indicator_reader.h"

#include <QJsonArray>

namespace coop
{

/// A figure broken down by one choice field of its ledger: 社会化服务规模 by 服务环节.
struct Composition {
    struct Part {
        QString choice; ///< empty: rows that leave the field empty
        qint64 value = 0; ///< smallest unit
    };
    QString field, label;
    QList<Part> parts; ///< in the choices' order, those with 0 too; none: nothing was handed in
};

/// The figure of one area by each of its choice fields (Measure::split first), as it was frozen where the
/// quarter is closed. Parts sum to it where Measure::addsUp.
Result<QList<Composition>> readCompositions(const Workspace& workspace, const QString& indicator,
    const Period& period, const Area& area, Figures figures = Figures::published);

/// What a closing stores of the parts, beside the figures of these readings of one level.
Result<QJsonArray> frozenParts(
    const Workspace& workspace, const Period& period, Breakdown level, const QList<Reading>& readings);

} // namespace coop

#pragma once
#include "core/exchange/package/packed_rows.h"

#include <QMap>
#include <optional>

namespace coop
{

/// What happened to a row at this office since a base: the values before, and by which entries of the
/// history.
struct Touched {
    struct Field {
        FieldValue before;
        qint64 from = 0, at = 0;
        std::optional<FieldValue> last{}; ///< of a removed row: what it had, where it was edited before
        qint64 lastAt = 0;
    };
    QString code, who, time;
    bool wasThere = true; ///< at the base
    qint64 from = 0, at = 0; ///< of its coming and going
    QMap<QString, Field> fields;
};
using TouchedRows = QMap<RegistryRow, Touched>;

/// Adds what stands in the history after an entry and did not come from the district. Throws what SQLite
/// refuses.
void addLogged(TouchedRows& rows, const Workspace& workspace, qint64 after);

/// What waits for the district's decision goes along from hand-in to hand-in: as a base keeps it.
QJsonObject carriedJson(const PackedChange& change, const QStringList& waiting);
void addCarried(TouchedRows& rows, const Workspace& workspace, const QJsonArray& carried);

} // namespace coop

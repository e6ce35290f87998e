#include "ui/ledger/import/column_memory.h"

#include "core/base/text/text.h"

#include <QSettings>
#include <QVariantMap>

namespace coop
{

ColumnMemory::ColumnMemory(const QString& registry)
    : key(QStringLiteral("importColumns/") + registry)
{
}

QHash<QString, QString> ColumnMemory::all() const
{
    QHash<QString, QString> known;
    const QVariantMap stored = QSettings().value(key).toMap();
    for (auto each = stored.begin(); each != stored.end(); ++each)
        known.insert(each.key(), each.value().toString());
    return known;
}

void ColumnMemory::remember(const QString& heading, const QString& field)
{
    QVariantMap stored = QSettings().value(key).toMap();
    stored.insert(comparable(heading), field);
    QSettings().setValue(key, stored);
}

} // namespace coop

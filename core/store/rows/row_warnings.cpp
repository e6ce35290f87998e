#include "core/store/rows/row_warnings.h"

#include "core/base/checked_sum.h"
#include "core/base/decimal.h"
#include "core/domain/field_text.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QDate>
#include <QHash>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <limits>
#include <optional>

namespace coop
{

namespace
{
/// A day that nobody can have reported yet: after the end of next year.
void addFarDates(const Record& record, QList<Finding>& warnings)
{
    const int lastYear = QDate::currentDate().year() + 1;
    for (const FieldSpec& field : record.spec().fields) {
        if (field.type != FieldType::date && field.type != FieldType::month)
            continue;
        const QString text = record[field.id].text();
        if (text.left(4).toInt() > lastYear)
            warnings += Finding{field.id,
                QStringLiteral("“%1”填的是 %2，比明年还晚，请核对").arg(field.heading(), text),
                Finding::Severity::warning};
    }
}

bool sameField(const Record& record, const Record& before, const QString& field)
{
    return record.spec().indexOf(field) < 0 || record[field] == before[field];
}
} // namespace

struct RowWarnings::Private {
    const Workspace& workspace;
    QHash<RowId, QString> townships{};
    QHash<RowId, std::pair<QString, qint64>>
        farmland{}; ///< township → name, 0.01 亩; only those that have it
    std::optional<SQLite::Statement> areas{};
    /// Registry of suggestions → name → the townships that have one of this name.
    QHash<QString, QHash<QString, QStringList>> places{};

    const QHash<QString, QStringList>& placesOf(const QString& registry)
    {
        const auto known = places.constFind(registry);
        if (known != places.constEnd())
            return *known;
        QHash<QString, QStringList> names;
        const RegistrySpec* spec = workspace.registries().find(registry);
        if (spec && spec->field(u"township")) {
            const auto rows = workspace.rows({.registry = registry});
            for (const Record& row : rows.value_or(QList<Record>()))
                if (!row[u"township"].isNull())
                    names[row.title()] += townships.value(row[u"township"].number());
        }
        return *places.insert(registry, names);
    }

    /// A village that is on another township's list and not on this one's.
    void addForeignPlaces(const Record& record, const Record* before, QList<Finding>& warnings)
    {
        if (!record.spec().field(u"township") || record[u"township"].isNull())
            return;
        const QString township = townships.value(record[u"township"].number());
        for (const FieldSpec& field : record.spec().fields) {
            const QString place = record[field.id].text();
            if (field.suggestions.isEmpty() || place.isEmpty())
                continue;
            const QStringList there = placesOf(field.suggestions).value(place);
            if (there.isEmpty() || there.contains(township))
                continue;
            const bool moved = before && !(record[u"township"] == (*before)[u"township"]);
            warnings += Finding{moved ? QStringLiteral("township") : field.id,
                QStringLiteral("“%1”在村（社区）名单里属于%2，不属于%3，请核对")
                    .arg(place, there.join(u'、'), township),
                Finding::Severity::warning};
        }
    }

    /// More 亩 in a month and stage than the township has farmland.
    void addFarmland(const Record& record, QList<Finding>& warnings)
    {
        if (record.spec().id != u"services" || record[u"area"].isNull())
            return;
        const auto township = farmland.constFind(record[u"township"].number());
        if (township == farmland.constEnd())
            return;
        if (!areas)
            areas.emplace(databaseOf(workspace),
                "SELECT coalesce(sum(area), 0) FROM services WHERE township = ? AND month = ? AND stage = ?"
                " AND id <> ?");
        areas->reset();
        areas->bind(1, int64_t(record[u"township"].number()));
        areas->bind(2, record[u"month"].text().toStdString());
        areas->bind(3, record[u"stage"].text().toStdString());
        areas->bind(4, int64_t(record.id));
        areas->executeStep();
        CheckedSum sum;
        sum += areas->getColumn(0).getInt64();
        sum += record[u"area"].number();
        areas->reset();
        const qint64 total = sum.value().value_or(std::numeric_limits<qint64>::max());
        if (total <= township->second)
            return;
        warnings += Finding{QStringLiteral("area"),
            QStringLiteral("%1 %2“%3”环节的服务面积合计 %4 亩，超过全镇耕地 %5 亩，请核对")
                .arg(township->first, record[u"month"].text(), record[u"stage"].text(),
                    formatDecimal(total, 2), formatDecimal(township->second, 2)),
            Finding::Severity::warning};
    }
};

/// A figure entered by hand for an indicator that the ledgers make is used by nothing; a share is rarely more
/// than all.
void addMeasurement(const Workspace& workspace, const Record& record, QList<Finding>& warnings)
{
    if (record.spec().id != u"measurements" || record[u"indicator"].isNull())
        return;
    const auto row = workspace.lookup().row({QStringLiteral("indicators")}, record[u"indicator"].number());
    const Indicator* indicator = workspace.plan().indicator(row.code);
    if (!indicator)
        return;
    if (!indicator->measure.isEntered())
        warnings += Finding{QStringLiteral("indicator"),
            QStringLiteral("“%1”由台账计算，这里填的数不会采用，请改台账").arg(indicator->title),
            Finding::Severity::warning};
    else if (indicator->unit == u"%" && record[u"value"].number() > 100 * powerOfTen(8))
        warnings += Finding{QStringLiteral("value"),
            QStringLiteral("“%1”填的是 %2%，超过 100%，请核对")
                .arg(indicator->title, formatDecimal(record[u"value"].number(), 8)),
            Finding::Severity::warning};
}

RowWarnings::RowWarnings(const Workspace& workspace)
    : d(new Private{workspace})
{
    const auto townships = workspace.rows({.registry = QStringLiteral("townships")});
    for (const Record& row : townships.value_or(QList<Record>())) {
        d->townships.insert(row.id, row.title());
        if (!row[u"farmland"].isNull())
            d->farmland.insert(row.id, {row.title(), row[u"farmland"].number()});
    }
}

RowWarnings::~RowWarnings() = default;

Result<QList<Finding>> RowWarnings::of(const Record& record, const Record* before)
{
    return guarded(d->workspace.path(), [&]() -> Result<QList<Finding>> {
        QList<Finding> warnings = checkRecord(record);
        warnings.removeIf(
            [](const Finding& finding) { return finding.severity != Finding::Severity::warning; });
        addFarDates(record, warnings);
        addMeasurement(d->workspace, record, warnings);
        d->addFarmland(record, warnings);
        d->addForeignPlaces(record, before, warnings);
        if (before)
            warnings.removeIf([&](const Finding& one) { return sameField(record, *before, one.field); });
        return warnings;
    });
}

Result<QList<Finding>> rowWarnings(const Workspace& workspace, const Record& record, const Record* before)
{
    return RowWarnings(workspace).of(record, before);
}

} // namespace coop

#include "core/store/row_warnings.h"

#include "core/base/decimal.h"
#include "core/store/sqlite_error.h"
#include "core/store/workspace.h"

#include <QDate>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

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

/// DOMAIN.md, services: more 亩 in a month and stage than the township has farmland.
Result<> addFarmland(const Workspace& workspace, const Record& record, QList<Finding>& warnings)
{
    if (record.spec().id != u"services" || record[u"township"].isNull() || record[u"area"].isNull())
        return {};
    const auto township = workspace.row(QStringLiteral("townships"), record[u"township"].number());
    if (!township || (*township)[u"farmland"].isNull())
        return {}; // a reference that leads nowhere is refused elsewhere
    SQLite::Statement query(workspace.database(),
        "SELECT coalesce(sum(area), 0) FROM services WHERE township = ? AND month = ? AND stage = ? AND id "
        "<> ?");
    query.bind(1, int64_t(record[u"township"].number()));
    query.bind(2, record[u"month"].text().toStdString());
    query.bind(3, record[u"stage"].text().toStdString());
    query.bind(4, int64_t(record.id));
    query.executeStep();
    const qint64 total = query.getColumn(0).getInt64() + record[u"area"].number();
    const qint64 farmland = (*township)[u"farmland"].number();
    if (total > farmland)
        warnings += Finding{QStringLiteral("area"),
            QStringLiteral("%1 %2“%3”环节的服务面积合计 %4 亩，超过全镇耕地 %5 亩，请核对")
                .arg(township->title(), record[u"month"].text(), record[u"stage"].text(),
                    formatDecimal(total, 2), formatDecimal(farmland, 2)),
            Finding::Severity::warning};
    return {};
}

bool sameField(const Record& record, const Record& before, const QString& field)
{
    return record.spec().indexOf(field) < 0 || record[field] == before[field];
}
} // namespace

Result<QList<Finding>> rowWarnings(const Workspace& workspace, const Record& record, const Record* before)
{
    return guarded(workspace.path(), [&]() -> Result<QList<Finding>> {
        QList<Finding> warnings = checkRecord(record);
        warnings.removeIf(
            [](const Finding& finding) { return finding.severity != Finding::Severity::warning; });
        addFarDates(record, warnings);
        if (const auto asked = addFarmland(workspace, record, warnings); !asked)
            return fail(asked.error());
        if (before)
            warnings.removeIf([&](const Finding& one) { return sameField(record, *before, one.field); });
        return warnings;
    });
}

} // namespace coop

#include "core/store/care/file_check.h"

#include "core/store/file/column_text.h"
#include "core/store/file/gpkg_geometry.h"
#include "core/store/file/meta.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/file/workspace_file.h"
#include "core/store/kept/attachments.h"
#include "core/store/kept/layer_table.h"
#include "core/store/layout/table_layout.h"
#include "core/store/tables/quarter_locks.h"
#include "core/store/tables/stored_schema.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
constexpr int shownFaults = 20;
constexpr int gpkgApplication = 0x47504B47;
constexpr int gpkgVersion = 10300;

qint64 number(const SQLite::Database& database, const QString& sql)
{
    SQLite::Statement query(database, sql.toStdString());
    return query.executeStep() ? query.getColumn(0).getInt64() : 0;
}

QString labelOf(const Workspace& workspace, const QString& table)
{
    const TableLayout* layout = workspace.layout(table);
    return layout ? layout->spec->label : table;
}

CheckFinding::Severity severityOf(SchemaDifference::Kind kind)
{
    return kind == SchemaDifference::Kind::added  ? CheckFinding::Severity::note
        : kind == SchemaDifference::Kind::foreign ? CheckFinding::Severity::warning
                                                  : CheckFinding::Severity::error;
}

CheckFinding geoPackageFinding(const QString& where, const QString& what)
{
    return {QStringLiteral("geopackage"), CheckFinding::Severity::error, where,
        what + QStringLiteral("，QGIS 等软件可能打不开。请从备份恢复")};
}

/// Whether a table stands in gpkg_contents and, with a geometry, in gpkg_geometry_columns.
void checkListed(
    const Workspace& workspace, const QString& table, bool geometry, QList<CheckFinding>& findings)
{
    SQLite::Statement query(databaseOf(workspace),
        "SELECT c.data_type, c.srs_id, g.srs_id FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g"
        " ON g.table_name = c.table_name AND g.column_name = 'geom' WHERE c.table_name = ?");
    query.bind(1, table.toStdString());
    const QString where = labelOf(workspace, table);
    if (!query.executeStep())
        findings += geoPackageFinding(where, QStringLiteral("“%1”没有登记在 gpkg_contents 里").arg(where));
    else if (textAt(query, 0) != (geometry ? QStringLiteral("features") : QStringLiteral("attributes")))
        findings += geoPackageFinding(where, QStringLiteral("“%1”登记的数据类型不对").arg(where));
    else if (geometry
        && (query.getColumn(1).getInt() != workspaceSrs || query.getColumn(2).getInt() != workspaceSrs))
        findings += geoPackageFinding(where, QStringLiteral("“%1”登记的坐标系不是 CGCS2000").arg(where));
}

void checkGeometries(const Workspace& workspace, const QString& table, QList<CheckFinding>& findings)
{
    SQLite::Statement query(databaseOf(workspace),
        QStringLiteral("SELECT rowid, geom FROM %1 WHERE geom IS NOT NULL").arg(quoted(table)).toStdString());
    qint64 bad = 0;
    while (query.executeStep()) {
        const SQLite::Column geometry = query.getColumn(1);
        const auto bytes
            = QByteArray::fromRawData(static_cast<const char*>(geometry.getBlob()), geometry.getBytes());
        bad += fromGpkgGeometry(bytes).isEmpty() ? 1 : 0;
    }
    if (bad > 0)
        findings += geoPackageFinding(labelOf(workspace, table),
            QStringLiteral("“%1”有 %2 个图形不是 GeoPackage 的格式").arg(labelOf(workspace, table)).arg(bad));
}
} // namespace

Result<QList<CheckFinding>> checkSchema(const QString& path, const Registries& registries)
{
    COOP_TRY(mayOpen(path, false));
    return guarded(path, [&]() -> Result<QList<CheckFinding>> {
        const auto database = openDatabase(path, false);
        const auto schema = storedSchema(*database, registries, path);
        COOP_TRY(schema);
        QList<CheckFinding> findings;
        const auto differences = schemaDifferences(*database, registries, *schema);
        for (const SchemaDifference& difference : differences)
            findings += CheckFinding{
                QStringLiteral("schema"), severityOf(difference.kind), difference.where, difference.text};
        return findings;
    });
}

QList<CheckFinding> checkMeta(const Workspace& workspace)
{
    static const QHash<QString, QString> titles{{metaPlan, QStringLiteral("方案")},
        {metaDevice, QStringLiteral("设备号")}, {metaSchema, QStringLiteral("数据版本")},
        {metaCreated, QStringLiteral("建立时间")}, {metaOfficeKey, QStringLiteral("本单位的密钥")},
        {metaOffice, QStringLiteral("本单位的身份")}};
    const SQLite::Database& database = databaseOf(workspace);
    QList<CheckFinding> findings;
    const auto add = [&](const QString& where, const QString& what) {
        findings += CheckFinding{QStringLiteral("meta"), CheckFinding::Severity::error, where,
            what + QStringLiteral("。请从备份恢复")};
    };
    const QStringList broken = brokenMeta(database);
    for (const QString& key : broken) {
        const QString title = titles.value(key, QStringLiteral("登记项“%1”").arg(key));
        add(title,
            metaValue(database, key).isEmpty()
                ? QStringLiteral("工作区里的%1不见了，在程序之外被删除过").arg(title)
                : QStringLiteral("工作区里的%1与程序写入时不一样，在程序之外被改动过").arg(title));
    }
    if (!metaValue(database, metaOverruled).isEmpty())
        add(QStringLiteral("锁定保护"),
            QStringLiteral("已审核季度的锁定保护被关掉了，在程序之外被改动过；下次保存时会重新打开"));
    return findings;
}

QList<CheckFinding> checkIntegrity(const Workspace& workspace)
{
    SQLite::Statement check(
        databaseOf(workspace), QStringLiteral("PRAGMA integrity_check(%1)").arg(shownFaults).toStdString());
    qsizetype faults = 0;
    while (check.executeStep())
        if (const QString found = textAt(check, 0); found != u"ok")
            faults += found.count(u'\n') + 1; // SQLite's own words are English and for its makers
    if (faults == 0)
        return {};
    return {CheckFinding{QStringLiteral("integrity"), CheckFinding::Severity::error, QStringLiteral("文件"),
        QStringLiteral(
            "文件已经损坏（数据页或索引有 %1 处不对）。请用最近的备份恢复，或把还能读出的内容抢救到新工作区")
            .arg(faults)}};
}

QList<CheckFinding> checkForeignKeys(const Workspace& workspace)
{
    SQLite::Statement check(databaseOf(workspace), "PRAGMA foreign_key_check");
    QList<CheckFinding> findings;
    while (check.executeStep()) {
        const QString table = labelOf(workspace, textAt(check, 0));
        findings += CheckFinding{QStringLiteral("foreign-key"), CheckFinding::Severity::error,
            QStringLiteral("%1 第 %2 行").arg(table).arg(check.getColumn(1).getInt64()),
            QStringLiteral("“%1”里有一行指向“%2”中不存在的行，可能在程序之外被改动过。请从备份恢复")
                .arg(table, labelOf(workspace, textAt(check, 2)))};
    }
    return findings;
}

QList<CheckFinding> checkAttachments(const Workspace& workspace)
{
    QList<CheckFinding> findings;
    if (!workspace.layout(attachmentsSpec().id))
        return findings;
    SQLite::Statement query(
        databaseOf(workspace), "SELECT digest, name, code, registry, \"row\" FROM attachments ORDER BY id");
    QHash<QString, bool> sound;
    while (query.executeStep()) {
        const QString digest = textAt(query, 0);
        const RegistrySpec* ledger = workspace.registries().find(textAt(query, 3));
        if (!ledger || !workspace.row(ledger->id, query.getColumn(4).getInt64()))
            findings += CheckFinding{QStringLiteral("attachment"), CheckFinding::Severity::error,
                QStringLiteral("附件 %1").arg(textAt(query, 2)),
                QStringLiteral(
                    "附件“%1”所属的行不在台账里，可能在程序之外被改动过，请删除这个附件或从备份恢复")
                    .arg(textAt(query, 1))};
        if (!sound.contains(digest))
            sound.insert(digest, attachmentBytes(workspace, digest).has_value());
        if (!sound.value(digest))
            findings += CheckFinding{QStringLiteral("attachment"), CheckFinding::Severity::error,
                QStringLiteral("附件 %1").arg(textAt(query, 2)),
                QStringLiteral("附件“%1”的内容不见了或和存入时不一样，请从备份恢复，或删除后重新添加")
                    .arg(textAt(query, 1))};
    }
    return findings;
}

QList<CheckFinding> checkGeoPackage(const Workspace& workspace)
{
    const SQLite::Database& database = databaseOf(workspace);
    QList<CheckFinding> findings;
    const QString file = QStringLiteral("文件头");
    if (number(database, QStringLiteral("PRAGMA application_id")) != gpkgApplication
        || number(database, QStringLiteral("PRAGMA user_version")) != gpkgVersion)
        findings += geoPackageFinding(file, QStringLiteral("文件头里没有 GeoPackage 的标记"));
    for (const TableLayout& layout : workspace.layouts()) {
        checkListed(workspace, layout.spec->id, layout.hasPoint(), findings);
        if (layout.hasPoint())
            checkGeometries(workspace, layout.spec->id, findings);
    }
    const auto layers = mapLayerTables(workspace);
    for (const QString& table : layers) {
        if (!database.tableExists(table.toStdString())) {
            findings += geoPackageFinding(table, QStringLiteral("图层表“%1”不见了").arg(table));
            continue;
        }
        checkListed(workspace, table, true, findings);
        checkGeometries(workspace, table, findings);
    }
    SQLite::Statement gone(database,
        "SELECT table_name FROM gpkg_contents WHERE table_name NOT IN (SELECT name FROM sqlite_schema)");
    while (gone.executeStep())
        findings += geoPackageFinding(
            textAt(gone, 0), QStringLiteral("gpkg_contents 里登记的“%1”不存在").arg(textAt(gone, 0)));
    return findings;
}

} // namespace coop

#include "core/store/care/salvage.h"

#include "core/domain/registries.h"
#include "core/store/care/damaged_reader.h"
#include "core/store/copies/checked_copy.h"
#include "core/store/file/gpkg_tables.h"
#include "core/store/file/guarded_connection.h"
#include "core/store/file/meta.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/file/workspace_file.h"
#include "core/store/history/change_log.h"
#include "core/store/history/log_writer.h"
#include "core/store/history/replay.h"
#include "core/store/kept/attachments.h"
#include "core/store/kept/layer_table.h"
#include "core/store/layout/layer_spec.h"
#include "core/store/one_step.h"
#include "core/store/people/people.h"
#include "core/store/rows/row_values.h"
#include "core/store/tables/empty_workspace.h"
#include "core/store/tables/quarter_locks.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <SQLiteCpp/Database.h>
#include <algorithm>

namespace coop
{

namespace
{
/// One damaged file on its way into a new workspace.
class Salvage
{
public:
    Salvage(const QString& damagedFile, const QString& newFile, const QString& person, QByteArray plan)
        : damaged(damagedFile)
        , out(newFile)
        , who(person)
        , fallbackPlan(std::move(plan))
    {
    }

    Result<Salvaged> run()
    {
        COOP_TRY(mayOpen(damaged, false));
        COOP_TRY(mayCreate(out));
        PartFile unfinished(out);
        const auto filled = guarded(damaged, [&]() -> Result<> { return fill(unfinished.path()); });
        COOP_TRY(filled);
        COOP_TRY(unfinished.putInPlace());
        return result;
    }

private:
    Result<> fill(const QString& part)
    {
        SQLite::Database database(damaged.toStdString(), SQLite::OPEN_READONLY);
        guardConnection(database); // it may come from anybody, and nothing of its schema was compared
        const DamagedReader reader(database);
        const QByteArray readable = reader.meta(metaPlan);
        const QByteArray plan = readable.isEmpty() ? fallbackPlan : readable;
        const int readSchema = reader.meta(metaSchema).toInt();
        const int schema = readSchema > 0 ? readSchema : schemaOf(standardRegistries());
        if (plan.isEmpty())
            return fail(ErrorKind::notAWorkspace,
                QStringLiteral(
                    "文件“%1”损坏太重，连方案都读不出来。请从备份恢复；没有备份时，抢救时写明所用的方案（--"
                    "plan）")
                    .arg(QDir::toNativeSeparators(damaged)));
        result.historyKept = reader.logIsWhole();
        readContent(reader, schema);
        writeEmptyWorkspace(part, plan, districtDevice, standardRegistries());
        setUpMeta(part, reader);
        auto workspace = Workspace::open(part, Workspace::Access::write);
        COOP_TRY(workspace);
        noteMissingAdmin();
        const Author author{
            who, Door::salvage, QStringLiteral("从损坏的文件抢救：%1").arg(QFileInfo(damaged).fileName())};
        if (result.historyKept) {
            bringContentWithHistory(**workspace, reader, author);
            return {};
        }
        const auto writes = [&](UnitOfWork& work) -> Result<> {
            COOP_TRY(work.overrule(false));
            loosenBrokenReferences();
            writeContent(**workspace);
            writeLayers(**workspace, reader);
            writeBlobs(**workspace, reader);
            return {};
        };
        return inOneStep(**workspace, author, writes, {.note = true});
    }
    /// The content is in the log that comes along, so it is not logged again. Nobody's role is asked: whoever
    /// can read the damaged file can do this, and the list of people comes along with all else.
    void bringContentWithHistory(Workspace& workspace, const DamagedReader& reader, const Author& author)
    {
        SQLite::Database& database = databaseOf(workspace);
        database.exec("PRAGMA query_only = OFF; BEGIN IMMEDIATE");
        setMetaValue(database, metaOverruled, "all"); // rows of quarters that were locked since
        reader.copyLog(database);
        writeContent(workspace);
        writeLayers(workspace, reader);
        writeBlobs(workspace, reader);
        appendToChangeLog(database, author, 0, {});
        forgetMetaValue(database, metaOverruled);
        database.exec("COMMIT; PRAGMA query_only = ON");
    }
    void noteMissingAdmin()
    {
        const RegistrySpec& spec = peopleSpec();
        const auto& rows = std::as_const(content)[spec.id];
        const bool admin = std::any_of(rows.begin(), rows.end(), [&](const std::vector<FieldValue>& row) {
            return row[size_t(spec.indexOf(u"role"))].text() == roleTitle(Role::admin);
        });
        if (!rows.isEmpty() && !admin)
            result.remarks += QStringLiteral("人员名单里没有抢救出管理员，请先把一个人设为管理员");
    }
    /// The device and its last id, so that new rows never get an id that was given before.
    static void setUpMeta(const QString& part, const DamagedReader& reader)
    {
        SQLite::Database database(part.toStdString(), SQLite::OPEN_READWRITE);
        for (const QString& key :
            {metaDevice, metaCreated, metaLastId, metaOffice, metaOfficeKey, metaPractice})
            if (const QByteArray value = reader.meta(key); !value.isEmpty())
                setMetaValue(database, key, value);
    }
    void readContent(const DamagedReader& reader, int schema)
    {
        for (const TableLayout& layout : layoutsOf(standardRegistries(), schema)) {
            QSet<RowId> known;
            const auto logged = reader.rowsOfLog(layout, known);
            bool whole = true;
            auto rows = result.historyKept ? logged : reader.rows(layout, known, whole);
            if (!whole)
                result.remarks += QStringLiteral("“%1”的数据有损坏，可能还有读不出来的行，请与底稿核对")
                                      .arg(layout.spec->label);
            for (auto row = logged.begin(); row != logged.end(); ++row)
                if (!rows.contains(row.key())) {
                    rows.insert(row.key(), row.value());
                    ++result.fromHistory;
                }
            for (const RowId id : known)
                result.lost += rows.contains(id) ? 0 : 1;
            result.rows += rows.size();
            content.insert(layout.spec->id, rows);
        }
        if (result.lost > 0)
            result.remarks += QStringLiteral("有 %1 行在表里和历史里都读不出来，请与纸质或 Excel 底稿核对")
                                  .arg(result.lost);
    }
    /// A reference to a row that is lost becomes empty: better a row with a gap than none.
    void loosenBrokenReferences()
    {
        for (const TableLayout& layout : layoutsOf(standardRegistries(), schemaOf(standardRegistries()))) {
            const RegistrySpec& spec = *layout.spec;
            for (int i = 0; i < spec.fields.size(); ++i) {
                const FieldSpec& field = spec.fields[i];
                if (field.type != FieldType::reference || !isColumn(field))
                    continue;
                for (auto& row : content[spec.id]) {
                    const FieldValue& target = row[size_t(i)];
                    const bool there = target.isNull()
                        || std::any_of(
                            field.registries.begin(), field.registries.end(), [&](const QString& registry) {
                                return content[registry].contains(target.number());
                            });
                    if (there)
                        continue;
                    row[size_t(i)] = FieldValue();
                    result.remarks
                        += QStringLiteral("%1“%2”的“%3”指向的行没有抢救出来，请重新填写")
                               .arg(spec.label, row[size_t(spec.indexOf(u"code"))].text(), field.label);
                }
            }
        }
    }
    void writeContent(Workspace& workspace)
    {
        StatementCache statements(databaseOf(workspace));
        for (const TableLayout& layout : workspace.layouts()) {
            if (layout.spec->id == mapLayersSpec().id)
                continue; // with their features
            const auto& rows = content[layout.spec->id];
            QSet<QString> codes;
            QList<RowId> ids = rows.keys();
            std::sort(ids.begin(), ids.end());
            for (const RowId id : std::as_const(ids)) {
                Record record(*layout.spec);
                record.id = id;
                for (int i = 0; i < layout.spec->fields.size(); ++i)
                    record.setAt(i, rows[id][size_t(i)]);
                if (codes.contains(record.code())) {
                    --result.rows; // an older state of a row that was given another id since
                    continue;
                }
                codes += record.code();
                insertRow(statements, layout, record);
            }
        }
    }
    void writeBlobs(Workspace& workspace, const DamagedReader& reader)
    {
        const QSet<QString> copied = reader.copyBlobs(databaseOf(workspace));
        const RegistrySpec& spec = attachmentsSpec();
        for (const auto& row : std::as_const(content[spec.id]))
            if (!copied.contains(row[size_t(spec.indexOf(u"digest"))].text()))
                result.remarks += QStringLiteral("附件“%1”的内容读不出来，请重新添加")
                                      .arg(row[size_t(spec.indexOf(u"name"))].text());
    }
    void writeLayers(Workspace& workspace, const DamagedReader& reader)
    {
        StatementCache statements(databaseOf(workspace));
        const TableLayout& layout = *workspace.layout(mapLayersSpec().id);
        const auto& rows = content[mapLayersSpec().id];
        for (auto row = rows.begin(); row != rows.end(); ++row) {
            Record record(*layout.spec);
            record.id = row.key();
            for (int i = 0; i < layout.spec->fields.size(); ++i)
                record.setAt(i, row.value()[size_t(i)]);
            const QString table = record[u"table_name"].text();
            if (table.isEmpty()) { // linked: nothing of it is in the file
                const QString link = record[u"link"].text();
                if (!link.isEmpty() && !QFileInfo::exists(QFileInfo(out).absoluteDir().filePath(link)))
                    result.remarks += QStringLiteral("图层“%1”的文件“%2”不在新工作区旁边，请一起复制过去")
                                          .arg(record[u"name"].text(), link);
                insertRow(statements, layout, record);
                continue;
            }
            const QList<LayerFeature> features = reader.features(table);
            if (features.size() != record[u"features"].number())
                result.remarks += QStringLiteral("图层“%1”的 %2 个图形只读出 %3 个，请重新添加这个图层")
                                      .arg(record[u"name"].text())
                                      .arg(record[u"features"].number())
                                      .arg(features.size());
            writeLayerTable(workspace, table, record[u"name"].text(), features);
            if (!result.historyKept) {
                record.set(u"features", int(features.size()));
                record.set(u"digest", layerDigest(databaseOf(workspace), table));
            }
            insertRow(statements, layout, record);
        }
    }

    QString damaged, out, who;
    QByteArray fallbackPlan;
    ReplayedContent content;
    Salvaged result;
};
} // namespace

Result<Salvaged> salvage(
    const QString& damaged, const QString& out, const QString& who, const QByteArray& fallbackPlan)
{
    return Salvage(damaged, out, who, fallbackPlan).run();
}

} // namespace coop

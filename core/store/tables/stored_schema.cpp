#include "core/store/tables/stored_schema.h"

#include "core/domain/registries.h"
#include "core/store/file/column_text.h"
#include "core/store/file/meta.h"
#include "core/store/layout/table_layout.h"
#include "core/store/tables/expected_schema.h"
#include "core/store/tables/sql_tokens.h"

#include <QCryptographicHash>
#include <QDir>
#include <QHash>
#include <QMutex>
#include <QRegularExpression>
#include <QSet>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>
#include <map>
#include <memory>

namespace coop
{

namespace
{
using Kind = SchemaDifference::Kind;

bool isSpatialIndex(const SchemaObject& object)
{
    static const QString begin
        = normalized(sqlTokens(QStringLiteral("using rtree ( id , minx , maxx , miny , maxy )")));
    return object.name.startsWith(u"rtree_") && object.sql.startsWith(u"CREATE VIRTUAL", Qt::CaseInsensitive)
        && normalized(sqlTokens(object.sql)).endsWith(begin);
}

/// Compares object by object.
class SchemaComparison
{
public:
    SchemaComparison(QList<SchemaObject> found, const Registries& registries, int schema)
        : objects(std::move(found))
        , expected(expectedSchema(registries, schema))
        , newest(schema >= schemaOf(registries))
    {
        for (const SchemaObject& object : std::as_const(objects)) {
            if (object.type == u"table" || object.type == u"view")
                tables.insert(object.name, object);
            if (isSpatialIndex(object))
                spatialIndexes += object.name;
        }
        const auto later = layoutsOf(registries, schemaOf(registries));
        for (const TableLayout& layout : later)
            if (!expected->tables.contains(layout.spec->id))
                ofLaterVersions += layout.spec->id;
    }

    QList<SchemaDifference> all()
    {
        for (auto table = expected->tables.begin(); table != expected->tables.end(); ++table)
            lookAtOwnTable(table.key(), table.value());
        for (const SchemaObject& object : std::as_const(objects)) {
            if (object.type == u"table")
                lookAtTable(object);
            else if (object.type == u"view")
                lookAtView(object);
            else if (object.type == u"index")
                lookAtIndex(object);
            else
                lookAtTrigger(object);
        }
        lookForLocks();
        lookForIndexes();
        std::stable_sort(differences.begin(), differences.end(),
            [](const SchemaDifference& a, const SchemaDifference& b) { return a.kind < b.kind; });
        return differences;
    }

private:
    void add(Kind kind, const QString& where, const QString& text)
    {
        differences += SchemaDifference{kind, where, text};
    }
    static QString fromBackup(const QString& what)
    {
        return what + QStringLiteral("，可能在程序之外被改动过。请从备份恢复，或把内容抢救到新工作区");
    }
    static QString removable(const QString& what)
    {
        return what
            + QStringLiteral("，不是本程序建立的。不需要时请用加上它的软件（如 QGIS）删除，或从备份恢复");
    }
    bool isOwn(const QString& table) const { return expected->tables.contains(table); }
    QString labelOf(const QString& table) const
    {
        const auto own = expected->tables.constFind(table);
        return own == expected->tables.constEnd() ? table : own->label;
    }

    void lookAtOwnTable(const QString& name, const ExpectedTable& table)
    {
        const auto there = tables.constFind(name);
        if (there == tables.constEnd())
            return add(
                Kind::unreadable, table.label, fromBackup(QStringLiteral("“%1”的表不见了").arg(table.label)));
        const TableSql sql = tableSql(there->sql);
        const bool plain = there->type == u"table"
            && !there->sql.startsWith(u"CREATE VIRTUAL", Qt::CaseInsensitive)
            && normalized(sql.rest) == normalized(table.sql.rest);
        if (!plain)
            return add(Kind::unreadable, table.label,
                fromBackup(QStringLiteral("“%1”不再是本程序建立的表").arg(table.label)));
        QSet<QString> columns;
        const auto found = partsOf(sql);
        for (const SqlTokens& part : sql.parts) {
            const QString column = part.isEmpty() ? QString() : part.first().text;
            columns += column;
            if (table.parts.contains(normalized(part)))
                continue;
            const bool known = std::any_of(table.sql.parts.begin(), table.sql.parts.end(),
                [&](const SqlTokens& other) { return !other.isEmpty() && other.first().text == column; });
            if (!isHarmless(part))
                add(Kind::unreadable, table.label,
                    fromBackup(QStringLiteral("“%1”的“%2”里有会自动运行的内容").arg(table.label, column)));
            else if (known)
                add(Kind::unwritable, table.label,
                    fromBackup(QStringLiteral("“%1”的“%2”的约束被改动过").arg(table.label, column)));
            else if (!name.startsWith(u"gpkg_")) // extensions of GeoPackage append some
                add(Kind::foreign, table.label,
                    removable(QStringLiteral("“%1”里多了列“%2”").arg(table.label, column)));
        }
        for (const SqlTokens& part : table.sql.parts)
            if (!found.contains(normalized(part)) && !columns.contains(part.first().text))
                add(Kind::unreadable, table.label,
                    fromBackup(QStringLiteral("“%1”少了列“%2”").arg(table.label, part.first().text)));
    }

    /// Tables that are not of this version.
    void lookAtTable(const SchemaObject& object)
    {
        if (isOwn(object.name))
            return;
        if (ofLaterVersions.contains(object.name))
            return add(Kind::unreadable, object.name,
                fromBackup(
                    QStringLiteral("文件里写的数据版本和它的内容不符（已经有“%1”）").arg(object.name)));
        const bool isVirtual = object.sql.startsWith(u"CREATE VIRTUAL", Qt::CaseInsensitive);
        if (isVirtual) {
            if (!isSpatialIndex(object))
                add(Kind::foreign, object.name, removable(QStringLiteral("多了虚拟表“%1”").arg(object.name)));
            return;
        }
        const TableSql sql = tableSql(object.sql);
        const bool harmless = std::all_of(sql.parts.begin(), sql.parts.end(), isHarmless);
        if (!harmless)
            return add(Kind::unreadable, object.name,
                removable(QStringLiteral("多了表“%1”，里面有会自动运行的内容").arg(object.name)));
        if (refersToOwn(sql))
            return add(Kind::unwritable, object.name,
                removable(QStringLiteral("多了表“%1”，它牵动本程序的台账").arg(object.name)));
        if (!isAccepted(object.name))
            add(Kind::added, object.name, removable(QStringLiteral("多了表“%1”").arg(object.name)));
    }
    /// Foreign keys reach from another's table into a ledger: removing a row there would do something here.
    bool refersToOwn(const TableSql& sql) const
    {
        for (const SqlTokens& part : sql.parts)
            for (qsizetype i = 0; i + 1 < part.size(); ++i)
                if (part[i].is("references") && isOwn(part[i + 1].text)
                    && !part[i + 1].text.startsWith(u"gpkg_"))
                    return true;
        return false;
    }
    bool isAccepted(const QString& table) const
    {
        static const QSet<QString> ofQgis{QStringLiteral("layer_styles"), QStringLiteral("qgis_projects")};
        static const QRegularExpression layer(QStringLiteral("^layer_[0-9]+$"));
        static const QRegularExpression part(QStringLiteral("^(rtree_.+)_(node|rowid|parent)$"));
        const auto match = part.match(table);
        return table.startsWith(u"gpkg_") || table.startsWith(u"sqlite_") || ofQgis.contains(table)
            || layer.match(table).hasMatch()
            || (match.hasMatch() && spatialIndexes.contains(match.captured(1)));
    }

    void lookAtView(const SchemaObject& object)
    {
        if (!isOwn(object.name)) // else said already
            add(Kind::foreign, object.name, removable(QStringLiteral("多了视图“%1”").arg(object.name)));
    }

    void lookAtIndex(const SchemaObject& object)
    {
        const SqlTokens tokens = sqlTokens(object.sql);
        if (expected->indexes.value(object.name) == normalized(tokens)) {
            indexesThere += object.name;
            return;
        }
        const TableSql sql = tableSql(object.sql);
        const bool plain = sql.rest.isEmpty()
            && std::all_of(sql.parts.begin(), sql.parts.end(), [](const SqlTokens& part) {
                   return part.size() == 1 || (part.size() == 2 && (part[1].is("asc") || part[1].is("desc")));
               });
        const QString label = labelOf(object.table);
        if (!plain)
            return add(Kind::unreadable, label,
                fromBackup(QStringLiteral("“%1”多了会自动运行内容的索引“%2”").arg(label, object.name)));
        if (!isOwn(object.table))
            return; // goes with its table
        if (tokens.size() > 1 && tokens[1].is("unique"))
            return add(Kind::unwritable, label,
                fromBackup(QStringLiteral("“%1”多了不许重复的索引“%2”").arg(label, object.name)));
        add(Kind::foreign, label, removable(QStringLiteral("“%1”多了索引“%2”").arg(label, object.name)));
    }

    void lookAtTrigger(const SchemaObject& object)
    {
        const SqlTokens tokens = sqlTokens(object.sql);
        if (expected->triggers.value(object.name) == normalized(tokens)) {
            locksThere += object.name;
            return;
        }
        const QString label = labelOf(object.table);
        // Those of an older version are made anew before anything is written.
        if (!newest && object.name.startsWith(u"lock_") && isOwn(object.table))
            return;
        if (isOwn(object.table) || object.table == u"gpkg_ogr_contents") {
            if (keepsSpatialIndex(object, tokens) || countsRows(object, tokens))
                return;
            locksThere += object.name; // altered, not missing
            return add(Kind::unwritable, label,
                fromBackup(expected->triggers.contains(object.name)
                        ? QStringLiteral("“%1”的锁定保护“%2”被改动过").arg(label, object.name)
                        : QStringLiteral("“%1”多了会自动改动数据的触发器“%2”").arg(label, object.name)));
        }
        if (!isAccepted(object.table) && !keepsSpatialIndex(object, tokens) && !countsRows(object, tokens))
            add(Kind::foreign, object.name,
                removable(QStringLiteral("“%1”多了触发器“%2”").arg(object.table, object.name)));
    }
    /// GDAL's triggers differ from version to version; all of them write the index and nothing else, and call
    /// nothing but ST_….
    bool keepsSpatialIndex(const SchemaObject& object, const SqlTokens& tokens) const
    {
        const QString prefix = QStringLiteral("rtree_%1_").arg(object.table);
        const auto index
            = std::find_if(spatialIndexes.begin(), spatialIndexes.end(), [&](const QString& name) {
                  return name.startsWith(prefix) && object.name.startsWith(name + u'_');
              });
        if (index == spatialIndexes.end())
            return false;
        static const QSet<QString> words{QStringLiteral("create"), QStringLiteral("trigger"),
            QStringLiteral("after"), QStringLiteral("insert"), QStringLiteral("update"),
            QStringLiteral("delete"), QStringLiteral("of"), QStringLiteral("on"), QStringLiteral("when"),
            QStringLiteral("new"), QStringLiteral("old"), QStringLiteral("not"), QStringLiteral("null"),
            QStringLiteral("notnull"), QStringLiteral("isnull"), QStringLiteral("is"), QStringLiteral("and"),
            QStringLiteral("or"), QStringLiteral("in"), QStringLiteral("begin"), QStringLiteral("end"),
            QStringLiteral("replace"), QStringLiteral("into"), QStringLiteral("values"),
            QStringLiteral("from"), QStringLiteral("where"), QStringLiteral("set"), QStringLiteral("id"),
            QStringLiteral("fid"), QStringLiteral("geom"), QStringLiteral("minx"), QStringLiteral("maxx"),
            QStringLiteral("miny"), QStringLiteral("maxy"), QStringLiteral("st_isempty"),
            QStringLiteral("st_minx"), QStringLiteral("st_maxx"), QStringLiteral("st_miny"),
            QStringLiteral("st_maxy")};
        const QString geometry = index->mid(prefix.size());
        QString before;
        for (const SqlToken& token : tokens) {
            const bool target = before == u"into" || before == u"from"
                || (before == u"update" && token.text != u"on" && token.text != u"of");
            if (target && token.text != *index)
                return false;
            const bool known = token.kind == SqlToken::Kind::symbol || words.contains(token.text)
                || token.text == *index || token.text == object.table || token.text == object.name
                || token.text == geometry;
            if (!known || token.kind == SqlToken::Kind::string)
                return false;
            before = token.text;
        }
        return true;
    }
    bool countsRows(const SchemaObject& object, const SqlTokens& tokens) const
    {
        for (const auto& [event, sign] : {std::pair("insert", "+"), std::pair("delete", "-")}) {
            const QString sql = QStringLiteral(
                "CREATE TRIGGER \"trigger_%1_feature_count_%2\" AFTER %1 ON \"%2\" BEGIN UPDATE "
                "gpkg_ogr_contents SET feature_count = feature_count %3 1 WHERE lower(table_name) = "
                "lower('%2'); END")
                                    .arg(QLatin1String(event), object.table, QLatin1String(sign));
            if (normalized(tokens) == normalized(sqlTokens(sql)))
                return tables.value(QStringLiteral("gpkg_ogr_contents")).type == u"table";
        }
        return false;
    }

    void lookForLocks()
    {
        if (!newest)
            return;
        QHash<QString, int> missing;
        for (auto lock = expected->triggers.begin(); lock != expected->triggers.end(); ++lock)
            if (!locksThere.contains(lock.key()))
                ++missing[labelOf(expected->triggerTables.value(lock.key()))];
        for (auto table = missing.begin(); table != missing.end(); ++table)
            add(Kind::lockMissing, table.key(),
                QStringLiteral("“%1”少了 %2 个锁定保护，已审核的季度可能在程序之外被改动过。"
                               "下次打开修改时会自动补上；数据请与备份或历史核对")
                    .arg(table.key())
                    .arg(table.value()));
    }

    void lookForIndexes()
    {
        for (auto index = expected->indexes.begin(); newest && index != expected->indexes.end(); ++index)
            if (!indexesThere.contains(index.key())) {
                const QString label = labelOf(expected->indexTables.value(index.key()));
                add(Kind::foreign, label,
                    QStringLiteral("“%1”少了索引“%2”，查找会变慢，可能在程序之外被删除过。请从备份恢复")
                        .arg(label, index.key()));
            }
    }

    QList<SchemaObject> objects;
    std::shared_ptr<const ExpectedSchema> expected;
    bool newest;
    QHash<QString, SchemaObject> tables;
    QSet<QString> spatialIndexes, locksThere, indexesThere, ofLaterVersions;
    QList<SchemaDifference> differences;
};

/// Schemas that were looked through already, by their text: workers open the same file all the time.
class Remembered
{
public:
    static QByteArray keyOf(const QList<SchemaObject>& objects, int schema)
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(QByteArray::number(schema));
        for (const SchemaObject& object : objects)
            for (const QString& text : {object.type, object.name, object.table, object.sql})
                hash.addData(text.toUtf8() + '\0');
        return hash.result();
    }
    bool isSound(const QByteArray& key)
    {
        const QMutexLocker guard(&mutex);
        return sound.contains(key);
    }
    void addSound(const QByteArray& key)
    {
        const QMutexLocker guard(&mutex);
        sound += key;
    }

private:
    QMutex mutex;
    QSet<QByteArray> sound;
};
} // namespace

QList<SchemaDifference> schemaDifferences(
    const SQLite::Database& database, const Registries& registries, int schema)
{
    static Remembered remembered;
    const auto objects = objectsOf(database);
    const bool standard = &registries == &standardRegistries();
    const QByteArray key = standard ? Remembered::keyOf(objects, schema) : QByteArray();
    if (standard && remembered.isSound(key))
        return {};
    auto differences = SchemaComparison(objects, registries, schema).all();
    if (standard && differences.isEmpty())
        remembered.addSound(key);
    return differences;
}

Result<int> storedSchema(const SQLite::Database& database, const Registries& registries, const QString& path)
{
    // Before it is read: it may be anything that bears the name.
    static const SqlTokens made = sqlTokens(
        QStringLiteral("CREATE TABLE coop_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)"));
    const auto objects = objectsOf(database);
    const bool plain = std::any_of(objects.begin(), objects.end(), [](const SchemaObject& object) {
        return object.type == u"table" && object.name == u"coop_meta" && sqlTokens(object.sql) == made;
    });
    if (!plain)
        return fail(ErrorKind::notAWorkspace,
            QStringLiteral("文件“%1”的表“coop_meta”不是本程序建立的，可能在程序之外被改动过，请改用备份")
                .arg(QDir::toNativeSeparators(path)));
    static const QRegularExpression digits(QStringLiteral("^[1-9][0-9]*$"));
    const QString stored = QString::fromUtf8(metaValue(database, metaSchema));
    const int newest = schemaOf(registries);
    if (!digits.match(stored).hasMatch())
        return fail(ErrorKind::notAWorkspace,
            QStringLiteral("文件“%1”里写的数据版本“%2”不对，可能已经损坏或在程序之外被改动过，请改用备份")
                .arg(QDir::toNativeSeparators(path), stored.left(20)));
    bool fits = false;
    const int schema = stored.toInt(&fits);
    if (!fits || schema > newest)
        return fail(ErrorKind::newerVersion,
            QStringLiteral(
                "工作区“%1”是用更新版本的程序保存的（数据版本 %2，本程序最高支持 %3），请先升级程序")
                .arg(QDir::toNativeSeparators(path), stored.left(20))
                .arg(newest));
    return schema;
}

Result<> schemaMayBeOpened(const SQLite::Database& database, const Registries& registries, int schema,
    bool forWriting, const QString& path)
{
    const auto differences = schemaDifferences(database, registries, schema);
    for (const SchemaDifference& difference : differences)
        if (difference.kind == Kind::unreadable || (forWriting && difference.kind == Kind::unwritable))
            return fail(ErrorKind::notAWorkspace,
                QStringLiteral("工作区“%1”%2：%3")
                    .arg(QDir::toNativeSeparators(path),
                        forWriting && difference.kind == Kind::unwritable ? QStringLiteral("不能修改")
                                                                          : QStringLiteral("不能打开"),
                        difference.text));
    return {};
}

} // namespace coop

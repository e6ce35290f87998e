#include "core/store/rows/row_query.h"

#include "core/base/text/pinyin.h"
#include "core/base/text/search_words.h"
#include "core/domain/field_text.h"
#include "core/store/rows/row_reader.h"
#include "core/store/tables/area_sql.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QHash>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <algorithm>
#include <exception>
#include <limits>
#include <sqlite3.h>
#include <vector>

namespace coop
{

namespace
{
struct Condition {
    QStringList sql;
    QList<FieldValue> values;
};

/// A list means any of its values (some months), but of a field that holds several itself all of them.
Result<> addEquals(
    Condition& condition, const TableLayout& layout, const QString& name, const FieldValue& value)
{
    const FieldSpec* field = layout.spec->field(name);
    if (!field)
        return fail(ErrorKind::notFound, QStringLiteral("%1没有字段“%2”").arg(layout.spec->label, name));
    if (value.isList() && isColumn(*field) && field->type != FieldType::choices) {
        const QStringList marks(qsizetype(value.list().size()), QStringLiteral("?"));
        condition.sql += QStringLiteral("r.%1 IN (%2)").arg(quoted(name), marks.join(u','));
        for (const FieldValue& each : value.list())
            condition.values += each;
        return {};
    }
    if (isColumn(*field)) {
        condition.sql += QStringLiteral("r.%1 IS ?").arg(quoted(name));
        condition.values += value;
        return {};
    }
    for (const TableLayout::Child& child : layout.children)
        if (child.spec->id == field->child) {
            condition.sql += QStringLiteral("EXISTS (SELECT 1 FROM %1 c WHERE c.%2 = r.id AND c.%3 IS ?)")
                                 .arg(quoted(child.spec->id), quoted(child.spec->parentField),
                                     quoted(field->childField));
            condition.values += value;
            return {};
        }
    return fail(ErrorKind::invalidValue, QStringLiteral("不能按“%1”筛选").arg(field->label));
}

void addTownships(Condition& condition, const RegistrySpec& spec, const QList<RowId>& townships)
{
    const QString township = townshipSql(spec, QStringLiteral("r"));
    if (townships.isEmpty() || township.isEmpty())
        return;
    QStringList ids;
    for (const RowId id : townships)
        ids += QString::number(id);
    condition.sql += QStringLiteral("%1 IN (%2)").arg(township, ids.join(u','));
}

/// A search through the rows of one ledger.
class RowSearch
{
public:
    RowSearch(
        const RegistrySpec& registry, const QString& wanted, const ReferenceLookup& references, bool personal)
        : spec(registry)
        , query(wanted)
        , lookup(references)
        , words(wanted)
        , fields(searchedFields(registry, personal))
    {
    }

    bool finds(const Record& record)
    {
        QStringList texts;
        words.begin();
        for (const int i : std::as_const(fields)) {
            if (record.at(i).isNull())
                continue;
            const QString text = formatField(spec.fields[i], record.at(i), lookup);
            words.add(text);
            if (!words.fits())
                texts += text;
        }
        return words.fits() ? words.found() : matchesSearch(texts.join(u'\n'), query);
    }
    /// Ids of what it finds among the rows that `condition` leaves, in the order of their codes. Only of
    /// tables without child rows.
    std::vector<RowId> found(
        const Workspace& workspace, const QString& where, const QList<FieldValue>& values)
    {
        QStringList columns;
        for (const int i : std::as_const(fields)) {
            columns += QStringLiteral("r.") + quoted(spec.fields[i].id);
            if (spec.fields[i].type == FieldType::reference)
                (void)lookup.row(spec.fields[i].registries, 0); // reads the names before the rows
        }
        // Asked inside SQLite, so that the values of a million rows are looked at where they lie.
        const Function asked(databaseOf(workspace).getHandle(), this);
        SQLite::Statement rows(databaseOf(workspace),
            QStringLiteral("SELECT r.id, r.code FROM %1 r NOT INDEXED %2 coop_finds(%3)")
                .arg(quoted(spec.id),
                    where.isEmpty() ? QStringLiteral("WHERE") : where + QStringLiteral(" AND"),
                    columns.join(u','))
                .toStdString());
        for (int i = 0; i < values.size(); ++i)
            bindValue(rows, i + 1, values[i]);
        std::vector<std::pair<std::string, RowId>> hits;
        while (rows.executeStep())
            hits.emplace_back(rows.getColumn(1).getString(), rows.getColumn(0).getInt64());
        std::sort(hits.begin(), hits.end(),
            [](const auto& a, const auto& b) { return comesBefore(a.first, b.first); });
        std::vector<RowId> ids;
        ids.reserve(hits.size());
        for (const auto& hit : hits)
            ids.push_back(hit.second);
        return ids;
    }
    bool fits() const { return words.fits(); }

private:
    /// The search as a function of one connection, for as long as it is asked.
    class Function
    {
    public:
        Function(sqlite3* connection, RowSearch* search)
            : database(connection)
        {
            const int code = sqlite3_create_function(
                database, name, -1, SQLITE_UTF8, search, &RowSearch::answer, nullptr, nullptr);
            if (code != SQLITE_OK)
                throw SQLite::Exception(database, code);
        }
        ~Function()
        {
            sqlite3_create_function(database, name, -1, SQLITE_UTF8, nullptr, nullptr, nullptr, nullptr);
        }
        Q_DISABLE_COPY(Function)

    private:
        static constexpr const char* name = "coop_finds";
        sqlite3* database;
    };
    static void answer(sqlite3_context* context, int, sqlite3_value** values)
    {
        try {
            auto* search = static_cast<RowSearch*>(sqlite3_user_data(context));
            sqlite3_result_int(context, search->finds(values) ? 1 : 0);
        } catch (const std::exception& error) { // not through SQLite
            sqlite3_result_error(context, error.what(), -1);
        }
    }
    bool finds(sqlite3_value** values)
    {
        words.begin();
        for (int i = 0; i < fields.size() && !words.found(); ++i)
            switch (sqlite3_value_type(values[i])) {
            case SQLITE_NULL:
                break;
            case SQLITE_TEXT: { // as bytes: as a text it would be copied for its closing zero
                const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values[i]));
                words.addUtf8(bytes, sqlite3_value_bytes(values[i]));
                break;
            }
            default:
                words.add(named(i, sqlite3_value_int64(values[i])));
            }
        return words.found();
    }
    /// What a reference is called; many rows refer to the same.
    const QString& named(int place, RowId id)
    {
        QString& name = names[{place, id}];
        if (name.isNull()) {
            name = formatField(spec.fields[fields[place]], FieldValue(id), lookup);
            if (name.isNull())
                name = QStringLiteral("");
        }
        return name;
    }

    const RegistrySpec& spec;
    const QString& query;
    const ReferenceLookup& lookup;
    SearchWords words;
    QList<int> fields;
    QHash<std::pair<int, RowId>, QString> names;
};

/// Whole rows by their ids.
void readThem(const Workspace& workspace, const TableLayout& layout, const std::vector<RowId>& ids,
    const std::function<bool(const Record&)>& row)
{
    SQLite::Statement one(databaseOf(workspace),
        QStringLiteral("SELECT %1 FROM %2 r WHERE r.id = ?")
            .arg(selectedColumns(layout), quoted(layout.spec->id))
            .toStdString());
    for (const RowId id : ids) {
        one.bind(1, int64_t(id));
        const bool goOn
            = !one.executeStep() || row(recordFrom(one, layout)); // it may have been removed just now
        one.reset();
        if (!goOn)
            return;
    }
}
} // namespace

QList<int> searchedFields(const RegistrySpec& spec, bool maySeePersonal)
{
    QList<int> fields;
    for (int i = 0; i < spec.fields.size(); ++i) {
        const FieldSpec& field = spec.fields[i];
        if (!field.isNumeric() && field.type != FieldType::coordinate && field.type != FieldType::yesNo
            && !field.secret && (maySeePersonal || !field.personal))
            fields += i;
    }
    return fields;
}

Result<> eachOfQuery(const Workspace& workspace, const RowQuery& query,
    const std::function<bool(const Record&)>& row, bool wanted)
{
    const auto spec = workspace.registries().require(query.registry);
    COOP_TRY(spec);
    if (!workspace.layout((*spec)->id))
        return {}; // the file is of an older schema
    const TableLayout& layout = *workspace.layout((*spec)->id);
    Condition condition;
    const bool personal = wanted && maySeePersonal(workspace);
    for (const auto& [field, value] : query.equals)
        if (const FieldSpec* asked = (*spec)->field(field); asked && asked->personal && !personal)
            return fail(ErrorKind::locked,
                QStringLiteral("不能按“%1”查找：完整的%1只有人员名单上的录入、审核和管理员登录以后可以查看，"
                               "并记入历史")
                    .arg(asked->label));
        else if (const auto added = addEquals(condition, layout, field, value); !added)
            return fail(added.error());
    addTownships(condition, **spec, query.townships);
    QString where;
    if (!condition.sql.isEmpty())
        where = QStringLiteral("WHERE ") + condition.sql.join(QStringLiteral(" AND "));
    QString rest = where + QStringLiteral(" ORDER BY r.code") + naturalOrder;

    RowSearch search(*layout.spec, query.search, workspace.lookup(), personal);
    const bool searching = !query.search.trimmed().isEmpty();
    if (searching && layout.children.isEmpty() && search.fits()) {
        std::vector<RowId> ids = search.found(workspace, where, condition.values);
        if (query.limit >= 0 && ids.size() > size_t(query.limit))
            ids.resize(size_t(query.limit));
        readThem(workspace, layout, ids, row);
        return {};
    }
    if (query.limit >= 0 && !searching)
        rest += QStringLiteral(" LIMIT %1").arg(query.limit);
    int left = query.limit >= 0 ? query.limit : std::numeric_limits<int>::max();
    const auto take = [&](const Record& record) {
        if (searching && !search.finds(record))
            return true;
        return left-- > 0 && row(record) && left > 0;
    };
    if (layout.children.isEmpty()) {
        SQLite::Statement rows(databaseOf(workspace),
            QStringLiteral("SELECT %1 FROM %2 AS r %3")
                .arg(selectedColumns(layout), quoted(layout.spec->id), rest)
                .toStdString());
        for (int i = 0; i < condition.values.size(); ++i)
            bindValue(rows, i + 1, condition.values[i]);
        while (rows.executeStep() && take(recordFrom(rows, layout)))
            continue;
        return {};
    }
    for (const Record& record : readRows(databaseOf(workspace), layout, rest, condition.values))
        if (!take(record))
            break;
    return {};
}

} // namespace coop

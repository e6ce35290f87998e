#include "core/store/row_query.h"

#include "core/base/pinyin.h"
#include "core/domain/field_text.h"
#include "core/store/row_reader.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
struct Condition {
    QStringList sql;
    QList<FieldValue> values;
};

Result<> addEquals(
    Condition& condition, const TableLayout& layout, const QString& name, const FieldValue& value)
{
    const FieldSpec* field = layout.spec->field(name);
    if (!field)
        return fail(ErrorKind::notFound, QStringLiteral("%1没有字段“%2”").arg(layout.spec->label, name));
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
    const bool own = spec.id == u"townships";
    if (townships.isEmpty() || (!own && !spec.field(u"township")))
        return;
    QStringList ids;
    for (const RowId id : townships)
        ids += QString::number(id);
    condition.sql += QStringLiteral("r.%1 IN (%2)")
                         .arg(own ? QStringLiteral("id") : QStringLiteral("township"), ids.join(u','));
}

/// Everything in a row that a search looks through: codes, names, choices, the names of what it refers to.
QString searchable(const Record& record, const QList<int>& searched, const ReferenceLookup& lookup)
{
    QStringList texts;
    for (const int i : searched)
        if (!record.at(i).isNull())
            texts += formatField(record.spec().fields[i], record.at(i), lookup);
    return texts.join(u'\n');
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

Result<QList<Record>> readQuery(const Workspace& workspace, const RowQuery& query, bool wanted)
{
    const auto spec = workspace.registries().require(query.registry);
    if (!spec)
        return fail(spec.error());
    if (!workspace.layout((*spec)->id))
        return QList<Record>(); // the file is of an older schema
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
    const bool searching = !query.search.trimmed().isEmpty();
    QString rest;
    if (!condition.sql.isEmpty())
        rest = QStringLiteral("WHERE ") + condition.sql.join(QStringLiteral(" AND "));
    rest += QStringLiteral(" ORDER BY r.code") + naturalOrder;
    if (query.limit >= 0 && !searching)
        rest += QStringLiteral(" LIMIT %1").arg(query.limit);
    QList<Record> records = readRows(workspace.database(), layout, rest, condition.values);
    if (!searching)
        return records;
    const ReferenceLookup& lookup = workspace.lookup();
    const QList<int> searched = searchedFields(**spec, personal);
    records.removeIf([&](const Record& record) {
        return !matchesSearch(searchable(record, searched, lookup), query.search);
    });
    return query.limit >= 0 ? records.mid(0, query.limit) : records;
}

} // namespace coop

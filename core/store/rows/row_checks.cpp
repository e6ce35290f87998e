#include "core/store/rows/row_checks.h"

#include "core/base/text/text.h"
#include "core/domain/row_area.h"
#include "core/store/file/column_text.h"
#include "core/store/tables/stored_value.h"

namespace coop
{

namespace
{
constexpr int namedRows = 3;

QString titleColumn(const RegistrySpec& spec)
{
    return spec.field(u"name") ? QStringLiteral("coalesce(name, code)") : QStringLiteral("code");
}

} // namespace

RowChecks::RowChecks(const Registries& all, StatementCache& cache)
    : registries(all)
    , statements(cache)
{
}

Error RowChecks::duplicateOf(const TableLayout& layout, const QStringList& fields, RowId other)
{
    const RegistrySpec& spec = *layout.spec;
    SQLite::Statement& row = statements(
        QStringLiteral("SELECT code, %1 FROM %2 WHERE id = ?").arg(titleColumn(spec), quoted(spec.id)));
    row.bind(1, int64_t(other));
    row.executeStep();
    QStringList headings;
    for (const QString& field : fields)
        headings += QStringLiteral("“%1”").arg(spec.field(field)->heading());
    const QString who = textAt(row, 0) == textAt(row, 1)
        ? textAt(row, 0)
        : QStringLiteral("%1，编码 %2").arg(textAt(row, 1), textAt(row, 0));
    row.reset();
    return {ErrorKind::duplicate,
        QStringLiteral("%1与%2里已有的一行（%3）相同，不能重复，请改正或修改原有的那一行")
            .arg(headings.join(QString()), spec.label, who)};
}

Result<> RowChecks::codeIsFree(const TableLayout& layout, const QString& code, RowId self)
{
    SQLite::Statement& query
        = statements(QStringLiteral("SELECT id FROM %1 WHERE code = ?").arg(quoted(layout.spec->id)));
    query.bind(1, code.toStdString());
    const RowId other = query.executeStep() ? query.getColumn(0).getInt64() : 0;
    query.reset();
    if (other != 0 && other != self)
        return fail(duplicateOf(layout, {QStringLiteral("code")}, other));
    return {};
}

Result<> RowChecks::naturalKeyIsFree(const TableLayout& layout, const Record& record)
{
    const QStringList key = layout.spec->naturalKeyOf(record);
    if (key.isEmpty())
        return {};
    QStringList conditions;
    for (const QString& field : key)
        conditions += QStringLiteral("%1 IS ?").arg(quoted(field));
    SQLite::Statement& query
        = statements(QStringLiteral("SELECT id FROM %1 WHERE %2 AND id <> ? LIMIT 1")
                         .arg(quoted(layout.spec->id), conditions.join(QStringLiteral(" AND "))));
    for (int i = 0; i < key.size(); ++i)
        bindValue(query, i + 1, record[key[i]]);
    query.bind(int(key.size()) + 1, int64_t(record.id));
    const RowId other = query.executeStep() ? query.getColumn(0).getInt64() : 0;
    query.reset();
    if (other != 0)
        return fail(duplicateOf(layout, key, other));
    return {};
}

bool RowChecks::exists(const QStringList& inRegistries, RowId id)
{
    for (const QString& registry : inRegistries) {
        if (existing.contains({registry, id}))
            return true;
        SQLite::Statement& query
            = statements(QStringLiteral("SELECT 1 FROM %1 WHERE id = ?").arg(quoted(registry)));
        query.bind(1, int64_t(id));
        const bool found = query.executeStep();
        query.reset();
        if (found) {
            existing.insert({registry, id});
            return true;
        }
    }
    return false;
}

Result<> RowChecks::referencesExist(const Record& record, int except)
{
    const RegistrySpec& spec = record.spec();
    for (int i = 0; i < spec.fields.size(); ++i) {
        const FieldSpec& field = spec.fields[i];
        if (field.type != FieldType::reference || i == except)
            continue;
        const FieldValue& value = record.at(i);
        const FieldValue::List ids = value.isList() ? value.list() : FieldValue::List{value};
        for (const FieldValue& id : ids)
            if (!id.isNull() && !exists(field.registries, id.number()))
                return fail(ErrorKind::notFound,
                    QStringLiteral("“%1”指向的那一行已经不在了，请重新选择").arg(field.heading()));
    }
    return {};
}

Result<> RowChecks::hangsRightly(
    const Record& record, const std::function<const TableLayout*(const QString&)>& layouts)
{
    const RegistrySpec& spec = record.spec();
    const Hanging hanging = spec.hanging();
    if (!hanging.registryField.isEmpty()) {
        const QString ledger = record[hanging.registryField].text();
        const RegistrySpec* owner = registries.find(ledger);
        // A row that says itself where it hangs carries no other one: two could hang on each other.
        if (!owner || owner->id != ledger || !layouts(ledger) || !owner->hanging().registryField.isEmpty())
            return fail(ErrorKind::refused,
                QStringLiteral("%1不能挂在“%2”上，那不是台账").arg(spec.label, inSentence(ledger)));
        for (const auto& [registry, id] : ownersOf(record))
            if (!exists({registry}, id))
                return fail(ErrorKind::notFound,
                    QStringLiteral("%1所属的那一行%2不在台账里").arg(spec.label, owner->label));
    }
    return spec.bytes.isEmpty() ? Result<>() : bytesAreThere(record);
}

Result<> RowChecks::bytesAreThere(const Record& record)
{
    const KeptBytes& kept = record.spec().bytes;
    const QString file = QStringLiteral("%1“%2”").arg(record.spec().label, inSentence(record.title()));
    SQLite::Statement& bytes
        = statements(QStringLiteral("SELECT length(bytes) FROM coop_blobs WHERE digest = ?"));
    bytes.bind(1, record[kept.digestField].text().toStdString());
    const bool there = bytes.executeStep();
    const qint64 size = there ? bytes.getColumn(0).getInt64() : 0;
    bytes.reset();
    if (!there)
        return fail(ErrorKind::notFound,
            QStringLiteral("%1的内容不在这里，请重新添加这个%2").arg(file, record.spec().label));
    if (size != record[kept.sizeField].number())
        return fail(ErrorKind::refused,
            QStringLiteral("%1写的大小和内容不符，请重新添加这个%2").arg(file, record.spec().label));
    return {};
}

Result<> RowChecks::isUnreferenced(const Record& record)
{
    const RegistrySpec& spec = record.spec();
    for (const auto& [user, field] : registries.referencesTo(spec.id)) {
        const Hanging hanging = user->hanging();
        if (hanging.registry == spec.id && hanging.rowFields.contains(field->id))
            continue; // goes with it
        SQLite::Statement& query
            = statements(QStringLiteral("SELECT %1 FROM %2 WHERE %3 = ? ORDER BY code")
                             .arg(titleColumn(*user), quoted(user->id), quoted(field->id)));
        query.bind(1, int64_t(record.id));
        QStringList titles;
        qint64 count = 0;
        while (query.executeStep())
            if (++count <= namedRows)
                titles += textAt(query, 0);
        query.reset();
        if (count > 0)
            return fail(ErrorKind::inUse,
                QStringLiteral("“%1”还被%2的 %3 行用着（%4%5），不能删除，请先改掉或删除那些行")
                    .arg(record.title(), user->label)
                    .arg(count)
                    .arg(titles.join(u'、'), count > namedRows ? QStringLiteral("等") : QString()));
    }
    return {};
}

QString RowChecks::nextCode(const TableLayout& layout, int device)
{
    const QString prefix = QStringLiteral("%1%2-").arg(layout.spec->codePrefix).arg(device);
    auto last = lastNumber.find(prefix);
    if (last == lastNumber.end()) {
        SQLite::Statement& query = statements(
            QStringLiteral("SELECT max(CAST(substr(code, ?) AS INTEGER)) FROM %1 WHERE code GLOB ?")
                .arg(quoted(layout.spec->id)));
        query.bind(1, int(prefix.size()) + 1);
        query.bind(2, (prefix + QStringLiteral("[0-9]*")).toStdString());
        last = lastNumber.insert(prefix, query.executeStep() ? query.getColumn(0).getInt64() : 0);
        query.reset();
    }
    QString code;
    do {
        code = prefix + QString::number(++*last).rightJustified(4, u'0');
    } while (!codeIsFree(layout, code, 0));
    return code;
}

} // namespace coop

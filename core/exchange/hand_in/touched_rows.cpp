#include "core/exchange/hand_in/touched_rows.h"

#include "core/store/file/column_text.h"
#include "core/store/kept/attachments.h"
#include "core/store/tables/stored_value.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
/// Layers, people and themes stay in the office.
const RegistrySpec* handedInSpec(const Workspace& workspace, const QString& registry)
{
    return registry == attachmentsSpec().id ? &attachmentsSpec() : workspace.registries().find(registry);
}
} // namespace

void addLogged(TouchedRows& rows, const Workspace& workspace, qint64 after)
{
    SQLite::Statement query(workspace.database(),
        "SELECT c.registry, c.row_id, c.code, c.op, c.fields, l.who, l.time, l.entry FROM change_rows c"
        " JOIN change_log l USING (entry) WHERE l.entry > ? AND l.door NOT IN ('receipt', 'opened')"
        " ORDER BY c.entry, c.seq");
    query.bind(1, int64_t(after));
    while (query.executeStep()) {
        const QString registry = textAt(query, 0);
        const RegistrySpec* spec = handedInSpec(workspace, registry);
        if (!spec)
            continue;
        const std::pair key{registry, RowId(query.getColumn(1).getInt64())};
        const qint64 entry = query.getColumn(7).getInt64();
        const QString op = textAt(query, 3);
        const bool known = rows.contains(key);
        Touched& row = rows[key];
        row.code = textAt(query, 2);
        row.who = textAt(query, 5);
        row.time = textAt(query, 6);
        if (!known)
            row.wasThere = op != u"add";
        if (op != u"change") {
            row.from = row.from == 0 ? entry : row.from;
            row.at = entry;
        }
        const QJsonObject fields = QJsonDocument::fromJson(textAt(query, 4).toUtf8()).object();
        if (op != u"change") // what it had when it was removed; forgotten when it comes back
            for (auto field = row.fields.begin(); field != row.fields.end(); ++field) {
                const FieldSpec* own = spec->field(field.key());
                field->last.reset();
                if (op == u"remove" && own) {
                    field->last = fromJson(*own, fields[field.key()][0]);
                    field->lastAt = field->at;
                }
            }
        for (auto it = fields.begin(); it != fields.end(); ++it) {
            const FieldSpec* field = spec->field(it.key());
            if (!field)
                continue;
            auto there = row.fields.find(it.key());
            if (there == row.fields.end())
                there = row.fields.insert(it.key(), {fromJson(*field, it.value()[0]), entry, entry});
            there->at = entry;
        }
    }
}

QJsonObject carriedJson(const PackedChange& change, const QStringList& waiting)
{
    QJsonObject fields;
    for (const PackedField& field : change.fields)
        if (waiting.contains(QStringLiteral("*")) || waiting.contains(field.field))
            fields.insert(field.field, QJsonArray{toJson(field.before), field.from, field.at});
    QJsonObject last;
    for (const PackedField& field : change.last)
        last.insert(field.field, QJsonArray{toJson(field.before), toJson(field.after), field.from, field.at});
    return {{QStringLiteral("registry"), change.registry}, {QStringLiteral("id"), change.id},
        {QStringLiteral("last"), last}, {QStringLiteral("code"), change.code},
        {QStringLiteral("who"), change.who}, {QStringLiteral("time"), change.time},
        {QStringLiteral("there"), change.op != u"add"}, {QStringLiteral("from"), change.from},
        {QStringLiteral("at"), change.at}, {QStringLiteral("fields"), fields}};
}

void addCarried(TouchedRows& rows, const Workspace& workspace, const QJsonArray& carried)
{
    for (const auto& one : carried) {
        const QString registry = one[QStringLiteral("registry")].toString();
        const RegistrySpec* spec = handedInSpec(workspace, registry);
        if (!spec)
            continue;
        Touched& row = rows[{registry, one[QStringLiteral("id")].toInteger()}];
        row.code = one[QStringLiteral("code")].toString();
        row.who = one[QStringLiteral("who")].toString();
        row.time = one[QStringLiteral("time")].toString();
        row.wasThere = one[QStringLiteral("there")].toBool();
        row.from = one[QStringLiteral("from")].toInteger();
        row.at = one[QStringLiteral("at")].toInteger();
        const QJsonObject fields = one[QStringLiteral("fields")].toObject();
        for (auto it = fields.begin(); it != fields.end(); ++it)
            if (const FieldSpec* field = spec->field(it.key()))
                row.fields.insert(it.key(),
                    {fromJson(*field, it.value()[0]), it.value()[1].toInteger(), it.value()[2].toInteger()});
        const QJsonObject last = one[QStringLiteral("last")].toObject();
        for (auto it = last.begin(); it != last.end(); ++it)
            if (const FieldSpec* field = spec->field(it.key())) {
                Touched::Field& edited = row.fields[it.key()];
                if (edited.from == 0) // of a row that was not there before
                    edited = {fromJson(*field, it.value()[0]), it.value()[2].toInteger(),
                        it.value()[3].toInteger()};
                edited.last = fromJson(*field, it.value()[1]);
                edited.lastAt = it.value()[3].toInteger();
            }
    }
}

} // namespace coop

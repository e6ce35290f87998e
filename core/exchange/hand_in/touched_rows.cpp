#include "core/exchange/hand_in/touched_rows.h"

#include "core/store/history/changes_since.h"
#include "core/store/tables/stored_value.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace coop
{

namespace
{
/// What is the office's own stays with it; what only the district may say is handed in too, and refused in
/// words.
const RegistrySpec* sentSpec(const Workspace& workspace, const QString& registry)
{
    const RegistrySpec* spec = anySpec(workspace.registries(), registry);
    return spec && spec->exchange.isSent() ? spec : nullptr;
}
} // namespace

void addLogged(TouchedRows& rows, const Workspace& workspace, qint64 after)
{
    eachChangeSince(workspace, after, [&](const LoggedChange& change) {
        const RegistrySpec* spec = sentSpec(workspace, change.registry);
        if (!spec || change.door == Door::receipt || change.door == Door::opened)
            return;
        const std::pair key{change.registry, change.id};
        const bool known = rows.contains(key);
        Touched& row = rows[key];
        row.code = change.code;
        row.who = change.who;
        row.time = change.time;
        if (!known)
            row.wasThere = change.op != RowOp::add;
        if (change.op != RowOp::change) {
            row.from = row.from == 0 ? change.entry : row.from;
            row.at = change.entry;
        }
        if (change.op != RowOp::change) // what it had when it was removed; forgotten when it comes back
            for (auto field = row.fields.begin(); field != row.fields.end(); ++field) {
                const FieldSpec* own = spec->field(field.key());
                field->last.reset();
                if (change.op == RowOp::remove && own) {
                    field->last = fromJson(*own, change.fields[field.key()][0]);
                    field->lastAt = field->at;
                }
            }
        for (auto it = change.fields.begin(); it != change.fields.end(); ++it) {
            const FieldSpec* field = spec->field(it.key());
            if (!field)
                continue;
            auto there = row.fields.find(it.key());
            if (there == row.fields.end())
                there = row.fields.insert(
                    it.key(), {fromJson(*field, it.value()[0]), change.entry, change.entry});
            there->at = change.entry;
        }
    });
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
        {QStringLiteral("there"), change.op != RowOp::add}, {QStringLiteral("from"), change.from},
        {QStringLiteral("at"), change.at}, {QStringLiteral("fields"), fields}};
}

void addCarried(TouchedRows& rows, const Workspace& workspace, const QJsonArray& carried)
{
    for (const auto& one : carried) {
        const QString registry = one[QStringLiteral("registry")].toString();
        const RegistrySpec* spec = sentSpec(workspace, registry);
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

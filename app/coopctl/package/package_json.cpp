#include "app/coopctl/package/package_json.h"

#include "app/coopctl/command_line.h"
#include "core/base/text/text.h"
#include "core/domain/registry_spec.h"
#include "core/store/tables/stored_value.h"

namespace coop
{

namespace
{
constexpr Settlement::Choice allChoices[]{Settlement::Choice::theirs, Settlement::Choice::ours,
    Settlement::Choice::edited, Settlement::Choice::both, Settlement::Choice::back};

QString stateId(const Conflict& conflict)
{
    if (conflict.state == conflictWaits)
        return QStringLiteral("waiting");
    if (conflict.state == conflictSentBack)
        return QStringLiteral("back");
    if (conflict.state == conflictRefused)
        return QStringLiteral("refused");
    for (const Settlement::Choice choice : allChoices)
        if (conflict.state == settlementWord(choice))
            return choiceId(choice);
    return conflict.state;
}

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

/// [before, ours, theirs] of a field in JSON as `list` has them; nulls where the field is not known.
struct Three {
    QJsonValue before, ours, theirs;
};
Three threeOf(
    const Workspace& workspace, const Conflict& conflict, const QString& field, const ShownPersonal& shown)
{
    const RegistrySpec* spec = anySpec(workspace.registries(), conflict.registry);
    const FieldSpec* known = spec ? spec->field(field) : nullptr;
    const QJsonArray values = conflict.fields[field].toArray();
    const auto one = [&](int index) {
        return known ? fieldJson(*known, fromJson(*known, values[index]), workspace.lookup(),
                   shown.value(conflict.registry, Personal::masked))
                     : QJsonValue(QJsonValue::Null);
    };
    return {one(0), one(1), one(2)};
}

QString textOf(const Workspace& workspace, const FieldSpec& field, const QJsonValue& value, Personal personal)
{
    const QString text = formatField(field, fromJson(field, value), workspace.lookup());
    if (text.isEmpty())
        return QStringLiteral("（空）");
    return field.personal && personal == Personal::masked ? masked(text) : text;
}
} // namespace

QJsonObject partyJson(const PackageParty& party)
{
    return {{QStringLiteral("name"), party.name}, {QStringLiteral("device"), party.device},
        {QStringLiteral("fingerprint"), fingerprint(party.key)}};
}

QJsonObject federationJson(const Workspace& workspace, RowId federation)
{
    const auto found = workspace.lookup().row({QStringLiteral("federations")}, federation);
    return {{QStringLiteral("code"), found.code}, {QStringLiteral("name"), found.name}};
}

ShownPersonal askPersonal(const CommandLine& line, Workspace& workspace, const QList<Conflict>& conflicts)
{
    QHash<QString, qint64> rows;
    for (const Conflict& conflict : conflicts)
        if (const RegistrySpec* spec = anySpec(workspace.registries(), conflict.registry))
            if (std::any_of(spec->fields.begin(), spec->fields.end(), [&](const FieldSpec& field) {
                    return field.personal && conflict.fields.contains(field.id);
                }))
                ++rows[conflict.registry];
    ShownPersonal shown;
    for (auto of = rows.begin(); of != rows.end(); ++of)
        shown.insert(
            of.key(), line.personal(workspace, *anySpec(workspace.registries(), of.key()), of.value()));
    return shown;
}

QJsonArray fieldConflictsJson(
    const Workspace& workspace, const Conflict& conflict, const ShownPersonal& shown)
{
    const auto object = [&](const QJsonValue& field, const Three& values) {
        return QJsonObject{{QStringLiteral("registry"), conflict.registry},
            {QStringLiteral("code"), orNull(conflict.code)}, {QStringLiteral("field"), field},
            {QStringLiteral("kind"), toText(conflict.kind)}, {QStringLiteral("before"), values.before},
            {QStringLiteral("ours"), values.ours}, {QStringLiteral("theirs"), values.theirs}};
    };
    QJsonArray array;
    for (auto it = conflict.fields.begin(); it != conflict.fields.end(); ++it)
        array += object(it.key(), threeOf(workspace, conflict, it.key(), shown));
    const QJsonValue none(QJsonValue::Null);
    return array.isEmpty() ? QJsonArray{object(none, {none, none, none})} : array;
}

QJsonObject conflictJson(const Workspace& workspace, const Conflict& conflict, const ShownPersonal& shown)
{
    QJsonObject fields;
    for (auto it = conflict.fields.begin(); it != conflict.fields.end(); ++it) {
        const Three values = threeOf(workspace, conflict, it.key(), shown);
        fields.insert(it.key(),
            QJsonObject{{QStringLiteral("before"), values.before}, {QStringLiteral("ours"), values.ours},
                {QStringLiteral("theirs"), values.theirs}});
    }
    QJsonArray choices;
    if (isOpen(conflict))
        for (const Settlement::Choice choice : choicesFor(conflict))
            choices += choiceId(choice);
    return {{QStringLiteral("number"), conflict.number}, {QStringLiteral("device"), conflict.device},
        {QStringLiteral("sequence"), conflict.sequence}, {QStringLiteral("registry"), conflict.registry},
        {QStringLiteral("code"), orNull(conflict.code)}, {QStringLiteral("kind"), toText(conflict.kind)},
        {QStringLiteral("op"), toText(conflict.op)}, {QStringLiteral("fields"), fields},
        {QStringLiteral("reason"), orNull(conflict.reason)}, {QStringLiteral("who"), orNull(conflict.who)},
        {QStringLiteral("time"), orNull(conflict.time)}, {QStringLiteral("state"), stateId(conflict)},
        {QStringLiteral("question"), orNull(conflict.question)},
        {QStringLiteral("settled_by"), orNull(conflict.settledBy)},
        {QStringLiteral("settled_at"), orNull(conflict.settledAt)}, {QStringLiteral("choices"), choices}};
}

QString conflictLine(const Workspace& workspace, const Conflict& conflict, const ShownPersonal& shown)
{
    const RegistrySpec* spec = anySpec(workspace.registries(), conflict.registry);
    const Personal personal = shown.value(conflict.registry, Personal::masked);
    QStringList values;
    for (auto it = conflict.fields.begin(); it != conflict.fields.end(); ++it) {
        const FieldSpec* field = spec ? spec->field(it.key()) : nullptr;
        if (!field)
            continue;
        const QJsonArray three = it.value().toArray();
        if (std::all_of(three.begin(), three.end(), [](const QJsonValue& one) { return one.isNull(); }))
            continue; // goes along with the rest of its point
        values += QStringLiteral("%1：原来 %2，区级 %3，乡镇 %4")
                      .arg(field->label, textOf(workspace, *field, three[0], personal),
                          textOf(workspace, *field, three[1], personal),
                          textOf(workspace, *field, three[2], personal));
    }
    QStringList parts{conflict.number, spec ? spec->label : conflict.registry, conflict.code,
        conflictKindWord(conflict.kind), conflict.reason, values.join(u'；'), conflict.who,
        conflict.state == conflictWaits ? QString() : conflict.state, conflict.question};
    parts.removeAll(QString());
    return parts.join(u'\t');
}

QJsonObject outcomeJson(const PackedOutcome& outcome)
{
    return {{QStringLiteral("registry"), outcome.registry}, {QStringLiteral("code"), orNull(outcome.code)},
        {QStringLiteral("result"), outcome.result}, {QStringLiteral("text"), outcome.text}};
}

QString choiceId(Settlement::Choice choice)
{
    switch (choice) {
    case Settlement::Choice::theirs:
        return QStringLiteral("theirs");
    case Settlement::Choice::edited:
        return QStringLiteral("edited");
    case Settlement::Choice::both:
        return QStringLiteral("both");
    case Settlement::Choice::back:
        return QStringLiteral("back");
    case Settlement::Choice::ours:
        break;
    }
    return QStringLiteral("ours");
}

std::optional<Settlement::Choice> parseChoice(const QString& id)
{
    for (const Settlement::Choice choice : allChoices)
        if (choiceId(choice) == id)
            return choice;
    return std::nullopt;
}

} // namespace coop

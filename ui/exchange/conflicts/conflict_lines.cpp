#include "ui/exchange/conflicts/conflict_lines.h"

#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "core/exchange/offices.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/tabular/history_text.h"
#include "core/workflow/exchange_text.h"

#include <QHash>
#include <QJsonArray>

namespace coop
{

namespace
{
QString standingOf(const Conflict& conflict)
{
    if (conflict.state == conflictSentBack)
        return QStringLiteral("%1：%2").arg(conflict.state, conflict.question);
    if (conflict.settledBy.isEmpty())
        return conflict.state;
    return QStringLiteral("%1（%2 %3）")
        .arg(conflict.state, conflict.settledBy, momentText(conflict.settledAt));
}

/// A row that is not there on one side has no empty fields there.
void sayWhereMissing(const Conflict& conflict, QString& before, QString& ours, QString& theirs)
{
    if (conflict.op == RowOp::remove)
        theirs = QStringLiteral("（已删除）");
    else if (conflict.kind == ConflictKind::removed)
        ours = QStringLiteral("（已删除）");
    else if (conflict.op == RowOp::add && conflict.kind != ConflictKind::field)
        for (QString* missing : {&before, &ours})
            if (missing->isEmpty())
                *missing = QStringLiteral("（没有）");
}

/// What the row is called here or, when it is not here, in the package.
QString nameOf(const Workspace& workspace, const Conflict& conflict)
{
    if (QString here = workspace.lookup().row({conflict.registry}, conflict.id).name; !here.isEmpty())
        return here;
    const QJsonArray name = conflict.fields[QStringLiteral("name")].toArray();
    return name.isEmpty() ? QString() : name.last().toString();
}
} // namespace

QList<ConflictLine> conflictLines(const Workspace& workspace, const QList<Conflict>& conflicts)
{
    QHash<int, QString> names;
    if (const auto known = offices(workspace))
        for (const Office& office : *known)
            names.insert(office.device, shortOfficeName(office.name));
    QList<ConflictLine> lines;
    for (const Conflict& conflict : conflicts) {
        ConflictLine line{.conflict = conflict};
        line.office = names.value(conflict.device, QStringLiteral("设备 %1").arg(conflict.device));
        const RegistrySpec* spec = historySpec(workspace.registries(), conflict.registry);
        const QString name = nameOf(workspace, conflict);
        line.row = registryTitle(workspace.registries(), conflict.registry) + u' ' + conflict.code;
        if (!name.isEmpty() && name != conflict.code)
            line.row += u' ' + name;
        line.kind = conflictKindWord(conflict.kind);
        line.by = (conflict.who + u' ' + momentText(conflict.time)).trimmed();
        line.standing = standingOf(conflict);
        if (conflict.state == conflictWaits || conflict.state == conflictSentBack)
            line.choices = choicesFor(conflict);
        if (spec)
            for (const FieldSpec& field : spec->fields) {
                if (!conflict.fields.contains(field.id) || field.secret)
                    continue;
                const QJsonArray values = conflict.fields[field.id].toArray();
                const auto text = [&](int which) {
                    return historyValue(workspace, field, fromJson(field, values[which]));
                };
                QString before = text(0), ours = text(1), theirs = text(2);
                if (before.isEmpty() && ours.isEmpty() && theirs.isEmpty())
                    continue;
                if (conflict.op == RowOp::remove && before == ours)
                    continue; // only what the district changed stands against the removal
                sayWhereMissing(conflict, before, ours, theirs);
                line.fields += field.heading();
                line.before += before;
                line.ours += ours;
                line.theirs += theirs;
            }
        lines += line;
    }
    return lines;
}

QString choiceAction(Settlement::Choice choice)
{
    const QString word = settlementWord(choice);
    const bool asks = choice == Settlement::Choice::edited || choice == Settlement::Choice::both
        || choice == Settlement::Choice::back;
    return asks ? word + u'…' : word;
}

} // namespace coop

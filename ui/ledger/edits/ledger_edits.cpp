#include "ui/ledger/edits/ledger_edits.h"

#include "core/domain/registry_spec.h"
#include "core/store/one_step.h"
#include "core/store/rows/duplicates.h"
#include "core/store/workspace.h"
#include "ui/session/session.h"

namespace coop
{

Result<Record> saveRecord(Session& session, const Record& record, const QString& reason, Door door)
{
    const RegistrySpec& spec = record.spec();
    const bool adding = record.id == 0;
    QString step
        = (adding ? QStringLiteral("新增") : QStringLiteral("修改")) + spec.label + u' ' + record.title();
    step = step.trimmed() + (reason.isEmpty() ? QString() : u'：' + reason);
    const auto id = inOneStep(session.workspace(), session.author(door, step),
        [&](UnitOfWork& work) { return addOrChange(work, record); });
    COOP_TRY(id);
    return session.workspace().row(spec.id, *id);
}

Result<> saveNotDuplicate(Session& session, const Record& first, RowId second)
{
    const RegistrySpec& spec = first.spec();
    const auto other = session.workspace().row(spec.id, second);
    COOP_TRY(other);
    const QString step = QStringLiteral("标记%1 %2（%3）和 %4（%5）不是重复")
                             .arg(spec.label, first.title(), first.code(), other->title(), other->code());
    return inOneStep(session.workspace(), session.author(Door::form, step),
        [&](UnitOfWork& work) { return markNotDuplicate(work, spec.id, first.id, second, {}); });
}

Record nextLike(const Record& record)
{
    const RegistrySpec& spec = record.spec();
    Record next(spec);
    for (int i = 0; i < spec.fields.size(); ++i)
        if (const FieldSpec& field = spec.fields[i];
            field.type == FieldType::month || (field.type == FieldType::reference && field.child.isEmpty()))
            next.setAt(i, record.at(i));
    return next;
}

Record newRowIn(const Session& session, const RegistrySpec& spec)
{
    Record preset(spec);
    if (session.scope().registry == u"townships" && session.scope().id != 0 && spec.field(u"township"))
        preset.set(u"township", session.scope().id);
    return preset;
}

Result<> removeRecords(Session& session, const RegistrySpec& spec, const QList<Record>& rows)
{
    const QString step = rows.size() == 1 ? QStringLiteral("删除%1 %2").arg(spec.label, rows.first().title())
                                          : QStringLiteral("删除%1 %2 行").arg(spec.label).arg(rows.size());
    return inOneStep(
        session.workspace(), session.author(Door::grid, step), [&](UnitOfWork& work) -> Result<> {
            for (const Record& row : rows)
                COOP_TRY(work.remove(spec.id, row.id));
            return {};
        });
}

} // namespace coop

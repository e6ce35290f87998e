#include "core/store/people/personal_access.h"

#include "core/store/file/sqlite_error.h"
#include "core/store/one_step.h"
#include "core/store/rows/row_query.h"
#include "core/store/workspace.h"

namespace coop
{

QStringList personalFields(const RegistrySpec& spec)
{
    QStringList labels;
    for (const FieldSpec& field : spec.fields)
        if (field.personal)
            labels += field.label;
    return labels;
}

namespace
{
Result<> note(Workspace& workspace, const Author& author, const QString& fields, const QString& what)
{
    if (!maySeePersonal(workspace))
        return fail(ErrorKind::locked,
            QStringLiteral("不能查看完整的%1：只有人员名单上的录入、审核和管理员可以查看，请先登录")
                .arg(fields));
    Author noted = author;
    noted.door = Door::see;
    noted.reason = author.reason.isEmpty() ? what : what + u'：' + author.reason;
    return inOneStep(workspace, noted, [](UnitOfWork&) { return Result<>(); }, {.note = true});
}
} // namespace

Result<> seePersonal(Workspace& workspace, const Author& author, const RegistrySpec& spec, qint64 rows)
{
    const QString fields = personalFields(spec).join(u'、');
    return note(
        workspace, author, fields, QStringLiteral("查看%1 %2 行的%3").arg(spec.label).arg(rows).arg(fields));
}

Result<> seekPersonal(Workspace& workspace, const Author& author, const RegistrySpec& spec)
{
    return seekPersonal(workspace, author, QList<const RegistrySpec*>{&spec});
}

Result<> seekPersonal(
    Workspace& workspace, const Author& author, const QList<const RegistrySpec*>& registries)
{
    QStringList ledgers, fields;
    for (const RegistrySpec* spec : registries) {
        ledgers += spec->label;
        fields += personalFields(*spec);
    }
    fields.removeDuplicates();
    const QString all = fields.join(u'、');
    return note(workspace, author, all, QStringLiteral("在%1里按%2查找").arg(ledgers.join(u'、'), all));
}

Result<> eachRowByPersonal(
    const Workspace& workspace, const RowQuery& query, const std::function<bool(const Record&)>& row)
{
    return guarded(workspace.path(), [&] { return eachOfQuery(workspace, query, row, true); });
}

Result<QList<Record>> rowsByPersonal(const Workspace& workspace, const RowQuery& query)
{
    QList<Record> records;
    const auto read = eachRowByPersonal(workspace, query, [&](const Record& record) {
        records += record;
        return true;
    });
    return read ? Result<QList<Record>>(std::move(records)) : fail(read.error());
}

} // namespace coop

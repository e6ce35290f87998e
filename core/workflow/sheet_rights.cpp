#include "core/workflow/sheet_rights.h"

#include "core/store/people.h"
#include "core/store/row_authors.h"

namespace coop
{

QString titleOf(const SheetStanding& standing)
{
    return standing.federation.name + standing.quarter.title() + QStringLiteral("填报表");
}

bool isReviewer(const Workspace& workspace, const QString& who)
{
    const auto list = people(workspace);
    if (!list)
        return false;
    bool binds = false; // as mayWrite: a list without 管理员 binds only those who are on it
    for (const Person& person : *list) {
        if (person.name == who)
            return person.role == Role::review || person.role == Role::admin;
        binds = binds || person.role == Role::admin;
    }
    return !binds;
}

Result<> mayReview(const Workspace& workspace, const QString& who, const QString& step)
{
    if (who.trimmed().isEmpty())
        return fail(ErrorKind::locked, QStringLiteral("请先写明您是谁（登录），再%1").arg(step));
    if (isReviewer(workspace, who))
        return {};
    return fail(ErrorKind::locked,
        QStringLiteral("“%1”不是审核人员，不能%2，请由角色为审核或管理员的人办理").arg(who, step));
}

Result<> mustNotHaveEntered(const Workspace& workspace, const SheetStanding& standing, const QString& who)
{
    const auto refuse = [&] {
        return fail(ErrorKind::locked,
            QStringLiteral("%1里有“%2”自己填的内容，录入人不能审核自己填的表，请由别人审核")
                .arg(titleOf(standing), who));
    };
    if (who == standing.submittedBy)
        return refuse();
    const auto content = sheetContent(workspace, {standing.federation.id, standing.quarter});
    if (!content)
        return fail(content.error());
    for (const QList<Record>* rows : {&content->services, &content->loans, &content->reports}) {
        QList<RowId> ids;
        for (const Record& row : *rows)
            ids += row.id;
        if (ids.isEmpty())
            continue;
        const auto authors = authorsOf(workspace, rows->first().spec().id, ids);
        if (!authors)
            return fail(authors.error());
        if (authors->contains(who))
            return refuse();
    }
    return {};
}

} // namespace coop

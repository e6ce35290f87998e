#include "core/workflow/filing/filing_rights.h"

#include "core/domain/row_area.h"
#include "core/store/history/row_authors.h"
#include "core/store/people/rights.h"
#include "core/store/workspace.h"

#include <QSet>
#include <algorithm>

namespace coop
{

QString titleOf(const FilingStanding& standing)
{
    return standing.federation.name + standing.quarter.title() + QStringLiteral("填报表");
}

bool isReviewer(const Workspace& workspace, const QString& who)
{
    return roleSuffices(workspace, who, Deed::review);
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

namespace
{
/// Everything that ever stood in the quarter's tables of a federation, registry by registry.
class QuarterRows
{
public:
    QuarterRows(const FilingStanding& of, const FilingContent& content)
        : filing(of)
        , townships(content.townships.begin(), content.townships.end())
    {
    }

    QList<RowsInTime> all(const Registries& registries) const
    {
        QList<RowsInTime> list;
        for (const RegistrySpec& spec : registries.all()) {
            if (spec.locking == Locking::quarter) {
                list += RowsInTime{&spec, {marked(spec.area.field), quoted(filing.quarter.toString())},
                    [this](const Record& row) {
                        return row[u"quarter"].text() == filing.quarter.toString() && isHere(row);
                    },
                    true};
                continue;
            }
            if (spec.locking != Locking::dates || spec.area.by == AreaBy::nothing || spec.guarded)
                continue;
            const QList<const FieldSpec*> dated = spec.datedFields();
            if (dated.isEmpty())
                continue;
            list += RowsInTime{&spec, marks(spec.area.field),
                [this, dated](const Record& row) {
                    return isHere(row)
                        && std::any_of(dated.begin(), dated.end(),
                            [&](const FieldSpec* field) { return inQuarter(row[field->id].text()); });
                },
                spec.happens()};
        }
        return list;
    }

private:
    static QString quoted(const QString& text) { return u'"' + text + u'"'; }
    static QString marked(QStringView field) { return u'"' + field.toString() + QStringLiteral("\":"); }
    /// Its months, as they begin a month or a date, and the fields that say whose a row is.
    QStringList marks(const QString& areaField) const
    {
        QStringList texts{marked(areaField)};
        for (Month month = filing.quarter.firstMonth(); month <= filing.quarter.lastMonth(); ++month.month)
            texts += u'"' + month.toString();
        return texts;
    }
    bool inQuarter(const QString& monthOrDay) const
    {
        const QString month = monthOrDay.left(7); // 2024-07
        return !month.isEmpty() && month >= filing.quarter.firstMonth().toString()
            && month <= filing.quarter.lastMonth().toString();
    }
    bool isHere(const Record& row) const
    {
        const RowArea area = rowArea(row);
        return townships.contains(area.township) || area.federation == filing.federation.id
            || (!area.unit.isEmpty() && area.unit == filing.federation.name);
    }

    const FilingStanding& filing;
    QSet<RowId> townships;
};
} // namespace

Result<> mustNotHaveEntered(const Workspace& workspace, const FilingStanding& standing, const QString& who)
{
    const auto refuse = [&] {
        return fail(ErrorKind::locked,
            QStringLiteral("%1里有“%2”自己填的内容，录入人不能审核自己填的表，请由别人审核")
                .arg(titleOf(standing), who));
    };
    if (who == standing.submittedBy)
        return refuse();
    const auto content = filingContent(workspace, {standing.federation.id, standing.quarter});
    COOP_TRY(content);
    for (const QList<Record>* rows : {&content->services, &content->loans, &content->reports}) {
        QList<RowId> ids;
        for (const Record& row : *rows)
            ids += row.id;
        if (ids.isEmpty())
            continue;
        const auto authors = authorsOf(workspace, rows->first().spec().id, ids);
        COOP_TRY(authors);
        if (authors->contains(who))
            return refuse();
    }
    // Rows that are in the quarter no more are his work as well, if he took them out.
    const QuarterRows quarter(standing, *content);
    for (const RowsInTime& rows : quarter.all(workspace.registries())) {
        const auto authors = authorsOfGone(workspace, rows);
        COOP_TRY(authors);
        if (authors->contains(who))
            return refuse();
    }
    return {};
}

} // namespace coop

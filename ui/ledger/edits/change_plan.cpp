#include "ui/ledger/edits/change_plan.h"

#include "core/base/decimal.h"
#include "core/base/text/text.h"
#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "core/store/one_step.h"
#include "core/store/rows/row_warnings.h"
#include "core/store/workspace.h"
#include "core/tabular/cell_text.h"
#include "core/tabular/import/district_place.h"
#include "ui/ledger/grid/shown_text.h"

#include <algorithm>

namespace coop
{

namespace
{
using Findings = QList<Finding>;

/// One row of a plan in the making.
class PlannedRow
{
public:
    PlannedRow(const RegistrySpec& registry, const ReferenceLookup& references, const RowEdit& wanted)
        : spec(registry)
        , lookup(references)
        , edit(wanted)
        , record(wanted.row)
    {
        for (const RowEdit::Cell& cell : edit.cells)
            take(cell);
        if (!touched)
            return;
        if (spec.derive)
            spec.derive(record, isNew() ? nullptr : &edit.row);
        for (const Finding& finding : checkRecord(record, isNew() ? nullptr : &edit.row))
            if (finding.severity == Finding::Severity::error)
                refuse(std::max(0, spec.indexOf(finding.field)), finding.text);
    }

    void addTo(ChangePlan& plan, RowWarnings& warnings, const DistrictPlace& district) const
    {
        plan.cells += wrong;
        plan.wrong += wrong.size();
        if (!touched && wrong.isEmpty() && !isNew())
            plan.same += ChangePlan::Unchanged{edit.number, edit.row.title()};
        if (isNew() && !wrong.isEmpty())
            return addRest(plan);
        if (!touched || refused)
            return;
        const Record* before = isNew() ? nullptr : &edit.row;
        Findings found = warnings.of(record, before).value_or(Findings());
        district.addFarPoint(record, before, found);
        QHash<QString, QString> unusual;
        for (const Finding& one : std::as_const(found))
            unusual.insert(one.field, one.text);
        for (int i = 0; i < spec.fields.size(); ++i) {
            const QString warning = unusual.value(spec.fields[i].id);
            const bool same = record.at(i) == edit.row.at(i)
                || (spec.fields[i].personal
                    && shownText(spec.fields[i], record.at(i), lookup)
                        == shownText(spec.fields[i], edit.row.at(i), lookup));
            if (same && warning.isEmpty())
                continue;
            plan.cells += cell(i, after(i));
            plan.cells.last().warning = warning;
            plan.warned += warning.isEmpty() ? 0 : 1;
            plan.changed += isNew() || same ? 0 : 1;
        }
        plan.added += isNew() ? 1 : 0;
        plan.rows += ChangePlan::Row{record, edit.number};
    }

private:
    bool isNew() const { return edit.row.id == 0; }
    ChangePlan::Cell cell(int field, const QString& after, const QString& reason = {}) const
    {
        return {edit.number, isNew(), field, shownText(spec.fields[field], edit.row.at(field), lookup), after,
            reason, {}, record.title()};
    }
    /// As the ledger shows it; but personal data that somebody typed or pasted here stands as it was written,
    /// or nobody could look it over. Whether it is what the row holds makes no difference to it.
    QString after(int field) const
    {
        const auto typed = own.constFind(field);
        return typed != own.constEnd() ? *typed : shownText(spec.fields[field], record.at(field), lookup);
    }
    /// The other cells of a row that is not added: else nobody sees which row it is.
    void addRest(ChangePlan& plan) const
    {
        for (int i = 0; i < spec.fields.size(); ++i) {
            const bool said = std::any_of(
                wrong.begin(), wrong.end(), [i](const ChangePlan::Cell& each) { return each.field == i; });
            if (!said && record.at(i) != edit.row.at(i))
                plan.cells += cell(i, after(i));
        }
    }
    void refuse(int field, const QString& reason)
    {
        refused = true;
        for (const ChangePlan::Cell& said : std::as_const(wrong))
            if (said.field == field)
                return; // an unreadable value says more than the rule that misses it
        wrong += cell(field, after(field), reason);
    }
    void take(const RowEdit::Cell& wanted)
    {
        const FieldSpec& field = spec.fields[wanted.field];
        const FieldValue& before = edit.row.at(wanted.field);
        const QString* text = std::get_if<QString>(&wanted.wanted);
        if (text && field.personal && isMasked(*text))
            return;
        const auto doubt = text ? doubtfulDay(field, *text) : std::nullopt; // the clipboard has no formats
        const auto value = doubt ? Result<FieldValue>(fail(ErrorKind::invalidValue, *doubt))
            : text               ? parseField(field, *text, lookup)
                                 : Result<FieldValue>(std::get<FieldValue>(wanted.wanted));
        if (value && field.personal && (text || isNew())) // newRowFill lends nobody's to a new row
            own.insert(wanted.field, formatField(field, *value, lookup, true));
        // A masked value is no question: whether a guess is the number that is there shows nowhere.
        const bool hides
            = field.personal && value && shownText(field, *value, lookup) == shownText(field, before, lookup);
        if (value && *value == before && !(hides && !before.isNull()))
            return;
        const bool editable = !field.byProgram && !field.secret;
        if (value && editable) {
            record.setAt(wanted.field, *value);
            touched = true;
            return;
        }
        if (!editable && text && (isNew() || *text == shownText(field, before, lookup)))
            return;
        wrong += cell(wanted.field, text ? *text : QString(),
            editable ? value.error().text : QStringLiteral("由程序填写，不能修改"));
    }

    const RegistrySpec& spec;
    const ReferenceLookup& lookup;
    const RowEdit& edit;
    Record record;
    QList<ChangePlan::Cell> wrong;
    QHash<int, QString> own; ///< by field: personal data that were written here, in full
    bool touched = false;
    bool refused = false; ///< a rule stands against the whole row
};
} // namespace

QStringList ChangePlan::warnings() const
{
    QStringList texts;
    for (const Cell& each : cells)
        if (!each.warning.isEmpty())
            texts += each.warning;
    return texts;
}

QString ChangePlan::sentence() const
{
    QStringList parts;
    if (changed > 0)
        parts += QStringLiteral("修改 %1 处").arg(formatDecimal(changed, 0, true));
    if (added > 0)
        parts += QStringLiteral("新增 %1 行").arg(formatDecimal(added, 0, true));
    return parts.join(u'，');
}

ChangePlan planChanges(const Workspace& workspace, const RegistrySpec& spec, const QList<RowEdit>& edits)
{
    ChangePlan plan;
    const ReferenceLookup& lookup = workspace.lookup();
    RowWarnings warnings(workspace);
    const DistrictPlace district(workspace);
    for (const RowEdit& edit : edits)
        PlannedRow(spec, lookup, edit).addTo(plan, warnings, district);
    const auto unusual = std::stable_partition(plan.cells.begin(), plan.cells.end(),
        [](const ChangePlan::Cell& cell) { return !cell.reason.isEmpty(); });
    std::stable_partition(
        unusual, plan.cells.end(), [](const ChangePlan::Cell& cell) { return !cell.warning.isEmpty(); });
    return plan;
}

Result<QList<Record>> writePlan(Workspace& workspace, const Author& author, const ChangePlan& plan,
    const std::function<bool(qsizetype)>& cancelled)
{
    QList<RowId> ids;
    COOP_TRY(inOneStep(workspace, author, [&](UnitOfWork& work) -> Result<> {
        for (const ChangePlan::Row& row : plan.rows) {
            if (cancelled && cancelled(ids.size()))
                return fail(ErrorKind::cancelled, QStringLiteral("已取消，没有修改"));
            const auto written = addOrChange(work, row.record);
            if (!written)
                return fail(written.error().kind,
                    QStringLiteral("第 %1 行：%2").arg(row.number).arg(written.error().text));
            ids += *written;
        }
        return {};
    }));
    QList<Record> written;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const auto row = workspace.row(plan.rows[i].record.spec().id, ids[i]);
        COOP_TRY(row);
        written += *row;
    }
    return written;
}

} // namespace coop

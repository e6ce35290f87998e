#include "core/store/rows/row_writer.h"

#include "core/base/text/text.h"
#include "core/domain/value_rules.h"
#include "core/store/rows/hanging_rows.h"
#include "core/store/rows/row_reader.h"
#include "core/store/rows/row_values.h"
#include "core/store/tables/stored_value.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>

namespace coop
{

RowWriter::RowWriter(SQLite::Database& connection, const Registries& all, Layouts layouts, RowIdSource source,
    int deviceNumber)
    : database(connection)
    , registries(all)
    , layoutOfRegistry(std::move(layouts))
    , statements(connection)
    , checks(all, statements)
    , ids(source)
    , device(deviceNumber)
{
}

Result<const TableLayout*> RowWriter::layoutFor(const QString& registry) const
{
    if (const TableLayout* layout = layoutOfRegistry(registry))
        return layout;
    const auto spec = registries.require(registry);
    COOP_TRY(spec);
    return layoutOfRegistry((*spec)->id);
}

Result<Record> RowWriter::stored(const TableLayout& layout, RowId id)
{
    auto row = readRow(database, statements, layout, id);
    if (!row)
        return fail(ErrorKind::notFound,
            QStringLiteral("%1里已经没有这一行，可能被别人删除了，请刷新后再试").arg(layout.spec->label));
    return std::move(*row);
}

/// The record as this workspace's spec has it, without masks: a masked value means that it stays as it was.
Record RowWriter::taken(const TableLayout& layout, const Record& record, const Record* before) const
{
    Record row(*layout.spec);
    row.id = record.id;
    const bool same = &record.spec() == layout.spec;
    for (int i = 0; i < layout.spec->fields.size(); ++i) {
        const FieldSpec& field = layout.spec->fields[i];
        FieldValue value = normalised(field, same ? record.at(i) : record[field.id]);
        if (field.personal && isMasked(value.text()))
            value = before ? before->at(i) : FieldValue();
        row.setAt(i, std::move(value));
    }
    return row;
}

/// Derives and checks what the row itself can answer.
Result<> RowWriter::checked(const TableLayout& layout, Record& record, const Record* before)
{
    if (layout.spec->derive)
        layout.spec->derive(record, before);
    QStringList problems;
    for (const Finding& finding : checkRecord(record, before))
        if (finding.severity == Finding::Severity::error)
            problems += finding.text;
    if (!problems.isEmpty())
        return fail(ErrorKind::refused, problems.join(QStringLiteral("；")));
    return {};
}

Result<RowId> RowWriter::add(const Record& record)
{
    const auto layout = layoutFor(record.spec().id);
    COOP_TRY(layout);
    if ((*layout)->children.isEmpty())
        return addRow(**layout, record, -1);
    SQLite::Savepoint savepoint(database, "row");
    auto id = addRow(**layout, record, -1);
    if (id)
        savepoint.release();
    return id;
}

Result<RowId> RowWriter::addRow(const TableLayout& layout, const Record& record, int vouchedField)
{
    Record row = taken(layout, record, nullptr);
    COOP_TRY(checked(layout, row, nullptr));
    COOP_TRY(checks.referencesExist(row, vouchedField));
    COOP_TRY(checks.hangsRightly(row, layoutOfRegistry));
    COOP_TRY(checks.naturalKeyIsFree(layout, row));
    const int code = layout.spec->indexOf(u"code");
    if (row.at(code).isNull())
        row.setAt(code, checks.nextCode(layout, device));
    else if (const auto good = checks.codeIsFree(layout, row.code(), 0); !good)
        return fail(good.error());
    if (row.id == 0) {
        row.id = ids.next();
        lastId = row.id;
    }
    insertRow(statements, layout, row);
    for (const TableLayout::Child& child : layout.children)
        COOP_TRY(writeChildren(child, row));
    return row.id;
}

Result<bool> RowWriter::change(const Record& record)
{
    const auto layout = layoutFor(record.spec().id);
    COOP_TRY(layout);
    if ((*layout)->children.isEmpty())
        return changeRow(**layout, record);
    SQLite::Savepoint savepoint(database, "row");
    auto changed = changeRow(**layout, record);
    if (changed)
        savepoint.release();
    return changed;
}

Result<bool> RowWriter::changeRow(const TableLayout& layout, const Record& record)
{
    const auto before = stored(layout, record.id);
    COOP_TRY(before);
    Record row = taken(layout, record, &*before);
    const int code = layout.spec->indexOf(u"code");
    if (row.at(code).isNull())
        row.setAt(code, before->at(code));
    const auto sameAsBefore = [&] {
        for (int i = 0; i < layout.spec->fields.size(); ++i)
            if (!(row.at(i) == before->at(i)))
                return false;
        return true;
    };
    if (sameAsBefore())
        return false;
    COOP_TRY(checked(layout, row, &*before));
    COOP_TRY(checks.referencesExist(row));
    COOP_TRY(checks.hangsRightly(row, layoutOfRegistry));
    COOP_TRY(checks.naturalKeyIsFree(layout, row));
    COOP_TRY(checks.codeIsFree(layout, row.code(), row.id));
    bool changed = updateRow(statements, layout, row, *before);
    for (const TableLayout::Child& child : layout.children) {
        const auto written = writeChildren(child, row);
        COOP_TRY(written);
        changed = changed || *written;
    }
    return changed;
}

/// Makes the child rows what the parent's lists say: matched by the first of their fields, the others
/// written, the rest added or removed. Gives whether anything changed.
Result<bool> RowWriter::writeChildren(const TableLayout::Child& child, const Record& record)
{
    const auto layout = layoutFor(child.spec->id);
    COOP_TRY(layout);
    QList<Record> there = readRows(database, **layout,
        QStringLiteral("WHERE r.%1 = ? ORDER BY r.id").arg(quoted(child.spec->fields[child.parentField].id)),
        {FieldValue(record.id)});
    QList<Record> toChange;
    QList<Record> toAdd;
    const auto element = [&](int field, size_t i) {
        const FieldValue::List& list = record.at(field).list();
        return i < list.size() ? list[i] : FieldValue();
    };
    for (size_t i = 0; i < record.at(child.fields.first().inParent).list().size(); ++i) {
        const FieldValue key = element(child.fields.first().inParent, i);
        const auto match = std::find_if(there.begin(), there.end(),
            [&](const Record& row) { return row.at(child.fields.first().inChild) == key; });
        Record row = match == there.end() ? Record(*child.spec) : *match;
        row.setAt(child.parentField, record.id);
        for (const auto& field : child.fields)
            row.setAt(field.inChild, element(field.inParent, i));
        (match == there.end() ? toAdd : toChange) += row;
        if (match != there.end())
            there.erase(match);
    }
    bool changed = false;
    for (const Record& row : std::as_const(there)) {
        COOP_TRY(remove(child.spec->id, row.id));
        changed = true;
    }
    for (const Record& row : std::as_const(toChange)) {
        auto written = changeRow(**layout, row);
        if (!written)
            return written;
        changed = changed || *written;
    }
    for (const Record& row : std::as_const(toAdd)) {
        COOP_TRY(addRow(**layout, row, child.parentField));
        changed = true;
    }
    return changed;
}

Result<> RowWriter::changeTogether(const QList<Record>& records)
{
    SQLite::Savepoint savepoint(database, "together");
    for (const Record& record : records) {
        const auto layout = layoutFor(record.spec().id);
        COOP_TRY(layout);
        const auto before = stored(**layout, record.id);
        COOP_TRY(before);
        Record aside = *before;
        QStringList unique = (*layout)->spec->naturalKeyOf(*before);
        unique += QStringLiteral("code");
        for (const QString& field :
            std::as_const(unique)) // references stay: their columns must lead somewhere
            if ((*before)[field].isText() && (*layout)->spec->field(field)->type == FieldType::text)
                aside.set(field, QStringLiteral("\u0001%1").arg(record.id));
        updateRow(statements, **layout, aside, *before);
    }
    for (const Record& record : records)
        COOP_TRY(change(record));
    savepoint.release();
    return {};
}

Result<bool> RowWriter::callRow(const Record& record)
{
    const auto layout = layoutFor(record.spec().id);
    COOP_TRY(layout);
    const auto before = readRow(database, statements, **layout, record.id);
    Record row = before ? *before : Record(*(*layout)->spec);
    row.id = record.id;
    QStringList problems;
    for (const QStringView field : {QStringView(u"code"), QStringView(u"name")})
        if (const FieldSpec* spec = (*layout)->spec->field(field)) {
            row.set(field, record[field]);
            if (const QString problem = valueProblem(*spec, record[field], true); !problem.isEmpty())
                problems += problem;
        }
    if (!problems.isEmpty())
        return fail(ErrorKind::refused, problems.join(QStringLiteral("；")));
    COOP_TRY(checks.codeIsFree(**layout, row.code(), row.id));
    if (before)
        return updateRow(statements, **layout, row, *before);
    insertRow(statements, **layout, row);
    return true;
}

Result<> RowWriter::remove(const QString& registry, RowId id)
{
    const auto layout = layoutFor(registry);
    COOP_TRY(layout);
    if ((*layout)->children.isEmpty())
        return removeRow(**layout, id);
    SQLite::Savepoint savepoint(database, "row");
    auto removed = removeRow(**layout, id);
    if (removed)
        savepoint.release();
    return removed;
}

Result<> RowWriter::removeRow(const TableLayout& layout, RowId id)
{
    const auto row = stored(layout, id);
    COOP_TRY(row);
    COOP_TRY(checks.isUnreferenced(*row));
    for (const TableLayout::Child& child : layout.children) {
        Record childless = *row;
        for (const auto& field : child.fields)
            childless.setAt(field.inParent, {});
        COOP_TRY(writeChildren(child, childless));
    }
    COOP_TRY(removeHanging(layout, id));
    deleteRow(statements, layout, id);
    checks.rowIsGone(layout.spec->id, id);
    return {};
}

/// What hangs on a row goes with it: its attachments, that it is no duplicate.
Result<> RowWriter::removeHanging(const TableLayout& layout, RowId id)
{
    for (const auto& [registry, hanging] :
        hangingOn(statements, registries, layoutOfRegistry, layout.spec->id, id))
        COOP_TRY(removeRow(*layoutOfRegistry(registry), hanging));
    return {};
}

} // namespace coop

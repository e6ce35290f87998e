#include "core/exchange/office_area.h"

namespace coop
{

OfficeArea::OfficeArea(const Workspace& source, RowId office)
    : rows(source)
    , federation(office)
{
    if (const auto row = storedRow(source, QStringLiteral("federations"), office))
        name = (*row)[u"name"].text();
    if (const auto own = source.rows({.registry = QStringLiteral("townships"),
            .equals = {{QStringLiteral("federation"), FieldValue(office)}}}))
        for (const Record& row : *own)
            townships += row.id;
}

bool OfficeArea::keeps(const Record& row) const
{
    const RegistrySpec& spec = row.spec();
    if (spec.id == u"federations")
        return row.id == federation;
    if (spec.id == u"sheets")
        return row[u"federation"].number() == federation;
    if (spec.id == u"task_reports")
        return !name.isEmpty() && row[u"unit"].text() == name;
    if (spec.id == u"sheet_notes") {
        const auto filing = rows(QStringLiteral("sheets"), row[u"sheet"].number());
        return filing && keeps(*filing);
    }
    if (!spec.parent.isEmpty()) {
        const auto parent = rows(spec.parent, row[spec.parentField].number());
        return parent && keeps(*parent);
    }
    if (spec.id == u"attachments")
        return keepsOwner(row[u"registry"].text(), row[u"row"].number());
    if (spec.id == u"not_duplicates")
        return keepsOwner(row[u"registry"].text(), row[u"first"].number())
            && keepsOwner(row[u"registry"].text(), row[u"second"].number());
    return spec.ledger && spec.id != u"townships" && spec.field(u"township")
        && townships.contains(row[u"township"].number());
}

bool OfficeArea::keepsOwner(const QString& registry, RowId id) const
{
    // Only on rows of ledgers something hangs: one that hangs on itself would be asked for ever.
    const auto owner = rows.isLedger(registry) ? rows(registry, id) : std::nullopt;
    return owner && keeps(*owner);
}

bool OfficeArea::mayRead(const Record& row) const
{
    static const QStringList common{QStringLiteral("townships"), QStringLiteral("federations"),
        QStringLiteral("villages"), QStringLiteral("indicators"), QStringLiteral("tasks"),
        QStringLiteral("decisions")};
    const QString& id = row.spec().id;
    if (id == u"targets")
        return row[u"federation"].isNull() || row[u"federation"].number() == federation;
    return common.contains(id) || keeps(row);
}

} // namespace coop

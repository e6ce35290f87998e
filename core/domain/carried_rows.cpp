#include "core/domain/carried_rows.h"

#include "core/base/period.h"
#include "core/domain/registry_spec.h"

#include <QSet>
#include <algorithm>

namespace coop
{

namespace
{
bool isMeasured(const FieldSpec& field)
{
    return field.isNumeric() && field.child.isEmpty() && !field.byProgram
        && (field.addsUp || !field.unit.isEmpty());
}

/// Whether the field says the same of the row that follows three months later.
bool describes(const FieldSpec& field)
{
    return field.id != u"code" && !isMeasured(field) && !field.isDated() && !field.prose && !field.byProgram
        && !field.secret && !field.personal && !field.internal && field.child.isEmpty()
        && field.type != FieldType::coordinate;
}

QString written(const FieldValue& value)
{
    if (!value.isList())
        return value.isNumber() ? QString::number(value.number())
            : value.isReal()    ? QString::number(value.real(), 'g', 17)
                                : value.text();
    QStringList parts;
    for (const FieldValue& each : value.list())
        parts += written(each);
    return parts.join(QChar(2));
}

/// By what a row is told from the others of its quarter.
QString identityOf(const Record& row)
{
    const RegistrySpec& spec = row.spec();
    QStringList fields = spec.naturalKeyOf(row);
    if (fields.isEmpty())
        for (const FieldSpec& field : spec.fields)
            if (describes(field) || &field == spec.when())
                fields += field.id;
    QStringList parts;
    for (const QString& field : fields)
        parts += written(row[field]);
    return parts.join(QChar(1));
}

FieldValue moved(const FieldValue& month, int months)
{
    const auto read = Month::parse(month.text());
    return read ? FieldValue(Month::of(read->firstDay().addMonths(months)).toString()) : FieldValue();
}
} // namespace

QList<int> measuredFields(const RegistrySpec& spec)
{
    QList<int> fields;
    for (int i = 0; i < spec.fields.size(); ++i)
        if (isMeasured(spec.fields[i]))
            fields += i;
    return fields;
}

int mainFigure(const RegistrySpec& spec)
{
    const auto found = std::find_if(spec.fields.begin(), spec.fields.end(),
        [](const FieldSpec& field) { return isMeasured(field) && field.required && field.hasTotal(); });
    return found == spec.fields.end() ? -1 : int(found - spec.fields.begin());
}

bool rowsComeAgain(const RegistrySpec& spec)
{
    const FieldSpec* when = spec.when();
    return spec.ledger && !spec.guarded && when && when->type == FieldType::month
        && spec.area.by == AreaBy::township && mainFigure(spec) >= 0;
}

CarriedRows carriedRows(
    const RegistrySpec& spec, const QList<Record>& earlier, const QList<Record>& present, int months)
{
    QSet<QString> there;
    for (const Record& row : present)
        there.insert(identityOf(row));
    CarriedRows carried;
    for (const Record& row : earlier) {
        Record next(spec);
        for (int i = 0; i < spec.fields.size(); ++i)
            if (describes(spec.fields[i]))
                next.setAt(i, row.at(i));
        next.set(spec.when()->id, moved(row[spec.when()->id], months));
        if (there.contains(identityOf(next)))
            ++carried.already;
        else
            carried.rows += next;
    }
    return carried;
}

} // namespace coop

#include "ui/ledger/rows/column_filter.h"

#include "core/domain/field_text.h"
#include "ui/ledger/rows/value_column.h"

#include <QJsonArray>
#include <QSet>
#include <optional>

namespace coop
{

namespace
{
const QStringList kindNames{
    QStringLiteral("values"), QStringLiteral("range"), QStringLiteral("empty"), QStringLiteral("notEmpty")};

/// Numbers and dates point at no rows.
class NoRows : public ReferenceLookup
{
public:
    QList<Found> find(const QStringList&, const QString&) const override { return {}; }
    Found row(const QStringList&, RowId) const override { return {}; }
};

/// One end of a range; nothing when it is open or no value of the field.
std::optional<FieldValue> end(const FieldSpec& field, const QString& text)
{
    const auto value = parseField(field, text, NoRows());
    return value && !value->isNull() ? std::optional(*value) : std::nullopt;
}

bool isLess(const FieldValue& a, const FieldValue& b)
{
    if (a.isNumber())
        return a.number() < b.number();
    if (a.isReal())
        return a.real() < b.real();
    return a.text() < b.text(); // dates
}
} // namespace

bool ColumnFilter::hasRange(const FieldSpec& spec)
{
    return spec.child.isEmpty()
        && (spec.isNumeric() || spec.type == FieldType::date || spec.type == FieldType::month
            || spec.type == FieldType::coordinate);
}

std::vector<char> ColumnFilter::accepts(const ValueColumn& column) const
{
    std::vector<char> good(column.distinct(), 0);
    const QSet<QString> wanted(values.begin(), values.end());
    const auto low = end(column.field(), from);
    const auto high = end(column.field(), to);
    for (ValueColumn::Code code = 0; code < column.distinct(); ++code) {
        const FieldValue& value = column.value(code);
        switch (kind) {
        case Kind::values:
            good[code] = char(wanted.contains(column.shown(code)));
            break;
        case Kind::range:
            good[code]
                = char(!value.isNull() && !(low && isLess(value, *low)) && !(high && isLess(*high, value)));
            break;
        case Kind::empty:
            good[code] = char(value.isNull());
            break;
        case Kind::notEmpty:
            good[code] = char(!value.isNull());
            break;
        }
    }
    return good;
}

QString ColumnFilter::sentence(const FieldSpec& spec) const
{
    constexpr qsizetype named = 2;
    const QString empty = QStringLiteral("（空白）");
    switch (kind) {
    case Kind::empty:
        return spec.label + QStringLiteral("：空白");
    case Kind::notEmpty:
        return spec.label + QStringLiteral("：非空白");
    case Kind::range:
        if (to.isEmpty())
            return QStringLiteral("%1 ≥ %2").arg(spec.heading(), from);
        if (from.isEmpty())
            return QStringLiteral("%1 ≤ %2").arg(spec.heading(), to);
        return QStringLiteral("%1 %2～%3").arg(spec.heading(), from, to);
    case Kind::values:
        break;
    }
    QStringList names;
    for (const QString& value : values.mid(0, named))
        names += value.isEmpty() ? empty : value;
    QString text = spec.label + u'：' + names.join(u'、');
    if (values.size() > named)
        text += QStringLiteral(" 等 %1 项").arg(values.size());
    return text;
}

QJsonObject ColumnFilter::toJson() const
{
    return {{QStringLiteral("field"), field}, {QStringLiteral("kind"), kindNames[int(kind)]},
        {QStringLiteral("values"), QJsonArray::fromStringList(values)}, {QStringLiteral("from"), from},
        {QStringLiteral("to"), to}};
}

ColumnFilter ColumnFilter::fromJson(const QJsonObject& json)
{
    ColumnFilter filter{.field = json[QLatin1String("field")].toString(),
        .kind = Kind(std::max<qsizetype>(0, kindNames.indexOf(json[QLatin1String("kind")].toString()))),
        .from = json[QLatin1String("from")].toString(),
        .to = json[QLatin1String("to")].toString()};
    for (const auto& value : json[QLatin1String("values")].toArray())
        filter.values += value.toString();
    return filter;
}

} // namespace coop

#include "core/domain/field_text.h"

#include "core/base/decimal.h"
#include "core/base/period.h"
#include "core/base/text/nearest_name.h"
#include "core/base/text/text.h"
#include "core/domain/value_rules.h"

#include <QRegularExpression>

namespace coop
{

namespace
{
const QString listMark = QStringLiteral("、");

/// Line ends of every system as \n, and without the control characters that no file format keeps (a \v from
/// a text program).
QString writable(QString text)
{
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n').replace(u'\v', u'\n');
    text.replace(QChar(QChar::LineSeparator), u'\n').replace(QChar(QChar::ParagraphSeparator), u'\n');
    text.removeIf([](QChar c) {
        return (c < u' ' && c != u'\n' && c != u'\t') || (c >= QChar(0x7F) && c < QChar(0xA0))
            || c.isNonCharacter();
    });
    return text;
}

QStringList splitList(const QString& text, bool keepEmpty)
{
    static const QRegularExpression marks(QStringLiteral("[、,，;；\\n]"));
    QStringList parts = text.split(marks, keepEmpty ? Qt::KeepEmptyParts : Qt::SkipEmptyParts);
    for (QString& part : parts)
        part = part.trimmed();
    return parts;
}

Result<FieldValue> parseYesNo(const QString& text)
{
    static const QStringList yes{QStringLiteral("是"), QStringLiteral("有"), QStringLiteral("√"),
        QStringLiteral("✓"), QStringLiteral("✔"), QStringLiteral("1"), QStringLiteral("y"),
        QStringLiteral("yes"), QStringLiteral("true")};
    static const QStringList no{QStringLiteral("否"), QStringLiteral("无"), QStringLiteral("×"),
        QStringLiteral("0"), QStringLiteral("n"), QStringLiteral("no"), QStringLiteral("false")};
    const QString word = comparable(text);
    if (yes.contains(word))
        return FieldValue(1);
    if (no.contains(word))
        return FieldValue(0);
    return fail(ErrorKind::invalidValue, QStringLiteral("填的是“%1”，请填“是”或“否”").arg(inSentence(text)));
}

QString didYouMean(const QString& name)
{
    return QStringLiteral("您是不是要找：%1").arg(inSentence(name));
}

/// An error of one part of a list suggests the whole list, as the cell holds it.
Error inList(Error error, QStringList parts, qsizetype part)
{
    if (!error.suggestion.isEmpty()) {
        parts[part] = error.suggestion;
        error.suggestion = parts.join(listMark);
    }
    return error;
}

Result<FieldValue> parseChoice(const FieldSpec& field, const QString& text)
{
    const QString word = comparable(text);
    NearestName near(text);
    for (const QString& choice : field.choices) {
        if (comparable(choice) == word)
            return FieldValue(choice);
        near.offer(SpelledName(choice));
    }
    Error error{ErrorKind::invalidValue,
        QStringLiteral("填的是“%1”，请填其中之一：%2").arg(inSentence(text), field.choices.join(listMark)),
        near.found()};
    if (!error.suggestion.isEmpty())
        error.text += u'；' + didYouMean(error.suggestion);
    return fail(error);
}

Result<FieldValue> parseChoices(const FieldSpec& field, const QString& text)
{
    QStringList chosen;
    const QStringList parts = splitList(text, false);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        auto choice = parseChoice(field, parts[i]);
        if (!choice)
            return fail(inList(choice.error(), parts, i));
        chosen += choice->text();
    }
    FieldValue::List ordered;
    for (const QString& choice : field.choices)
        if (chosen.contains(choice))
            ordered.emplace_back(choice);
    return ordered.empty() ? FieldValue() : FieldValue(ordered);
}

/// Rows that a name may mean. One shop may be an outlet and a member of the same name: the registry that the
/// field names first comes first.
QList<ReferenceLookup::Found> meant(
    const FieldSpec& field, const QString& text, const ReferenceLookup& lookup)
{
    auto found = lookup.find(field.registries, text);
    for (const QString& registry : field.registries) {
        QList<ReferenceLookup::Found> inOne;
        for (const auto& row : found)
            if (row.registry == registry)
                inOne += row;
        if (!inOne.isEmpty())
            return inOne;
    }
    return found;
}

/// The name, or the code where the name would be read as another row.
QString writtenReference(const FieldSpec& field, RowId id, const ReferenceLookup& lookup)
{
    const auto row = lookup.row(field.registries, id);
    if (row.name.isEmpty())
        return row.code;
    if (field.registries.size() > 1) {
        const auto readBack = meant(field, row.name, lookup);
        if (readBack.size() != 1 || readBack.first().id != id)
            return row.code;
    }
    return row.name;
}

Error unknownName(const FieldSpec& field, const QString& text, const ReferenceLookup& lookup)
{
    QString near = lookup.nearest(field.registries, text);
    if (!near.isEmpty() && meant(field, near, lookup).size() != 1) // a name that two rows have
        near.clear();
    return {ErrorKind::notFound,
        QStringLiteral("填的是“%1”，没有这个%2，%3")
            .arg(inSentence(text), field.label,
                near.isEmpty() ? QStringLiteral("请检查名称，或先在台账里新增") : didYouMean(near)),
        near};
}

Result<FieldValue> parseReference(const FieldSpec& field, const QString& text, const ReferenceLookup& lookup)
{
    if (!field.emptyLabel.isEmpty() && comparable(text) == comparable(field.emptyLabel))
        return FieldValue();
    const auto found = meant(field, tidyName(text), lookup);
    if (found.size() == 1)
        return FieldValue(found.first().id);
    if (found.isEmpty())
        return fail(unknownName(field, text, lookup));
    QStringList codes;
    for (const auto& row : found)
        codes += row.code;
    return fail(ErrorKind::invalidValue,
        QStringLiteral("填的是“%1”，有 %2 个同名的%3，请改填编码：%4")
            .arg(inSentence(text))
            .arg(found.size())
            .arg(field.label, codes.join(listMark)));
}

Result<FieldValue> parseCoordinate(const FieldSpec& field, const QString& text)
{
    bool good = false;
    QString plain = halfWidth(text).trimmed();
    if (plain.endsWith(u'°'))
        plain.chop(1);
    const double degrees = plain.toDouble(&good);
    const bool longitude = field.id == u"lon";
    if (!good)
        return fail(ErrorKind::invalidValue,
            QStringLiteral("填的是“%1”，请填以度为单位的小数，例如 %2")
                .arg(inSentence(text), longitude ? QStringLiteral("107.1034") : QStringLiteral("29.1520")));
    if (const QString problem = degreesProblem(field, degrees); !problem.isEmpty())
        return fail(ErrorKind::invalidValue, QStringLiteral("填的是“%1”，%2").arg(inSentence(text), problem));
    return FieldValue(degrees);
}

Result<FieldValue> parseOne(
    const FieldSpec& field, const QString& text, const ReferenceLookup& lookup, int exponent)
{
    switch (field.type) {
    case FieldType::text: {
        // A name loses the blanks that were put in to justify it; free text keeps its own.
        const bool free = field.id == u"remark" || field.id == u"summary";
        const QString plain = writable(withoutInvisible(text));
        return FieldValue(free ? plain.trimmed() : tidyName(plain));
    }
    case FieldType::integer:
    case FieldType::decimal: {
        const auto number = parseDecimal(text, field.scale, exponent);
        COOP_TRY(number);
        return FieldValue(*number);
    }
    case FieldType::date: {
        const auto date = parseDate(text);
        COOP_TRY(date);
        return FieldValue(date->toString(Qt::ISODate));
    }
    case FieldType::month: {
        if (const auto month = Month::parse(text))
            return FieldValue(month->toString());
        if (const auto date = parseDate(text)) // a cell formatted as a day of that month
            return FieldValue(Month::of(*date).toString());
        return fail(Month::parse(text).error());
    }
    case FieldType::yesNo:
        return parseYesNo(text);
    case FieldType::choice:
        return parseChoice(field, text);
    case FieldType::choices:
        return parseChoices(field, text);
    case FieldType::reference:
        return parseReference(field, text, lookup);
    case FieldType::coordinate:
        return parseCoordinate(field, text);
    }
    return FieldValue();
}

QString formatOne(
    const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup, bool grouped)
{
    if (value.isNull())
        return field.emptyLabel;
    switch (field.type) {
    case FieldType::integer:
    case FieldType::decimal:
        return formatDecimal(value.number(), field.scale, grouped);
    case FieldType::yesNo:
        return value.number() != 0 ? QStringLiteral("是") : QStringLiteral("否");
    case FieldType::coordinate:
        return QString::number(value.real(), 'f', 7).remove(QRegularExpression(QStringLiteral("0+$")));
    case FieldType::reference:
        return writtenReference(field, value.number(), lookup);
    case FieldType::text:
    case FieldType::date:
    case FieldType::month:
    case FieldType::choice:
    case FieldType::choices:
        break;
    }
    return value.text();
}
} // namespace

Result<FieldValue> parseField(
    const FieldSpec& field, const QString& text, const ReferenceLookup& lookup, int exponent)
{
    if (text.trimmed().isEmpty())
        return FieldValue();
    if (field.child.isEmpty())
        return parseOne(field, text, lookup, exponent);
    FieldValue::List list;
    const QStringList parts = splitList(text, true);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i].isEmpty()) {
            list.emplace_back();
            continue;
        }
        auto element = parseOne(field, parts[i], lookup, exponent);
        if (!element)
            return fail(inList(element.error(), parts, i));
        list.push_back(*element);
    }
    return FieldValue(list);
}

QString formatField(
    const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup, bool grouped)
{
    if (field.secret)
        return value.isNull() ? QString() : QStringLiteral("（已设）");
    if (!value.isList())
        return formatOne(field, value, lookup, grouped);
    const FieldValue::List& list = value.list();
    // Dates of a child registry that are all the same are written once.
    const bool same = field.type == FieldType::date
        && std::all_of(list.begin(), list.end(), [&](const FieldValue& v) { return v == list.front(); });
    if (same && !list.empty())
        return formatOne(field, list.front(), lookup, grouped);
    QStringList parts;
    for (const FieldValue& element : list)
        parts += formatOne(field, element, lookup, grouped);
    return parts.join(listMark);
}

} // namespace coop

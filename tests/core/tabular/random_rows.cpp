#include "tests/core/tabular/random_rows.h"

#include "core/domain/field_text.h"
#include "core/domain/social_credit_code.h"
#include "core/store/unit_of_work.h"
#include "core/tabular/cell_text.h"

#include <QDate>
#include <catch2/catch.hpp>

namespace coop
{

namespace
{
const char16_t* const pieces[] = {u"大观", u"农业服务", u"“引号”", u"\"双引号\"", u"'", u"''撇号", u"=1+1",
    u"+86", u"-5", u"@谁", u"＝全角", u"，", u",", u"、", u"；", u";", u"\n", u"\n\n第二行", u"\t制表",
    u"<b>&amp;", u"&", u"%", u"\\", u"/", u"#", u"007", u"1E5", u"3.14159265358979323846", u"2024/07/26",
    u"2024.1", u"2024年7月", u"44927", u"５００", u"（括号）", u"[方]", u"𠮷野家", u"😀", u"é", u"_x0041_",
    u"nan", u"TRUE", u"是", u" ", u"  ", u"合计", u"注：", u"*", u"0.10", u"1,234", u"-inf", u"1-2", u"12:30",
    u"\r\n新行", u"\r", u"\v", u"\u0001", u"\uFFFF", u"\u200B"};
constexpr qint64 greatest = 999'999'999'999'999'999;
} // namespace

QString RandomRows::words()
{
    QString text;
    for (int i = 1 + below(5); i > 0; --i)
        text += QString::fromUtf16(pieces[below(int(std::size(pieces)))]);
    return text;
}

/// What a door would have made of a text; some things no door takes, or the table's door refuses aloud.
FieldValue RandomRows::text(const Workspace& workspace, const FieldSpec& field)
{
    if (field.id == u"credit_code") {
        if (below(3) > 0)
            return {};
        QString code = QStringLiteral("91");
        while (code.size() < 17)
            code += QChar(char16_t(u'0' + below(10)));
        for (const QChar check : QStringLiteral("0123456789ABCDEFGHJKLMNPQRTUWXY"))
            if (isSocialCreditCode(code + check))
                return code + check;
        return {};
    }
    if (field.personal) // a telephone has a rule of its own
        return QStringLiteral("1380000%1").arg(below(10000), 4, 10, QChar(u'0'));
    QString written = words();
    if (field.id == u"name" || field.id == u"code")
        written.prepend(QStringLiteral("单位%1").arg(below(100000)));
    if (field.id == u"name" || field.id == u"code")
        written += u'社'; // what ends in 合计 is a total for every table
    else if (field.id != u"remark")
        written.replace(QStringLiteral("合计"), QStringLiteral("合计社")); // so it is in what names a row
    const auto value = parseField(field, written, workspace.lookup());
    REQUIRE(value);
    const bool refused = lostDigits(value->text()) || isExcelError(value->text());
    return refused ? FieldValue() : *value;
}

FieldValue RandomRows::number(const FieldSpec& field)
{
    const qint64 low = field.min.value_or(-1'000'000);
    const qint64 high = field.max.value_or(greatest);
    const qint64 wild[] = {low, low + 1, 0, 1, 10, 99, 100, 814, 1'000'000'007, 123'456'789'012'345,
        1'000'000'000'000'000, 123'456'789'012'345'678, high};
    return qBound(low, wild[below(int(std::size(wild)))], high);
}

FieldValue RandomRows::value(const Workspace& workspace, const FieldSpec& field)
{
    switch (field.type) {
    case FieldType::integer:
    case FieldType::decimal:
        return number(field);
    case FieldType::date:
        return QDate(below(20) == 0 ? 1900 : 1901 + below(200), 1, 1)
            .addDays(below(365))
            .toString(Qt::ISODate);
    case FieldType::month:
        return QStringLiteral("20%1-%2").arg(10 + below(40)).arg(1 + below(12), 2, 10, QChar(u'0'));
    case FieldType::yesNo:
        return below(2);
    case FieldType::choice:
        return field.choices[below(int(field.choices.size()))];
    case FieldType::choices: {
        FieldValue::List list;
        for (const QString& choice : field.choices)
            if (below(3) == 0)
                list.emplace_back(choice);
        return list.empty() ? FieldValue() : FieldValue(list);
    }
    case FieldType::reference: {
        QList<RowId> ids;
        for (const QString& registry : field.registries) {
            const auto rows = workspace.rows({.registry = registry});
            REQUIRE(rows);
            for (const Record& row : *rows)
                ids += row.id;
        }
        return ids.isEmpty() ? FieldValue() : FieldValue(ids[below(int(ids.size()))]);
    }
    case FieldType::coordinate: // a point has both or none, see row()
        return field.id == u"lon" ? 73 + below(630'000'000) / 1e7 : 3 + below(510'000'000) / 1e7;
    case FieldType::text:
        break;
    }
    return text(workspace, field);
}

Record RandomRows::row(const Workspace& workspace, const RegistrySpec& spec)
{
    Record record(spec);
    const bool point = below(3) > 0;
    const auto children = size_t(below(4));
    for (const FieldSpec& field : spec.fields) {
        if (field.byProgram)
            continue;
        if (field.type == FieldType::coordinate) {
            if (point)
                record.set(field.id, value(workspace, field));
        } else if (!field.child.isEmpty()) {
            FieldValue::List list;
            for (size_t i = 0; i < children; ++i)
                list.push_back(field.type == FieldType::reference || below(2) == 0 ? value(workspace, field)
                                                                                   : FieldValue());
            record.set(field.id, list.empty() ? FieldValue() : FieldValue(list));
        } else if (field.required || below(3) > 0) {
            record.set(field.id, value(workspace, field));
        }
    }
    if (spec.derive)
        spec.derive(record, nullptr);
    return record;
}

QList<Record> RandomRows::add(Workspace& workspace, const RegistrySpec& spec, int count)
{
    auto work = UnitOfWork::begin(workspace, {QStringLiteral("随机"), Door::form, QStringLiteral("随机")});
    REQUIRE(work);
    QList<RowId> ids;
    for (int tries = 0; ids.size() < count && tries < 40 * count; ++tries) {
        const Record record = row(workspace, spec);
        if (const auto id = (*work)->add(record))
            ids += *id;
    }
    REQUIRE((*work)->commit());
    QList<Record> stored;
    for (const RowId id : ids) {
        const auto row = workspace.row(spec.id, id);
        REQUIRE(row);
        stored += *row;
    }
    return stored;
}

} // namespace coop

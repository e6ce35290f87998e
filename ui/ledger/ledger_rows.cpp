#include "ui/ledger/ledger_rows.h"

#include "core/base/pinyin.h"
#include "core/base/text.h"
#include "core/domain/field_text.h"
#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace coop
{

namespace
{
/// A federation stands for its townships; the whole district, and what has no townships, for no condition.
Result<QList<RowId>> townshipsOf(const Workspace& workspace, const Area& scope)
{
    if (scope.id == 0)
        return QList<RowId>();
    if (scope.registry == u"townships")
        return QList<RowId>{scope.id};
    const auto rows = workspace.rows({.registry = QStringLiteral("townships"),
        .equals = {{QStringLiteral("federation"), FieldValue(scope.id)}}});
    if (!rows)
        return fail(rows.error());
    QList<RowId> ids;
    for (const Record& row : *rows)
        ids += row.id;
    return ids;
}
} // namespace

bool SearchKey::matches(const QStringList& words) const
{
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        if (text.contains(word) || initials.contains(word))
            return true;
        // A full reading has to start at a syllable; the slow check runs for the few rows that are left.
        return pinyin.contains(word) && matchesSearch(text, word);
    });
}

QStringList searchWords(const QString& query)
{
    QStringList words = halfWidth(query).toLower().split(u' ', Qt::SkipEmptyParts);
    for (QString& word : words)
        word = comparable(word);
    return words;
}

SearchKey searchKey(const Record& record, const ReferenceLookup& lookup)
{
    QStringList texts, initials, readings;
    const RegistrySpec& spec = record.spec();
    for (int i = 0; i < spec.fields.size(); ++i) {
        const FieldSpec& field = spec.fields[i];
        const FieldValue& value = record.at(i);
        if (value.isNull() || field.type == FieldType::yesNo || field.type == FieldType::coordinate)
            continue;
        const QString text
            = field.personal ? shownText(field, value, lookup) : formatField(field, value, lookup);
        texts += comparable(text);
        if (field.isNumeric() || field.type == FieldType::date || field.type == FieldType::month)
            continue;
        initials += pinyinInitials(text);
        readings += pinyin(text);
    }
    return {texts.join(u'\n'), initials.join(u'\n'), readings.join(u'\n')};
}

Result<LedgerRows> readLedger(const Workspace& workspace, const RegistrySpec& spec, const Area& scope)
{
    RowQuery query{.registry = spec.id};
    if (spec.field(u"township")) {
        const auto townships = townshipsOf(workspace, scope);
        if (!townships)
            return fail(townships.error());
        query.townships = *townships;
    }
    auto rows = workspace.rows(query);
    if (!rows)
        return fail(rows.error());
    LedgerRows result;
    result.keys.reserve(rows->size());
    for (const Record& row : *rows)
        result.keys += searchKey(row, workspace.lookup());
    result.records = std::move(*rows);
    return result;
}

QString shownText(const FieldSpec& field, const FieldValue& value, const ReferenceLookup& lookup)
{
    const QString text = formatField(field, value, lookup, true);
    return field.personal ? masked(text) : text;
}

} // namespace coop

#include "ui/ledger/rows/value_column.h"

#include "core/base/text/chinese_order.h"
#include "core/base/text/pinyin.h"
#include "core/base/text/text.h"
#include "core/domain/field_text.h"

#include <QHash>
#include <QStringMatcher>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace coop
{

size_t ValueColumn::Hash::operator()(const FieldValue& value) const
{
    if (value.isNumber())
        return qHash(value.number());
    if (value.isReal())
        return qHash(value.real());
    if (value.isText())
        return qHash(value.text());
    size_t hash = 0;
    for (const FieldValue& element : value.list())
        hash = hash * 31 + operator()(element);
    return hash;
}

ValueColumn::ValueColumn(const FieldSpec& field)
    : spec(&field)
{
}

ValueColumn::Code ValueColumn::take(const FieldValue& value, const ReferenceLookup& lookup)
{
    const auto [known, added] = codeOfValue.try_emplace(value, Code(values.size()));
    if (!added)
        return known->second;
    const FieldValue& kept = known->first;
    values.push_back(kept);
    const QString text = formatField(*spec, kept, lookup, true);
    texts += spec->personal ? masked(text) : text;
    const bool isSearched
        = !kept.isNull() && spec->type != FieldType::yesNo && spec->type != FieldType::coordinate;
    if (isSearched) {
        // Personal data are searched as they are shown.
        const QString plain
            = spec->isNumeric() ? formatField(*spec, kept, lookup) : texts.last(); // 1234, not 1,234
        const QString found = comparable(plain);
        searched += found + u'\n';
        const QString initials = pinyinInitials(plain);
        if (initials != found)
            searched += initials + u'\n' + pinyin(plain) + u'\n';
    }
    starts.push_back(quint32(searched.size()));
    if (!placeOf.empty())
        insertInOrder(known->second);
    return known->second;
}

void ValueColumn::append(const FieldValue& value, const ReferenceLookup& lookup)
{
    if (values.empty())
        take({}, lookup); // nothing is always code 0
    codes.push_back(take(value, lookup));
}

void ValueColumn::set(qsizetype row, const FieldValue& value, const ReferenceLookup& lookup)
{
    codes[size_t(row)] = take(value, lookup);
}

void ValueColumn::remove(const std::vector<char>& gone)
{
    size_t kept = 0;
    for (size_t row = 0; row < codes.size(); ++row)
        if (!gone[row])
            codes[kept++] = codes[row];
    codes.resize(kept);
}

std::vector<char> ValueColumn::finds(const QString& word) const
{
    std::vector<char> found(values.size(), 0);
    const QStringMatcher matcher(word);
    size_t code = 0;
    for (qsizetype at = 0; (at = matcher.indexIn(searched, at)) >= 0;) {
        code = size_t(std::upper_bound(starts.begin() + ptrdiff_t(code), starts.end(), quint32(at))
                   - starts.begin())
            - 1;
        const QStringView before = QStringView(searched).sliced(starts[code], at - starts[code]);
        // A full reading has to start at a syllable; the slow check runs for the few values that are left.
        found[code] = char(before.count(u'\n') < 2 || matchesSearch(texts[qsizetype(code)], word));
        at = starts[code + 1];
    }
    return found;
}

ValueColumn::Key ValueColumn::keyOf(Code code) const
{
    const FieldValue& value = values[code];
    if (value.isNumber() && spec->type != FieldType::reference)
        return {value.number(), {}};
    if (value.isReal())
        return {std::llround(value.real() * 1e9), {}};
    if (value.isText() && spec->type == FieldType::choice)
        return {spec->choices.indexOf(value.text()), value.text()};
    if (value.isText() && spec->type != FieldType::text)
        return {0, value.text()}; // dates and months
    return {0, orderKey(texts[qsizetype(code)])};
}

void ValueColumn::makeOrder()
{
    if (!placeOf.empty() || values.empty())
        return;
    std::vector<Key> keys(values.size());
    for (Code code = 0; code < values.size(); ++code)
        keys[code] = keyOf(code);
    inOrder.resize(values.size());
    std::iota(inOrder.begin(), inOrder.end(), Code(0));
    std::sort(inOrder.begin() + 1, inOrder.end(), // nothing stays in front; who sorts puts it last
        [&](Code a, Code b) { return keys[a] < keys[b]; });
    placeOf.resize(values.size());
    for (quint32 place = 0; place < inOrder.size(); ++place)
        placeOf[inOrder[place]] = place;
}

void ValueColumn::insertInOrder(Code code)
{
    const Key key = keyOf(code);
    const auto at = std::upper_bound(inOrder.begin() + 1, inOrder.end(), key,
        [this](const Key& wanted, Code other) { return wanted < keyOf(other); });
    const auto place = quint32(at - inOrder.begin());
    inOrder.insert(at, code);
    placeOf.resize(values.size());
    for (quint32 i = place; i < inOrder.size(); ++i)
        placeOf[inOrder[i]] = i;
}

} // namespace coop

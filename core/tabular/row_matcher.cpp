#include "core/tabular/row_matcher.h"

#include "core/base/text.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
QString valueText(const FieldValue& value)
{
    if (value.isNull())
        return {};
    // Brackets and digits of either width name the same thing.
    return value.isText() ? comparable(value.text()) : QString::number(value.number());
}

QString keyText(const Record& row, const QStringList& key)
{
    QString text;
    for (const QString& field : key)
        text += field + u'=' + valueText(row[field]) + u'\n';
    return text;
}
} // namespace

Result<RowMatcher> RowMatcher::of(const Workspace& workspace, const RegistrySpec& spec)
{
    auto rows = workspace.rows({.registry = spec.id});
    if (!rows)
        return fail(rows.error());
    RowMatcher matcher;
    matcher.rows = std::move(*rows);
    for (int i = 0; i < matcher.rows.size(); ++i) {
        const Record& row = matcher.rows[i];
        matcher.byCode.insert(comparable(row.code()), i);
        for (const QStringList& key : spec.naturalKeys)
            if (!row[key.first()].isNull())
                matcher.byKey.insert(keyText(row, key), i);
    }
    return matcher;
}

const Record* RowMatcher::find(const Record& row) const
{
    if (!row.code().isEmpty()) {
        const auto known = byCode.constFind(comparable(row.code()));
        return known == byCode.constEnd() ? nullptr : &rows[*known];
    }
    const QList<QStringList>& keys = row.spec().naturalKeys;
    for (int k = 0; k < keys.size(); ++k) {
        if (row[keys[k].first()].isNull())
            continue;
        const auto known = byKey.constFind(keyText(row, keys[k]));
        if (known == byKey.constEnd())
            continue;
        // The same name with another 统一社会信用代码 is another unit.
        const Record& there = rows[*known];
        const bool other = std::any_of(keys.begin(), keys.begin() + k, [&](const QStringList& before) {
            return !row[before.first()].isNull() && !there[before.first()].isNull();
        });
        if (!other)
            return &there;
    }
    return nullptr;
}

QString RowMatcher::identity(const Record& row)
{
    if (!row.code().isEmpty())
        return comparable(row.code());
    const QStringList key = row.spec().naturalKeyOf(row);
    return key.isEmpty() ? QString() : keyText(row, key);
}

} // namespace coop

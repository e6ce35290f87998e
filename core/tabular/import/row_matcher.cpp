#include "core/tabular/import/row_matcher.h"

#include "core/base/text/text.h"
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
    constexpr qsizetype mostHeld = 20000;
    RowMatcher matcher(workspace);
    bool holds = true;
    const auto read = workspace.eachRow({.registry = spec.id}, [&](const Record& row) {
        matcher.byCode.insert(RowKey(comparable(row.code())), row.id);
        for (const QStringList& key : spec.naturalKeys)
            if (!row[key.first()].isNull())
                matcher.byKey.insert(RowKey(keyText(row, key)), row.id);
        if (holds)
            matcher.rows.insert(row.id, std::make_shared<const Record>(row));
        holds = holds && matcher.rows.size() < mostHeld;
        return true;
    });
    COOP_TRY(read);
    if (!holds)
        matcher.rows.clear();
    return matcher;
}

std::shared_ptr<const Record> RowMatcher::row(const RegistrySpec& spec, RowId id) const
{
    if (auto held = rows.value(id))
        return held;
    auto row = ledger->row(spec.id, id);
    return row ? std::make_shared<const Record>(std::move(*row)) : nullptr;
}

std::shared_ptr<const Record> RowMatcher::find(const Record& wanted) const
{
    if (!wanted.code().isEmpty()) {
        const auto known = byCode.constFind(RowKey(comparable(wanted.code())));
        return known == byCode.constEnd() ? nullptr : row(wanted.spec(), *known);
    }
    const QList<QStringList>& keys = wanted.spec().naturalKeys;
    for (int k = 0; k < keys.size(); ++k) {
        if (wanted[keys[k].first()].isNull())
            continue;
        const auto known = byKey.constFind(RowKey(keyText(wanted, keys[k])));
        auto there = known == byKey.constEnd() ? nullptr : row(wanted.spec(), *known);
        if (!there)
            continue;
        // The same name with another 统一社会信用代码 is another unit.
        const bool other = std::any_of(keys.begin(), keys.begin() + k, [&](const QStringList& before) {
            return !wanted[before.first()].isNull() && !(*there)[before.first()].isNull();
        });
        if (!other)
            return there;
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

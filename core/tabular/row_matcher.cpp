#include "core/tabular/row_matcher.h"

#include "core/store/workspace.h"

namespace coop
{

namespace
{
QString valueText(const FieldValue& value)
{
    if (value.isNull())
        return {};
    return value.isText() ? value.text() : QString::number(value.number());
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
        matcher.byCode.insert(row.code(), i);
        for (const QStringList& key : spec.naturalKeys)
            if (!row[key.first()].isNull())
                matcher.byKey.insert(keyText(row, key), i);
    }
    return matcher;
}

const Record* RowMatcher::find(const Record& row) const
{
    if (!row.code().isEmpty()) {
        const auto known = byCode.constFind(row.code());
        return known == byCode.constEnd() ? nullptr : &rows[*known];
    }
    for (const QStringList& key : row.spec().naturalKeys) {
        if (row[key.first()].isNull())
            continue;
        if (const auto known = byKey.constFind(keyText(row, key)); known != byKey.constEnd())
            return &rows[*known];
    }
    return nullptr;
}

QString RowMatcher::identity(const Record& row)
{
    if (!row.code().isEmpty())
        return row.code();
    const QStringList key = row.spec().naturalKeyOf(row);
    return key.isEmpty() ? QString() : keyText(row, key);
}

} // namespace coop

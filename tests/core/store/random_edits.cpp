#include "tests/core/store/random_edits.h"

#include <catch2/catch.hpp>

namespace coop
{

namespace
{
const Author randomClerk{QStringLiteral("随机"), Door::form, QStringLiteral("随机修改")};
}

FieldValue RandomEdits::oneValue(const Workspace& workspace, const FieldSpec& field)
{
    switch (field.type) {
    case FieldType::integer:
    case FieldType::decimal:
        // Now and then outside of what the field takes.
        return field.min.value_or(0) + below(20) * below(5000) - (below(30) == 0 ? 7 : 0);
    case FieldType::date:
        return QStringLiteral("20%1-0%2-1%3").arg(15 + below(12)).arg(1 + below(9)).arg(below(10));
    case FieldType::month:
        return QStringLiteral("202%1-0%2").arg(4 + below(4)).arg(1 + below(9));
    case FieldType::yesNo:
        return below(2);
    case FieldType::choice:
        return below(40) == 0 ? FieldValue(QStringLiteral("没有这一项"))
                              : FieldValue(field.choices[below(int(field.choices.size()))]);
    case FieldType::choices: {
        FieldValue::List list;
        for (const QString& choice : field.choices)
            if (below(3) == 0)
                list.emplace_back(choice);
        return list;
    }
    case FieldType::reference: {
        const QString& registry = field.registries[below(int(field.registries.size()))];
        const auto rows = workspace.rows({.registry = registry});
        if (rows->isEmpty() || below(50) == 0)
            return FieldValue(qint64(4711)); // nobody has this id
        return rows->at(below(int(rows->size()))).id;
    }
    case FieldType::coordinate:
        return field.id == u"lon" ? 106.9 + below(1000) / 2000.0 : 28.9 + below(1000) / 2000.0;
    case FieldType::text:
        if (field.id == u"quarter")
            return QStringLiteral("202%1Q%2").arg(4 + below(4)).arg(1 + below(4));
        break;
    }
    return QStringLiteral("文字“%1”\"\\ %2").arg(++counter).arg(QChar(char16_t(0x4E00 + below(2000))));
}

FieldValue RandomEdits::value(const Workspace& workspace, const FieldSpec& field)
{
    const FieldValue one = oneValue(workspace, field);
    if (field.child.isEmpty())
        return one;
    return FieldValue(FieldValue::List{one});
}

bool RandomEdits::add(Workspace& workspace, UnitOfWork& work, const RegistrySpec& spec)
{
    Record row(spec);
    const bool point = below(2) == 0;
    const bool children = below(2) == 0;
    for (const FieldSpec& field : spec.fields) {
        if (field.id == u"code" || field.id == u"credit_code")
            continue;
        if (field.type == FieldType::coordinate ? point
                : !field.child.isEmpty()        ? children
                                                : field.required || below(3) == 0)
            row.set(field.id, value(workspace, field));
    }
    return work.add(row).has_value();
}

bool RandomEdits::edit(Workspace& workspace, UnitOfWork& work, const RegistrySpec& spec)
{
    const int dice = below(10);
    const auto rows = workspace.rows({.registry = spec.id});
    if (dice < 5 || rows->isEmpty())
        return add(workspace, work, spec);
    Record row = rows->at(below(int(rows->size())));
    if (dice == 9)
        return work.remove(spec.id, row.id).has_value();
    const FieldSpec& field = spec.fields[below(int(spec.fields.size()))];
    row.set(field.id, below(4) == 0 ? FieldValue() : value(workspace, field));
    const auto changed = work.change(row);
    return changed && *changed;
}

qint64 RandomEdits::unit(Workspace& workspace, QHash<QString, Count>& counts)
{
    auto work = UnitOfWork::begin(workspace, randomClerk);
    REQUIRE(work);
    const auto& all = workspace.registries().all();
    for (int i = 1 + below(4); i > 0; --i) {
        const RegistrySpec& spec = all[below(int(all.size()))];
        if (spec.guarded) // has steps of its own, which undo does not take back
            continue;
        Count& count = counts[spec.id];
        edit(workspace, **work, spec) ? ++count.accepted : ++count.refused;
    }
    const auto entry = (*work)->commit();
    INFO((entry ? QString() : entry.error().text).toStdString());
    REQUIRE(entry);
    return *entry;
}

} // namespace coop

#pragma once
#include "core/exchange/hand_in/hand_in.h"
#include "core/exchange/merge/merge.h"
#include "core/exchange/merge/settle.h"
#include "core/exchange/receipt/receipt.h"
#include "tests/core/exchange/offices_world.h"

namespace coop
{

/// One office of the world and what a clerk does there and at the district.
struct Story {
    OfficesWorld world{1};
    Workspace& district = world.district();
    Workspace& office = *world.office(0).workspace;

    RowId outlet(int which = 0) const
    {
        return need(office.rows({.registry = QStringLiteral("outlets"),
            .equals = {{QStringLiteral("township"), FieldValue(township())}}}))[which]
            .id;
    }
    RowId township() const
    {
        for (const Record& row : need(office.rows({.registry = QStringLiteral("townships")})))
            if (row[u"federation"].number() == officeSelf(office)->federation)
                return row.id;
        return 0;
    }
    RowId foreignTownship() const
    {
        for (const Record& row : need(office.rows({.registry = QStringLiteral("townships")})))
            if (row[u"federation"].number() != officeSelf(office)->federation)
                return row.id;
        return 0;
    }
    static void set(Workspace& workspace, const char* registry, RowId id,
        const QList<std::pair<QStringView, FieldValue>>& fields)
    {
        auto work = need(UnitOfWork::begin(workspace, OfficesWorld::someone));
        Record row = need(workspace.row(QString::fromLatin1(registry), id));
        for (const auto& [field, value] : fields)
            row.set(field, value);
        need(work->change(row));
        need(work->commit());
    }
    static RowId add(
        Workspace& workspace, const char* registry, const QList<std::pair<QStringView, FieldValue>>& fields)
    {
        auto work = need(UnitOfWork::begin(workspace, OfficesWorld::someone));
        Record row(*workspace.registries().find(QString::fromLatin1(registry)));
        for (const auto& [field, value] : fields)
            row.set(field, value);
        const RowId id = need(work->add(row));
        need(work->commit());
        return id;
    }
    static void remove(Workspace& workspace, const char* registry, RowId id)
    {
        auto work = need(UnitOfWork::begin(workspace, OfficesWorld::someone));
        need(work->remove(QString::fromLatin1(registry), id));
        need(work->commit());
    }
    QString handIn()
    {
        REQUIRE(world.submit(0, true));
        return world.office(0).submissions.last();
    }
    Merged merge(const QString& file)
    {
        const PackageFile package = need(readPackage(file));
        return need(mergeBody(
            district, OfficesWorld::someone, package, need(openBody(package, world.districtKey()))));
    }
    Merged handInAndMerge() { return merge(handIn()); }
    void answer()
    {
        REQUIRE(world.writeReceipt(0));
        world.openReceipt(0, world.office(0).receipts.last());
    }
    /// With everything that is the office's, since a township of others changed its federation.
    void answerWhole()
    {
        const Record moved = need(district.row(QStringLiteral("townships"), foreignTownship()));
        for (const Record& federation : need(district.rows({.registry = QStringLiteral("federations"),
                                        .equals = {{QStringLiteral("level"), QStringLiteral("乡镇级")}}})))
            if (federation.id != officeSelf(office)->federation
                && federation.id != moved[u"federation"].number()) {
                set(district, "townships", moved.id, {{u"federation", federation.id}});
                break;
            }
        REQUIRE(world.writeReceipt(0));
        const PackageFile receipt = need(readPackage(world.office(0).receipts.last()));
        REQUIRE(need(PackageBody::fromBytes(need(openBody(receipt, *world.office(0).key)),
                         district.registries(), district.schema()))
                    .complete);
        world.openReceipt(0, world.office(0).receipts.last());
    }
    static FieldValue value(const Workspace& workspace, RowId id, QStringView field)
    {
        return need(workspace.row(QStringLiteral("outlets"), id))[field];
    }
    Conflict onlyConflict() const
    {
        const auto open = need(conflicts(district));
        REQUIRE(open.size() == 1);
        return open.first();
    }
    void settle(Settlement::Choice choice, const QList<std::pair<QString, FieldValue>>& edited = {},
        const QString& question = {})
    {
        need(settleConflict(district, OfficesWorld::someone, onlyConflict().row,
            {.choice = choice, .edited = edited, .question = question}));
    }
};

} // namespace coop

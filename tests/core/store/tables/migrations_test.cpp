#include "core/domain/registries.h"
#include "core/domain/registries/common_fields.h"
#include "core/store/copies/backup.h"
#include "core/store/layout/table_layout.h"
#include "core/store/tables/stored_schema.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/test_workspace.h"

#include <QDir>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace coop;

namespace
{
/// Of the program's own tables.
int thisVersion()
{
    return schemaOf(Registries({}));
}

int laterVersion()
{
    return schemaOf(standardRegistries()) + 1;
}

/// One small registry; later with a colour and a second registry.
QList<RegistrySpec> specs(int version)
{
    RegistrySpec shops{.id = QStringLiteral("shops"),
        .label = QStringLiteral("店"),
        .codePrefix = QStringLiteral("D"),
        .fields = {codeField(), nameField(), remarkField()},
        .exchange = Exchange::stays()};
    if (version == thisVersion())
        return {shops};
    FieldSpec colour{
        .id = QStringLiteral("colour"), .label = QStringLiteral("颜色"), .since = laterVersion()};
    shops.fields.insert(2, colour); // in the middle of the form, at the end of the table
    RegistrySpec streets{.id = QStringLiteral("streets"),
        .label = QStringLiteral("街"),
        .codePrefix = QStringLiteral("J"),
        .fields = {codeField(), nameField(), remarkField()},
        .exchange = Exchange::stays(),
        .since = laterVersion()};
    return {shops, streets};
}

RowId addShop(Workspace& workspace, const QString& name, const FieldValue& colour)
{
    auto work = need(UnitOfWork::begin(workspace, {QStringLiteral("甲"), Door::form, QString()}));
    Record shop(*workspace.registries().find(u"shops"));
    shop.set(u"name", name);
    shop.set(u"remark", QStringLiteral("备注 ") + name);
    if (!colour.isNull())
        shop.set(u"colour", colour); // a field that not every version has
    const RowId id = need(work->add(shop));
    REQUIRE(work->commit());
    return id;
}

/// The standard ones with what a next version might bring: a date and a reference of outlets, a figure of
/// loans.
QList<RegistrySpec> nextVersion()
{
    QList<RegistrySpec> all = standardRegistries().all();
    for (RegistrySpec& spec : all) {
        if (spec.id == u"outlets") {
            spec.fields.insert(3,
                addedIn(
                    laterVersion(), dateField(QStringLiteral("renovated_on"), QStringLiteral("改造日期"))));
            spec.fields.insert(4,
                FieldSpec{.id = QStringLiteral("centre"),
                    .label = QStringLiteral("所属中心"),
                    .type = FieldType::reference,
                    .registries = {QStringLiteral("centres")},
                    .since = laterVersion()});
        }
        if (spec.id == u"loans") {
            spec.fields.insert(5,
                FieldSpec{.id = QStringLiteral("fee"),
                    .label = QStringLiteral("手续费"),
                    .type = FieldType::integer,
                    .since = laterVersion()});
            spec.figureFields += QStringLiteral("fee");
        }
    }
    return all;
}

/// Indexes and triggers by name, with their statements.
QMap<QString, QString> madeIn(const Workspace& workspace)
{
    QMap<QString, QString> all;
    SQLite::Statement query(databaseOf(workspace),
        "SELECT name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL");
    while (query.executeStep())
        all.insert(
            QString::fromUtf8(query.getColumn(0).getText()), QString::fromUtf8(query.getColumn(1).getText()));
    return all;
}
} // namespace

TEST_CASE("a migrated file has the locks and indexes of a new one for fields that came later")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("旧.gpkg"));
    const Registries now(nextVersion());
    REQUIRE(Workspace::create(path, nanchuanPlan(), QStringLiteral("甲")));
    const auto fresh = need(Workspace::create(
        folder.filePath(QStringLiteral("新.gpkg")), nanchuanPlan(), QStringLiteral("甲"), now));
    const auto migrated = need(Workspace::open(path, Workspace::Access::write, now));
    REQUIRE(migrated->schema() == laterVersion());
    const QMap<QString, QString> made = madeIn(*migrated);
    CHECK(made == madeIn(*fresh));
    CHECK(made.contains(QStringLiteral("lock_outlets_renovated_on")));
    CHECK(made.contains(QStringLiteral("ix_outlets_centre")));
    CHECK(made.contains(QStringLiteral("ix_loans_month_township_leveraged_disbursed_borrower_product_fee")));
    CHECK_FALSE(
        made.contains(QStringLiteral("ix_loans_month_township_leveraged_disbursed_borrower_product")));
    CHECK(schemaDifferences(databaseOf(*migrated), now, laterVersion()).isEmpty());
}

TEST_CASE("a field of a later version is appended when the file is opened, with a backup before")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("旧.gpkg"));
    const Registries before(specs(thisVersion()));
    const Registries now(specs(laterVersion()));
    RowId old = 0;
    {
        const auto workspace = need(Workspace::create(path, nanchuanPlan(), QStringLiteral("甲"), before));
        old = addShop(*workspace, QStringLiteral("老店"), {});
        CHECK(workspace->schema() == thisVersion());
    }
    {
        // Reading leaves the file as it is and shows the new field empty.
        const auto reader = need(Workspace::open(path, Workspace::Access::read, now));
        CHECK(reader->schema() == thisVersion());
        CHECK(need(reader->row(QStringLiteral("shops"), old))[u"colour"].isNull());
        CHECK(
            need(reader->row(QStringLiteral("shops"), old))[u"remark"].text() == QStringLiteral("备注 老店"));
    }
    {
        const auto workspace = need(Workspace::open(path, Workspace::Access::write, now));
        CHECK(workspace->schema() == laterVersion());
        CHECK(need(workspace->row(QStringLiteral("shops"), old))[u"name"].text() == QStringLiteral("老店"));
        const RowId id = addShop(*workspace, QStringLiteral("新店"), QStringLiteral("红"));
        const Record shop = need(workspace->row(QStringLiteral("shops"), id));
        CHECK(shop[u"colour"].text() == QStringLiteral("红"));
        CHECK(shop[u"remark"].text() == QStringLiteral("备注 新店"));
        CHECK(need(workspace->count(QStringLiteral("streets"))) == 0);
    }
    const auto outdated = Workspace::open(path, Workspace::Access::read, before);
    REQUIRE_FALSE(outdated);
    CHECK(outdated.error().kind == ErrorKind::newerVersion);
    const QList<Backup> made = backups(path);
    REQUIRE(made.size() == 1);
    CHECK(made.first().kind == BackupKind::beforeMigration);
    const auto copy = need(Workspace::open(made.first().file, Workspace::Access::read, before));
    CHECK(copy->schema() == thisVersion());
    CHECK(need(copy->count(QStringLiteral("shops"))) == 1);
}

TEST_CASE("a file that cannot be backed up is not migrated")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("旧.gpkg"));
    const Registries before(specs(thisVersion()));
    const Registries now(specs(laterVersion()));
    REQUIRE(Workspace::create(path, nanchuanPlan(), QStringLiteral("甲"), before));
    QFile inTheWay(backupFolder(path));
    REQUIRE(inTheWay.open(QIODevice::WriteOnly));
    const auto opened = Workspace::open(path, Workspace::Access::write, now);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == ErrorKind::fileUnwritable);
    CHECK(need(Workspace::open(path, Workspace::Access::write, before))->schema() == thisVersion());
}

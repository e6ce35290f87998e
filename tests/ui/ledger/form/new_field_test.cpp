#include "tests/ui/ledger/ledger_desk.h"

#include "core/store/history/change_log.h"
#include "core/tabular/export/exporter.h"
#include "core/tabular/history_text.h"
#include "core/tabular/import/importer.h"

#include <QComboBox>

using namespace coop;

namespace
{
/// The program's registries with one field more: 招牌颜色 of outlets.
const Registries& withColour()
{
    static const Registries registries = [] {
        QList<RegistrySpec> specs = standardRegistries().all();
        for (RegistrySpec& spec : specs)
            if (spec.id == u"outlets")
                spec.fields.insert(3,
                    FieldSpec{.id = QStringLiteral("colour"),
                        .label = QStringLiteral("招牌颜色"),
                        .type = FieldType::choice,
                        .choices = {QStringLiteral("红"), QStringLiteral("绿")},
                        .aliases = {QStringLiteral("颜色")},
                        .since = 99});
        return Registries(std::move(specs));
    }();
    return registries;
}

QString nanchuanOffice(const QTemporaryDir& folder)
{
    QFile plan(QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"));
    REQUIRE(plan.open(QIODevice::ReadOnly));
    const QString path = folder.filePath(QStringLiteral("新字段.gpkg"));
    REQUIRE(Workspace::create(path, plan.readAll(), QStringLiteral("张三")));
    return path;
}
} // namespace

TEST_CASE("a field that is added to a spec is in table, grid, form, import, export and history by that alone")
{
    const QTemporaryDir folder;
    const QString path = nanchuanOffice(folder); // made before the field was there
    auto opened = Workspace::open(path, Workspace::Access::write, withColour());
    REQUIRE(opened);
    Workspace& workspace = **opened;
    Session session(std::move(*opened));
    REQUIRE(session.signIn(QStringLiteral("张三")));
    const RegistrySpec& ledger = *withColour().find(u"outlets");

    // Import, by an alias of its heading.
    const QString table = folder.filePath(QStringLiteral("表.csv"));
    QFile csv(table);
    REQUIRE(csv.open(QIODevice::WriteOnly));
    csv.write("名称,镇街,颜色\n甲店,大观镇,红\n");
    csv.close();
    ImportRequest request{.registry = ledger.id, .file = table};
    request.author = session.author(Door::importing, {});
    REQUIRE(importTable(workspace, request)->added == 1);

    // Grid and form.
    LedgerPage page(session);
    page.resize(1254, 692);
    page.show();
    REQUIRE(becomesActive(&page));
    page.showRow(ledger.id, workspace.rows({.registry = ledger.id})->first().id);
    QTest::qWait(0);
    const auto* model = page.findChild<QTableView*>(QStringLiteral("ledger.grid"))->model();
    QStringList shown;
    for (int column = 0; column < model->columnCount(); ++column)
        if (model->headerData(column, Qt::Horizontal).toString() == u"招牌颜色")
            shown += model->index(0, column).data().toString();
    CHECK(shown == QStringList{QStringLiteral("红")});
    auto* editor = page.findChild<QComboBox*>(QStringLiteral("field.colour"));
    REQUIRE(editor);
    editor->setCurrentText(QStringLiteral("绿"));
    Q_EMIT editor->activated(editor->currentIndex());
    QTest::mouseClick(page.findChild<QPushButton*>(QStringLiteral("form.save")), Qt::LeftButton);
    QTest::qWait(0);

    // Table and history.
    const Record row = workspace.rows({.registry = ledger.id})->first();
    CHECK(row[u"colour"].text() == u"绿");
    const auto entries = history(workspace, {.registry = ledger.id, .row = row.id, .limit = 1});
    REQUIRE(entries);
    CHECK(entries->first().rows.first().fields.first().field == u"colour");

    // Export, and the way back.
    for (const char* ending : {"xlsx", "csv"}) {
        const QString out = folder.filePath(QStringLiteral("出.") + QLatin1String(ending));
        REQUIRE(exportTable(workspace, {.registry = ledger.id, .path = out, .rows = {row}}));
        request.file = out;
        CHECK(importTable(workspace, request)->unchanged == 1);
    }
}

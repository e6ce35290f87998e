#include "core/domain/registries/common_fields.h"
#include "core/exchange/issue/issue.h"
#include "core/exchange/merge/merge.h"
#include "core/exchange/receipt/receipt.h"
#include "core/store/rows/stored_rows.h"
#include "tests/core/exchange/offices_world.h"

using namespace coop;

namespace
{
const QString passphrase = QStringLiteral("稻田白鹭七渡口");

/// Two tables that the program does not know: visits hang on a row of whichever ledger, diaries are each
/// office's own.
QList<RegistrySpec> madeUp()
{
    const auto number = [](const QString& id) {
        return FieldSpec{.id = id, .label = id, .type = FieldType::integer, .required = true};
    };
    const auto text = [](const QString& id) {
        return FieldSpec{.id = id, .label = id, .required = true, .internal = true};
    };
    return {
        RegistrySpec{.id = QStringLiteral("visits"),
            .label = QStringLiteral("走访"),
            .codePrefix = QStringLiteral("ZF"),
            .fields = {codeField(), text(QStringLiteral("ledger")), number(QStringLiteral("visited")),
                text(QStringLiteral("note")), remarkField()},
            .hangsOn = {.registryField = QStringLiteral("ledger"), .rowFields = {QStringLiteral("visited")}},
            .area = {.by = AreaBy::owner},
            .exchange = Exchange::handedIn(),
            .ledger = false},
        RegistrySpec{.id = QStringLiteral("diaries"),
            .label = QStringLiteral("日记"),
            .codePrefix = QStringLiteral("RJ"),
            .fields = {codeField(), townshipField(), text(QStringLiteral("note")), remarkField()},
            .area = {.by = AreaBy::township, .field = QStringLiteral("township")},
            .exchange = Exchange::stays()}};
}

const Registries& withMadeUp()
{
    static const Registries all(standardRegistries().all() + madeUp());
    return all;
}

/// A district and one office, both with these tables.
class TwoOffices
{
public:
    TwoOffices()
    {
        QFile plan(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/plans/yunling-2025-3.json"));
        REQUIRE(plan.open(QIODevice::ReadOnly));
        district
            = need(Workspace::create(file("区.gpkg"), plan.readAll(), QStringLiteral("张三"), withMadeUp()));
        for (const Record& one : need(district->rows({.registry = QStringLiteral("townships")})))
            if (one[u"federation"].number() == federation("YL-1"))
                township = one.id;
            else if (one[u"federation"].number() == federation("YL-2"))
                foreign = one.id;
        first = outlet("甲社", township);
        second = outlet("乙社", township);
        elsewhere = outlet("丙社", foreign);
        visit(*district, first, "一");
        visit(*district, second, "二");
        visit(*district, elsewhere, "别处");
        const auto issued = need(
            issuePackage(*district, OfficesWorld::someone, passphrase, federation("YL-1"), file("下发.nfb")));
        device = issued.device;
        need(openIssued(file("下发.nfb"), issued.openingCode, passphrase, file("乡镇.gpkg"),
            QStringLiteral("李四"), withMadeUp()));
        office = need(Workspace::open(file("乡镇.gpkg"), Workspace::Access::write, withMadeUp()));
    }

    QString file(const char* name) const { return folder.filePath(QString::fromUtf8(name)); }
    RowId federation(const char* code) const
    {
        return need(district->rowByCode(QStringLiteral("federations"), QLatin1String(code))).id;
    }
    RowId outlet(const char* name, RowId where) const
    {
        return add(*district, "outlets",
            {{u"name", FieldValue(QString::fromUtf8(name))}, {u"township", FieldValue(where)}});
    }
    static RowId visit(Workspace& workspace, RowId outlet, const char* note)
    {
        return add(workspace, "visits",
            {{u"ledger", FieldValue(QStringLiteral("outlets"))}, {u"visited", FieldValue(outlet)},
                {u"note", FieldValue(QString::fromUtf8(note))}});
    }
    static RowId add(
        Workspace& workspace, const char* table, const QList<std::pair<QStringView, FieldValue>>& fields)
    {
        auto work = need(UnitOfWork::begin(workspace, OfficesWorld::someone));
        Record row(*anySpec(workspace.registries(), QLatin1String(table)));
        for (const auto& [field, value] : fields)
            row.set(field, value);
        const RowId id = need(work->add(row));
        need(work->commit());
        return id;
    }
    static void remove(Workspace& workspace, RowId outlet)
    {
        auto work = need(UnitOfWork::begin(workspace, OfficesWorld::someone));
        need(work->remove(QStringLiteral("outlets"), outlet));
        need(work->commit());
    }
    static QStringList notes(const Workspace& workspace, const char* table)
    {
        QStringList all;
        for (const Record& row : need(workspace.rows({.registry = QLatin1String(table)})))
            all += row[u"note"].text();
        all.sort();
        return all;
    }
    Merged handInAndMerge()
    {
        const QString path = folder.filePath(QStringLiteral("上报%1.nfb").arg(++packages));
        need(handIn(*office, OfficesWorld::someone, passphrase, path, HandIn::evenEmpty));
        return need(mergePackage(*district, OfficesWorld::someone, passphrase, path));
    }
    /// With everything that the office has, since a township changed its federation.
    void answerWhole()
    {
        auto work = need(UnitOfWork::begin(*district, OfficesWorld::someone));
        Record moved = need(district->row(QStringLiteral("townships"), foreign));
        moved.set(u"federation", federation("YL-3"));
        need(work->change(moved));
        need(work->commit());
        const QString path = folder.filePath(QStringLiteral("回执%1.nfb").arg(++packages));
        need(makeReceipt(*district, OfficesWorld::someone, passphrase, device, path));
        need(openReceipt(*office, OfficesWorld::someone, passphrase, path));
    }

    QTemporaryDir folder;
    std::unique_ptr<Workspace> district, office;
    RowId township = 0, foreign = 0, first = 0, second = 0, elsewhere = 0;
    int device = 0, packages = 0;
};

QStringList list(std::initializer_list<const char*> texts)
{
    QStringList all;
    for (const char* text : texts)
        all += QString::fromUtf8(text);
    all.sort();
    return all;
}
} // namespace

TEST_CASE("a table that only a spec tells of travels with the rows that it hangs on and goes with them")
{
    TwoOffices both;
    CHECK(both.notes(*both.office, "visits") == list({"一", "二"}));

    TwoOffices::visit(*both.office, both.first, "三");
    const Merged taken = both.handInAndMerge();
    CHECK(taken.conflicts.isEmpty());
    CHECK(taken.refused.isEmpty());
    CHECK(both.notes(*both.district, "visits") == list({"一", "二", "三", "别处"}));

    TwoOffices::remove(*both.office, both.first);
    CHECK(both.notes(*both.office, "visits") == list({"二"}));
    CHECK(both.handInAndMerge().conflicts.isEmpty());
    CHECK(both.notes(*both.district, "visits") == list({"二", "别处"}));
}

TEST_CASE("what hangs on a row that has something new from the district stays until people decide")
{
    TwoOffices both;
    TwoOffices::visit(*both.district, both.first, "新的");
    TwoOffices::remove(*both.office, both.first);
    const Merged asked = both.handInAndMerge();
    CHECK_FALSE(asked.conflicts.isEmpty());
    CHECK(both.notes(*both.district, "visits").contains(QStringLiteral("新的")));
    CHECK(storedRow(*both.district, QStringLiteral("outlets"), both.first));
}

TEST_CASE("a complete answer removes nothing of a table that the program does not know by name")
{
    TwoOffices both;
    TwoOffices::add(*both.office, "diaries",
        {{u"township", FieldValue(both.township)}, {u"note", FieldValue(QStringLiteral("晴"))}});
    both.handInAndMerge();
    both.answerWhole();
    CHECK(both.notes(*both.office, "visits") == list({"一", "二"}));
    CHECK(both.notes(*both.office, "diaries") == list({"晴"}));
    CHECK(both.notes(*both.district, "diaries").isEmpty());
    CHECK(both.handInAndMerge().refused.isEmpty());
}

TEST_CASE("a row that hangs on whichever ledger carries no other such row")
{
    TwoOffices both;
    const RowId carrier = need(both.district->rows({.registry = QStringLiteral("visits")})).first().id;
    auto work = need(UnitOfWork::begin(*both.district, OfficesWorld::someone));
    Record row(*both.district->registries().find(u"visits"));
    row.set(u"ledger", QStringLiteral("visits"));
    row.set(u"visited", carrier);
    row.set(u"note", QStringLiteral("走访的走访"));
    const auto refused = work->add(row);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::refused);
}

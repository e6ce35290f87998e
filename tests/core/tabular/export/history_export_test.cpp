#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "core/tabular/export/history_export.h"
#include "core/tabular/history_text.h"
#include "core/tabular/table_reader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
class HistoryOffice
{
public:
    HistoryOffice()
    {
        QFile plan(QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"));
        REQUIRE(plan.open(QIODevice::ReadOnly));
        auto made = Workspace::create(
            folder.filePath(QStringLiteral("历史.gpkg")), plan.readAll(), QStringLiteral("张三"));
        REQUIRE(made);
        workspace = std::move(*made);
        add(QStringLiteral("=甲店"), QStringLiteral("13800000000"));
        add(QStringLiteral("乙店"), {});
    }
    void add(const QString& name, const QString& phone)
    {
        const RegistrySpec& spec = *workspace->registries().find(u"outlets");
        Record row(spec);
        row.set(u"name", name);
        row.set(
            u"township", workspace->rows({.registry = QStringLiteral("townships"), .limit = 1})->first().id);
        row.set(u"phone", phone);
        auto work = UnitOfWork::begin(
            *workspace, {QStringLiteral("张三"), Door::form, QStringLiteral("新增") + name});
        REQUIRE(work);
        REQUIRE((*work)->add(row));
        REQUIRE((*work)->commit());
    }
    QList<QStringList> table(const QString& name, const HistoryFilter& filter = {})
    {
        const QString file = folder.filePath(name);
        const auto written = exportHistory(*workspace, filter, file);
        INFO((written ? QString() : written.error().text).toStdString());
        REQUIRE(written);
        const auto sheets = readTable(file);
        REQUIRE(sheets);
        QList<QStringList> rows;
        for (int row = 0; row < sheets->first().rows.size(); ++row)
            rows += sheets->first().texts(row);
        return rows;
    }

    QTemporaryDir folder;
    std::unique_ptr<Workspace> workspace;
};
} // namespace

TEST_CASE("the history goes into Excel and CSV with the same cells, newest step first")
{
    HistoryOffice office;
    const HistoryFilter filter{.registry = QStringLiteral("outlets")};
    const auto excel = office.table(QStringLiteral("历史.xlsx"), filter);
    const auto csv = office.table(QStringLiteral("历史.csv"), filter);
    CHECK(excel == csv);
    REQUIRE(csv.size() > 2);
    CHECK(csv[0].mid(0, 5)
        == QStringList{QStringLiteral("编号"), QStringLiteral("时间"), QStringLiteral("经办人"),
            QStringLiteral("来源"), QStringLiteral("事由")});
    CHECK(csv[1][4] == QStringLiteral("新增乙店"));
    CHECK(csv[1][3] == QStringLiteral("表单"));
    CHECK(csv.last()[4] == QStringLiteral("新增=甲店"));
}

TEST_CASE("personal data leave the history masked")
{
    HistoryOffice office;
    const auto rows = office.table(QStringLiteral("历史.csv"), {.registry = QStringLiteral("outlets")});
    QString all;
    for (const QStringList& row : rows)
        all += row.join(u'|') + u'\n';
    CHECK(all.contains(QStringLiteral("138****0000")));
    CHECK_FALSE(all.contains(QStringLiteral("13800000000")));
}

TEST_CASE("a cancelled or refused export of the history leaves no file and the old one as it was")
{
    HistoryOffice office;
    for (const QString& name : {QStringLiteral("旧.csv"), QStringLiteral("旧.xlsx")}) {
        const QString file = office.folder.filePath(name);
        REQUIRE(exportHistory(*office.workspace, {.limit = 1}, file));
        QFile old(file);
        REQUIRE(old.open(QIODevice::ReadOnly));
        const QByteArray before = old.readAll();
        old.close();
        const auto stopped = exportHistory(*office.workspace, {}, file, [](qint64) { return false; });
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().kind == ErrorKind::cancelled);
        REQUIRE(old.open(QIODevice::ReadOnly));
        CHECK(old.readAll() == before);
        CHECK(QDir(office.folder.path())
                  .entryList({QStringLiteral(".coopmap*")}, QDir::AllEntries | QDir::Hidden)
                  .isEmpty());
    }
    const auto ending
        = exportHistory(*office.workspace, {}, office.folder.filePath(QStringLiteral("历史.doc")));
    REQUIRE_FALSE(ending);
    CHECK(ending.error().kind == ErrorKind::invalidValue);
    const auto nowhere = exportHistory(*office.workspace, {}, QStringLiteral("/nowhere/历史.csv"));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().kind == ErrorKind::fileUnwritable);
}

TEST_CASE("every door of the history has a Chinese name")
{
    for (const Door door : allDoors())
        CHECK(doorTitle(door) != toText(door));
}

TEST_CASE("a telephone inside a conflict or package of the history is masked wherever it is shown")
{
    const HistoryOffice office;
    const FieldSpec json{.id = QStringLiteral("fields"), .label = QStringLiteral("字段")};
    for (const char16_t* kept :
        {u"{\"phone\":[\"13800001111\",\"13811112222\",\"13822223333\"],\"name\":[\"a\",\"b\",\"c\"]}",
            u"{\"carried\":[{\"registry\":\"outlets\",\"fields\":{\"phone\":[\"13800001111\",3,4]}}],\"of\":"
            u"1}",
            u"[{\"deep\":[{\"phone\":{\"x\":\"13800001111\"}}]}]"}) {
        const QString text = QString::fromUtf16(kept);
        const QString shown = historyValue(*office.workspace, json, text);
        INFO(shown.toStdString());
        CHECK_FALSE(shown.contains(QStringLiteral("13800001111")));
        CHECK(shown.contains(QStringLiteral("138****1111")));
    }
    const QString plain = QStringLiteral("{不是 JSON，13800001111");
    CHECK(historyValue(*office.workspace, json, plain) == plain); // a text that somebody wrote
}

TEST_CASE("a word of the history that is not known is shown as it stands and hides nothing beside it")
{
    const HistoryOffice office;
    SQLite::Database(office.workspace->path().toStdString(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA ignore_check_constraints = ON; UPDATE change_log SET door = 'moon' WHERE entry = 2;"
              "UPDATE change_rows SET op = 'swap' WHERE entry = 2");
    const ChangeEntry entry = historyEntry(*office.workspace, 2).value();
    CHECK(doorTitle(entry.door).toStdString() == "〈moon〉");
    CHECK_THAT(changeCountText(office.workspace->registries(), entry.counts).toStdString(),
        Catch::StartsWith("〈swap〉"));
    CHECK(doorTitle(Door::form).toStdString() == "表单");
    const qint64 whole = historyHeads(*office.workspace)->size();
    const QString file = office.folder.filePath(QStringLiteral("历史.csv"));
    CHECK(exportHistory(*office.workspace, {}, file).value() == whole);
    QFile written(file);
    REQUIRE(written.open(QIODevice::ReadOnly));
    const QByteArray lines = written.readAll();
    CHECK(lines.contains("〈moon〉"));
    CHECK(lines.contains("〈swap〉"));
}

#include "core/store/care/salvage.h"
#include "core/store/copies/backup.h"
#include "core/store/copies/bring_forward.h"
#include "core/store/copies/checked_copy.h"
#include "core/store/copies/restore.h"
#include "core/store/history/change_log.h"
#include "core/store/kept/attachments.h"
#include "core/store/kept/layer_table.h"
#include "core/store/kept/print_runs.h"
#include "core/store/people/people.h"
#include "core/store/undo/undo.h"
#include "core/store/workspace_database.h"
#include "core/workflow/care/check_up.h"
#include "core/workflow/filing/filing_steps.h"
#include "core/workflow/filing/quarter_close.h"
#include "tests/core/store/file_contents.h"
#include "tests/core/store/test_workspace.h"

#include <QFileInfo>
#include <random>

using namespace coop;

namespace
{
using coop::need;

const QString admin = QStringLiteral("管");
const QString clerk = QStringLiteral("李四");
const QString reviewer = QStringLiteral("王五");

Author by(const QString& who)
{
    return {who, Door::form, QStringLiteral("一步")};
}

/// A workspace with a backup and, since then, steps that ordinary editing refuses: a locked and closed
/// quarter, people, a layer, an attachment, a print run, undo and redo.
struct DailyFile : TestWorkspace {
    RowId place = township(QStringLiteral("大观镇"));
    FilingKey key{row("townships", place)[u"federation"].number(), Period::ofQuarter(2024, 3)};
    QString backup;

    DailyFile()
    {
        const RowId shop = add("outlets", {{u"name", QStringLiteral("店")}, {u"township", place}});
        for (int i = 0; i < 60; ++i)
            add("services",
                {{u"month", QStringLiteral("2024-08")}, {u"township", place}, {u"provider", shop},
                    {u"stage", QStringLiteral("耕")}, {u"crop", QStringLiteral("作物%1").arg(i)},
                    {u"area", 100 + i}});
        backup = need(backUp(*workspace, BackupKind::byHand)).backup.file;
        for (const auto& [name, role] :
            {std::pair(admin, Role::admin), {clerk, Role::entry}, {reviewer, Role::review}}) {
            as(need(people(*workspace)).isEmpty() ? QStringLiteral("测试员") : admin);
            need(addPerson(*workspace, by(admin), name, role));
        }
        as(clerk);
        {
            const auto work = need(UnitOfWork::begin(*workspace, by(clerk)));
            need(attach(*work, QStringLiteral("outlets"), shop, QStringLiteral("a.txt"), "bytes"));
            need(work->commit());
        }
        const QByteArray point = QByteArray::fromHex("01010000000000000000c05a400000000000003d40");
        need(addMapLayer(*workspace, by(clerk),
            MapLayer{.name = QStringLiteral("边界"), .role = LayerRole::boundaries},
            {LayerFeature{point, QStringLiteral("1"), QString(), place}}));
        need(noteRun(*workspace, by(clerk), QStringLiteral("2024-001"), QStringLiteral("进度图")));
        Record changed = row("outlets", shop);
        changed.set(u"operator", QStringLiteral("甲"));
        const auto work = need(UnitOfWork::begin(*workspace, by(clerk)));
        need(work->change(changed));
        const qint64 step = need(work->commit());
        const qint64 taken = need(undo(*workspace, by(clerk), step));
        need(redo(*workspace, by(clerk), taken));
        for (const FilingFinding& one : need(filingFindings(*workspace, key)))
            need(explainFinding(*workspace, by(clerk), key, one.id, QStringLiteral("已核实")));
        need(submitFiling(*workspace, by(clerk), key));
        as(reviewer);
        need(reviewFiling(*workspace, by(reviewer), key));
        need(lockFiling(*workspace, by(reviewer), key));
        need(closeQuarter(*workspace, by(reviewer), key.quarter, QStringLiteral("其余未报")));
    }
    void as(const QString& who) const { need(workspace->signIn(who)); }
    QStringList faults() const
    {
        QStringList texts;
        for (const CheckFinding& finding : need(drill(path)).findings)
            texts += finding.text;
        return texts;
    }
};

/// One bit of a file, at a place that `random` chooses within a page.
void flipBit(const QString& path, qint64 at, int bit)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadWrite));
    REQUIRE(file.seek(at));
    char byte = 0;
    REQUIRE(file.read(&byte, 1) == 1);
    byte = char(byte ^ (1 << bit));
    REQUIRE(file.seek(at));
    REQUIRE(file.write(&byte, 1) == 1);
}

void copyOver(const QString& from, const QString& to)
{
    QFile::remove(to);
    REQUIRE(QFile::copy(from, to));
}
} // namespace

TEST_CASE("the drill plays steps that ordinary editing refuses")
{
    DailyFile file;
    const qint64 steps = file->dataVersion();
    file.workspace.reset();
    const DrillReport report = need(drill(file.path));
    CHECK(report.backup == file.backup);
    CHECK(report.findings.isEmpty());
    CHECK(report.replayedEntries > 10);
    CHECK(report.replayedEntries < steps);
}

TEST_CASE("a backup that is not what the history says before a change is told with the step")
{
    DailyFile file;
    file.workspace.reset();
    const QString aside = file.folder.filePath(QStringLiteral("旧.gpkg"));
    const PartFile part(aside);
    need(takeFromBackup(file.backup, part));
    const auto copy = need(Workspace::open(part.path(), Workspace::Access::write));
    databaseOf(*copy).exec(
        "PRAGMA query_only = OFF; UPDATE outlets SET operator = '乙'; PRAGMA query_only = ON");
    const auto workspace = need(Workspace::open(file.path, Workspace::Access::read));
    const auto brought = bringForward(*copy, *workspace);
    REQUIRE_FALSE(brought);
    CHECK(brought.error().text.contains(QStringLiteral("服务网点")));
    CHECK(brought.error().text.contains(QStringLiteral("号修改之前")));
}

TEST_CASE("one flipped bit in a backup is refused by restore and by the drill or changes nothing")
{
    DailyFile file;
    file.workspace.reset();
    const QString whole = file.folder.filePath(QStringLiteral("好.gpkg"));
    copyOver(file.backup, whole);
    const QString out = file.folder.filePath(QStringLiteral("出.gpkg"));
    const auto restores = [&] {
        const PartFile part(out);
        const auto taken = takeFromBackup(file.backup, part);
        return taken ? contentsOf(part.path()) : QByteArray();
    };
    const QByteArray good = restores();
    REQUIRE_FALSE(good.isEmpty());
    std::mt19937 random(11);
    const qint64 size = QFileInfo(whole).size();
    int refused = 0;
    int drilled = 0;
    constexpr int flips = 160;
    for (int i = 0; i < flips; ++i) {
        // Spread over the file: the beginning has the schema, the rest tables and indexes page by page.
        const qint64 at
            = i < 20 ? qint64(random() % 8192) : size * i / flips + qint64(random() % 4096) % (size / flips);
        copyOver(whole, file.backup);
        flipBit(file.backup, at, int(random() % 8));
        const QByteArray restored = restores();
        INFO("byte " << at << " of " << size);
        CHECK((restored.isEmpty() || restored == good));
        refused += restored.isEmpty() ? 1 : 0;
        if (i % 8 != 0)
            continue;
        ++drilled;
        CHECK(file.faults().isEmpty() == !restored.isEmpty());
    }
    CHECK(refused > flips / 4); // the rest lies in what no page uses
    CHECK(drilled == flips / 8);
    copyOver(whole, file.backup);
    CHECK(file.faults().isEmpty());
}

TEST_CASE("a bit of the history or of an index in a backup is found by both")
{
    DailyFile file;
    file.workspace.reset();
    QFile bytes(file.backup);
    REQUIRE(bytes.open(QIODevice::ReadOnly));
    const QByteArray all = bytes.readAll();
    bytes.close();
    const QString whole = file.folder.filePath(QStringLiteral("好.gpkg"));
    copyOver(file.backup, whole);
    // A value in the log of changes, the reason of a step, a name in a ledger, the text of a trigger.
    for (const char* text : {"[null,\"作物17\"]", "新建工作区", "作物23", "RAISE(ABORT, 'COOP_LOCKED')"}) {
        const QByteArray wanted(text);
        for (qsizetype at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
            copyOver(whole, file.backup);
            flipBit(file.backup, at + wanted.size() - 2, 0);
            INFO(text << " at " << at);
            CHECK_FALSE(verifyCopy(file.backup));
            CHECK_FALSE(file.faults().isEmpty());
            if (wanted.startsWith("RAISE"))
                break; // there are dozens of them
        }
    }
}

TEST_CASE("the drill takes the backup whose history is the beginning of the workspace's")
{
    DailyFile file;
    const auto newest = need(backUp(*file.workspace, BackupKind::byHand)).backup.file;
    file.workspace.reset();
    CHECK(need(drill(file.path)).backup == newest);
    // Restoring keeps what was there as 恢复前, which then is the newest by its name and of another history.
    const Restored done = need(restore(file.backup, file.path, admin));
    REQUIRE(done.replaced.contains(QStringLiteral("恢复前")));
    const DrillReport report = need(drill(file.path));
    CHECK(report.backup == file.backup);
    CHECK(report.findings.isEmpty());
    CHECK(report.replayedEntries == 1); // the restoring
    // The day's backup of what was restored is still to be made, though today's folder is not empty.
    file.reopen();
    QFile::rename(file.backup, file.folder.filePath(QStringLiteral("旧.gpkg")));
    CHECK(need(backUpDaily(*file.workspace)).has_value());
    CHECK_FALSE(need(backUpDaily(*file.workspace)).has_value());
}

TEST_CASE("a damaged backup that is newer by its name is told though the drill takes another")
{
    DailyFile file;
    const auto newer = need(backUp(*file.workspace, BackupKind::byHand)).backup.file;
    file.workspace.reset();
    spoil(newer, 0, 4096 * 4);
    const DrillReport report = need(drill(file.path));
    CHECK(report.backup == file.backup);
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings.first().where == newer);
}

TEST_CASE("salvage asks nobody's role, and the list of people comes along")
{
    for (const bool history : {true, false}) {
        DailyFile file;
        file.workspace.reset();
        if (!history) {
            SQLite::Database raw(file.path.toStdString(), SQLite::OPEN_READWRITE);
            raw.exec("UPDATE change_log SET reason = 'x' WHERE entry = 3");
        }
        const QString out = file.folder.filePath(QStringLiteral("抢救.gpkg"));
        const Salvaged saved = need(salvage(file.path, out, QStringLiteral("过路人")));
        CHECK(saved.historyKept == history);
        CHECK(saved.lost == 0);
        CHECK(saved.remarks.isEmpty());
        for (const CheckFinding& finding : need(checkUp(out)))
            CHECK(finding.severity == CheckFinding::Severity::warning);
        const auto workspace = need(Workspace::open(out, Workspace::Access::write));
        CHECK(need(people(*workspace)).size() == 3);
        CHECK_FALSE(workspace->signIn(QStringLiteral("过路人")));
        need(workspace->signIn(clerk));
        CHECK(mayAdminister(*workspace, clerk).error().kind == ErrorKind::locked);
        CHECK(mayWrite(*workspace, clerk));
        // The locked quarter is locked in what comes out, too.
        const auto rows = need(workspace->rows({.registry = QStringLiteral("services")}));
        const auto work = need(UnitOfWork::begin(*workspace, by(clerk)));
        CHECK(work->remove(QStringLiteral("services"), rows.first().id).error().kind == ErrorKind::locked);
    }
}

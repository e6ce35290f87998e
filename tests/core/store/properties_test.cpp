#include "core/store/history/change_log.h"
#include "core/store/history/replay.h"
#include "core/store/layout/table_layout.h"
#include "core/store/undo/undo.h"
#include "core/store/workspace_database.h"
#include "tests/core/store/random_edits.h"
#include "tests/core/store/test_workspace.h"

#include <SQLiteCpp/Database.h>
#include <rapidcheck.h>
#include <sqlite3.h>

using namespace coop;

namespace
{
const Author someone{QStringLiteral("随机"), Door::form, QString()};
constexpr int unitsPerCase = 12;

int wantedEdits()
{
    const int wanted = qEnvironmentVariableIntValue("COOP_PROPERTY_CASES");
    return wanted > 0 ? wanted : 4000;
}

/// A fresh copy of one workspace that is made once.
std::unique_ptr<Workspace> freshCopy(const QTemporaryDir& folder)
{
    static const TestWorkspace original = [] {
        TestWorkspace made;
        made.workspace.reset();
        return made;
    }();
    const QString path = folder.filePath(QStringLiteral("w.gpkg"));
    REQUIRE(QFile::copy(original.path, path));
    return need(Workspace::open(path, Workspace::Access::write));
}

/// The content as the entries tell it, put together here and not by the program's own replay.
QMap<QString, QMap<RowId, QMap<QString, QString>>> folded(const Workspace& workspace)
{
    QMap<QString, QMap<RowId, QMap<QString, QString>>> content;
    QList<ChangeEntry> entries = need(history(workspace));
    std::reverse(entries.begin(), entries.end());
    const auto written = [](const FieldValue& value) {
        return value.isNumber() ? QString::number(value.number())
            : value.isReal()    ? QString::number(value.real(), 'g', 17)
            : value.isList()    ? QStringLiteral("list %1").arg(value.list().size())
                                : value.text();
    };
    for (const ChangeEntry& entry : entries)
        for (const ChangedRow& row : entry.rows) {
            if (row.op == RowOp::remove) {
                content[row.registry].remove(row.id);
                continue;
            }
            auto& fields = content[row.registry][row.id];
            for (const ChangedField& field : row.fields) {
                if (field.after.isNull())
                    fields.remove(field.field);
                else
                    fields[field.field] = written(field.after);
            }
        }
    for (auto registry = content.begin(); registry != content.end();)
        registry = registry->isEmpty() ? content.erase(registry) : std::next(registry);
    return content;
}

QMap<QString, QMap<RowId, QMap<QString, QString>>> tables(const Workspace& workspace)
{
    QMap<QString, QMap<RowId, QMap<QString, QString>>> content;
    const ReplayedContent current = currentContent(workspace);
    for (auto registry = current.begin(); registry != current.end(); ++registry)
        for (auto row = registry->begin(); row != registry->end(); ++row) {
            auto& fields = content[registry.key()][row.key()];
            const RegistrySpec& spec = *workspace.layout(registry.key())->spec;
            for (int i = 0; i < spec.fields.size(); ++i) {
                const FieldValue& value = (*row)[size_t(i)];
                if (!value.isNull())
                    fields[spec.fields[i].id] = value.isNumber() ? QString::number(value.number())
                        : value.isReal()                         ? QString::number(value.real(), 'g', 17)
                        : value.isList() ? QStringLiteral("list %1").arg(value.list().size())
                                         : value.text();
            }
        }
    return content;
}

bool same(const Workspace& workspace, const ReplayedContent& a, const ReplayedContent& b)
{
    return differences(workspace, a, b, QStringLiteral("a"), QStringLiteral("b")).isEmpty();
}

bool undoOne(Workspace& workspace)
{
    const auto next = need(nextUndo(workspace));
    if (next)
        need(undo(workspace, someone, next->entry));
    return next.has_value();
}

bool redoOne(Workspace& workspace)
{
    const auto next = need(nextRedo(workspace));
    if (next)
        need(redo(workspace, someone, next->entry));
    return next.has_value();
}

/// Edits with some undo and redo in between.
void workFor(Workspace& workspace, RandomEdits& edits, QHash<QString, RandomEdits::Count>& counts)
{
    for (int i = 0; i < unitsPerCase; ++i) {
        const int dice = edits.below(10);
        if (dice == 0)
            undoOne(workspace);
        else if (dice == 1)
            redoOne(workspace);
        else
            edits.unit(workspace, counts);
    }
}
} // namespace

TEST_CASE("whatever was edited, undo of all gives the first content, redo of all the last, and the history "
          "alone the "
          "content",
    "[properties]")
{
    QHash<QString, RandomEdits::Count> counts;
    const auto done = [&] {
        int edits = 0;
        for (const auto& count : counts)
            edits += count.accepted + count.refused;
        return edits;
    };
    bool good = true;
    // Every check of a process draws the same seeds again; each round makes others of them.
    for (quint32 round = 0; good && done() < wantedEdits(); ++round)
        good = rc::check([&](quint32 seed) {
            if (done() >= wantedEdits())
                return;
            const QTemporaryDir folder;
            const auto workspace = freshCopy(folder);
            RandomEdits edits(seed + 1'000'003U * round);
            const auto first = currentContent(*workspace);
            workFor(*workspace, edits, counts);
            while (redoOne(*workspace)) {
                // What random undos left open would come back with the others.
            }
            const auto last = currentContent(*workspace);
            RC_ASSERT(folded(*workspace) == tables(*workspace));
            RC_ASSERT(checkAgainstHistory(*workspace).isEmpty());
            int undone = 0;
            while (undoOne(*workspace))
                ++undone;
            RC_ASSERT(same(*workspace, first, currentContent(*workspace)));
            for (int i = 0; i < undone; ++i)
                RC_ASSERT(redoOne(*workspace));
            RC_ASSERT(same(*workspace, last, currentContent(*workspace)));
            RC_ASSERT(folded(*workspace) == tables(*workspace));
            RC_ASSERT(need(verifyChangeLog(*workspace)).isEmpty());
        });
    CHECK(good);
    int accepted = 0;
    for (const RegistrySpec& spec : standardRegistries().all()) {
        INFO(spec.id.toStdString());
        if (spec.guarded)
            continue;
        CHECK(counts[spec.id].accepted > 0); // a registry that nothing gets into proves nothing
        accepted += counts[spec.id].accepted;
    }
    printf("%d random edits over %lld registries: %d accepted, %d refused; all undone and redone\n", done(),
        qint64(counts.size()), accepted, done() - accepted);
}

TEST_CASE("nothing is written outside a unit of work", "[properties]")
{
    struct Watch {
        bool open = false;
        int outside = 0;
        QSet<std::pair<QString, RowId>> touched{};
    } watch;
    const QTemporaryDir folder;
    const auto workspace = freshCopy(folder);
    sqlite3_update_hook(
        databaseOf(*workspace).getHandle(),
        [](void* data, int, const char*, const char* table, sqlite3_int64 row) {
            auto* seen = static_cast<Watch*>(data);
            seen->outside += seen->open ? 0 : 1;
            seen->touched += {QString::fromUtf8(table), RowId(row)};
        },
        &watch);
    RandomEdits edits(7);
    QHash<QString, RandomEdits::Count> counts;
    for (int i = 0; i < 100; ++i) {
        watch.touched.clear();
        watch.open = true;
        const qint64 number = edits.unit(*workspace, counts);
        watch.open = false;
        if (number == 0)
            continue;
        for (const ChangedRow& row : need(historyEntry(*workspace, number)).rows)
            CHECK(watch.touched.contains({row.registry, row.id}));
        // Reading everything writes nothing.
        (void)currentContent(*workspace);
        (void)checkAgainstHistory(*workspace);
    }
    CHECK(watch.outside == 0);
    for (const char* sql : {"UPDATE outlets SET remark = 'x'", "DELETE FROM change_rows",
             "INSERT INTO coop_meta VALUES ('a', 'b')"})
        CHECK_THROWS_AS(databaseOf(*workspace).exec(sql), SQLite::Exception);
    sqlite3_update_hook(databaseOf(*workspace).getHandle(), nullptr, nullptr);
}

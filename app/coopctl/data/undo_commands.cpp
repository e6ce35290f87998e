#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/undo/undo.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file;
    qint64 entry = 0;
};

Result<Outcome> outcome(const Workspace& workspace, qint64 entry)
{
    const auto made = historyEntry(workspace, entry, 0);
    COOP_TRY(made);
    return Outcome{QJsonObject{{QStringLiteral("entry"), entry}, {QStringLiteral("undoes"), made->undoes},
                       {QStringLiteral("reason"), made->reason}},
        QStringLiteral("已完成 第 %1 号：%2").arg(entry).arg(made->reason)};
}

Result<Outcome> takeBack(const CommandLine& line, const Options& options, bool again)
{
    const auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    qint64 entry = options.entry;
    if (entry == 0) {
        const auto next = again ? nextRedo(**workspace) : nextUndo(**workspace);
        COOP_TRY(next);
        if (!*next)
            return fail(ErrorKind::notFound,
                again ? QStringLiteral("没有可以重做的步骤") : QStringLiteral("没有可以撤销的步骤"));
        entry = (**next).entry;
    }
    const auto done
        = again ? redo(**workspace, line.author({}), entry) : undo(**workspace, line.author({}), entry);
    COOP_TRY(done);
    return outcome(**workspace, *done);
}
} // namespace

void addUndoCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* undoing = line.add(
        line.root(), "undo", "撤销一步", [&line, options] { return takeBack(line, *options, false); });
    undoing->add_option("FILE", options->file, "工作区文件")->required();
    undoing->add_option("--entry", options->entry, "要撤销的修改号（见 history），不写就是最近一步");
    auto* redoing = line.add(
        line.root(), "redo", "重做刚撤销的一步", [&line, options] { return takeBack(line, *options, true); });
    redoing->add_option("FILE", options->file, "工作区文件")->required();
}

} // namespace coop

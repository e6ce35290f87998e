#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/copies/backup.h"
#include "core/store/copies/restore.h"
#include "core/store/people/people.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

namespace coop
{

namespace
{
struct BackupOptions {
    std::string file, out, second;
    bool noSecond = false, list = false;
};

struct RestoreOptions {
    std::string backup, out;
    bool dryRun = false;
};

QString kindId(BackupKind kind)
{
    switch (kind) {
    case BackupKind::daily:
        return QStringLiteral("daily");
    case BackupKind::beforeMigration:
        return QStringLiteral("before-migration");
    case BackupKind::beforeImport:
        return QStringLiteral("before-import");
    case BackupKind::beforeMerge:
        return QStringLiteral("before-merge");
    case BackupKind::beforeRestore:
        return QStringLiteral("before-restore");
    case BackupKind::byHand:
        break;
    }
    return QStringLiteral("by-hand");
}

QJsonObject backupJson(const Backup& backup)
{
    return {{QStringLiteral("file"), backup.file}, {QStringLiteral("kind"), kindId(backup.kind)},
        {QStringLiteral("time"), backup.time.toString(Qt::ISODate)}, {QStringLiteral("bytes"), backup.bytes}};
}

QString inWords(const QDateTime& time)
{
    return time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

Outcome listBackups(const QString& file)
{
    QJsonArray array;
    QStringList lines;
    for (const Backup& backup : backups(file)) {
        array += backupJson(backup);
        lines += QStringList{inWords(backup.time), backupKindTitle(backup.kind),
            QLocale::c().formattedDataSize(backup.bytes), backup.file}
                     .join(u'\t');
    }
    return Outcome{array, lines.isEmpty() ? QStringLiteral("还没有备份") : lines.join(u'\n')};
}

Result<BackupDone> makeOne(const Workspace& workspace, const QString& out)
{
    if (out.isEmpty())
        return backUp(workspace, BackupKind::byHand);
    COOP_TRY(backUpTo(workspace, out));
    return BackupDone{{out, BackupKind::byHand, QDateTime::currentDateTime(), QFileInfo(out).size()}, {}};
}

Result<Outcome> runBackup(const CommandLine& line, const BackupOptions& options)
{
    const QString file = text(options.file);
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    if (!options.second.empty() || options.noSecond)
        COOP_TRY(setSecondPlace(**workspace, line.author({}).who, text(options.second)));
    if (options.list)
        return listBackups(file);
    const auto done = makeOne(**workspace, text(options.out));
    COOP_TRY(done);
    QJsonObject json = backupJson(done->backup);
    json.insert(QStringLiteral("warnings"), QJsonArray::fromStringList(done->warnings));
    return Outcome{json, QStringLiteral("已备份并检查：%1").arg(QDir::toNativeSeparators(done->backup.file)),
        done->warnings};
}

QJsonObject previewJson(const RestorePreview& preview)
{
    QJsonArray registries;
    for (const RegistryDifference& each : preview.registries)
        registries += QJsonObject{{QStringLiteral("registry"), each.registry},
            {QStringLiteral("in_backup"), each.inBackup}, {QStringLiteral("in_workspace"), each.inWorkspace},
            {QStringLiteral("only_in_backup"), each.onlyInBackup},
            {QStringLiteral("only_in_workspace"), each.onlyInWorkspace},
            {QStringLiteral("different"), each.different}};
    return {{QStringLiteral("backup"), preview.backup}, {QStringLiteral("entries"), preview.entries},
        {QStringLiteral("last_change"), preview.lastChange.toString(Qt::ISODate)},
        {QStringLiteral("later_entries"), preview.laterEntries},
        {QStringLiteral("workspace_readable"), preview.workspaceReadable},
        {QStringLiteral("registries"), registries}};
}

QStringList previewLines(const RestorePreview& preview)
{
    QStringList lines{QStringLiteral("备份 %1：修改记录 %2 条，最后一条 %3 %4：%5")
                          .arg(preview.backup)
                          .arg(preview.entries)
                          .arg(inWords(preview.lastChange), preview.lastWho, preview.lastReason)};
    if (!preview.workspaceReadable)
        return lines << QStringLiteral("现有的工作区不在或已经损坏，没有可以比较的内容");
    lines += QStringLiteral("备份以后的 %1 条修改将不在工作区里").arg(preview.laterEntries);
    for (const RegistryDifference& each : preview.registries)
        if (each.onlyInBackup + each.onlyInWorkspace + each.different > 0)
            lines += QStringLiteral("%1：只在备份里 %2 行，只在现有工作区里 %3 行，内容不同 %4 行")
                         .arg(each.label)
                         .arg(each.onlyInBackup)
                         .arg(each.onlyInWorkspace)
                         .arg(each.different);
    return lines;
}

/// Asked for only where somebody has one.
QString passphraseIn(const QString& file, const QString& who)
{
    const auto workspace = Workspace::open(file, Workspace::Access::read);
    if (!workspace)
        return {};
    const auto list = people(**workspace);
    const bool needed = list && std::any_of(list->begin(), list->end(), [&](const Person& each) {
        return each.name == who && each.hasPassphrase;
    });
    return needed ? CommandLine::passphraseOf(who).value_or(QString()) : QString();
}

Result<Outcome> runRestore(const CommandLine& line, const RestoreOptions& options)
{
    const QString backup = text(options.backup);
    const QString out = text(options.out);
    const auto preview = previewRestore(backup, out);
    COOP_TRY(preview);
    QJsonObject json = previewJson(*preview);
    QStringList lines = previewLines(*preview);
    Restored restored;
    if (!options.dryRun) {
        const QString who = line.author({}).who;
        const auto done = restore(backup, out, who, passphraseIn(out, who));
        COOP_TRY(done);
        restored = *done;
        lines += QStringLiteral("已恢复为 %1").arg(QDir::toNativeSeparators(out));
        if (!restored.replaced.isEmpty())
            lines += QStringLiteral("原来的内容保存在 %1").arg(restored.replaced);
    }
    json.insert(QStringLiteral("replaced"),
        restored.replaced.isEmpty() ? QJsonValue() : QJsonValue(restored.replaced));
    return Outcome{json, lines.join(u'\n')};
}
} // namespace

void addBackupCommands(CommandLine& line)
{
    const auto backup = std::make_shared<BackupOptions>();
    auto* command = line.add(line.root(), "backup", "备份工作区，每个备份都经过检查",
        [&line, backup] { return runBackup(line, *backup); });
    command->add_option("FILE", backup->file, "工作区文件")->required();
    auto* out = command->add_option("OUT", backup->out, "备份文件，不写就存进备份文件夹");
    auto* second = command->add_option("--second", backup->second, "从此每个备份也存到这个文件夹（U 盘）");
    command->add_flag("--no-second", backup->noSecond, "不再存到第二个地方")->excludes(second);
    command->add_flag("--list", backup->list, "列出已有的备份")->excludes(out);

    const auto restoring = std::make_shared<RestoreOptions>();
    command = line.add(line.root(), "restore", "用备份替换工作区，原来的内容另存为备份",
        [&line, restoring] { return runRestore(line, *restoring); });
    command->add_option("BACKUP", restoring->backup, "备份文件")->required();
    command->add_option("OUT", restoring->out, "工作区文件")->required();
    command->add_flag("--dry-run", restoring->dryRun, "只看备份里有什么、有什么不同");
}

} // namespace coop

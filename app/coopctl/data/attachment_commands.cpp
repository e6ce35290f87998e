#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/kept/attachment_files.h"
#include "core/store/kept/attachments.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

namespace
{
struct Options {
    std::string file, registry, code, path, attachment, out;
};

Result<Record> rowOf(const Workspace& workspace, const Options& options)
{
    const auto spec = workspace.registries().require(text(options.registry));
    COOP_TRY(spec);
    return workspace.rowByCode((*spec)->id, text(options.code));
}

QJsonObject attachmentJson(const Attachment& one)
{
    return {{QStringLiteral("code"), one.code}, {QStringLiteral("name"), one.name},
        {QStringLiteral("media_type"), one.mediaType}, {QStringLiteral("size"), one.size},
        {QStringLiteral("sha256"), one.digest}};
}

Result<Outcome> listOf(const Workspace& workspace, const Record& row, const QString& done = {})
{
    const auto found = attachments(workspace, row.spec().id, row.id);
    COOP_TRY(found);
    QJsonArray array;
    QStringList lines;
    if (!done.isEmpty())
        lines += done;
    for (const Attachment& one : *found) {
        array += attachmentJson(one);
        if (done.isEmpty())
            lines += QStringList{one.code, one.name, QString::number(one.size), one.digest}.join(u'\t');
    }
    return Outcome{array, lines.join(u'\n')};
}

Result<Attachment> find(const Workspace& workspace, const Record& row, const QString& wanted)
{
    const auto found = attachments(workspace, row.spec().id, row.id);
    COOP_TRY(found);
    for (const Attachment& one : *found)
        if (one.code == wanted || one.name == wanted)
            return one;
    return fail(ErrorKind::notFound,
        QStringLiteral("%1“%2”没有附件“%3”，请写附件的编码或文件名")
            .arg(row.spec().label, row.title(), wanted));
}

Result<Outcome> add(const CommandLine& line, const Options& options)
{
    const auto bytes = readAttachment(text(options.path));
    COOP_TRY(bytes);
    const auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    const auto row = rowOf(**workspace, options);
    COOP_TRY(row);
    const QString name = QFileInfo(text(options.path)).fileName();
    COOP_TRY(inOneStep(**workspace,
        line.author(QStringLiteral("给%1 %2 添加附件 %3").arg(row->spec().label, row->title(), name)),
        [&](UnitOfWork& work) { return attach(work, row->spec().id, row->id, name, *bytes); }));
    return listOf(**workspace, *row, QStringLiteral("已添加附件 %1").arg(name));
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto row = rowOf(**workspace, options);
    return row ? listOf(**workspace, *row) : Result<Outcome>(fail(row.error()));
}

Result<Outcome> save(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto row = rowOf(**workspace, options);
    COOP_TRY(row);
    const auto one = find(**workspace, *row, text(options.attachment));
    COOP_TRY(one);
    COOP_TRY(saveAttachment(**workspace, *one, text(options.out)));
    return Outcome{
        attachmentJson(*one), QStringLiteral("已存为 %1").arg(QDir::toNativeSeparators(text(options.out)))};
}

Result<Outcome> remove(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    const auto row = rowOf(**workspace, options);
    COOP_TRY(row);
    const auto one = find(**workspace, *row, text(options.attachment));
    COOP_TRY(one);
    COOP_TRY(inOneStep(**workspace,
        line.author(QStringLiteral("删除%1 %2 的附件 %3").arg(row->spec().label, row->title(), one->name)),
        [&](UnitOfWork& work) { return detach(work, one->id); }));
    return listOf(**workspace, *row, QStringLiteral("已删除附件 %1").arg(one->name));
}
} // namespace

void addAttachmentCommands(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    CLI::App* family = line.add(line.root(), "attachment", "台账行的附件", {});
    const auto ofRow = [&](CLI::App* command) {
        command->add_option("FILE", options->file, "工作区文件")->required();
        command->add_option("REGISTRY", options->registry, "台账")->required();
        command->add_option("CODE", options->code, "行的编码")->required();
        return command;
    };
    ofRow(line.add(family, "add", "添加一个文件", [&line, options] { return add(line, *options); }))
        ->add_option("PATH", options->path, "要添加的文件")
        ->required();
    ofRow(line.add(family, "list", "列出附件", [&line, options] { return list(line, *options); }));
    auto* saving = ofRow(
        line.add(family, "save", "把附件存为文件", [&line, options] { return save(line, *options); }));
    saving->add_option("ATTACHMENT", options->attachment, "附件的编码或文件名")->required();
    saving->add_option("OUT", options->out, "存为")->required();
    ofRow(line.add(family, "remove", "删除附件", [&line, options] { return remove(line, *options); }))
        ->add_option("ATTACHMENT", options->attachment, "附件的编码或文件名")
        ->required();
}

} // namespace coop

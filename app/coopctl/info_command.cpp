#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/workspace.h"

#include <QJsonObject>

namespace coop
{

namespace
{
Result<Outcome> info(const QString& file)
{
    const auto workspace = Workspace::open(file, Workspace::Access::read);
    if (!workspace)
        return fail(workspace.error());
    const Workspace& open = **workspace;
    QJsonObject rows;
    QString text = QStringLiteral("计划：%1（%2）\n地区：%3\n设备号：%4\n数据格式版本：%5\n")
                       .arg(open.plan().title, open.plan().id, open.plan().districtName)
                       .arg(open.device())
                       .arg(open.schema());
    for (const RegistrySpec& spec : open.registries().all()) {
        const auto count = open.count(spec.id);
        if (!count)
            return fail(count.error());
        rows.insert(spec.id, *count);
        text += QStringLiteral("%1：%2 行\n").arg(spec.label).arg(*count);
    }
    return Outcome{
        QJsonObject{{QStringLiteral("plan"), open.plan().id},
            {QStringLiteral("district"), open.plan().districtName}, {QStringLiteral("device"), open.device()},
            {QStringLiteral("schema"), open.schema()}, {QStringLiteral("rows"), rows}},
        text};
}
} // namespace

void addInfoCommand(CommandLine& line)
{
    const auto file = std::make_shared<std::string>();
    auto* command = line.add(line.root(), "info", "工作区里有什么", [file] { return info(text(*file)); });
    command->add_option("FILE", *file, "工作区文件")->required();
}

} // namespace coop

#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/package/package_json.h"
#include "core/exchange/hand_in/hand_in.h"
#include "core/store/workspace.h"

#include <QJsonObject>

namespace coop
{

namespace
{
/// Of a township's workspace: whose it is, and how its hand-ins stand.
Result<QJsonObject> officeJson(const Workspace& workspace, const OfficeSelf& self)
{
    const auto standing = handInStanding(workspace);
    COOP_TRY(standing);
    return QJsonObject{{QStringLiteral("name"), self.name},
        {QStringLiteral("federation"), federationJson(workspace, self.federation)},
        {QStringLiteral("district"), partyJson(self.district)},
        {QStringLiteral("last_sequence"), standing->lastSequence},
        {QStringLiteral("answered"), standing->answered},
        {QStringLiteral("answered_sequence"), standing->answeredSequence},
        {QStringLiteral("waiting"), standing->waiting}};
}

Result<Outcome> info(const QString& file)
{
    const auto workspace = Workspace::open(file, Workspace::Access::read);
    COOP_TRY(workspace);
    const Workspace& open = **workspace;
    QJsonObject rows;
    QString text = QStringLiteral("计划：%1（%2）\n地区：%3\n设备号：%4\n数据格式版本：%5\n")
                       .arg(open.plan().title, open.plan().id, open.plan().districtName)
                       .arg(open.device())
                       .arg(open.schema());
    for (const RegistrySpec& spec : open.registries().all()) {
        const auto count = open.count(spec.id);
        COOP_TRY(count);
        rows.insert(spec.id, *count);
        text += QStringLiteral("%1：%2 行\n").arg(spec.label).arg(*count);
    }
    QJsonObject json{{QStringLiteral("plan"), open.plan().id},
        {QStringLiteral("district"), open.plan().districtName}, {QStringLiteral("device"), open.device()},
        {QStringLiteral("schema"), open.schema()}, {QStringLiteral("rows"), rows}};
    if (open.isPractice()) {
        json.insert(QStringLiteral("practice"), true);
        text += QStringLiteral("练习工作区：内容不是真的\n");
    }
    if (const auto self = officeSelf(open)) {
        const auto office = officeJson(open, *self);
        COOP_TRY(office);
        json.insert(QStringLiteral("office"), *office);
        text += QStringLiteral("乡镇端：%1，上报到第 %2 号，%3 行修改等待上报或答复\n")
                    .arg(self->name)
                    .arg((*office)[QStringLiteral("last_sequence")].toInteger())
                    .arg((*office)[QStringLiteral("waiting")].toInteger());
    }
    return Outcome{json, text};
}
} // namespace

void addInfoCommand(CommandLine& line)
{
    const auto file = std::make_shared<std::string>();
    auto* command = line.add(line.root(), "info", "工作区里有什么", [file] { return info(text(*file)); });
    command->add_option("FILE", *file, "工作区文件")->required();
}

} // namespace coop

#include "app/coopctl/command_line.h"
#include "app/coopctl/package/key_passphrase.h"
#include "app/coopctl/package/package_commands.h"
#include "core/exchange/offices.h"
#include "core/store/people/rights.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
Result<Outcome> change(const CommandLine& line, const std::string& file)
{
    const auto workspace = line.openToWrite(file, Deed::keepKeys);
    COOP_TRY(workspace);
    const auto before = keyPassphrase();
    COOP_TRY(before);
    const auto after = newKeyPassphrase({"COOPCTL_NEW_PASSPHRASE"});
    COOP_TRY(after);
    COOP_TRY(changePassphrase(**workspace, line.author({}), *before, *after));
    return Outcome{QJsonObject{{QStringLiteral("changed"), true}}, QStringLiteral("数据交换的口令已修改")};
}

Result<Outcome> renew(const CommandLine& line, const std::string& file)
{
    const auto workspace = line.openToWrite(file, Deed::keepKeys);
    COOP_TRY(workspace);
    const auto passphrase
        = newKeyPassphrase({"COOPCTL_NEW_PASSPHRASE", "COOPCTL_KEY_PASSPHRASE", "COOPCTL_PASSPHRASE"});
    COOP_TRY(passphrase);
    const auto print = renewKey(**workspace, line.author({}), *passphrase);
    COOP_TRY(print);
    return Outcome{QJsonObject{{QStringLiteral("fingerprint"), *print}},
        QStringLiteral("已重设密钥，指纹 %1。对方收到下一个数据包时要打电话核对这个指纹").arg(*print)};
}
} // namespace

void addPackageKeyCommands(CommandLine& line, CLI::App* package)
{
    const auto file = std::make_shared<std::string>();
    line.add(package, "passphrase", "改数据交换的口令（新的在 COOPCTL_NEW_PASSPHRASE 里，或在终端输入）",
            [&line, file] { return change(line, *file); })
        ->add_option("FILE", *file, "工作区文件")
        ->required();
    line.add(package, "renew-key", "口令忘了：重设密钥和口令", [&line, file] { return renew(line, *file); })
        ->add_option("FILE", *file, "工作区文件")
        ->required();
}

} // namespace coop
